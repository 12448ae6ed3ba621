"""Rows are lines with a cursor that is found again by its key, never by its position."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.events import Click
from textual.strip import Strip

from cookietui.tui.messages import Moved
from cookietui.tui.widgets.layout import Column, Line, Row
from cookietui.tui.widgets.lines import Lines

CURSOR = "› "


class Rows(Lines):
    """A list; it says `Moved` when the cursor goes to another row; what Enter does is the page's `action_open`."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--cursor"}
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "screen.open", "open", id="row.open")]

    def __init__(
        self,
        *columns: Column,
        wraps: bool = False,
        title: str | None = None,
        id: str | None = None,  # noqa: A002 - Textual's name
        opens: str = "open",
    ) -> None:
        super().__init__(*columns, wraps=wraps, title=title, id=id)
        self.opens = opens
        """What Enter does, as the key bar names it."""
        self.cursor = 0

    @property
    def key(self) -> str | None:
        """Key of the row under the cursor, None where no row can be chosen."""
        if 0 <= self.cursor < len(self.rows) and self.rows[self.cursor].kind == "item":
            return self.rows[self.cursor].key
        return None

    def show(self, rows: Sequence[Row], title: str | None = None, at: int | None = None) -> None:
        """Replace the rows; the cursor goes to `at`, else to the row with the key it had, else stays near."""
        before = self.key
        super().show(rows, title)
        if at is None and before is not None and not self._holds(before):
            at = next((i for i, row in enumerate(rows) if row.key == before), None)
        self.cursor = self._nearest(self.cursor if at is None else at)
        self._into_view()
        if self.key is not None:
            self.post_message(Moved(self.key))

    def _holds(self, key: str) -> bool:
        return self.key == key

    def go_to(self, key: str) -> None:
        """Put the cursor on the row with this key, if there is one."""
        at = next((i for i, row in enumerate(self.rows) if row.key == key), None)
        if at is not None:
            self.move_to(at)

    def _nearest(self, index: int, step: int = 1) -> int:
        index = max(0, min(index, len(self.rows) - 1))
        for direction in (step, -step):
            at = index
            while 0 <= at < len(self.rows):
                if self.rows[at].kind == "item":
                    return at
                at += direction
        return 0

    def move_to(self, index: int, step: int = 1) -> None:
        """Put the cursor on this row, or on the nearest one in the direction of `step` that takes it."""
        if not self.rows:
            return
        before, self.cursor = self.cursor, self._nearest(index, step)
        self._into_view()
        if before != self.cursor:
            self.refresh()
            if self.key is not None:
                self.post_message(Moved(self.key))

    def _into_view(self) -> None:
        if not self.rows or self.cursor >= len(self.rows):
            return
        first, end = self.span(self.cursor)
        if not self._nearest(0) < self.cursor:
            first = 0  # the heading above the first row is shown with it
        top = self.scroll_offset.y
        if first < top:
            self.scroll_to(y=first, animate=False)
        elif end > top + self.room:
            self.scroll_to(y=max(0, min(first, end - self.room)), animate=False)

    def _lay_out(self) -> None:
        super()._lay_out()
        self._into_view()

    def strip(self, row: int, part: int, pieces: Line) -> Strip:
        """The pieces; those of the cursor's row on its ground, with a mark that needs no colour."""
        if row != self.cursor or self.key is None:
            return super().strip(row, part, pieces)
        name = "rows--cursor"
        style = self.get_component_rich_style(name)
        mark = CURSOR if part == 0 else "  "
        return self.painted([Segment(mark + "".join(piece.text for piece in pieces)[len(mark) :], style)], style)

    def action_down(self) -> None:
        """To the next row."""
        self.move_to(self.cursor + 1)

    def action_up(self) -> None:
        """To the row before; above the first one the headings come into view."""
        if self.cursor == self._nearest(0):
            self.scroll_to(y=0, animate=False)
        self.move_to(self.cursor - 1, -1)

    def action_page_down(self) -> None:
        """A page of rows down."""
        self.move_to(self.place(min(self._height() - 1, self.span(self.cursor)[0] + self.room))[0], -1)

    def action_page_up(self) -> None:
        """A page of rows up."""
        if self.rows:
            self.move_to(self.place(max(0, self.span(self.cursor)[0] - self.room))[0])

    def action_top(self) -> None:
        """To the first row."""
        self.move_to(0)

    def action_bottom(self) -> None:
        """To the last row."""
        self.move_to(len(self.rows) - 1, -1)

    async def on_click(self, event: Click) -> None:
        """A click goes to a row; a click on the row under the cursor opens it."""
        line = event.y - self.head + self.scroll_offset.y
        if event.y < self.head or not 0 <= line < self._height():
            return
        row = self.place(line)[0]
        if row == self.cursor:
            await self.run_action("screen.open")
        else:
            self.move_to(row)
