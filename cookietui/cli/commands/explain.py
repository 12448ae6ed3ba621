"""`explain` says which choice won and every scope that spoke."""

import click

from cookietui.cli import completing, options, report, session
from cookietui.cli.report import Span

SECTION = "Deciding"


@click.command(short_help="which choice holds, and why")
@click.argument("site", shell_complete=completing.sites)
@click.argument("cookie", required=False)
@options.as_json
def command(site: str, cookie: str | None) -> None:
    """Show why: one row a category, or the one of COOKIE; the choice that won and every scope that spoke."""
    from cookietui.actions.prefer import explain  # noqa: PLC0415 - only this command needs it

    for decision in explain(session.workspace(), site, cookie):
        if report.wants_json():
            report.emit(decision)
            continue
        subject = f"{decision.cookie} ({decision.category})" if decision.cookie else decision.category
        report.show(Span(f"{subject}: ", "key"), decision.choice, Span(f"  ({decision.won})", "quiet"))
        for number, voice in enumerate(decision.scopes):
            place = f"  {voice.place}" if voice.place else "  built in"
            mark = ">" if number == 0 else " "
            report.columns(f"{voice.scope:<21} {voice.pattern:<16} {voice.choice:<8}{place}", f"  {mark} ", "      ")
