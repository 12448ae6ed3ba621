"""`history` tells what a site changed between readings."""

import click

from cookietui.cli import completing, options, report, session
from cookietui.cli.report import Span

_WORDS = {"first": "first", "added": "now says", "removed": "no longer says", "changed": "changed"}


SECTION = "Sites"


@click.command(short_help="what a site changed between readings")
@click.argument("site", shell_complete=completing.sites)
@options.as_json
def command(site: str) -> None:
    """Show what changed between the readings of a site, newest first."""
    from cookietui.actions.history import history  # noqa: PLC0415 - only this command needs it

    day = None
    for change in history(session.workspace(), site):
        if report.wants_json():
            report.emit(change)
            continue
        if change.read_on != day:
            day = change.read_on
            report.show(Span(day.isoformat(), "heading"))
        report.paragraph(f"{_WORDS[change.change]}: {change.sentence}", "  ", "    ")
