"""The list of sites holds tens of thousands of rows; what is behind the cursor is read a moment later."""

import asyncio
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container

from cookietui.actions import prefer, sites
from cookietui.actions.sites import SiteRow
from cookietui.core.errors import CookietuiError
from cookietui.core.words import Choice
from cookietui.tui import declared, filtering, flows
from cookietui.tui.keys import CHOICE_KEYS, FILTER_KEY
from cookietui.tui.listing import Listing
from cookietui.tui.messages import Moved
from cookietui.tui.pages import start, told
from cookietui.tui.showing import until
from cookietui.tui.signs import STATUS, STATUS_WORDS, Toned, choice_word
from cookietui.tui.widgets.filter_line import FilterLine
from cookietui.tui.widgets.layout import Column, Drawn, Row
from cookietui.tui.widgets.lines import Lines
from cookietui.tui.widgets.rows import Rows

TITLE = "Sites"
KEY = "1"
PAUSE = 0.06
"""Seconds the cursor must rest before the site behind it is read."""
NEXT = {
    "ok": "r drafts a request, Enter shows what it says",
    "conflict": "Enter shows what does not fit together",
    "unread": "n reads its policy",
    "asked": "an answer is awaited: 2 shows the requests",
    "late": "the answer is late: 2 shows the requests",
}


class View(Listing):
    """Every site that was read, decided on or written to."""

    NAME = TITLE
    ROOT = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "request", "request", id="site.request"),
        Binding("n", "new", "read a policy", id="sites.new"),
        Binding("R", "requests", "request all", id="sites.requests"),
        *CHOICE_KEYS,
        FILTER_KEY,
        Binding("b", "baseline", "baseline", id="jars.baseline", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[SiteRow, ...] = ()
        self.shown: list[SiteRow] = []
        self._stacks: list[str] = []

    def body(self) -> ComposeResult:
        """Filter, list, and what is behind the cursor."""
        yield FilterLine("words, status:conflict, choice:deny, due<7", filtering.FIELDS)
        with Container(id="panes"):
            yield Rows(
                Column(width=8, title="Status", least=52),
                Column(title="Site", weight=3),
                Column(title="Name", weight=2, least=76),
                Column(width=10, title="Read", least=90),
                Column(width=7, title="Choice"),
                Column(width=6, align="right", title="Due", least=38),
                id="list",
            )
            yield Lines(Column(), Column(width=7, least=44), title="", id="strip")

    @property
    def site(self) -> SiteRow | None:
        """The site under the cursor."""
        return self.shown[self.list.cursor] if self.shown and self.list.cursor < len(self.shown) else None

    async def load(self) -> None:
        """Read the list; the first time an empty one leads to the welcome page."""
        await self.desk.refresh_profile()
        self.rows = await self.get(sites.site_rows, self.ws)
        self._stacks = filtering.haystacks(self.rows)
        if not self.rows and not self.desk.changes and not self.desk.welcomed:
            self.desk.welcomed = True
            self.desk.open("welcome")
        self.show()

    def show(self) -> None:
        """Draw the rows that fit the filter."""
        key = self.remembered
        self.shown = filtering.fitting(self.rows, self._stacks, self.words, self.ws.today)
        at = next((i for i, row in enumerate(self.shown) if row.domain == key), None)
        if self.shown:
            self.list.show(Drawn(self.shown, self._row), at=at)
        else:
            words = "no site fits the filter" if self.rows else "no site yet: n reads a policy that you saved"
            self.list.show([Row("", (words,), kind="text")])
            self.query_one("#strip", Lines).show([], "")
        of = f"{len(self.shown)} of {len(self.rows)}" if self.words else str(len(self.rows))
        noun = "site" if of == "1" else "sites"
        self.notice.summarise(f"{of} {noun}" + (f"   filter: {self.words}" if self.words else ""))
        self.refresh_bindings()

    def _row(self, row: SiteRow) -> Row:
        sign = STATUS[row.status]
        cells = (
            Toned(STATUS_WORDS[row.status], sign.tone),
            row.domain,
            Toned(row.name or "", "muted"),
            Toned(str(row.read_on or ""), "muted"),
            choice_word(row.choice),
            until(row.due, self.ws.today),
        )
        return Row(row.domain, cells, sign)

    def on_moved(self, event: Moved) -> None:
        """Another site is under the cursor."""
        event.stop()
        self.remember(event.key)
        start(self, "look", self._look, event.key)

    async def _look(self, domain: str) -> None:
        await asyncio.sleep(PAUSE)
        row = None if self.left else self.site
        if row is None or row.domain != domain:
            return
        try:
            view = await self.get(sites.site_view, self.ws, domain)
        except CookietuiError as error:
            self.desk.say(str(error), "bad")
            return
        next_step = Row("next", ("next: " + NEXT[row.status], ""))
        rows = [Row("who", (Toned(declared.summary(view), "muted"), "")), next_step, *declared.site_rows(view)]
        for strip in self.query("#strip").results(Lines):  # already gone where the program is being closed
            strip.show(rows, domain)

    async def action_open(self) -> None:
        """Open the site under the cursor."""
        await self.loaded()
        if self.site is not None:
            self.desk.open("site", self.site.domain)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What needs a site is off where there is none."""
        if action in ("request", "requests", "choose"):
            return None if self.site is None else True
        return super().check_action(action, parameters)

    async def action_new(self) -> None:
        """Read a policy."""
        await self.desk.begin(flows.read_policy, self.desk)

    async def action_baseline(self) -> None:
        """Propose choices from the cookies that are there."""
        await self.desk.begin(flows.baseline, self.desk)

    async def action_request(self) -> None:
        """Compose a request to the site under the cursor."""
        await self.loaded()
        if self.site is not None:
            self.desk.open("compose", self.site.domain)

    async def action_requests(self) -> None:
        """Plan requests to all sites that are shown."""
        await self.loaded()
        if self.shown:
            self.desk.open("bulk", [row.domain for row in self.shown])

    @told
    async def action_choose(self, choice: Choice) -> None:
        """Set the choice for the whole site, or let it inherit."""
        await self.loaded()
        if self.site is not None:
            wanted = prefer.Wanted(site=self.site.domain, choice=choice or "ask")
            written = await self.desk.do(prefer.set_choices if choice else prefer.unset, self.ws, [wanted])
            self.desk.tell(written)
