"""A letter that was kept, with what happened to it."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from cookietui.actions import requests
from cookietui.tui import composing
from cookietui.tui.pages import Page
from cookietui.tui.showing import short
from cookietui.tui.widgets.lines import Lines

TITLE = "Letter"
KEY = ""


class View(Page):
    """The letter of one request."""

    NAME = TITLE
    AUTO_FOCUS = "#whole"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter", "back", "back", id="page.back")]

    def __init__(self, reference: str) -> None:
        super().__init__()
        self.reference = reference

    def trail(self) -> tuple[str, ...]:
        """Below the requests."""
        return ("Requests", self.reference)

    def body(self) -> ComposeResult:
        """The letter."""
        yield Lines(title="letter", id="whole")

    async def load(self) -> None:
        """Find it in the ledger."""
        request = await self.get(requests.find_request, self.ws, self.reference)
        title = f"{request.state}, {', '.join(request.rights)}, to {request.organisation}"
        self.query_one("#whole", Lines).show(composing.letter_rows(request), title)
        self.notice.summarise(short(request.path) if request.path else "not in a file")
