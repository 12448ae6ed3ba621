"""The filter line is there only while it filters."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.suggester import SuggestFromList
from textual.widgets import Input

from cookietui.tui.messages import FilterChanged, FilterLeft


class FilterLine(Input):
    """Filters while one types; Enter keeps the filter and goes back to the list, Esc clears it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave(False)", "clear", id="filter.clear"),
        Binding("enter,down", "leave(True)", "to the list", id="filter.keep"),
    ]

    def __init__(self, hint: str, words: tuple[str, ...] = ()) -> None:
        suggester = SuggestFromList(words, case_sensitive=False) if words else None
        super().__init__(placeholder=hint, suggester=suggester, select_on_focus=False, id="filter")
        self.cursor_blink = False
        self.display = False

    def open(self) -> None:
        """Show the line and give it the keys."""
        self.display = True
        self.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter at every letter."""
        event.stop()
        self.post_message(FilterChanged(self.value))

    def action_leave(self, keep: bool) -> None:
        """Back to the list."""
        if not keep:
            self.value = ""
        if not self.value:
            self.display = False
        self.post_message(FilterLeft(kept=bool(self.value)))
