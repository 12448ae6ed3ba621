"""Profiles are chosen, made, handed on and taken in here; handing on and taking in show everything first."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container

from cookietui.actions import profiles
from cookietui.actions.profiles import ProfileRow
from cookietui.tui import flows
from cookietui.tui.messages import Moved
from cookietui.tui.pages import Page, start, told
from cookietui.tui.signs import Toned
from cookietui.tui.widgets.layout import Column, Row
from cookietui.tui.widgets.lines import Lines
from cookietui.tui.widgets.rows import Rows

TITLE = "Profiles"
KEY = "3"


class View(Page):
    """The person's own profiles and the ready-made ones."""

    NAME = TITLE
    ROOT = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("E", "export", "export", id="profile.export"),
        Binding("I", "import", "import", id="profile.import"),
        Binding("n", "new", "new", id="profile.new"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[ProfileRow, ...] = ()

    def body(self) -> ComposeResult:
        """The list, and the profile under the cursor as it stands."""
        with Container(id="panes"):
            yield Rows(
                Column(width=6, title="In use"),
                Column(title="Name", weight=2),
                Column(weight=4, least=52),
                Column(width=10, title="Kind", least=42),
                Column(width=5, title="Sites", align="right"),
                id="list",
                opens="use",
            )
            yield Lines(title="", id="strip")

    @property
    def list(self) -> Rows:
        """The list."""
        return self.query_one("#list", Rows)

    async def load(self) -> None:
        """Read the list; the cursor starts on the profile in use."""
        await self.desk.refresh_profile()
        first = not self.rows
        self.rows = await self.get(profiles.list_profiles, self.ws)
        at = next((i for i, row in enumerate(self.rows) if row.active), 0) if first else None
        self.list.show([_row(row) for row in self.rows], at=at)
        self.notice.summarise("a ready-made profile is copied to your own at the first change")

    def on_moved(self, event: Moved) -> None:
        """Another profile is under the cursor."""
        event.stop()
        start(self, "look", self._look, event.key)

    @told
    async def _look(self, name: str) -> None:
        text = await self.get(profiles.show_profile, self.ws, name)
        rows = [
            Row(str(i), (Toned(line, "muted" if line.lstrip().startswith("#") else ""),))
            for i, line in enumerate(text.split("\n"))
        ]
        self.query_one("#strip", Lines).show(rows, f"{name}.toml")

    @told
    async def action_open(self) -> None:
        """Make the profile under the cursor the active one."""
        await self.loaded()
        if self.list.key:
            row = await self.desk.do(profiles.use_profile, self.ws, self.list.key)
            self.desk.say(f"{row.name} is in use now   u takes it back", "good")
            self.desk.changed()

    def action_export(self) -> None:
        """Show what would leave."""
        if self.list.key:
            self.desk.open("profile_export", self.list.key)

    async def action_import(self) -> None:
        """Ask for a file and show what it would change."""
        await self.desk.begin(flows.import_profile, self.desk)

    async def action_new(self) -> None:
        """Make a profile like the one under the cursor."""
        await self.desk.begin(self._new)

    async def _new(self) -> None:
        like = self.list.key
        name = await self.desk.ask("prompt", "a new profile", f"its name; it starts as a copy of {like}")
        if name:
            row = await self.desk.do(profiles.new_profile, self.ws, name, like)
            self.desk.say(f"{row.name} is made", "good")
            self.desk.changed()


def _row(row: ProfileRow) -> Row:
    mark = Toned("[=]", "good") if row.active else Toned("")
    kind = "ready-made" if row.built_in else "read-only" if row.read_only else "yours"
    name = Toned(row.name, "strong" if row.active else "")
    return Row(row.name, (mark, name, Toned(row.description, "muted"), Toned(kind, "muted"), str(row.sites or "")))
