"""An export is seen line by line before a file is written."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from cookietui.actions import profiles
from cookietui.actions.profiles import ExportPreview
from cookietui.tui.pages import Page
from cookietui.tui.showing import short, typed
from cookietui.tui.signs import CONFLICT, OK, Toned
from cookietui.tui.widgets.layout import Column, Row
from cookietui.tui.widgets.lines import Lines

TITLE = "Export"
KEY = ""


class View(Page):
    """What would leave, and what stays."""

    NAME = TITLE
    AUTO_FOCUS = "#text"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "write", "write the file", id="export.write"),
    ]

    def __init__(self, name: str) -> None:
        super().__init__()
        self.profile = name
        self.preview: ExportPreview | None = None

    def trail(self) -> tuple[str, ...]:
        """Below the profiles."""
        return ("Profiles", self.profile, TITLE)

    def body(self) -> ComposeResult:
        """The file, then what stays."""
        yield Lines(title="", id="text")
        yield Lines(Column(width=3), Column(), title="check", id="checks")

    async def load(self) -> None:
        """Preview."""
        self.preview = await self.get(profiles.preview_export, self.ws, self.profile)
        lines = self.preview.text.rstrip("\n").split("\n")
        self.query_one("#text", Lines).show(
            [Row(str(i), (Toned(line, "muted" if line.startswith("#") else ""),)) for i, line in enumerate(lines)],
            f"what would leave, {len(lines)} lines",
        )
        self.query_one("#checks", Lines).show(_checks(self.preview))

    async def action_write(self) -> None:
        """Ask for the path and write."""
        if self.preview is not None:
            await self.desk.begin(self._write, self.preview)

    async def _write(self, preview: ExportPreview) -> None:
        name = f"{preview.profile}.toml"
        given = await self.desk.ask("prompt", "write the profile", "the path of the new file", name, path=True)
        if given is None:
            return
        path = typed(given)
        there = await self.desk.do(path.exists)
        if there and not await self.desk.ask("confirm", "replace the file?", f"{short(path)} is there already"):
            return
        written = await self.desk.do(profiles.write_export, preview, path, replace=there)
        self.dismiss()
        self.desk.call_later(self.desk.say, f"written: {short(written)}", "good")


def _checks(preview: ExportPreview) -> list[Row]:
    rows = [Row("private", (OK, "no identity, no request, no cookie value, no note and no path is in it"))]
    count = len(preview.sites)
    rows.append(Row("sites", (OK, f"{count} {'site goes' if count == 1 else 'sites go'} out")))
    if preview.withheld:
        rows.append(
            Row("withheld", (OK, f"{len(preview.withheld)} marked share = false stay: {', '.join(preview.withheld)}"))
        )
    if preview.dropped:
        rows.append(Row("dropped", (CONFLICT, f"left out, not on the list: {', '.join(preview.dropped)}")))
    return rows
