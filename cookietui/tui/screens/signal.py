"""What a consent string says, in sentences; nothing of it is kept."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from cookietui.actions import decode
from cookietui.actions.read import Outcome
from cookietui.tui.pages import Page
from cookietui.tui.signs import CONFLICT, Toned
from cookietui.tui.widgets.layout import Row
from cookietui.tui.widgets.lines import Lines

TITLE = "Consent string"
KEY = ""


class View(Page):
    """One string, decoded."""

    NAME = TITLE
    AUTO_FOCUS = "#whole"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter", "back", "back", id="page.back")]

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def body(self) -> ComposeResult:
        """Its sentences."""
        yield Lines(title="what it says", id="whole")

    async def load(self) -> None:
        """Decode it."""
        found = await self.get(self._decoded)
        self.query_one("#whole", Lines).show(list(_rows(found)), "what it says")
        signal = found.signal
        self.notice.summarise(decode.kinds().get(signal.kind, signal.kind) if signal else "it could not be decoded")

    def _decoded(self) -> Outcome:
        (found,) = decode.decode(self.ws, [f" {self.text}"])  # a blank before, so that `-` alone is no standard input
        return found


def _rows(found: Outcome) -> Iterator[Row]:
    if found.failure:
        yield Row("failure", (f"{found.failure.input} {found.failure.message}",), CONFLICT)
    if found.signal:
        for number, sentence in enumerate(found.signal.says or ("It says nothing",)):
            yield Row(f"says:{number}", (f"{sentence}.",))
        for name in found.signal.withheld:
            yield Row(f"withheld:{name}", (Toned(f"{name} identifies you and is not shown", "muted"),))
        for number, problem in enumerate(found.signal.problems):
            yield Row(f"problem:{number}", (Toned(problem.message, "warn"),))
