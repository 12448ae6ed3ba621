"""The README's picture is made by the program itself, from made-up sites: `python -m cookietui.tui.picture OUT.svg`."""

import asyncio
import datetime
import os
import sys
from pathlib import Path

from cookietui.actions.demo import demo_workspace
from cookietui.tui.app import Application

SIZE = (104, 30)
"""Columns and rows."""
DAY = datetime.date(2026, 11, 21)
"""A fixed day, so that the picture changes only when the program does."""
KEYS = ("enter",)
"""Keys pressed before the picture is taken."""


async def picture(keys: tuple[str, ...] = KEYS, size: tuple[int, int] = SIZE) -> str:
    """The SVG of the screen after these keys, in the demo."""
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    with demo_workspace(DAY) as ws:
        application = Application(ws)
        try:
            async with application.run_test(size=size) as pilot:
                for key in ("", *keys):
                    await pilot.press(*filter(None, (key,)))
                    await pilot.pause()
                    await application.workers.wait_for_complete()
                    await pilot.pause()
                return application.export_screenshot(title="cookietui")
        finally:
            application.closing.close()


def main() -> None:
    """Write the picture to the path given."""
    if len(sys.argv) != 2:  # noqa: PLR2004 - the program and one path
        sys.exit("usage: python -m cookietui.tui.picture OUT.svg")
    Path(sys.argv[1]).write_text(asyncio.run(picture()), encoding="utf-8")


if __name__ == "__main__":
    main()
