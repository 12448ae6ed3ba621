"""Plain text is read line by line: each line is a paragraph unless it was only wrapped, or stands in columns."""

import re

from cookietui.sources import columns
from cookietui.sources.draft import Line, tidy
from cookietui.sources.tables import Grid

_RULE = re.compile(r"\s*(?:[-_=*~#+][ \t]*){4,}$")
_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")


def read(source: str) -> tuple[list[Line], list[Grid]]:
    """The lines of a plain text and the tables among them; a line is `tight` when no empty line stands above it."""
    lines: list[Line] = []
    grids: list[Grid] = []
    tight = False
    places = [0, *(found.end() for found in _BREAK.finditer(source))]
    raws = _BREAK.split(source)
    number = 0
    while number < len(raws):
        raw = raws[number]
        rows, behind = columns.table_at(raws, number)
        if rows:
            grids.append(columns.draft(rows, (places[number], places[behind - 1] + len(raws[behind - 1]))))
            lines.extend(grids[-1].lines)
            number, tight = behind, False
            continue
        number += 1
        if not raw or raw.isspace() or _RULE.match(raw):
            tight = False
            continue
        text = tidy(raw)
        if not text:
            continue
        line = Line(text)
        line.tight = tight
        lines.append(line)
        tight = True
    return lines, grids
