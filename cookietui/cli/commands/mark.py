"""`mark` tells the program that it read something wrong."""

import click

from cookietui.cli import completing, options, report, session

SECTION = "Sites"


@click.command(short_help="say that a fact was read wrong")
@click.argument("site", shell_complete=completing.sites)
@click.argument("fact")
@click.argument("verdict", type=click.Choice(["wrong", "right"]))
@options.as_json
def command(site: str, fact: str, verdict: str) -> None:
    """Mark a fact as read wrong, or take the mark back. FACT is an id that `show SITE --ids` prints.

    A marked fact is not used in letters; the mark stays when the policy is read again.
    """
    from cookietui.actions.mark import mark  # noqa: PLC0415 - only this command needs it

    found = mark(session.workspace(), site, fact, wrong=verdict == "wrong")
    if report.wants_json():
        report.emit({"schema": "cookietui.fact/1", "site": site, "fact": found})
    else:
        report.say(f"marked {verdict}: {found.sentence}")
