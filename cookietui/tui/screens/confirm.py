"""A question is answered with y or n; Enter alone never says yes to what was not read."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from cookietui.tui.pages import Asking
from cookietui.tui.signs import Toned
from cookietui.tui.widgets.bars import KeyBar
from cookietui.tui.widgets.layout import Row
from cookietui.tui.widgets.lines import Lines

TITLE = "Question"
KEY = ""


class View(Asking[bool]):
    """One question with its lines of explanation."""

    NAME = TITLE
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "yes", id="confirm.yes"),
        Binding("n", "answer(False)", "no", id="confirm.no"),
    ]

    def __init__(self, question: str, *explanations: str) -> None:
        super().__init__()
        self.question = question
        self.explanations = explanations

    def compose(self) -> ComposeResult:
        """Title, text, keys."""
        with Vertical(classes="window"):
            yield Lines(title=self.question)
            yield KeyBar()

    def on_mount(self) -> None:
        """Show the text."""
        self.query_one(Lines).show([Row(str(i), (Toned(line),)) for i, line in enumerate(self.explanations)])

    def action_answer(self, answer: bool) -> None:
        """Close with the answer."""
        self.dismiss(answer)
