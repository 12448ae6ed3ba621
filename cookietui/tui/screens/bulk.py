"""Many drafts are one plan that can be read row by row, one question, and a count that Esc stops."""

import threading
from collections.abc import Sequence
from typing import ClassVar

import msgspec
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container

from cookietui.actions.bulk import Plan, Planned
from cookietui.actions.order import Order
from cookietui.core.errors import Interrupted
from cookietui.core.words import RIGHTS
from cookietui.tui import many
from cookietui.tui.composing import NO_LAW
from cookietui.tui.messages import Moved
from cookietui.tui.pages import Page
from cookietui.tui.widgets.layout import Column, Drawn, Row
from cookietui.tui.widgets.lines import Lines
from cookietui.tui.widgets.rows import Rows

TITLE = "Many requests"
KEY = ""
PULSE = 0.2
"""Seconds between two looks at how far the planning is."""


class View(Page):
    """One request a recipient to all of these sites: what will be drafted, what is left out, and why."""

    NAME = TITLE
    FIRST = ("write",)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "write", "write them all", id="bulk.write"),
        Binding("r", "rights", "rights", id="bulk.rights"),
        Binding("l", "law", "law", id="bulk.law"),
    ]

    def __init__(self, targets: Sequence[str]) -> None:
        super().__init__()
        self.targets = tuple(targets)
        self.order: Order | None = None
        self.planned: Plan | None = None
        self._stop = threading.Event()
        self._looked = 0

    def trail(self) -> tuple[str, ...]:
        """Below the list of sites."""
        return ("Sites", TITLE)

    def body(self) -> ComposeResult:
        """The plan, and the row under the cursor in full."""
        with Container(id="stack"):
            yield Rows(
                Column(title="Site", weight=3),
                Column(width=many.WIDTH, title="What"),
                Column(title="Rights", weight=2, least=70),
                Column(title="To, or why not", weight=4, least=60),
                id="list",
                opens="one letter",
            )
            yield Lines(title="", id="strip")

    async def load(self) -> None:
        """Plan; nothing is written."""
        await self.desk.refresh_profile()
        self._looked = 0
        pulse = self.set_interval(PULSE, self._tell)
        try:
            self.planned = await self.get(self._plan)
        finally:
            pulse.stop()
        self.show()

    def _plan(self) -> Plan:
        from cookietui.actions import bulk, draft  # noqa: PLC0415 - the letters load when one is written

        if self.order is None:
            self.order = Order(target="", law=draft.default_law(self.ws))
        return bulk.plan(self.ws, self.targets, self.order, watch=self._watch)

    def _watch(self, looked: int) -> None:
        """Called beside the screen for each site; stops when the page was left."""
        self._looked = looked
        if self._stop.is_set():
            raise Interrupted("stopped; nothing was written")

    def _tell(self) -> None:
        self.notice.summarise(f"{self._looked} of {len(self.targets)} sites looked at")

    def on_unmount(self) -> None:
        """What is still planned is for nobody."""
        self._stop.set()

    def show(self) -> None:
        """Draw the plan."""
        rows = self.planned.rows if self.planned else ()
        if rows:
            key = self.query_one(Rows).key
            at = next((i for i, row in enumerate(rows) if row.target == key), None)
            self.query_one(Rows).show(Drawn(rows, many.plan_row), at=at)
        else:
            self.query_one(Rows).show([Row("", ("there is no site to write to",), kind="text")])
        if self.planned:
            self.notice.summarise(many.summary(self.planned))
        self._tell_of(self.query_one(Rows).key)

    def _here(self, key: str | None) -> Planned | None:
        return next((row for row in (self.planned.rows if self.planned else ()) if row.target == key), None)

    def on_moved(self, event: Moved) -> None:
        """Another site is under the cursor."""
        event.stop()
        self._tell_of(event.key)

    def _tell_of(self, key: str | None) -> None:
        row = self._here(key)
        if row is not None:
            self.query_one("#strip", Lines).show(many.strip_rows(row), row.site or row.target)

    async def action_open(self) -> None:
        """Compose a letter to the site under the cursor alone."""
        await self.loaded()
        row = self._here(self.query_one(Rows).key)
        if row is not None:
            self.desk.open("compose", row.target, row.rights)

    async def action_rights(self) -> None:
        """Choose what is asked for."""
        await self.loaded()
        await self.desk.begin(self._choose_right)

    async def _choose_right(self) -> None:
        rights = self.order.rights if self.order else ()
        entries = [(many.WISHES, ""), *((right, "") for right in RIGHTS)]
        now = RIGHTS.index(rights[0]) + 1 if rights else 0
        chosen = await self.desk.ask("choose", "ask for", entries, now)
        if chosen is not None:
            self._change(rights=(RIGHTS[chosen - 1],) if chosen else ())

    async def action_law(self) -> None:
        """Choose the law that it rests on."""
        await self.loaded()
        await self.desk.begin(self._choose_law)

    async def _choose_law(self) -> None:
        from cookietui.letters.laws import laws  # noqa: PLC0415 - the letters load when one is written

        ids = (None, *laws())
        entries = [(NO_LAW, ""), *((each.short or each.name, each.id) for each in laws().values())]
        now = ids.index(self.order.law) if self.order and self.order.law in ids else 0
        chosen = await self.desk.ask("choose", "under which law", entries, now)
        if chosen is not None:
            self._change(law=ids[chosen])

    def _change(self, **fields: object) -> None:
        if self.order is not None:
            self.order = msgspec.structs.replace(self.order, **fields)
            self.reload()

    async def action_write(self) -> None:
        """Ask once, then write."""
        await self.loaded()
        if self.planned is not None:
            await self.desk.begin(self._write, self.planned)

    async def _write(self, planned: Plan) -> None:
        if not planned.new:
            self.desk.say("nothing to draft here: r chooses another right, l another law", "warn")
            return
        asked, lines = many.question(planned)
        if not await self.desk.ask("confirm", asked, *lines):
            return
        done = await self.desk.ask("writing", planned)
        self.desk.changed()
        total = len(planned.new)
        if done is not None and done < total:
            self.desk.say(f"stopped: {done} drafts are kept, {total - done} are left; m goes on", "warn")
        elif done:
            back = "them" if done <= many.BATCH else f"{many.BATCH} at a time"
            self.desk.say(f"drafted {done} requests; nothing was sent   2 shows them, u takes back {back}", "good")
