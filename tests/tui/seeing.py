"""What stands on the screen, as text: the one place that looks into Textual's compositor."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from textual.pilot import Pilot

from cookietui.actions.workspace import Workspace
from cookietui.tui.app import Application

SIZES = ((40, 24), (80, 24), (120, 40))


def screen_text(app: Application) -> str:
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
    """Wait until nothing is being read any more."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete(
        [worker for worker in pilot.app.workers if worker.group in ("load", "look")]
    )
    await pilot.pause()


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Press keys one by one, each on a screen at rest."""
    for key in keys:
        await pilot.press(key)
        await settled(pilot)
