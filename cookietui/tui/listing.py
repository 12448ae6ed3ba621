"""A listing is a page with a filter line over a list; the cursor is remembered for the way back."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from cookietui.tui.messages import FilterChanged, FilterLeft
from cookietui.tui.pages import Page
from cookietui.tui.widgets.filter_line import FilterLine
from cookietui.tui.widgets.rows import Rows


class Listing(Page):
    """Base of the pages that list many things; `show` draws what fits `words`, FILTER_KEY belongs to its keys."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", "clear filter", id="page.back")]

    def __init__(self) -> None:
        super().__init__()
        self.words = ""

    def show(self) -> None:
        """Draw the rows that fit the filter; every list has its own way."""

    @property
    def list(self) -> Rows:
        """The list."""
        return self.query_one("#list", Rows)

    @property
    def remembered(self) -> str | None:
        """Key the cursor stands on, or stood on when this page was last left."""
        return self.list.key or self.desk.cursors.get(self.NAME)

    def remember(self, key: str) -> None:
        """Keep the cursor's place for the way back."""
        self.desk.cursors[self.NAME] = key

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Esc clears the filter while there is one."""
        if action == "back":
            return True if any(line.display for line in self.query(FilterLine)) else None
        if action == "open":
            return True if any(rows.key for rows in self.query("#list").results(Rows)) else None
        return super().check_action(action, parameters)

    def on_filter_changed(self, event: FilterChanged) -> None:
        """Filter while one types."""
        event.stop()
        self.words = event.words
        self.show()

    def on_filter_left(self, event: FilterLeft) -> None:
        """Back to the list."""
        event.stop()
        self.list.focus()
        self.refresh_bindings()

    def action_filter(self) -> None:
        """Show the filter line."""
        self.query_one(FilterLine).open()

    def action_back(self) -> None:
        """Clear the filter."""
        self.query_one(FilterLine).action_leave(keep=False)
