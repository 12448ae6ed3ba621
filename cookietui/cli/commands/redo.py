"""`redo` does again what was undone."""

import click

from cookietui.cli import options, report, session

SECTION = "Deciding"


@click.command(short_help="do again what was undone")
@options.as_json
def command() -> int:
    """Do again what was undone last."""
    from cookietui.actions.undo import redo  # noqa: PLC0415 - only this command needs it

    return report.step(redo(session.workspace()), "done again", "nothing to redo")
