"""The first page of a first run offers the three ways in, and nothing else."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from cookietui.tui import flows
from cookietui.tui.pages import Page
from cookietui.tui.showing import short
from cookietui.tui.signs import Toned
from cookietui.tui.widgets.layout import Column, Row
from cookietui.tui.widgets.lines import Lines
from cookietui.tui.widgets.rows import Rows

TITLE = "Welcome"
KEY = ""
_WORDS = (
    "cookietui keeps in one place what sites say about cookies and tracking, what you want, and your letters to them.",
    "It reads files that you saved, and nothing leaves this computer.",
)
_WAYS = (
    ("demo", "1", "Look around with made-up sites", "nothing is saved"),
    ("read", "2", "Read a privacy policy", "a page, text or Markdown file you saved"),
    ("import", "3", "Import a profile", "shows first what it would change"),
)


class View(Page):
    """The three ways in."""

    NAME = TITLE
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(key, f"start('{way}')", label.lower(), id=f"welcome.{way}", show=False)
            for way, key, label, _ in _WAYS
        ),
        Binding("escape", "back", "to the empty list", id="welcome.leave"),
    ]

    def body(self) -> ComposeResult:
        """What it is, then the ways."""
        words = Lines(id="words")
        words.can_focus = False
        yield words
        yield Rows(Column(width=1), Column(weight=3), Column(weight=4, least=70), id="ways")

    async def load(self) -> None:
        """Fill in."""
        words: list[Row] = []
        for number, text in enumerate(_WORDS):
            words += [Row(f"{number}", (text,)), Row(f"{number} blank", ("",))]
        self.query_one("#words", Lines).show([Row("title", ("Welcome to cookietui",), kind="heading"), *words])
        self.query_one("#ways", Rows).show(
            [Row(way, (Toned(key, "accent"), label, Toned(more, "muted"))) for way, key, label, more in _WAYS]
        )
        self.notice.summarise(f"your files will be in {short(self.ws.places.data)}")

    async def action_open(self) -> None:
        """Go the way under the cursor."""
        if way := self.query_one(Rows).key:
            await self.action_start(way)

    async def action_start(self, way: str) -> None:
        """Go that way."""
        await self.desk.begin(flows.FLOWS[way], self.desk)
