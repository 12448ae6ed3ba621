"""`compare` shows where declared, real and wanted differ."""

import click

from cookietui.cli import options, report, session
from cookietui.core.errors import UsageError

SECTION = "Sites"


@click.command(short_help="what is there, against what is declared and what you want")
@click.argument("site", required=False)
@click.option("--all", "everything", is_flag=True, help="Every site that you read or decided on.")
@options.jar
@options.browser
@options.as_json
def command(site: str | None, everything: bool, jars: tuple[str, ...], browser: str | None) -> int:
    """Compare what is really there with what a site declares and with what you want.

    Without --jar or --browser, every jar of this computer is read, from a copy. Exit code 1 means that there is
    something to look at.

    \b
    cookietui compare shop.example
    cookietui compare --all --browser Firefox
    cookietui compare shop.example --jar recording.har --json
    """  # noqa: D301 - click's own mark for lines that are not to be joined
    from cookietui.actions.compare import at_rest, compare  # noqa: PLC0415 - only this command needs it
    from cookietui.cli.finding_view import show_comparison  # noqa: PLC0415 - same

    if (site is None) == (not everything):
        raise UsageError("name one site, or --all")
    with at_rest():
        compared = compare(session.workspace(), site, jars, browser)
        show_comparison(compared, given=bool(jars))
    bad = compared.failures if jars else ()
    return report.exit_code(bad) or (1 if compared.found else 0)
