"""`requests` lists the ledger, what is due first on top."""

import click

from cookietui.cli import completing, options, report, session

SECTION = "Asking"


@click.command(short_help="what was asked, and when an answer is due")
@click.argument("site", shell_complete=completing.sites, required=False)
@options.as_json
def command(site: str | None) -> None:
    """List requests: what was asked of whom, its state and when an answer is due."""
    from cookietui.actions.requests import list_requests  # noqa: PLC0415 - only this command needs it

    rows = list_requests(session.workspace(), site)
    if report.wants_json():
        for row in rows:
            report.emit(row)
        return
    if not rows:
        report.say("no request yet; make one with: cookietui draft SITE --right RIGHT")
        return
    head = ("Reference", "State", "Rights", "Law", "To", "Due")
    cells = [
        (
            row.reference,
            row.state,
            ", ".join(row.rights),
            row.law or "-",
            row.organisation,
            str(row.latest or row.due or row.asked or "-"),
        )
        for row in rows
    ]
    report.show_table(head, cells)
