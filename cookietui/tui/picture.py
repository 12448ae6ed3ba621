"""The README's picture is made by the program itself, from made-up sites: `python -m cookietui.tui.picture OUT.svg`."""

import asyncio
import datetime
import os
import re
import sys
from pathlib import Path

from cookietui.actions.demo import demo_workspace
from cookietui.tui.app import Application
from cookietui.tui.widgets.rows import Rows

SIZE = (112, 30)
"""Columns and rows."""
DAY = datetime.date(2026, 11, 21)
"""A fixed day, so that the picture changes only when the program does."""
SITE = "harbour-courier.example"
_FOREIGN = re.compile(r"@font-face \{[^}]*\}|<!--.*?-->", re.DOTALL)
"""What a viewer would fetch from somewhere else."""
KIND = "technology-"
"""Beginning of the id of the row that is shown with its evidence: one that a choice bears on."""


async def picture(size: tuple[int, int] = SIZE) -> str:
    """The SVG of a site of the demo, the cursor on what it says about cookies."""
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    with demo_workspace(DAY) as ws:
        application = Application(ws)
        try:
            async with application.run_test(size=size) as pilot:
                await pilot.pause()
                await application.workers.wait_for_complete()
                application.open("site", SITE)
                await pilot.pause()
                await application.workers.wait_for_complete()
                rows = application.screen.query_one(Rows)
                rows.go_to(next((row.key for row in rows.rows if row.key.startswith(KIND)), ""))
                await pilot.pause()
                return _FOREIGN.sub("", application.export_screenshot(title="cookietui"))
        finally:
            application.closing.close()


def main() -> None:
    """Write the picture to the path given."""
    if len(sys.argv) != 2:  # noqa: PLR2004 - the program and one path
        sys.exit("usage: python -m cookietui.tui.picture OUT.svg")
    Path(sys.argv[1]).write_text(asyncio.run(picture()), encoding="utf-8")


if __name__ == "__main__":
    main()
