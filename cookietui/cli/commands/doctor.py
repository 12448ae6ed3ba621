"""`doctor` looks at the surroundings and says what to do about what is missing."""

import click

from cookietui.cli import options, report, session
from cookietui.cli.report import Span

_ROLES = {"ok": "good", "note": "warn", "problem": "bad"}


SECTION = "Help"


@click.command(short_help="what is found, what is missing, what to do")
@options.as_json
def command() -> int:
    """Say what is found, what is missing, and what to do about it. Changes nothing."""
    from cookietui.actions.doctor import examine  # noqa: PLC0415 - only this command needs it

    checks = examine(session.workspace())
    for check in checks:
        if report.wants_json():
            report.emit(check)
            continue
        report.show(Span(f"{check.state:<8}", _ROLES[check.state]), check.subject)
        report.paragraph(check.message, "  ")
        if check.remedy:
            report.paragraph(check.remedy, "  -> ", "     ")
    return int(any(check.state == "problem" for check in checks))
