"""Lines of a plain text are a table where gaps or dots set their parts apart and the last parts stand in line."""

import re
from collections.abc import Sequence

from cookietui.sources.draft import Line, tidy
from cookietui.sources.tables import Grid, Slot, merge

_GAP = re.compile(
    r"(?<=[^\s.])(?:[ \t]*+\.{4,}+[ .\t]*+|(?:[ ]?[.]){5,}+[ .\t]*+)(?=\S)|(?<=\S)(?:[ ]{3,}+|[ ]*+\t[ \t]*+)(?=\S)"
)
_ROWS = 2
"""Rows that make a table."""
_SLACK = 1
"""Columns by which the last parts may stand apart; figures may be set flush right instead."""
_LONGEST = 200
"""Characters of a row at most: longer lines are prose."""
_PARTS = 6
_BULLET = re.compile(r"\s*[•·*+–—-]\s+")


class Row:
    """One row as it stands: its parts with the column where each begins, and the lines that it goes over."""

    __slots__ = ("parts", "starts")

    def __init__(self, raw: str) -> None:
        shown = raw.expandtabs(8) if "\t" not in raw.strip() else raw
        mark = _BULLET.match(shown)
        begin = mark.end() if mark else len(shown) - len(shown.lstrip())
        gaps = [(m.start(), m.end()) for m in _GAP.finditer(shown, begin)]
        edges = [begin, *(end for _, end in gaps)]
        ends = [*(start for start, _ in gaps), len(shown.rstrip())]
        self.starts = edges
        self.parts = [shown[start:end] for start, end in zip(edges, ends, strict=True)]

    def goes_on(self, raw: str) -> bool:
        """Whether a line is the rest of the last part: it begins where that part does, and has no gap."""
        indent = len(raw) - len(raw.lstrip())
        return 0 < len(raw) <= _LONGEST and abs(indent - self.starts[-1]) <= _SLACK and not _GAP.search(raw.strip())


def table_at(lines: Sequence[str], first: int) -> tuple[list[Row], int]:
    """The rows that begin with line `first`, and the line behind them; no rows where no table begins."""
    rows: list[Row] = []
    number = first
    while number < len(lines):
        raw = lines[number]
        if rows and rows[-1].goes_on(raw):
            rows[-1].parts[-1] += " " + raw.strip()
        elif (row := _row(raw)) and (not rows or _in_line(rows[0], row)):
            rows.append(row)
        else:
            break
        number += 1
    return (rows, number) if len(rows) >= _ROWS else ([], first)


def _row(raw: str) -> Row | None:
    if len(raw) > _LONGEST or not _GAP.search(raw.strip()):
        return None
    row = Row(raw)
    labelled = row.parts[0].rstrip().endswith(":")  # "Telephone:   555 0100" is a line as good as any
    return row if 1 < len(row.parts) <= _PARTS and not labelled else None


def _in_line(above: Row, below: Row) -> bool:
    return len(above.parts) == len(below.parts) and abs(above.starts[-1] - below.starts[-1]) <= _SLACK


def draft(rows: Sequence[Row], source: tuple[int, int]) -> Grid:
    """The rows as a grid with a line a row; `source` says which characters of the source they are."""
    grid = Grid(0, source[0])
    grid.source_end = source[1]
    lines: list[Line] = []
    for row in rows:
        grid.row(len(lines))
        for part in row.parts:
            grid.cell(len(lines), Slot(len(lines), header=False, columns=1, rows=1))
            lines.append(Line(tidy(part)))
        grid.close_cell(len(lines))
    merge(grid, lines)
    return grid
