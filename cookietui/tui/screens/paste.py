"""A text of several lines is pasted in one window; it is kept as it came and goes nowhere but to the reader."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import TextArea

from cookietui.tui.pages import Asking
from cookietui.tui.widgets.bars import KeyBar
from cookietui.tui.widgets.layout import Row
from cookietui.tui.widgets.lines import Lines

TITLE = "Paste"
KEY = ""


class View(Asking[str]):
    """Asks for a text; an empty one is no answer."""

    NAME = TITLE
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f2", "take", "read it", id="paste.take", priority=True)]

    def __init__(self, question: str) -> None:
        super().__init__()
        self.question = question

    def compose(self) -> ComposeResult:
        """Title, hint, text, keys."""
        with Vertical(classes="window"):
            yield Lines(title=self.question)
            area = TextArea(soft_wrap=True, tab_behavior="focus", show_line_numbers=False)
            area.cursor_blink = False
            yield area
            yield KeyBar()

    def on_mount(self) -> None:
        """The text has the keys."""
        hint = self.query_one(Lines)
        hint.can_focus = False
        hint.show([Row("hint", ("paste the words of the answer, then press F2",), kind="text")])
        self.query_one(TextArea).focus()

    def action_take(self) -> None:
        """Close with the text, unless it is empty."""
        text = self.query_one(TextArea).text
        if text.strip():
            self.dismiss(text)
