"""`due` says what is to be done next, request by request, and puts it into a calendar or a table."""

from pathlib import Path

import click

from cookietui.cli import completing, options, report, session

SECTION = "Asking"


@click.command(short_help="what to do next, and until when they have to answer")
@click.argument("site", shell_complete=completing.sites, required=False)
@click.option("--within", type=click.IntRange(min=0), metavar="DAYS", help="Only what is to be done in that time.")
@click.option("--ics", metavar="FILE", help="Write the tasks with alarms as a calendar file; `-` prints it.")
@click.option("--csv", "table", metavar="FILE", help="Write every request as a table; `-` prints it.")
@click.option("--check", is_flag=True, help="Exit with 1 where something is to be done today.")
@options.as_json
def command(site: str | None, within: int | None, ics: str | None, table: str | None, *, check: bool) -> int:
    """List what is to be done next: answers that are late, letters to send, reminders and complaints to write."""
    from cookietui.actions import due  # noqa: PLC0415 - only this command needs it
    from cookietui.cli.due_view import show_due  # noqa: PLC0415 - same

    ws = session.workspace()
    rows = due.due_list(ws, site, within=within)
    exports = {ics: due.calendar(ws, rows) if ics else "", table: due.table(ws, site) if table else ""}
    for name, text in exports.items():
        if name == "-":
            report.exact(text)
        elif name:
            report.show(str(due.save(Path(name), text)))
    if not (ics or table):
        show_due(rows, ws.today)
    return int(check and any(row.days is not None and row.days <= 0 for row in rows))
