"""A table is data when it looks like a grid of short cells; every other table is layout and its cells are blocks."""

from collections.abc import Iterable

from cookietui.sources.draft import Line
from cookietui.sources.markup import Attribute, attributes

COLUMNS = 30
"""Columns a spanned cell may cover; a page that claims more is not believed."""
ROWS = 5_000
"""Rows of one table that are kept as a grid."""
_CELL_LIMIT = 1500
"""Characters above which a cell is prose and the table layout, unless it has header cells."""
_CLASSES = 20
_LINES = 4
"""Average lines of a cell above which the table is layout."""


class Slot:
    """A cell while its table is open: lines `start:end` of the draft; later characters of its row."""

    __slots__ = ("columns", "end", "header", "rows", "start")

    def __init__(self, start: int, *, header: bool, columns: int, rows: int) -> None:
        self.start = start
        self.end = -1
        self.header = header
        self.columns = columns
        self.rows = rows


def spans(found: Iterable[Attribute]) -> tuple[int, int]:
    """Columns and rows that a cell covers, at least 1 and bounded."""
    values = {a.name: a.value for a in found if a.name in {"colspan", "rowspan"}}
    return _count(values.get("colspan", "")), _count(values.get("rowspan", ""))


def _count(value: str) -> int:
    value = value.strip()
    return min(max(1, int(value)), COLUMNS) if value.isascii() and value.isdigit() and len(value) < 6 else 1  # noqa: PLR2004 - no span has more digits


class Grid:
    """One open table."""

    def __init__(self, line: int, source: int, tag: str = "") -> None:
        self.line = line
        self.tag = tag
        self.source = source
        self.source_end = source
        self.lines: list[Line] = []
        """The merged lines of a data table, one a row."""
        self.rows: list[list[Slot]] = []
        self.caption_end = line
        self.nested = False
        self.cut = 0
        """Rows that were left out."""
        self.headings = False

    def classes(self) -> tuple[str, ...]:
        """Class names and id of the table."""
        named = [a.value for a in attributes(self.tag) if a.name in {"class", "classname", "id"}]
        return tuple(" ".join(named).split()[:_CLASSES])

    def row(self, line: int) -> None:
        """A row begins at that line of the draft."""
        self.close_cell(line)
        if len(self.rows) > ROWS:
            self.rows.pop()
            self.cut += 1
        if not self.rows or self.rows[-1]:
            self.rows.append([])

    def cell(self, line: int, slot: Slot) -> None:
        """A cell begins."""
        self.close_cell(line)
        if not self.rows:
            self.rows.append([])
        self.rows[-1].append(slot)

    def close_cell(self, line: int) -> None:
        """Whatever cell is open ends before that line."""
        if self.rows and self.rows[-1] and self.rows[-1][-1].end < 0:
            self.rows[-1][-1].end = line

    def first_line(self) -> int:
        """The first line that belongs to a cell; a caption stands before it."""
        return next((row[0].start for row in self.rows if row), self.line)

    def is_data(self, lines: list[Line]) -> bool:
        """Whether rows of at least two short cells make up most of the table."""
        rows = [row for row in self.rows if row]
        if self.nested or len(rows) < 2:  # noqa: PLR2004 - one row is no table
            return False
        wide = sum(len(row) > 1 for row in rows)
        if wide * 2 < len(rows):
            return False
        cells = [slot for row in rows for slot in row]
        headers = any(slot.header for slot in cells)
        if self.headings and not headers:
            return False
        used = sum(slot.end - slot.start for slot in cells)
        if used > _LINES * len(cells):
            return False
        longest = max((sum(len(line.text) for line in lines[slot.start : slot.end]) for slot in cells), default=0)
        return headers or longest <= _CELL_LIMIT


def merge(grid: Grid, lines: list[Line]) -> list[Line]:
    """The table as one line a row, cells joined by a TAB; each slot's start and end become characters of its row."""
    merged = grid.lines
    for row in grid.rows:
        line = Line("", "row")
        texts: list[str] = []
        length = 0
        for slot in row:
            text = _join(lines[slot.start : slot.end], line, length)
            slot.start, slot.end = length, length + len(text)
            texts.append(text)
            length += len(text) + 1
        line.text = "\t".join(texts)
        if not line.text.strip("\t"):
            row.clear()  # the grid keeps rows with words alone, as `lines` does
        else:
            merged.append(line)
    grid.rows = [row for row in grid.rows if row]
    return merged


def _join(cell: list[Line], row: Line, at: int) -> str:
    """The lines of a cell as one text; their anchors move to the row."""
    texts: list[str] = []
    for line in cell:
        for anchor in line.anchors or ():
            row.anchors = [*(row.anchors or ()), anchor.at(anchor.start + at, anchor.end + at)]
        texts.append(line.text)
        at += len(line.text) + 1
    return " ".join(texts)
