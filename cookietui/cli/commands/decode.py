"""`decode` says what consent strings and consent cookies mean."""

import click

from cookietui.cli import completing, options, report, session
from cookietui.core.errors import UsageError

SECTION = "Reading"


@click.command(
    short_help="what a consent string or consent cookie says", context_settings={"ignore_unknown_options": True}
)
@click.argument("strings", nargs=-1, required=True, metavar="STRING...", type=click.UNPROCESSED)
@click.option(
    "--kind", metavar="KIND", shell_complete=completing.kinds, help="What it is, where its form does not tell."
)
@options.as_json
def command(strings: tuple[str, ...], kind: str | None) -> int:
    """Say in sentences what consent strings and consent cookies mean: what they allow, to whom, since when.

    STRING is a string, the value of a cookie, or NAME=VALUE; - takes one a line from standard input, with one answer
    a line under --json. Nothing is kept. The kind is recognised: TCF (euconsent-v2), GPP, US Privacy (usprivacy),
    OneTrust, Cookiebot, Klaro, cookieconsent, Google Additional Consent, CookieYes and Complianz. Numbers of vendors
    become names once a vendor list was added: cookietui add vendor-list.json
    """
    from cookietui.actions.decode import decode  # noqa: PLC0415 - only this command needs it
    from cookietui.cli.signal_view import show_signal  # noqa: PLC0415 - same

    wrong = next((each for each in strings if each.startswith("--") and each[2:3].isalpha()), None)
    if wrong is not None:
        raise UsageError(f"there is no option {wrong.partition('=')[0]}; see: cookietui decode --help")
    failures = []
    for count, outcome in enumerate(decode(session.workspace(), strings, kind)):
        if outcome.failure:
            failures.append(outcome.failure)
            report.fail_with(outcome.failure)
        elif outcome.signal:
            if count and not report.wants_json():
                report.show()
            show_signal(outcome.signal)
    return report.exit_code(failures)
