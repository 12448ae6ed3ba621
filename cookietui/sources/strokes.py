"""What each element does to the text under way: one function a kind of element, found by name in two tables."""

import re
from collections.abc import Callable
from typing import Final, TypeAlias

from cookietui.sources.draft import Anchor
from cookietui.sources.elements import BLOCKS, BOLD, HEADINGS, heavy
from cookietui.sources.markup import attributes
from cookietui.sources.page import BlockKind, LinkKind
from cookietui.sources.raised import Height, set_apart
from cookietui.sources.tables import Grid, Slot, merge, spans
from cookietui.sources.writer import Writer

_AT_PICTURE = re.compile(
    r"\salt\s*+=\s*+[\"']?\s*+[(\[]?(?:@|&#0*64;|&#x0*40;|&commat;|at)[)\]]?\s*+(?:[\"'/]|>)"
    r"|\ssrc\s*+=\s*+[\"']?(?:[^\s\"'>]*/)?(?:at|at[-_]?sign|at[-_]?symbol|arroba|arobase|klammeraffe)\.\w{3,4}[\"'\s>]",
    re.IGNORECASE,
)
"""A picture that stands for the sign of an e-mail address, by its own words or its file's name."""
_PLAIN_LINK = re.compile(r"<a\s+(href\s*+=\s*+[\"']([^\"'&\s]++)[\"'])\s*+>", re.IGNORECASE)


class Strokes(Writer):
    """A writer that understands elements; `grids` are the data tables."""

    def __init__(self) -> None:
        super().__init__()
        self.grids: list[Grid] = []
        self.pre = 0
        """How many elements with significant line ends are open."""
        self.fonts: dict[str, list[bool]] = {"span": [], "font": []}
        """For each open span and font, whether it weighs more."""
        self.tables: list[Grid] = []
        """The open tables."""
        self.cut = 0
        """Rows of data tables that were left out."""

    def finish(self, at: int) -> None:
        """The source ends."""
        self.end_line()
        while self.tables:
            _end_table(self, "", at)

    def write_lines(self, text: str) -> None:
        """Characters whose line ends count."""
        first, *rest = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self.pieces.append(first)
        for line in rest:
            self.end_line(tight=True)
            self.pieces.append(line)


Action: TypeAlias = Callable[[Strokes, str, int], None]
"""Called with the writer, a tag and its offset in the source."""


def opening(name: str, tag: str) -> Action | None:
    """What a start tag does, None for one that means nothing here."""
    if name in ("span", "font"):
        if name == "span":
            return _heavy_span if heavy(tag) else _light_span
        return _heavy_font if heavy(tag) else _light_font
    if name in BOLD:
        return _bolder
    if name in HEADINGS:
        return _head
    if name == "img" and _AT_PICTURE.search(tag):
        return _at_sign
    return _STARTS.get(name) or (block if name in BLOCKS else None)


def closing(name: str) -> Action | None:
    """What an end tag does."""
    if name in BOLD:
        return _lighter
    if name in HEADINGS:
        return _end_head
    return _ENDS.get(name) or (block if name in BLOCKS else None)


def block(to: Strokes, _tag: str, _at: int) -> None:
    """A border of a block: the line ends."""
    to.end_line()


def _bolder(to: Strokes, _tag: str, _at: int) -> None:
    to.bolder()


def _lighter(to: Strokes, _tag: str, _at: int) -> None:
    to.lighter()


def _light_span(to: Strokes, _tag: str, _at: int) -> None:
    to.fonts["span"].append(False)


def _light_font(to: Strokes, _tag: str, _at: int) -> None:
    to.fonts["font"].append(False)


def _heavy_span(to: Strokes, _tag: str, _at: int) -> None:
    to.fonts["span"].append(True)
    to.bolder()


def _heavy_font(to: Strokes, _tag: str, _at: int) -> None:
    to.fonts["font"].append(True)
    to.bolder()


def _end_span(to: Strokes, _tag: str, _at: int) -> None:
    fonts = to.fonts["span"]
    if fonts and fonts.pop():
        to.lighter()


def _end_font(to: Strokes, _tag: str, _at: int) -> None:
    fonts = to.fonts["font"]
    if fonts and fonts.pop():
        to.lighter()


def _at_sign(to: Strokes, _tag: str, _at: int) -> None:
    to.pieces.append("@")


def _head(to: Strokes, tag: str, _at: int) -> None:
    to.end_line()
    to.heading = int(tag[2])
    if to.tables:
        to.tables[-1].headings = True


def _end_head(to: Strokes, _tag: str, _at: int) -> None:
    to.end_line()
    to.heading = 0


def _break(to: Strokes, _tag: str, _at: int) -> None:
    to.end_line(tight=True)


