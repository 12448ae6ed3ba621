"""The tracker: each request with its time drawn in its row, what happened below, and a key for the next step."""

from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container

from cookietui.actions import requests
from cookietui.actions.due import Due, due_of, step_of
from cookietui.core.request import Request, history
from cookietui.core.words import OPEN_STATES
from cookietui.tui import answering, pursuits
from cookietui.tui.keys import FILTER_KEY
from cookietui.tui.listing import Listing
from cookietui.tui.messages import Moved
from cookietui.tui.signs import Toned
from cookietui.tui.tracking import KEY as MEANING
from cookietui.tui.tracking import NARROW, WIDE, bar, days_left, scale, sign_of, state_word, strip_rows
from cookietui.tui.widgets.filter_line import FilterLine
from cookietui.tui.widgets.layout import Column, Drawn, Row
from cookietui.tui.widgets.lines import Lines
from cookietui.tui.widgets.rows import Rows

TITLE = "Requests"
KEY = "2"
ROOMY = 104
"""Cells of list from which half a year is drawn."""


class View(Listing):
    """Every request, the next due first."""

    NAME = TITLE
    ROOT = True
    BINDINGS: ClassVar[list[BindingType]] = [
        FILTER_KEY,
        Binding("S", "sent", "sent", id="request.sent"),
        Binding("R", "again", "write again", id="request.again"),
        Binding("c", "complain", "complain", id="request.complain"),
        Binding("t", "state", "state", id="request.state"),
        Binding("a", "answer", "they answered", id="requests.answer"),
        Binding("l", "look", "look again", id="requests.look", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[Request, ...] = ()
        self.steps: dict[str, Due] = {}
        self.shown: list[Request] = []

    def body(self) -> ComposeResult:
        """Filter, list, letter."""
        yield FilterLine("words of site, right, state or reference")
        with Container(id="stack"):
            yield Rows(
                Column(title="Site", weight=3),
                Column(title="Rights", weight=2, least=52),
                Column(width=NARROW.width, title=scale(self.ws.today, NARROW), least=70, most=ROOMY - 1),
                Column(width=WIDE.width, title=scale(self.ws.today, WIDE), least=ROOMY),
                Column(width=12, title="State", least=44),
                Column(width=5, title="Days", align="right"),
                id="list",
            )
            yield Lines(title="", id="strip")

    async def load(self) -> None:
        """Read the ledger."""
        await self.desk.refresh_profile()
        self.rows = await self.get(requests.list_requests, self.ws)
        today = self.ws.today
        self.steps = {row.reference: due_of(row, step_of(self.ws, row), today) for row in self.rows}
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
        self.notice.summarise(self._counted())

    def _counted(self) -> str:
        """How many are late, to be done, waiting and over; then what the bars mean."""
        rows = self.steps.values()
        late, waiting = sum(row.late for row in rows), sum(row.state in OPEN_STATES for row in rows)
        drafts, over = sum(row.state == "draft" for row in rows), sum(row.action == "none" for row in rows)
        return f"late {late}   waiting {waiting}   drafts {drafts}   over {over}   {MEANING}"

    def _row(self, row: Request) -> Row:
        due = self.steps[row.reference]
        left = days_left(due)
        tone = "bad" if due.late else ""
        cells = (
            row.site or row.organisation,
            ", ".join(row.rights),
            Toned(bar(row, self.ws.today, NARROW), tone),
            Toned(bar(row, self.ws.today, WIDE), tone),
            state_word(due),
            Toned(left, "bad" if left.startswith("-") and due.late else ""),
        )
        return Row(row.reference, cells, sign_of(due))

    def on_moved(self, event: Moved) -> None:
        """Another request is under the cursor."""
        event.stop()
        self.remember(event.key)
        row = next((row for row in self.shown if row.reference == event.key), None)
        if row is not None:
            shown = strip_rows(row, self.steps[row.reference], history(row))
            self.query_one("#strip", Lines).show(shown, f"{row.site or row.organisation}  {row.reference}")

    def _here(self) -> Request | None:
        return next((row for row in self.shown if row.reference == self.list.key), None)

    async def _begin(self, flow: Callable[..., Awaitable[None]]) -> None:
        """Start a flow on the request under the cursor, once the list stands still."""
        await self.loaded()
        row = self._here()
        if row is not None:
            await self.desk.begin(flow, self.desk, row)

    async def action_sent(self) -> None:
        """Mark it, or its newest letter, as sent."""
        await self._begin(pursuits.mark_sent)

    async def action_again(self) -> None:
        """Write to them again."""
        await self._begin(pursuits.write_next)

    async def action_complain(self) -> None:
        """Complain to the authority."""
        await self._begin(pursuits.write_complaint)

    async def action_state(self) -> None:
        """Record what they did, without a file of their answer."""
        await self._begin(pursuits.record_answer)

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
