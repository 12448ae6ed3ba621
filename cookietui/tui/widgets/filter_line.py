"""The filter line is there only while it filters."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.suggester import SuggestFromList
from textual.widgets import Input

from cookietui.tui.messages import FilterChanged, FilterLeft
from cookietui.tui.widgets.line import Line


class FilterLine(Line):
    """Filters while one types; Enter keeps the filter and goes back to the list, Esc clears it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave(False)", "clear", id="filter.clear"),
        Binding("enter", "submit", "to the list", id="line.take"),
        Binding("down", "leave(True)", "to the list", id="filter.keep", show=False),
    ]

    def __init__(self, hint: str, words: tuple[str, ...] = ()) -> None:
        suggester = SuggestFromList(words, case_sensitive=False) if words else None
        super().__init__(placeholder=hint, suggester=suggester, select_on_focus=False, id="filter")
        self.display = False

    def open(self) -> None:
        """Show the line and give it the keys."""
        self.display = True
        self.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter at every letter."""
        event.stop()
        self.post_message(FilterChanged(self.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter keeps the filter."""
        event.stop()
        self.action_leave(keep=True)

    def action_leave(self, keep: bool) -> None:
        """Back to the list."""
        if not keep:
            self.value = ""
        if not self.value:
            self.display = False
        self.post_message(FilterLeft(kept=bool(self.value)))
