"""Many drafts are written beside the screen with a count; Esc stops after the batch that is under way."""

import threading
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from cookietui.actions.bulk import Plan
from cookietui.core.errors import CookietuiError
from cookietui.tui.many import BATCH
from cookietui.tui.pages import Asking, start
from cookietui.tui.signs import Toned
from cookietui.tui.widgets.bars import KeyBar
from cookietui.tui.widgets.layout import Row
from cookietui.tui.widgets.lines import Lines

TITLE = "Writing"
KEY = ""
PULSE = 0.1
"""Seconds between two looks at the count."""
BAR = 30
"""Cells of the bar."""


class View(Asking[int]):
    """Writes the drafts of a plan; answers with how many are kept."""

    NAME = TITLE
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "stop", "stop", id="writing.stop")]

    def __init__(self, planned: Plan) -> None:
        super().__init__()
        self.planned = planned
        self.done = 0
        self._stop = threading.Event()

    def compose(self) -> ComposeResult:
        """Title, count, keys."""
        with Vertical(classes="window"):
            yield Lines(title="writing drafts")
            yield KeyBar()

    def on_mount(self) -> None:
        """Start."""
        self._show()
        self.set_interval(PULSE, self._show)
        start(self, "write", self._write)

    def _show(self) -> None:
        total = len(self.planned.new)
        filled = BAR * self.done // total if total else BAR
        said = "stopping: what is under way is finished first" if self._stop.is_set() else f"{self.done} of {total}"
        lines: tuple[str | Toned, ...] = (Toned("#" * filled + "." * (BAR - filled), "accent"), said)
        self.query_one(Lines).show([Row(str(number), (line,)) for number, line in enumerate(lines)])

    async def _write(self) -> None:
        try:
            await self.desk.do(self._carry_out)
        except CookietuiError as error:
            self.desk.say(str(error), "bad")
        self.dismiss(self.done)

    def _carry_out(self) -> None:
        """Called beside the screen."""
        from cookietui.actions.bulk import carry_out  # noqa: PLC0415 - the letters load when one is written

        for _ in carry_out(self.ws, self.planned, BATCH):
            self.done += 1
            if self._stop.is_set() and self.done % BATCH == 0:
                return

    def action_stop(self) -> None:
        """Stop after the batch."""
        self._stop.set()
        self._show()
