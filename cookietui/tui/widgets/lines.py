"""Lines draws rows through Textual's line API: cost follows what is seen, and text stays text."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.events import Resize
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from cookietui.core.text import one_line
from cookietui.tui.signs import Toned
from cookietui.tui.widgets.layout import Column, Line, Row, cut, fit, lines_of

TONES = ("plain", "muted", "good", "warn", "bad", "calm", "strong", "heading", "rule", "accent")


class Lines(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows of plain text under a fixed head line; scrolls by itself and wraps where asked to."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"lines--{tone}" for tone in TONES}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "down", "down", show=False, id="move.down"),
        Binding("up,k", "up", "up", show=False, id="move.up"),
        Binding("pagedown,ctrl+d", "page_down", "page down", show=False, id="move.page-down"),
        Binding("pageup,ctrl+u", "page_up", "page up", show=False, id="move.page-up"),
        Binding("home,g", "top", "to the top", show=False, id="move.top"),
        Binding("end,G", "bottom", "to the end", show=False, id="move.bottom"),
    ]

    def __init__(
        self,
        *columns: Column,
        wraps: bool = True,
        title: str | None = None,
        id: str | None = None,  # noqa: A002 - Textual's name
    ) -> None:
        super().__init__(id=id)
        self.columns = columns or (Column(),)
        self.wraps = wraps
        self.title = title
        """Head line as a rule with this text; None shows the titles of the columns, if any has one."""
        self.rows: Sequence[Row] = ()
        self._lines: list[tuple[Line, ...]] = []
        self._tops: list[int] = [0]
        self._laid_out_for = -1

    @property
    def head(self) -> int:
        """Lines taken by the head: 0 or 1."""
        return int(self.title is not None or any(column.title for column in self.columns))

    @property
    def room(self) -> int:
        """Lines of rows that can be seen at once."""
        return max(1, self.scrollable_content_region.height - self.head)

    @property
    def width(self) -> int:
        """Cells of one line."""
        return self.scrollable_content_region.width

    def show(self, rows: Sequence[Row], title: str | None = None) -> None:
        """Replace the rows; the scroll position stays where it can."""
        self.rows = rows
        if title is not None:
            self.title = title
        self._lay_out()

    def on_resize(self, event: Resize) -> None:
        """Lay out again for another width."""
        del event
        if self.width != self._laid_out_for:
            self._lay_out()

    def _lay_out(self) -> None:
        self._laid_out_for = self.width
        if self.wraps:
            self._lines = [
                lines_of(row, self.columns, self.width, wraps=True, first=not number)
                for number, row in enumerate(self.rows)
            ]
            self._tops = [0]
            for block in self._lines:
                self._tops.append(self._tops[-1] + len(block))
        self.virtual_size = Size(self.width, self._height() + self.head)
        self.refresh(layout=self.styles.is_auto_height)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Lines needed in that width, for panes whose height follows what they show."""
        del container, viewport
        if not self.wraps:
            return len(self.rows) + self.head
        inner = max(1, width - self.scrollbar_size_vertical)
        blocks = (
            lines_of(row, self.columns, inner, wraps=True, first=not number) for number, row in enumerate(self.rows)
        )
        return sum(map(len, blocks)) + self.head

    def _height(self) -> int:
        return self._tops[-1] if self.wraps else len(self.rows)

    def place(self, line: int) -> tuple[int, int]:
        """Row and line within that row that stand on a line of the whole text."""
        if not self.wraps:
            return line, 0
        row = bisect_right(self._tops, line) - 1
        return row, line - self._tops[row]

    def span(self, row: int) -> tuple[int, int]:
        """First line of a row and the line after its last."""
        return (self._tops[row], self._tops[row + 1]) if self.wraps else (row, row + 1)

    def render_line(self, y: int) -> Strip:
        """One line of the widget."""
        if y < self.head:
            return self._head_strip()
        line = y - self.head + self.scroll_offset.y
        if not 0 <= line < self._height() or self.width <= 0:
            return Strip.blank(self.size.width, self.tone(""))
        row, part = self.place(line)
        pieces = (
            self._lines[row][part]
            if self.wraps
            else lines_of(self.rows[row], self.columns, self.width, wraps=False, first=True)[0]
        )
        return self.strip(row, part, pieces)

    def strip(self, row: int, part: int, pieces: Line) -> Strip:
        """The pieces in their colours; a list with a cursor paints it here."""
        del row, part
        return self.painted([Segment(piece.text, self.tone(piece.tone)) for piece in pieces], self.tone(""))

    def painted(self, segments: list[Segment], style: Style) -> Strip:
        """The segments as a strip of the full width."""
        return Strip(segments).adjust_cell_length(self.size.width, style)

    def tone(self, name: str) -> Style:
        """The colour of a tone."""
        return self.get_component_rich_style(f"lines--{name or 'plain'}")

    def _head_strip(self) -> Strip:
        if self.title is None and self.rows[:1] and self.rows[0].kind == "text":
            pieces = [Toned(" " * self.width)]
        elif self.title is None:
            shown = fit(self.columns, self.width - self._margin() - 1)
            pieces = [Toned(" " * self._margin())]
            for _, column, cells in shown:
                text = column.title if column.align == "left" else column.title.rjust(cells)
                pieces += [Toned(cut(text, cells) + "  ", "muted")]
        else:
            title = one_line(self.title)
            text = f"── {cut(title, min(cell_len(title), max(1, self.width - 6)))} " if title else ""
            pieces = [
                Toned(text, "accent" if self.has_focus else "muted"),
                Toned("─" * max(0, self.width - cell_len(text)), "rule"),
            ]
        return self.painted([Segment(piece.text, self.tone(piece.tone)) for piece in pieces], self.tone(""))

    def _margin(self) -> int:
        signed = next((row.sign for row in self.rows[:1] if row.kind == "item"), None)
        return 6 if signed is not None else 2

    def reveal(self, key: str) -> None:
        """Scroll so that the first row with this key stands a third below the top, or where the text allows."""
        row = next((number for number, row in enumerate(self.rows) if row.key == key), 0)
        self.scroll_to(y=max(0, self.span(row)[0] - self.room // 3) if self.rows else 0, animate=False)

    def scroll_by(self, lines: int) -> None:
        """Scroll by whole lines at once."""
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False)

    def action_down(self) -> None:
        """One line down."""
        self.scroll_by(1)

    def action_up(self) -> None:
        """One line up."""
        self.scroll_by(-1)

    def action_page_down(self) -> None:
        """One page down."""
        self.scroll_by(self.room)

    def action_page_up(self) -> None:
        """One page up."""
        self.scroll_by(-self.room)

    def action_top(self) -> None:
        """To the first line."""
        self.scroll_to(y=0, animate=False)

    def action_bottom(self) -> None:
        """To the last line."""
        self.scroll_to(y=self._height(), animate=False)
