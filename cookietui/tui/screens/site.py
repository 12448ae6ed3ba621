"""One site: what it says on the left, the words it says it with beside, and your choice on the row it is about."""

import contextlib
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical

from cookietui.actions import compare, prefer, sites
from cookietui.actions.agreed import Agreed, agreed
from cookietui.actions.facts import Fact
from cookietui.actions.sites import SiteView
from cookietui.core.errors import CookietuiError
from cookietui.core.finding import Finding
from cookietui.core.words import Choice
from cookietui.tui import declared, flows, found
from cookietui.tui.finding_keys import choose, compose_about
from cookietui.tui.keys import CHOICE_KEYS
from cookietui.tui.messages import Moved
from cookietui.tui.pages import Page, start, told
from cookietui.tui.widgets.layout import Column, Row
from cookietui.tui.widgets.lines import Lines
from cookietui.tui.widgets.rows import Rows

TITLE = "Site"
KEY = ""
AROUND = 400
"""Characters of the text shown on each side of a quote where there is room."""


class View(Page):
    """What one site declares, what you want of it, and what you asked it for."""

    NAME = TITLE
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "request", "request", id="site.request"),
        *CHOICE_KEYS,
        Binding("n", "evidence(1)", "next evidence", id="evidence.next"),
        Binding("N", "evidence(-1)", "previous evidence", id="evidence.previous", show=False),
        Binding("x", "mark", "wrong", id="fact.wrong"),
        Binding("right,l", "section(1)", "next section", id="section.next", show=False),
        Binding("left,h", "section(-1)", "previous section", id="section.previous", show=False),
        Binding("o", "read", "read again", id="site.read", show=False),
    ]

    def __init__(self, domain: str) -> None:
        super().__init__()
        self.domain = domain
        self.view: SiteView | None = None
        self._evidence = 0
        self._consent: tuple[Agreed, ...] = ()
        self.findings: tuple[Finding, ...] = ()

    def trail(self) -> tuple[str, ...]:
        """Below the list of sites."""
        return ("Sites", self.domain)

    def body(self) -> ComposeResult:
        """Facts, and beside or below them the evidence and who wins."""
        with Container(id="panes"):
            yield Rows(Column(), Column(width=7, wraps=False), wraps=True, id="facts")
            with Vertical(id="beside"):
                yield Lines(
                    Column(width=5, align="right"),
                    Column(width=1, repeats=True),
                    Column(),
                    title="evidence",
                    id="evidence",
                )
                yield Lines(Column(width=4), Column(), Column(width=7), title="who wins", id="voices")

    @property
    def facts(self) -> Rows:
        """The list of facts."""
        return self.query_one("#facts", Rows)

    @property
    def fact(self) -> Fact | None:
        """The fact under the cursor."""
        return None if self.view is None else declared.fact_of(self.view, self.facts.key)

    @property
    def about(self) -> tuple[str, ...]:
        """The cookie, company or host of the row."""
        return (self.fact.about,) if self.fact is not None and self.fact.about else ()

    async def load(self) -> None:
        """Read the site."""
        await self.desk.refresh_profile()
        first = self.view is None
        self.view = await self.get(sites.site_view, self.ws, self.domain)
        self.facts.show(self._rows(), at=0 if first else None)
        self.notice.summarise(declared.summary(self.view))
        self._look()
        start(self, "look", self._compare)

    def _rows(self) -> list[Row]:
        rows = [] if self.view is None else declared.site_rows(self.view, self._consent)
        return [*found.section_rows(self.findings), *rows]

    async def _compare(self) -> None:
        """What is there comes a moment later: the jars of browsers may be large."""
        assert self.view is not None
        consent = await self.get(agreed, self.ws, self.domain, self.view.decisions)
        findings: tuple[Finding, ...] = ()
        with contextlib.suppress(CookietuiError):  # a site that nobody visited has nothing to compare
            findings = tuple((await self.get(self._compared)).findings)
        if (consent, findings) != (self._consent, self.findings):
            at_top = self.facts.cursor <= 1
            self._consent, self.findings = consent, findings
            self.facts.show(self._rows(), at=0 if at_top else None)
            self._look()

    def _compared(self) -> compare.Comparison:
        return compare.compare(self.ws, self.domain, alone=True)

    def on_moved(self, event: Moved) -> None:
        """Another row is under the cursor."""
        event.stop()
        self._evidence = 0
        self._look()

    def _look(self) -> None:
        if self.view is None:
            return
        if self.finding is not None:
            self._look_at(self.finding)
            return
        fact, decision = self.fact, declared.decision_of(self.view, self.facts.key)
        evidence, voices = self.query_one("#evidence", Lines), self.query_one("#voices", Lines)
        if fact is None:
            evidence.show([], "evidence")
        else:
            around = AROUND if self.has_class("-wide") else 0
            rows = declared.evidence_rows(self.view, fact, self._evidence, around)
            evidence.show(rows, declared.evidence_title(self.view, fact, self._evidence))
            evidence.reveal(declared.QUOTE)
        evidence.display = fact is not None
        voices.display = decision is not None
        if decision is not None:
            voices.show(declared.voice_rows(decision), f"who wins for {decision.category}: {decision.choice}")
        self.refresh_bindings()

    def _look_at(self, finding: Finding) -> None:
        """Both sides of a finding in the place of the evidence."""
        evidence, voices = self.query_one("#evidence", Lines), self.query_one("#voices", Lines)
        rows = [Row(row.key, (row.cells[0], "", row.cells[1])) for row in found.detail_rows(finding, headed=False)]
        evidence.show(rows, compare.title_of(finding.kind))
        evidence.display, voices.display = True, False
        self.refresh_bindings()

    @property
    def finding(self) -> Finding | None:
        """The finding under the cursor."""
        return found.finding_of(self.findings, self.facts.key)

    async def action_open(self) -> None:
        """The row under the cursor in full: its evidence, or its letter."""
        await self.loaded()
        key = self.facts.key or ""
        kind, _, name = key.partition(":")
        if self.finding is not None:
            self.desk.open("finding", self.finding)
        elif kind == "request":
            self.desk.open("letter", name)
        elif self.view is not None and (self.fact or kind == "category"):
            self.desk.open("evidence", self.view, key, self._evidence)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that the row under the cursor has no use for are off."""
        del parameters
        fact = self.fact
        if action == "evidence":
            return True if fact is not None and len(fact.evidence) > 1 else None
        if action == "mark":
            return True if fact is not None else None
        if action == "choose":
            decided = self.view is not None and declared.decision_of(self.view, self.facts.key)
            return True if decided or self.finding is not None else None
        return True

    def action_evidence(self, step: int) -> None:
        """The next or previous evidence of the same fact."""
        if self.fact is not None and self.fact.evidence:
            self._evidence = (self._evidence + step) % len(self.fact.evidence)
            self._look()

    def action_section(self, step: int) -> None:
        """To the first row of the next or previous section."""
        heads = [i for i, row in enumerate(self.facts.rows) if row.kind == "heading"]
        cursor = self.facts.cursor
        if step > 0:
            goal = next((i + 1 for i in heads if i > cursor), cursor)
        else:
            goal = next((i + 1 for i in reversed(heads) if i + 1 < cursor), 0)
        self.facts.move_to(goal)

    async def action_request(self) -> None:
        """Compose a request to this site, for the right under the cursor if it stands on one."""
        await self.loaded()
        if self.finding is not None:
            compose_about(self.desk, self.finding)
            return
        right = self.fact.category if self.fact is not None and self.fact.kind == "right" else ""
        self.desk.open("compose", self.domain, (right,) if right else ())

    async def action_read(self) -> None:
        """Read a newer text of this site."""
        await self.desk.begin(flows.read_policy, self.desk, self.domain)

    @told
    async def action_choose(self, choice: Choice) -> None:
        """Set the choice for the category of the row here, or let it inherit."""
        await self.loaded()
        if self.finding is not None:
            await choose(self.desk, self.finding, choice)
            return
        if self.view is None or (decision := declared.decision_of(self.view, self.facts.key)) is None:
            return
        wanted = prefer.Wanted(site=self.domain, categories={decision.category: choice or "ask"})
        written = await self.desk.do(prefer.set_choices if choice else prefer.unset, self.ws, [wanted])
        named = decision.won in declared.NAMED
        self.desk.tell(written, "   this row keeps the rule for its own name" if named else "")

    @told
    async def action_mark(self) -> None:
        """Mark the reading of this row as wrong, or take the mark back."""
        await self.loaded()
        if self.fact is not None:
            fact = await self.desk.do(sites.mark, self.ws, self.domain, self.fact.id, wrong=not self.fact.wrong)
            self.desk.say("marked wrong: it no longer counts   u takes it back" if fact.wrong else "counts again")
            self.desk.changed()
