"""`text` prints what evidence counts in, and nothing else."""

import click

from cookietui.cli import report, session

SECTION = "Reading"


@click.command(short_help="the normalised text that evidence counts in")
@click.argument("source")
def command(source: str) -> None:
    """Print the normalised text of SOURCE that evidence counts in (a file, or - for stdin)."""
    from cookietui.actions.text import text_of  # noqa: PLC0415 - readers are loaded when needed

    report.raw(text_of(session.workspace(), source))
