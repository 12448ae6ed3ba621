"""A line is asked for in one window; a path is completed as it is typed, with Tab or Right to take it."""

import asyncio
import os
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.suggester import Suggester
from textual.widgets import Input

from cookietui.tui.pages import Asking
from cookietui.tui.showing import typed
from cookietui.tui.widgets.bars import KeyBar
from cookietui.tui.widgets.layout import Row
from cookietui.tui.widgets.line import Line
from cookietui.tui.widgets.lines import Lines

TITLE = "Prompt"
KEY = ""
MOST_ENTRIES = 10_000
"""Entries of a folder that are looked at for a completion."""


class Paths(Suggester):
    """Completes the last part of a path from what lies in its folder."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """The path with its last part completed, None where nothing fits."""
        return await asyncio.to_thread(_completed, value) if value else None


def _completed(value: str) -> str | None:
    folder, _, start = value.rpartition("/")
    place = typed(folder + "/" if "/" in value else ".")
    names = []
    try:
        with os.scandir(place) as entries:
            for _, entry in zip(range(MOST_ENTRIES), entries, strict=False):
                if entry.name.startswith(start) and (start or not entry.name.startswith(".")):
                    names.append(entry.name + ("/" if entry.is_dir() else ""))
    except (OSError, ValueError):
        return None
    names = [name for name in names if name.isprintable() and name != start]
    return value[: len(value) - len(start)] + min(names) if names else None


class View(Asking[str]):
    """Asks for one line; an empty one is no answer."""

    NAME = TITLE
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete", "complete", id="prompt.complete", priority=True),
    ]

    def __init__(self, question: str, hint: str, value: str = "", *, path: bool = False) -> None:
        super().__init__()
        self.question = question
        self.hint = hint
        self.value = value
        self.path = path

    def compose(self) -> ComposeResult:
        """Title, line, hint, keys."""
        with Vertical(classes="window"):
            yield Lines(title=self.question)
            yield Line(self.value, suggester=Paths() if self.path else None, select_on_focus=False)
            yield KeyBar()

    def on_mount(self) -> None:
        """Show the hint; the line has the keys."""
        hint = self.query_one(Lines)
        hint.can_focus = False
        hint.show([Row("hint", (self.hint,), kind="text")])
        self.query_one(Input).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only a path can be completed."""
        del parameters
        return None if action == "complete" and not self.path else True

    def action_complete(self) -> None:
        """Take the suggestion."""
        self.query_one(Input).action_cursor_right()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter closes with the line, unless it is empty."""
        event.stop()
        if line := event.value.strip():
            self.dismiss(line)
