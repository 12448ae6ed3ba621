"""A line to type in; it stays one line, whatever is pasted."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input


class Line(Input):
    """Textual's input with a still cursor and a name for Enter."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", "take it", id="line.take")]

    def on_mount(self) -> None:
        """A blinking cursor would redraw for nothing."""
        self.cursor_blink = False
