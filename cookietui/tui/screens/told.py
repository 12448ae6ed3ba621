"""Lines to be read in a window; any key that leaves a window closes it."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from cookietui.tui.pages import Asking
from cookietui.tui.signs import Toned
from cookietui.tui.widgets.bars import KeyBar
from cookietui.tui.widgets.layout import Row
from cookietui.tui.widgets.lines import Lines

TITLE = "Told"
KEY = ""


class View(Asking[bool]):
    """A title and its lines."""

    NAME = TITLE
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "close", "close", id="told.close")]

    def __init__(self, title_line: str, *lines: str) -> None:
        super().__init__()
        self.title_line = title_line
        self.lines = lines

    def compose(self) -> ComposeResult:
        """Title, text, keys."""
        with Vertical(classes="window"):
            yield Lines(title=self.title_line)
            yield KeyBar()

    def on_mount(self) -> None:
        """Show the text."""
        self.query_one(Lines).show([Row(str(i), (Toned(line),)) for i, line in enumerate(self.lines)])

    def action_close(self) -> None:
        """Close."""
        self.dismiss(True)  # noqa: FBT003 - the answer
