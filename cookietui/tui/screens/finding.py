"""One finding in full: what the text says, what is there, what is wanted, and the keys that answer it."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from cookietui.actions.compare import title_of
from cookietui.core.finding import Finding
from cookietui.core.words import Choice
from cookietui.tui import found
from cookietui.tui.finding_keys import FINDING_KEYS, choose, compose_about, words_about
from cookietui.tui.pages import Page, told
from cookietui.tui.widgets.layout import Column
from cookietui.tui.widgets.lines import Lines

TITLE = "Finding"
KEY = ""


class View(Page):
    """Both sides of a difference, and what to do next."""

    NAME = TITLE
    AUTO_FOCUS = "#finding"
    BINDINGS: ClassVar[list[BindingType]] = [*FINDING_KEYS]

    def __init__(self, finding: Finding) -> None:
        super().__init__()
        self.finding = finding

    def trail(self) -> tuple[str, ...]:
        """Below the list of findings."""
        return ("Findings", found.place_of(self.finding), found.subject_of(self.finding))

    @property
    def about(self) -> tuple[str, ...]:
        """The cookie of the finding, else the organisation."""
        return words_about(self.finding)

    def body(self) -> ComposeResult:
        """All of it."""
        yield Lines(Column(width=5), Column(), title=self.finding.message, id="finding")

    async def load(self) -> None:
        """Fill in; all of it is known already."""
        await self.desk.refresh_profile()
        rows = found.detail_rows(self.finding)
        self.query_one("#finding", Lines).show(rows, title_of(self.finding.kind))

    def action_answer(self) -> None:
        """Compose the letter to whoever is behind it."""
        compose_about(self.desk, self.finding)

    @told
    async def action_choose(self, choice: Choice) -> None:
        """Decide about the cookie here, or about the organisation."""
        await choose(self.desk, self.finding, choice)
