"""One of many is chosen in a window of its own; the one that stands now is ticked."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from cookietui.tui.pages import Asking
from cookietui.tui.signs import Toned, tick
from cookietui.tui.widgets.bars import KeyBar
from cookietui.tui.widgets.layout import Column, Row
from cookietui.tui.widgets.rows import Rows

TITLE = "Choose"
KEY = ""


class View(Asking[int]):
    """Answers with the number of the option that was chosen."""

    NAME = TITLE
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, question: str, options: Sequence[tuple[str, str]], now: int) -> None:
        super().__init__()
        self.question = question
        self.options = options
        self.now = now

    def compose(self) -> ComposeResult:
        """Title, options, keys."""
        with Vertical(classes="window"):
            yield Rows(Column(weight=3), Column(weight=2), wraps=True, title=self.question, opens="choose")
            yield KeyBar()

    def on_mount(self) -> None:
        """Fill the list; the cursor stands on what stands now."""
        rows = [
            Row(str(number), (label, Toned(note, "muted")), tick(number == self.now))
            for number, (label, note) in enumerate(self.options)
        ]
        self.query_one(Rows).show(rows, at=self.now)

    def action_open(self) -> None:
        """Close with the option under the cursor."""
        key = self.query_one(Rows).key
        if key is not None:
            self.dismiss(int(key))