def _open_link(to: Strokes, tag: str, at: int) -> None:
    to.close_link()
    plain = _PLAIN_LINK.match(tag)
    if plain:
        to.open_link(Anchor(plain[2], at + plain.start(1), at + plain.end(1)))
    else:
        _anchor(tag, at, "href", "a", to.open_link)


def _close_link(to: Strokes, _tag: str, _at: int) -> None:
    to.close_link()


def _anchor(tag: str, at: int, name: str, kind: LinkKind, take: Callable[[Anchor], None]) -> None:
    for attribute in attributes(tag, at):
        if attribute.name == name:
            if attribute.value.strip():
                take(Anchor(attribute.value.strip(), attribute.start, attribute.end, kind))
            return


def _form(to: Strokes, tag: str, at: int) -> None:
    to.end_line()
    _anchor(tag, at, "action", "form", to.point)


def _frame(to: Strokes, tag: str, at: int) -> None:
    _anchor(tag, at, "src", "frame", to.point)


def _area(to: Strokes, tag: str, at: int) -> None:
    _anchor(tag, at, "href", "area", to.point)


def _small(to: Strokes, _tag: str, _at: int) -> None:
    to.small = len(to.pieces)


def _end_small(height: Height) -> Action:
    def end(to: Strokes, _tag: str, _at: int) -> None:
        if to.small < len(to.pieces):
            set_apart(to.pieces, to.small, height)
        to.small = len(to.pieces)

    return end


def _list(to: Strokes, _tag: str, _at: int) -> None:
    to.end_line()
    to.lists += 1
    to.item = False


def _end_list(to: Strokes, _tag: str, _at: int) -> None:
    to.end_line()
    to.lists = max(0, to.lists - 1)
    to.item = to.lists > 0


def _item(to: Strokes, _tag: str, _at: int) -> None:
    to.end_line()
    to.lists = max(1, to.lists)
    to.item = True


def _part(part: BlockKind) -> Action:
    def begin(to: Strokes, _tag: str, _at: int) -> None:
        to.end_line()
        to.part = part

    return begin


def _footer(change: int) -> Action:
    def count(to: Strokes, _tag: str, _at: int) -> None:
        to.end_line()
        to.footers = max(0, to.footers + change)

    return count


def _pre(change: int) -> Action:
    def count(to: Strokes, _tag: str, _at: int) -> None:
        to.end_line()
        to.pre = max(0, to.pre + change)

    return count


def _open_table(to: Strokes, tag: str, at: int) -> None:
    to.end_line()
    if to.tables:
        to.tables[-1].nested = True
    to.tables.append(Grid(len(to.lines), at, tag))


def _row(to: Strokes, _tag: str, _at: int) -> None:
    to.end_line()
    if to.tables:
        to.tables[-1].row(len(to.lines))


def _cell(to: Strokes, tag: str, at: int) -> None:
    to.end_line()
    if to.tables:
        columns, rows = spans(attributes(tag, at)) if "span" in tag.lower() else (1, 1)
        slot = Slot(len(to.lines), header=tag[2] in "hH", columns=columns, rows=rows)
        to.tables[-1].cell(len(to.lines), slot)


def _close_cell(to: Strokes, _tag: str, _at: int) -> None:
    to.end_line()
    if to.tables:
        to.tables[-1].close_cell(len(to.lines))


def _end_table(to: Strokes, _tag: str, at: int) -> None:
    to.end_line()
    if not to.tables:
        return
    grid = to.tables.pop()
    grid.close_cell(len(to.lines))
    if not grid.is_data(to.lines):
        return
    first = grid.first_line()
    grid.source_end = at
    to.lines[first:] = merge(grid, to.lines)
    to.cut += grid.cut
    if grid.rows:
        to.grids.append(grid)


_STARTS: Final[dict[str, Action]] = {
    "a": _open_link, "area": _area, "br": _break, "form": _form, "frame": _frame, "ul": _list, "ol": _list,
    "dir": _list, "li": _item, "pre": _pre(1), "listing": _pre(1), "plaintext": _pre(1), "table": _open_table,
    "tr": _row, "td": _cell, "th": _cell, "dt": _part("term"), "dd": _part("definition"), "dl": _part("paragraph"),
    "address": _part("address"), "footer": _footer(1), "sup": _small, "sub": _small,
}  # fmt: skip
_ENDS: Final[dict[str, Action]] = {
    "a": _close_link, "ul": _end_list, "ol": _end_list, "dir": _end_list, "pre": _pre(-1), "listing": _pre(-1),
    "table": _end_table, "td": _close_cell, "th": _close_cell, "dt": _part("paragraph"), "dd": _part("paragraph"),
    "dl": _part("paragraph"), "address": _part("paragraph"), "footer": _footer(-1), "span": _end_span,
    "font": _end_font, "sup": _end_small("sup"), "sub": _end_small("sub"),
}  # fmt: skip
