"""`undo` takes the last change back, whichever run made it."""

import click

from cookietui.cli import options, report, session

SECTION = "Deciding"


@click.command(short_help="take the last change back")
@options.as_json
def command() -> int:
    """Take back the last change of preferences, library or drafts."""
    from cookietui.actions.undo import undo  # noqa: PLC0415 - only this command needs it

    return report.step(undo(session.workspace()), "undone", "nothing to undo")
