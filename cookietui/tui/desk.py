"""The desk is the part of the application that deeds go over: off the UI thread, in order, and told about."""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from typing import Any, TypeVar

from textual.app import App

from cookietui.actions import profiles, undo
from cookietui.actions.prefer import Written
from cookietui.actions.workspace import Workspace
from cookietui.core.errors import CookietuiError
from cookietui.tui.messages import Changed
from cookietui.tui.pages import Page, start, told
from cookietui.tui.reader import Reader

R = TypeVar("R")
INHERITED = "inherited"


class Desk(App[int]):
    """Calls actions and says what came of it."""

    def __init__(self, ws: Workspace) -> None:
        super().__init__()
        self.ws = ws
        self.changes = 0
        """Counts the changes on disk, so that a page knows whether it is stale."""
        self.profile_name = ""
        self.cursors: dict[str, str] = {}
        """Page to the key its cursor stood on, for the way back."""
        self.busy = 0
        """Deeds under way."""
        self.asked = asyncio.Event()
        """Set when a flow shows its next window, or ended."""
        self.reader = Reader()
        self.closing = ExitStack()
        """What ends with the application: the deeds, the reader, the folder of a demo."""
        self._deeds = self.closing.enter_context(ThreadPoolExecutor(1, thread_name_prefix="deed"))
        self.closing.callback(self.reader.stop)

    @property
    def desk(self) -> "Desk":
        """Itself, as every page calls it."""
        return self

    async def do(self, deed: Callable[..., R], *given: Any, **options: Any) -> R:
        """Call an action off the UI thread, one after the other; raises what it raises."""
        self.busy += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._deeds, partial(deed, *given, **options))
        finally:
            self.busy -= 1

    async def begin(self, flow: Callable[..., Awaitable[None]], *given: Any) -> None:
        """Start a sequence of windows and wait for the first, so that the next key goes there; its errors are said."""
        self.asked.clear()
        start(self, "flow", self._told, partial(flow, *given))
        await self.asked.wait()

    async def _told(self, flow: Callable[[], Awaitable[None]]) -> None:
        try:
            await flow()
        except CookietuiError as error:
            self.say(str(error), "bad")
        finally:
            self.asked.set()

    @property
    def page(self) -> Page | None:
        """The full screen on top, windows not counted."""
        return next((screen for screen in reversed(self.screen_stack) if isinstance(screen, Page)), None)

    def say(self, text: str, tone: str = "plain") -> None:
        """Show a line to the person."""
        if self.page is not None:
            self.page.notice.say(text, tone)

    def tell(self, written: Written, note: str = "") -> None:
        """Say what a write changed, with a note where it does not do all that it seems to, and have it shown."""
        changes = [
            f"{change.where}: {change.after or INHERITED} (was {change.before or INHERITED})"
            for change in written.changes
        ]
        if not changes:
            self.say("that is how it stands already")
            return
        copied = f"   (own copy of {written.copied_from} made)" if written.copied_from else ""
        shown = changes[0] if len(changes) == 1 else f"{len(changes)} changes"
        self.say(f"{shown}{copied}{note}   u takes it back", "warn" if note else "good")
        self.changed()

    def changed(self) -> None:
        """Something on disk changed: the page on top reads it again now, the others when they come up."""
        self.changes += 1
        if self.page is not None:
            self.page.post_message(Changed())

    def _active(self) -> tuple[str, tuple[str, ...]]:
        return profiles.active_profile(self.ws).name, profiles.notices(self.ws)

    async def refresh_profile(self) -> None:
        """Read the name of the active profile; says once what opening it had to say."""
        self.profile_name, told_once = await self.do(self._active)
        for line in told_once:
            self.say(line, "warn")

    @told
    async def action_undo(self) -> None:
        """Take the newest step back."""
        step = await self.do(undo.undo, self.ws)
        self.say(f"undone: {step.title}   ^r does it again" if step else "nothing left to undo")
        self.changed()

    @told
    async def action_redo(self) -> None:
        """Take the step last undone again."""
        step = await self.do(undo.redo, self.ws)
        self.say(f"done again: {step.title}   u takes it back" if step else "nothing left to do again")
        self.changed()
