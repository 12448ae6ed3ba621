"""What stands on the screen, as text: the one place that looks into Textual's compositor."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from textual.pilot import Pilot

from cookietui.actions.workspace import Workspace
from cookietui.tui.app import Application
from cookietui.tui.pages import Page

SIZES = ((40, 24), (80, 24), (120, 40))


def screen_text(app: Any) -> str:
    """The rows of the screen without trailing blanks."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips).rstrip()


@asynccontextmanager
async def opened(ws: Workspace, size: tuple[int, int] = (80, 24), **options: Any) -> AsyncIterator[Pilot[int]]:
    """The application on a workspace, at rest."""
    app = Application(ws, **options)
    try:
        async with app.run_test(size=size) as pilot:
            await settled(pilot)
            yield pilot
    finally:
        app.closing.close()


async def settled(pilot: Pilot[int]) -> None:
    """Wait until nothing is being read and every message has been dealt with."""
    app = pilot.app
    assert isinstance(app, Application)
    quiet = 0
    until = time.monotonic() + 30
    while quiet < 2:
        assert app._exception is None, app._exception
        assert time.monotonic() < until, "never at rest"
        await pilot.pause(0)
        busy = [worker for worker in app.workers if worker.group in ("load", "look") and not worker.is_finished]
        reading = isinstance(app.screen, Page) and not app.screen.at_rest
        quiet = 0 if busy or app.busy or reading else quiet + 1
        if busy:
            await asyncio.sleep(0.002)


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Press keys one by one, each on a screen at rest."""
    for key in keys:
        pilot.app.simulate_key(key)
        await settled(pilot)


async def typed(pilot: Pilot[int], line: str) -> None:
    """Type a line and Enter."""
    for letter in line:
        pilot.app.simulate_key(letter)
    await press(pilot, "enter")


async def start_again(pilot: Pilot[int]) -> None:
    """Back to the list of sites as it is at start."""
    app = pilot.app
    assert isinstance(app, Application)
    for worker in app.workers:
        if worker.group == "flow":
            worker.cancel()
    while len(app.screen_stack) > 2:
        await app.pop_screen()
    app.cursors.clear()
    await app.action_go("sites")
    await settled(pilot)
