"""A window for a deed that takes a moment and cannot be stopped halfway: it closes by itself."""

from collections.abc import Callable
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from cookietui.core.errors import CookietuiError
from cookietui.tui.pages import Asking, start
from cookietui.tui.widgets.layout import Row
from cookietui.tui.widgets.lines import Lines

TITLE = "Waiting"
KEY = ""


class View(Asking[Any]):
    """Answers with what the deed gives, or None where it failed and the reason was said."""

    NAME = TITLE
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, title: str, words: str, deed: Callable[..., Any], *given: Any) -> None:
        super().__init__()
        self.title_line = title
        self.words = words
        self._deed = deed
        self._given = given

    def compose(self) -> ComposeResult:
        """Title and words."""
        with Vertical(classes="window"):
            yield Lines(title=self.title_line)

    def on_mount(self) -> None:
        """Start."""
        self.query_one(Lines).show([Row("words", (self.words,))])
        start(self, "wait", self._wait)

    async def _wait(self) -> None:
        try:
            answer = await self.desk.do(self._deed, *self._given)
        except CookietuiError as error:
            self.desk.say(str(error), "bad")
            answer = None
        self.dismiss(answer)

    def action_drop(self) -> None:
        """It closes by itself."""
