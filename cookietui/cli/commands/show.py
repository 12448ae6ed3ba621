"""`show` is one site on one page: what it declares, what you want, what you asked for."""

import click

from cookietui.cli import completing, options, report, session

SECTION = "Sites"


@click.command(short_help="one site on one page")
@click.argument("site", shell_complete=completing.sites)
@click.option("--ids", is_flag=True, help="Print the id of each fact, which `mark` takes.")
@options.everything
@options.as_json
def command(site: str, ids: bool, everything: bool) -> None:
    """Show a site: practices, cookies, rights and contacts with the words they rest on, and your choices."""
    from cookietui.actions.sites import site_view  # noqa: PLC0415 - only this command needs it
    from cookietui.cli.facts_view import show_facts, show_source  # noqa: PLC0415 - same
    from cookietui.cli.site_view import show_choices, show_requests, show_row  # noqa: PLC0415 - same

    view = site_view(session.workspace(), site)
    if report.wants_json():
        report.emit(view)
        return
    if view.declaration:
        show_source(view.declaration)
    show_row(view)
    show_choices(view)
    if view.declaration:
        show_facts(view.declaration, view.facts, ids=ids, everything=everything)
    show_requests(view.requests)
