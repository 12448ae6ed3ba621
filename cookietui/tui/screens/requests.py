"""The ledger as a list: what was drafted or sent, to whom, and until when an answer is due."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container

from cookietui.actions import requests
from cookietui.core.request import Request
from cookietui.core.words import OPEN_STATES
from cookietui.tui import answering, composing
from cookietui.tui.keys import FILTER_KEY
from cookietui.tui.listing import Listing
from cookietui.tui.messages import Moved
from cookietui.tui.showing import short, until
from cookietui.tui.signs import STATES, Toned
from cookietui.tui.widgets.filter_line import FilterLine
from cookietui.tui.widgets.layout import Column, Drawn, Row
from cookietui.tui.widgets.lines import Lines
from cookietui.tui.widgets.rows import Rows

TITLE = "Requests"
KEY = "2"


class View(Listing):
    """Every request, the next due first."""

    NAME = TITLE
    ROOT = True
    BINDINGS: ClassVar[list[BindingType]] = [
        FILTER_KEY,
        Binding("a", "answer", "they answered", id="requests.answer"),
        Binding("l", "look", "look again", id="requests.look", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[Request, ...] = ()
        self.shown: list[Request] = []

    def body(self) -> ComposeResult:
        """Filter, list, letter."""
        yield FilterLine("words of site, right, state or reference")
        with Container(id="panes"):
            yield Rows(
                Column(width=14, title="State", least=52),
                Column(title="To", weight=3),
                Column(title="Rights", weight=3),
                Column(width=12, title="Reference", least=76),
                Column(width=6, title="Due", align="right", least=38),
                id="list",
            )
            yield Lines(title="", id="strip")

    async def load(self) -> None:
        """Read the ledger."""
        await self.desk.refresh_profile()
        self.rows = await self.get(requests.list_requests, self.ws)
        self.show()

    def show(self) -> None:
        """Draw the rows that fit the filter."""
        key = self.remembered
        words = self.words.casefold().split()
        self.shown = [row for row in self.rows if all(word in _words(row) for word in words)]
        at = next((i for i, row in enumerate(self.shown) if row.reference == key), None)
        if self.shown:
            self.list.show(Drawn(self.shown, self._row), at=at)
        else:
            text = "no request fits the filter" if self.rows else "no request yet: r on a site drafts one"
            self.list.show([Row("", (text,), kind="text")])
            self.query_one("#strip", Lines).show([], "")
        waiting = sum(row.state in OPEN_STATES for row in self.rows)
        drafts = sum(row.state == "draft" for row in self.rows)
        self.notice.summarise(f"{drafts} drafted, {waiting} waiting for an answer, {len(self.rows)} in all")

    def _row(self, row: Request) -> Row:
        due = until(row.due, self.ws.today) if row.state in OPEN_STATES else ""
        sign = STATES[row.state]
        rights = ", ".join(row.rights)
        return Row(
            row.reference,
            (Toned(row.state, sign.tone), row.organisation, rights, Toned(row.reference, "muted"), due),
            sign,
        )

    def on_moved(self, event: Moved) -> None:
        """Another request is under the cursor."""
        event.stop()
        self.remember(event.key)
        row = next((row for row in self.shown if row.reference == event.key), None)
        if row is not None:
            title = short(row.path) if row.path else row.reference
            self.query_one("#strip", Lines).show(composing.letter_rows(row), title)

    async def action_answer(self) -> None:
        """Read the answer to the request under the cursor."""
        await self.loaded()
        if self.list.key:
            await self.desk.begin(answering.answer, self.desk, self.list.key)

    async def action_look(self) -> None:
        """Look whether the promises of the site under the cursor were kept."""
        await self.loaded()
        row = next((row for row in self.shown if row.reference == self.list.key), None)
        if row is not None:
            await self.desk.begin(answering.look_again, self.desk, row.site or row.organisation)

    async def action_open(self) -> None:
        """Open the request under the cursor."""
        await self.loaded()
        if self.list.key:
            self.desk.open("letter", self.list.key)


def _words(row: Request) -> str:
    return f"{row.organisation} {row.site or ''} {' '.join(row.rights)} {row.state} {row.reference}".casefold()
