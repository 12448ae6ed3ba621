"""A row in full: every quote it rests on with the lines around it, and every rule that speaks about it."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from cookietui.actions.sites import SiteView
from cookietui.tui import declared
from cookietui.tui.pages import Page
from cookietui.tui.signs import Toned, choice_word
from cookietui.tui.widgets.layout import Column, Row
from cookietui.tui.widgets.lines import Lines

TITLE = "Evidence"
KEY = ""
AROUND = 1200
"""Characters of the text shown before and after a quote."""


class View(Page):
    """The sentence, the quote in its surroundings, who wins."""

    NAME = TITLE
    AUTO_FOCUS = "#quote"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "evidence(1)", "next", id="evidence.next"),
        Binding("N", "evidence(-1)", "previous", id="evidence.previous"),
        Binding("escape,enter", "back", "back", id="page.back"),
    ]

    def __init__(self, view: SiteView, key: str, number: int = 0) -> None:
        super().__init__()
        self.view = view
        self.key = key
        self.number = number

    def trail(self) -> tuple[str, ...]:
        """Below the site."""
        return ("Sites", self.view.row.domain, TITLE)

    def body(self) -> ComposeResult:
        """What it says, then the quote."""
        said = Lines(id="said")
        said.can_focus = False
        yield said
        yield Lines(Column(width=4, align="right"), Column(width=1, repeats=True), Column(), title="", id="quote")

    async def load(self) -> None:
        """Fill in; all of it is known already."""
        fact = declared.fact_of(self.view, self.key)
        decision = declared.decision_of(self.view, self.key)
        rows = [Row("said", (fact.sentence if fact else self.key.partition(":")[2],), kind="heading")]
        if decision is not None:
            rows += [
                Row(f"{i}", (_voice(voice.scope, voice.place, choice_word(voice.choice).text, first=not i),))
                for i, voice in enumerate(decision.scopes)
            ]
        self.query_one("#said", Lines).show(rows)
        quote = self.query_one("#quote", Lines)
        if fact is None:
            quote.show([Row("none", ("", "", Toned("this row is yours, not the text's", "muted")))], "evidence")
            return
        title = declared.evidence_title(self.view, fact, self.number)
        quote.show(declared.evidence_rows(self.view, fact, self.number, AROUND), title)
        quote.reveal(declared.QUOTE)
        self.notice.summarise(declared.summary(self.view))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a second evidence there is no next one."""
        del parameters
        fact = declared.fact_of(self.view, self.key)
        return None if action == "evidence" and (fact is None or len(fact.evidence) < 2) else True  # noqa: PLR2004

    def action_evidence(self, step: int) -> None:
        """The next or previous evidence."""
        fact = declared.fact_of(self.view, self.key)
        if fact is not None and fact.evidence:
            self.number = (self.number + step) % len(fact.evidence)
            self.reload()


def _voice(scope: str, place: str, choice: str, *, first: bool) -> Toned:
    return Toned(f"{'wins: ' if first else '      '}{scope} {place}: {choice}", "" if first else "muted")
