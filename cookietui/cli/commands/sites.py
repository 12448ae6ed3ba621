"""`sites` lists what was read, decided on or written to."""

import click

from cookietui.cli import options, report, session

SECTION = "Sites"


@click.command(short_help="what was read, decided and asked, site by site")
@options.as_json
def command() -> None:
    """List the sites: what was read, decided or asked of each."""
    from cookietui.actions.sites import site_rows  # noqa: PLC0415 - only this command needs it

    rows = site_rows(session.workspace())
    if report.wants_json():
        for row in rows:
            report.emit(row)
        return
    if not rows:
        report.say("no site yet; begin with: cookietui add POLICY, or look around with: cookietui demo")
        return
    head = ("Site", "State", "Choice", "Read", "Requests", "Due")
    cells = [
        (
            row.domain,
            row.status,
            row.choice or "-",
            row.read_on.isoformat() if row.read_on else "-",
            str(row.requests or "-"),
            row.due.isoformat() if row.due else "-",
        )
        for row in rows
    ]
    report.show_table(head, cells)
