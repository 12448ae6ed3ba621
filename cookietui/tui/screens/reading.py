"""Reading shows what is under way and can be stopped; it ends by itself when all is read."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.worker import Worker

from cookietui.core.errors import CookietuiError
from cookietui.tui.messages import ReadingDone
from cookietui.tui.pages import Asking, start
from cookietui.tui.widgets.bars import KeyBar
from cookietui.tui.widgets.layout import Row
from cookietui.tui.widgets.lines import Lines

TITLE = "Reading"
KEY = ""


class View(Asking[ReadingDone]):
    """Reads sources into the library; answers with what came of it."""

    NAME = TITLE
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "stop", "stop", id="reading.stop")]

    def __init__(self, sources: Sequence[str], site: str | None = None) -> None:
        super().__init__()
        self.sources = tuple(sources)
        self.site = site
        self.done = ReadingDone()
        self._work: Worker[None] | None = None

    def compose(self) -> ComposeResult:
        """Title, what is read, keys."""
        with Vertical(classes="window"):
            yield Lines(title="reading")
            yield KeyBar()

    def on_mount(self) -> None:
        """Start."""
        self._show()
        self._work = start(self, "read", self._read)

    def _show(self) -> None:
        count = len(self.done.sites) + len(self.done.failures)
        lines = [", ".join(self.sources), f"{count} read" if count else "this can take some seconds"]
        self.query_one(Lines).show([Row(str(i), (line,)) for i, line in enumerate(lines)])

    async def _read(self) -> None:
        sites, failures, asks = list[str](), list[str](), False
        try:
            async for answer in self.desk.reader.add(self.ws, self.sources, self.site):
                if answer.site is not None:
                    sites.append(answer.site)
                else:
                    failures.append(answer.failure or "")
                    asks = asks or answer.asks_site
                self.done = ReadingDone(tuple(dict.fromkeys(sites)), tuple(failures), asks)
                self._show()
        except CookietuiError as error:
            self.done = ReadingDone(tuple(dict.fromkeys(sites)), (*failures, str(error)))
        self.dismiss(self.done)

    def action_stop(self) -> None:
        """Stop at once; what was kept is kept."""
        if self._work is not None:
            self._work.cancel()
        sites = self.done.sites
        self.dismiss(ReadingDone(sites, ("stopped; " + (f"{len(sites)} kept" if sites else "nothing was kept"),)))
