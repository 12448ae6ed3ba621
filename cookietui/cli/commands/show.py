"""`show` is one site on one page: what it declares, what you want, what you asked for."""

from typing import Any

import click
import msgspec

from cookietui.cli import completing, options, report, session

SECTION = "Sites"


@click.command(short_help="one site on one page")
@click.argument("site", shell_complete=completing.sites)
@click.option("--ids", is_flag=True, help="Print the id of each fact, which `mark` takes.")
@options.everything
@click.option("--jar", "jars", multiple=True, metavar="FILE", help="A jar in place of the browsers found here.")
@click.option("--browser", metavar="NAME", help="Only this browser or profile; `jars` lists them.")
@options.as_json
def command(site: str, ids: bool, everything: bool, jars: tuple[str, ...], browser: str | None) -> None:
    """Show a site: practices, cookies, rights and contacts with the words they rest on, and your choices.

    What you agreed to there is read from the consent cookies in the browsers of this computer: to what, for whom,
    since when and until when, and where that is not what you want.
    """
    from cookietui.actions.agreed import agreed, as_json  # noqa: PLC0415 - only this command needs it
    from cookietui.actions.sites import site_view  # noqa: PLC0415 - only this command needs it
    from cookietui.cli.facts_view import show_facts, show_source  # noqa: PLC0415 - same
    from cookietui.cli.site_view import (  # noqa: PLC0415 - same
        show_agreed,
        show_choices,
        show_requests,
        show_row,
    )

    ws = session.workspace()
    view = site_view(ws, site)
    consent = agreed(ws, view.row.domain, view.decisions, jars, browser)
    if report.wants_json():
        report.emit({**_without_letters(view), "consent": [as_json(each) for each in consent]})
        return
    if view.declaration:
        show_source(view.declaration)
    show_row(view)
    show_choices(view)
    show_agreed(consent)
    if view.declaration:
        show_facts(view.declaration, view.facts, ids=ids, everything=everything)
    show_requests(view.requests)


def _without_letters(view: Any) -> dict[str, Any]:
    """The view as JSON; letters tell of the person and are `requests --json`'s to give."""
    built: dict[str, Any] = msgspec.to_builtins(view)
    for request in built["requests"]:
        for letter in (request, *request["follow_ups"]):
            del letter["body"]
    return built
