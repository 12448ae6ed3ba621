"""Who is behind a cookie, a host or a company, and whom to write to; one key begins the letter."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from cookietui.actions import catalogue
from cookietui.actions.catalogue import CatalogueRow
from cookietui.tui import flows, known
from cookietui.tui.pages import Page
from cookietui.tui.widgets.layout import Column, Row
from cookietui.tui.widgets.rows import Rows

TITLE = "Catalogue"
KEY = ""


class View(Page):
    """What the catalogue knows of one word."""

    NAME = TITLE
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "request", "request", id="site.request"),
        Binding("c", "correct", "correct", id="catalogue.correct"),
        Binding("I", "import", "import", id="catalogue.import"),
        Binding("escape", "back", "back", id="page.back"),
    ]

    def __init__(self, *words: str) -> None:
        super().__init__()
        self.words = words
        """The first of them of which anything is known is shown."""
        self.word = words[0]
        self.found: tuple[CatalogueRow, ...] = ()

    def trail(self) -> tuple[str, ...]:
        """The word that was asked."""
        return (TITLE, self.word)

    def body(self) -> ComposeResult:
        """One list."""
        yield Rows(Column(width=12, wraps=True), Column(), wraps=True, id="known", opens="request")

    @property
    def record(self) -> CatalogueRow | None:
        """The record that the cursor stands in."""
        return known.record_at(self.found, self.query_one("#known", Rows).key)

    async def load(self) -> None:
        """Ask."""
        await self.desk.refresh_profile()
        for word in self.words:
            self.found = await self.get(catalogue.find, self.ws, word)
            if self.found:
                self.word = word
                break
        rows = known.rows_of(self.found)
        nothing = "nothing is known of it; more can be imported: cookietui catalog import --help"
        self.query_one("#known", Rows).show(rows or [Row("", (nothing,), kind="text")])
        self.notice.summarise(f"{len(self.found)} {'record' if len(self.found) == 1 else 'records'}")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without an organisation there is nobody to write to."""
        if action == "request":
            return True if any(row.organisation for row in self.found) else None
        if action == "correct":
            return True if self.found else None
        return super().check_action(action, parameters)

    async def action_correct(self) -> None:
        """Write what the person knows better about the record under the cursor."""
        await self.loaded()
        record = self.record or next(iter(self.found), None)
        if record is not None:
            await self.desk.begin(flows.correct_record, self.desk, record.cookie, record.organisation)

    async def action_import(self) -> None:
        """Take in a database that may not be given on."""
        await self.desk.begin(flows.import_catalogue, self.desk)

    async def action_open(self) -> None:
        """The letter, as with r: a record has nothing behind it."""
        await self.action_request()

    async def action_request(self) -> None:
        """Compose a request to the organisation of the record."""
        await self.loaded()
        record = self.record or next(iter(self.found), None)
        if record is not None and record.organisation:
            self.desk.open("compose", _whom(record), ())


def _whom(record: CatalogueRow) -> str:
    """The branch that has the cookie's domain, else the organisation."""
    return record.domain if record.domain in record.domains and record.domain else record.organisation or ""
