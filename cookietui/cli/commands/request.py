"""`request` shows one request, or records what happened to it."""

import click

from cookietui.cli import completing, options, report, session
from cookietui.core.request import history
from cookietui.core.words import REQUEST_STATES

SECTION = "Asking"


@click.command(short_help="one request, or what happened to it")
@click.argument("reference", metavar="REF", shell_complete=completing.references)
@click.argument("state", required=False, metavar="[STATE]")
@click.option("--on", metavar="YYYY-MM-DD", help="The day it happened; today without it.")
@click.option("--reason", default="", metavar="TEXT", help="Why it was denied, or what they ask for.")
@click.option("--until", metavar="YYYY-MM-DD", help="For `extended`: the day they named.")
@options.as_json
def command(reference: str, state: str | None, on: str | None, reason: str, until: str | None) -> None:
    """Show a request (REF or its beginning), or record what happened to it.

    STATE is sent, acknowledged, needs-identity, extended, fulfilled, partly, denied, withdrawn, expired or
    complained. The dates of answers are counted from what you record.
    """
    from cookietui.actions.requests import find_request, record_state  # noqa: PLC0415 - only this command needs it
    from cookietui.actions.workspace import day_of  # noqa: PLC0415 - same
    from cookietui.cli.draft_view import letter_of, summary  # noqa: PLC0415 - same
    from cookietui.cli.wishes import known  # noqa: PLC0415 - same

    ws = session.workspace()
    if state is None:
        found = find_request(ws, reference)
    else:
        found = record_state(
            ws,
            reference,
            known(state, REQUEST_STATES, "state"),
            on=day_of(on, "--on") if on else None,
            reason=reason,
            until=day_of(until, "--until") if until else None,
        )
    if report.wants_json():
        report.emit(found)
    elif state is None:
        report.show(f"{found.state}: {summary(found)}")
        for line in history(found):
            report.paragraph(line, "  ", "    ")
        report.show()
        report.raw(letter_of(found))
    else:
        report.say(f"{found.state}: {summary(found)}")
        for warning in found.warnings:
            report.say("note: ", warning)
