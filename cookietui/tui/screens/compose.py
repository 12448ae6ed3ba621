"""The composer fills in all it can and shows the letter as it will go out; no field holds the keys, so letters act."""

from typing import ClassVar

import msgspec
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container

from cookietui.actions.order import Composition, Order
from cookietui.core.address import in_both_forms
from cookietui.core.errors import NotDelivered
from cookietui.core.finding import Finding
from cookietui.core.words import Right
from cookietui.tui import composing
from cookietui.tui.pages import Page
from cookietui.tui.widgets.layout import Column
from cookietui.tui.widgets.lines import Lines
from cookietui.tui.widgets.rows import Rows

TITLE = "New request"
KEY = ""
FEW = 3
"""Options that a key goes through one by one; of more one is chosen in a window."""


class Form(Rows):
    """A list whose rows are changed in place."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "screen.open", "change", id="row.open")]


class View(Page):
    """Rights, law, recipient, language and what to tell; the letter and its checks."""

    NAME = TITLE
    AUTO_FOCUS = "#form"
    FIRST = ("write",)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "write", "write draft", id="request.write"),
        Binding("M", "write_as", "write as", id="request.write-as"),
        Binding("l", "cycle('law')", "law", id="request.law"),
        Binding("t", "cycle('recipient')", "to", id="request.recipient"),
        Binding("L", "cycle('language')", "language", id="request.language", show=False),
        Binding("w", "cycle('way')", "way", id="request.way", show=False),
    ]

    def __init__(self, target: str, rights: tuple[Right, ...] = (), finding: Finding | None = None) -> None:
        super().__init__()
        self.order = Order(target=target, rights=rights)
        self._about = finding
        self.way: str | None = None
        self.composition: Composition | None = None

    def trail(self) -> tuple[str, ...]:
        """Below the site."""
        return ("Sites", self.order.target, TITLE)

    def body(self) -> ComposeResult:
        """The form, and beside or below it the letter."""
        with Container(id="composer"):
            yield Form(Column(width=9), Column(), wraps=True, id="form", opens="change")
            yield Lines(title="letter", id="letter")
            yield Lines(Column(width=3), Column(), title="check", id="checks")

    async def load(self) -> None:
        """Compose again."""
        await self.desk.refresh_profile()
        from cookietui.actions import draft  # noqa: PLC0415 - the letters load when one is written

        if self._about is not None:
            self.order, self._about = await self.get(self._order, self._about), None
        made = await self.get(draft.compose, self.ws, self.order)
        rows = composing.form_rows(made, self.way)
        at = None if self.composition else composing.first(rows)
        self.composition = made
        self.query_one("#form", Form).show(rows, at=at)
        self.query_one("#checks", Lines).show(composing.check_rows(made))
        letter = composing.letter_rows(made.request)
        self.query_one("#letter", Lines).show(letter, f"letter, {len(made.request.body.splitlines())} lines")
        self.notice.summarise(composing.summary(made))

    def _order(self, finding: Finding) -> Order:
        """The order that answers a finding, to whoever is behind it."""
        from cookietui.actions.answering import order_about  # noqa: PLC0415 - the letters load when one is written

        return order_about(self.ws, finding)

    async def action_open(self) -> None:
        """Change the row under the cursor."""
        await self.loaded()
        if self.composition is None:
            return
        kind, _, name = (self.query_one("#form", Form).key or "").partition(":")
        if kind == "right":
            self._change(rights=composing.toggled_rights(self.composition, name))
        elif kind == "share":
            self._change(share=composing.toggled_share(self.composition, name))
        elif kind == "identifier":
            self._change(told=composing.toggled_identifier(self.composition, name))
        elif kind == "reason":
            await self.desk.begin(self._ask_reason)
        else:
            await self.action_cycle(kind)

    def _change(self, **fields: object) -> None:
        if self.composition is not None:
            self.order = msgspec.structs.replace(self.composition.order, **fields)
            self.reload()

    async def action_cycle(self, what: str) -> None:
        """The next law, recipient, language or way; of many one is chosen in a window."""
        await self.loaded()
        if self.composition is None:
            return
        options = composing.options(self.composition, what, self.way)
        if len(options.entries) <= FEW:
            self._take(options, options.now + 1)
        else:
            await self.desk.begin(self._choose, options)

    async def _choose(self, options: composing.Options) -> None:
        lines = [(entry.label, entry.note) for entry in options.entries]
        chosen = await self.desk.ask("choose", options.title, lines, options.now)
        if chosen is not None:
            self._take(options, chosen)

    def _take(self, options: composing.Options, number: int) -> None:
        if options.entries:
            entry = options.entries[number % len(options.entries)]
            self.way = entry.way or self.way
            self._change(**entry.fields)

    async def _ask_reason(self) -> None:
        hint = "why it concerns you in particular; it goes into the letter as you write it"
        reason = await self.desk.ask("prompt", "a reason of your own", hint, self.order.reason)
        if reason is not None:
            self._change(reason=reason)

    async def action_write(self) -> None:
        """Write the draft where the settings say and go back."""
        await self.loaded()
        if self.composition is not None:
            await self.desk.begin(self._write, self.composition, self.way)

    async def action_write_as(self) -> None:
        """Choose one of the ways that are ready, then write the draft."""
        await self.loaded()
        if self.composition is not None:
            await self.desk.begin(self._write_as, self.composition)

    async def _write_as(self, made: Composition) -> None:
        options = composing.options(made, "way", self.way)
        lines = [(entry.label, entry.note) for entry in options.entries]
        chosen = await self.desk.ask("choose", options.title, lines, options.now)
        if chosen is not None:
            await self._write(made, options.entries[chosen].way)

    async def _confirmed(self, made: Composition) -> Order | None:
        """The order, after a yes to an address that is in doubt; None where the person says no."""
        if made.doubt is None or made.problem:
            return made.order
        from cookietui.actions.doubts import with_yes  # noqa: PLC0415 - only where a draft is written

        shown = in_both_forms(made.doubt.address)
        if not await self.desk.ask("confirm", "write to this address?", shown, made.doubt.why, made.doubt.source):
            self.desk.say("not written; t takes another address", "warn")
            return None
        return with_yes(made.order, made.doubt)

    async def _write(self, made: Composition, way: str | None) -> None:
        from cookietui.actions import draft  # noqa: PLC0415
        from cookietui.tui.handing import hand_on  # noqa: PLC0415 - only where a draft is written

        order = await self._confirmed(made)
        if order is None:
            return
        try:
            done = await self.desk.do(draft.draft, self.ws, order, way=way)
            line, tone = await hand_on(self.desk, done)
        except NotDelivered:
            # the draft is kept, so that the lists behind have to be read again
            self.desk.changes += 1
            raise
        await self.dismiss()
        self.desk.say(line, tone)
        self.desk.changed()
