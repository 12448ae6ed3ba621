"""`jars` lists the browsers of this computer and where their cookies are."""

import click

from cookietui.cli import options, report, session
from cookietui.core.text import counted

SECTION = "Reading"


@click.command(short_help="the browsers here and how many cookies each holds")
@options.as_json
def command() -> None:
    """List the browsers and profiles of this computer, with the file of their cookies and how many are in it.

    A running browser is not disturbed: its file is copied and counted there. Then: cookietui read FILE
    """
    from cookietui.actions.jars import jar_rows  # noqa: PLC0415 - only this command needs it

    rows = list(jar_rows(session.workspace()))
    if report.wants_json():
        for row in rows:
            report.emit(row)
        return
    if not rows:
        report.say("no browser was found; a file that one exported can be read: cookietui read FILE")
        return
    for row in rows:
        name = f"{row.name} ({row.profile})" if row.name and row.name != row.profile else row.profile
        found = None if row.cookies is None else counted(row.cookies, "cookie")
        state = [found, "open in a browser" if found and row.live else None, row.problem]
        report.paragraph(f"{row.browser}, {name}: {', '.join(filter(None, state))}")
        report.show(f"    {row.path}")  # whole, however long: it is there to be copied
