"""An import shows each line it would change, what loosens on top and unticked, and asks before it writes."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from cookietui.actions import profiles
from cookietui.actions.profiles import ChangeKind, ImportChange, ImportPreview
from cookietui.core.errors import CookietuiError
from cookietui.tui.pages import Page
from cookietui.tui.showing import short
from cookietui.tui.signs import CONFLICT, Toned, tick
from cookietui.tui.widgets.layout import Column, Row
from cookietui.tui.widgets.rows import Rows

TITLE = "Import"
KEY = ""
GROUPS: tuple[tuple[ChangeKind, str], ...] = (
    ("loosens", "Loosens (ticked only by you)"),
    ("tightens", "Tightens"),
    ("new", "New"),
)


class Ticks(Rows):
    """A list whose rows are ticked, with Enter or Space."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "screen.open", "tick", id="row.open")]


class View(Page):
    """What a profile from somebody else would change in the one in use."""

    NAME = TITLE
    FIRST = ("apply",)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "apply", "apply", id="import.apply"),
        Binding("A", "tick('all')", "all", id="import.all"),
        Binding("L", "tick('loosens')", "loosening", id="import.loosening"),
        Binding("escape", "back", "drop", id="page.back"),
    ]

    def __init__(self, source: str) -> None:
        super().__init__()
        self.source = source
        self.preview: ImportPreview | None = None
        self.ticked: set[str] = set()

    def trail(self) -> tuple[str, ...]:
        """Below the profiles."""
        return ("Profiles", f"{TITLE} {self.preview.name}" if self.preview else TITLE)

    def body(self) -> ComposeResult:
        """The changes."""
        yield Ticks(
            Column(width=3),
            Column(weight=3),
            Column(width=8, title="yours", least=44),
            Column(width=8, title="theirs"),
            wraps=True,
            id="list",
            opens="tick",
        )

    async def load(self) -> None:
        """Preview; a file that cannot be read leads back with its error."""
        if self.preview is None:
            try:
                self.preview = await self.get(profiles.preview_import, self.ws, self.source)
            except CookietuiError as error:
                self.dismiss()
                self.desk.call_later(self.desk.say, str(error), "bad")
                return
            self.ticked = {change.key for change in self.preview.changes if change.ticked and change.kind != "same"}
        self._show(self.preview)

    def _show(self, preview: ImportPreview) -> None:
        rows: list[Row] = []
        for kind, title in GROUPS:
            changes = [change for change in preview.changes if change.kind == kind]
            if changes:
                rows.append(Row(f"# {kind}", (f"{title}: {len(changes)}",), kind="heading"))
                rows += [self._row(change) for change in changes]
        if preview.refused:
            rows.append(Row("# refused", (f"Refused: {len(preview.refused)}",), kind="heading"))
            rows += [
                Row(f"refused {i}", (f"{CONFLICT.text} {what}",), kind="text") for i, what in enumerate(preview.refused)
            ]
        if not rows:
            rows = [Row("none", ("nothing in it differs from yours",), kind="text")]
        self.query_one(Rows).show(rows)
        loosens = sum(change.kind == "loosens" and change.key in self.ticked for change in preview.changes)
        same = sum(change.kind == "same" for change in preview.changes)
        words = (
            f"{short(preview.source)} into {preview.into}: {len(self.ticked)} ticked, {loosens} looser, {same} the same"
        )
        self.notice.summarise(words)
        self.refresh_bindings()

    def _row(self, change: ImportChange) -> Row:
        tone = "bad" if change.kind == "loosens" else ""
        cells = (
            tick(change.key in self.ticked),
            change.key,
            Toned(change.before or "-", "muted"),
            Toned(change.after or "-", tone),
        )
        return Row(change.key, cells)

    def action_open(self) -> None:
        """Tick or untick the row under the cursor."""
        if self.preview is not None and (key := self.query_one(Rows).key):
            self.ticked ^= {key}
            self._show(self.preview)

    def action_tick(self, what: str) -> None:
        """Tick all, or all that loosen; when all of them are ticked already, untick them."""
        if self.preview is None:
            return
        keys = {change.key for change in self.preview.changes if change.kind != "same" and what in ("all", change.kind)}
        self.ticked = self.ticked - keys if keys <= self.ticked else self.ticked | keys
        self._show(self.preview)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a tick there is nothing to apply."""
        del parameters
        return None if action == "apply" and not self.ticked else True

    async def action_apply(self) -> None:
        """Ask, then write."""
        if self.preview is not None and self.ticked:
            await self.desk.begin(self._apply, self.preview)

    async def _apply(self, preview: ImportPreview) -> None:
        chosen = [change for change in preview.changes if change.key in self.ticked]
        loosens = sum(change.kind == "loosens" for change in chosen)
        question = f"apply {len(chosen)} {'change' if len(chosen) == 1 else 'changes'} to {preview.into}?"
        if not await self.desk.ask(
            "confirm",
            question,
            f"{loosens or 'none'} of them {'allow' if loosens > 1 else 'allows'} more than you do now",
            "u takes it back",
        ):
            return
        done = await self.desk.do(profiles.apply_import, self.ws, preview, [change.key for change in chosen])
        self.dismiss()
        self.desk.call_later(
            self.desk.say, f"{done.applied} applied to {done.into}, {done.left} left   u takes it back", "good"
        )
        self.desk.changed()
