"""Tables of others are read as CSV within bounds; a row is a dict by head line, cells beyond the head are dropped."""

import csv
import io

from cookietui.core.errors import BadInput
from cookietui.sources.sample import Sample

ROWS = 200_000
"""Rows of a table; the largest real one has fewer than 10,000."""
_CELL = 1_000_000


def lines_of(sample: Sample) -> list[list[str]]:
    """The rows that are not empty, the head line included; raises BadInput (line) for what is no CSV or too long."""
    csv.field_size_limit(_CELL)
    reader = csv.reader(io.StringIO(sample.long_text.replace("\x00", ""), newline=""))
    found: list[list[str]] = []
    try:
        for cells in reader:
            if len(found) > ROWS:
                raise BadInput(f"has more than {ROWS} rows", input=sample.path, line=reader.line_num)
            if any(cells):
                found.append(cells)
    except csv.Error as error:
        raise BadInput(f"is no table that can be read ({error})", input=sample.path, line=reader.line_num) from error
    return found


def rows_of(sample: Sample) -> list[dict[str, str]]:
    """The rows below the first line, by its names; raises BadInput as `lines_of`."""
    head, *rows = lines_of(sample) or [[]]
    names = [name.strip() for name in head]
    return [dict(zip(names, row, strict=False)) for row in rows]
