"""All findings over all sites in one list; the jars are read from copies while the page is already there."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container

from cookietui.actions import compare
from cookietui.actions.compare import Comparison
from cookietui.core.errors import Interrupted
from cookietui.core.finding import Finding, Found, key_of
from cookietui.core.words import Choice
from cookietui.tui import flows, found
from cookietui.tui.finding_keys import FINDING_KEYS, choose, compose_about, words_about
from cookietui.tui.keys import FILTER_KEY
from cookietui.tui.listing import Listing
from cookietui.tui.messages import Moved
from cookietui.tui.pages import told
from cookietui.tui.widgets.filter_line import FilterLine
from cookietui.tui.widgets.layout import Column, Drawn, Row
from cookietui.tui.widgets.lines import Lines
from cookietui.tui.widgets.rows import Rows

TITLE = "Findings"
KEY = "4"


class View(Listing):
    """Where declared, real and wanted differ, at every site."""

    NAME = TITLE
    ROOT = True
    BINDINGS: ClassVar[list[BindingType]] = [
        *FINDING_KEYS,
        FILTER_KEY,
        Binding("escape", "back", "stop, clear filter", id="page.back"),
        Binding("o", "jar", "open a jar", id="findings.jar"),
        Binding("b", "baseline", "baseline", id="jars.baseline"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.compared = Comparison()
        self.shown: list[Found] = []
        self.jars: tuple[str, ...] = ()
        self._stacks: list[str] = []

    def body(self) -> ComposeResult:
        """Filter, list, and both sides of what is under the cursor."""
        yield FilterLine("words of cookie, site, company or kind")
        with Container(id="panes"):
            yield Rows(
                Column(title="Found", weight=2),
                Column(title="Site", weight=2),
                Column(title="Why", weight=3, least=60),
                id="list",
            )
            yield Lines(Column(width=5), Column(), title="", id="strip")

    async def load(self) -> None:
        """Read the jars and compare."""
        await self.desk.refresh_profile()
        if not self.shown:
            self.list.show([Row("", ("reading the jars and comparing ...",), kind="text")])
        try:
            self.compared = await self.get_watched(compare.compare, self.ws, None, self.jars, tell=found.progress)
        except Interrupted:
            if not self.shown:
                self.list.show([Row("", ("stopped: 4 compares again, o with one jar",), kind="text")])
            self.notice.summarise("stopped")
            return
        self._stacks = [found.words_of(each) for each in self.compared.found]
        self.show()
        for line in found.warnings(self.compared)[:1]:
            self.desk.say(line, "warn")

    def show(self) -> None:
        """Draw the findings that fit the filter."""
        key, words = self.remembered, self.words.casefold().split()
        self.shown = found.fitting(self.compared.found, self._stacks, words)
        at = next((i for i, each in enumerate(self.shown) if key_of(each) == key), 0) if key else None
        if self.shown:
            self.list.show(Drawn(self.shown, found.list_row), at=at)
        else:
            text = "no finding fits the filter" if self.compared.found else "nothing was found"
            self.list.show([Row("", (text,), kind="text")])
            self.query_one("#strip", Lines).show([], "")
        self.notice.summarise(found.summary(self.compared) + (f"   filter: {self.words}" if self.words else ""))
        self.refresh_bindings()

    @property
    def finding(self) -> Finding | None:
        """The finding under the cursor."""
        return self.shown[self.list.cursor].tell() if self.shown and self.list.cursor < len(self.shown) else None

    @property
    def about(self) -> tuple[str, ...]:
        """The cookie of the finding, else the organisation."""
        return words_about(self.finding) if self.finding is not None else ()

    def on_moved(self, event: Moved) -> None:
        """Another finding is under the cursor."""
        event.stop()
        self.remember(event.key)
        if self.finding is not None:
            self.query_one("#strip", Lines).show(found.detail_rows(self.finding), found.place_of(self.finding))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What needs a finding is off where there is none; Esc ends a comparison that is under way."""
        if action == "back" and not self.at_rest:
            return True
        if action in {"answer", "choose"}:
            return None if self.finding is None and self.at_rest else True  # a key typed ahead waits for the list
        return super().check_action(action, parameters)

    async def action_open(self) -> None:
        """The finding under the cursor in full."""
        await self.loaded()
        if self.finding is not None:
            self.desk.open("finding", self.finding)

    def action_back(self) -> None:
        """Stop comparing, else clear the filter."""
        if self.at_rest:
            super().action_back()
        else:
            self.stopped.set()

    async def action_answer(self) -> None:
        """Compose the letter to whoever is behind it."""
        await self.loaded()
        compose_about(self.desk, self.finding)

    @told
    async def action_choose(self, choice: Choice) -> None:
        """Decide about the cookie here, or about the organisation."""
        await self.loaded()
        await choose(self.desk, self.finding, choice)

    async def action_jar(self) -> None:
        """Compare with a file in the place of the jars found here."""
        await self.desk.begin(self._open_jar)

    async def _open_jar(self) -> None:
        jar = await flows.ask_jar(self.desk)
        if jar is not None:
            self.jars = (jar,) if jar else ()
            self.reload()

    async def action_baseline(self) -> None:
        """Propose choices from the cookies that are there."""
        await self.desk.begin(flows.baseline, self.desk, self.jars)
