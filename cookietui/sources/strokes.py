"""What each element does to the text under way: one method a kind of element, found by name in two tables."""

from collections.abc import Callable
from typing import Final

from cookietui.sources.draft import Anchor
from cookietui.sources.elements import BLOCKS, BOLD, HEADINGS, heavy
from cookietui.sources.markup import attributes
from cookietui.sources.page import BlockKind
from cookietui.sources.tables import Grid, Slot, merge, spans
from cookietui.sources.writer import Writer

Action = Callable[[str, int], None]
"""Called with a tag and its offset in the source."""


class Strokes(Writer):
    """A writer that understands elements; `grids` are the data tables, their `line` counts in `lines`."""

    def __init__(self) -> None:
        super().__init__()
        self.grids: list[Grid] = []
        self.pre = 0
        """How many elements with significant line ends are open."""
        self._fonts: dict[str, list[bool]] = {"span": [], "font": []}
        self._tables: list[Grid] = []
        self._starts: dict[str, Action] = {
            "a": self._open_link, "area": self._area, "br": self._break, "form": self._form, "frame": self._frame,
            "ul": self._list, "ol": self._list, "dir": self._list, "li": self._item, "pre": self._open_pre,
            "listing": self._open_pre, "plaintext": self._open_pre, "table": self._open_table, "tr": self._row,
            "td": self._cell, "th": self._cell, "dt": self._part("term"), "dd": self._part("definition"),
            "dl": self._part("paragraph"), "address": self._part("address"), "footer": self._footer(1),
        }  # fmt: skip
        self._ends: dict[str, Action] = {
            "a": self._close_link, "ul": self._end_list, "ol": self._end_list, "dir": self._end_list,
            "pre": self._close_pre, "listing": self._close_pre, "table": self._end_table, "td": self._close_cell,
            "th": self._close_cell, "dt": self._part("paragraph"), "dd": self._part("paragraph"),
            "dl": self._part("paragraph"), "address": self._part("paragraph"), "footer": self._footer(-1),
        }  # fmt: skip

    def finish(self, at: int) -> None:
        """The source ends."""
        self.end_line()
        while self._tables:
            self._end_table("", at)

    def opening(self, name: str, tag: str) -> Action | None:
        """What a start tag does, None for one that means nothing here."""
        if name in ("span", "font"):
            fonts, weighs = self._fonts[name], heavy(tag)
            return lambda _tag, _at: self._open_font(fonts, weighs=weighs)
        if name in BOLD:
            return lambda _tag, _at: self.bolder()
        if name in HEADINGS:
            return lambda _tag, _at: self._head(HEADINGS[name])
        return self._starts.get(name) or (self._block if name in BLOCKS else None)

    def closing(self, name: str) -> Action | None:
        """What an end tag does."""
        if name in ("span", "font"):
            fonts = self._fonts[name]
            return lambda _tag, _at: self.lighter() if fonts and fonts.pop() else None
        if name in BOLD:
            return lambda _tag, _at: self.lighter()
        if name in HEADINGS:
            return lambda _tag, _at: self._head(0)
        return self._ends.get(name) or (self._block if name in BLOCKS else None)

    def _block(self, _tag: str, _at: int) -> None:
        self.end_line()

    def _head(self, level: int) -> None:
        self.end_line()
        self.heading = level
        if level and self._tables:
            self._tables[-1].headings = True

    def _break(self, _tag: str, _at: int) -> None:
        self.end_line(tight=True)

    def _open_font(self, fonts: list[bool], *, weighs: bool) -> None:
        fonts.append(weighs)
        if weighs:
            self.bolder()

    def _open_link(self, tag: str, at: int) -> None:
        self.close_link()
        self._anchor(tag, at, "href", "a", self.open_link)

    def _close_link(self, _tag: str, _at: int) -> None:
        self.close_link()

    def _anchor(self, tag: str, at: int, name: str, kind: str, take: Callable[[Anchor], None]) -> None:
        for attribute in attributes(tag, at):
            if attribute.name == name:
                if attribute.value.strip():
                    take(Anchor(0, 0, attribute.value.strip(), attribute.start, attribute.end, kind))
                return

    def _form(self, tag: str, at: int) -> None:
        self.end_line()
        self._anchor(tag, at, "action", "form", self.point)

    def _frame(self, tag: str, at: int) -> None:
        self._anchor(tag, at, "src", "frame", self.point)

    def _area(self, tag: str, at: int) -> None:
        self._anchor(tag, at, "href", "area", self.point)

    def _list(self, _tag: str, _at: int) -> None:
        self.end_line()
        self.lists += 1
        self.item = False

    def _end_list(self, _tag: str, _at: int) -> None:
        self.end_line()
        self.lists = max(0, self.lists - 1)
        self.item = self.lists > 0

    def _item(self, _tag: str, _at: int) -> None:
        self.end_line()
        self.lists = max(1, self.lists)
        self.item = True

    def _part(self, part: BlockKind) -> Action:
        def begin(_tag: str, _at: int) -> None:
            self.end_line()
            self.part = part

        return begin

    def _footer(self, change: int) -> Action:
        def count(_tag: str, _at: int) -> None:
            self.end_line()
            self.footers = max(0, self.footers + change)

        return count

    def _open_pre(self, _tag: str, _at: int) -> None:
        self.end_line()
        self.pre += 1

    def _close_pre(self, _tag: str, _at: int) -> None:
        self.end_line()
        self.pre = max(0, self.pre - 1)

    def write_lines(self, text: str) -> None:
        """Characters whose line ends count."""
        first, *rest = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self.pieces.append(first)
        for line in rest:
            self.end_line(tight=True)
            self.pieces.append(line)

    def _open_table(self, _tag: str, at: int) -> None:
        self.end_line()
        if self._tables:
            self._tables[-1].nested = True
        self._tables.append(Grid(len(self.lines), at))

    def _row(self, _tag: str, _at: int) -> None:
        self.end_line()
        if self._tables:
            self._tables[-1].row(len(self.lines))

    def _cell(self, tag: str, at: int) -> None:
        self.end_line()
        if self._tables:
            columns, rows = spans(attributes(tag, at))
            slot = Slot(len(self.lines), header=tag[2] in "hH", columns=columns, rows=rows)
            self._tables[-1].cell(len(self.lines), slot)

    def _close_cell(self, _tag: str, _at: int) -> None:
        self.end_line()
        if self._tables:
            self._tables[-1].close_cell(len(self.lines))

    def _end_table(self, _tag: str, at: int) -> None:
        self.end_line()
        if not self._tables:
            return
        grid = self._tables.pop()
        grid.close_cell(len(self.lines))
        if not grid.is_data(self.lines):
            return
        first = grid.first_line()
        grid.line, grid.source_end = first, at
        self.lines[first:] = merge(grid, self.lines)
        if grid.rows:
            self.grids.append(grid)
