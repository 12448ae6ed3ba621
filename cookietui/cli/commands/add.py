"""`add` reads sources and keeps them in the library."""

import click

from cookietui.cli import options, report, session

SECTION = "Reading"


@click.command(short_help="read policies and keep them")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@options.site
@options.as_json
def command(sources: tuple[str, ...], site: str | None) -> int:
    """Read policies and keep them; then `show SITE`, `draft SITE`.

    SOURCE is a file, a folder (every file in it) or - for stdin. The same bytes are kept once.
    A Global Vendor List is of no site: it is kept so that consent strings show names.
    """
    from cookietui.actions.add import add  # noqa: PLC0415 - readers are loaded when needed

    failures = []
    for added in add(session.workspace(), sources, site):
        if added.failure:
            failures.append(added.failure)
            report.fail_with(added.failure)
        elif report.wants_json():
            row = {"schema": added.schema, "input": added.input, "site": added.site, "new": added.new}
            report.emit(row if added.vendor_list is None else {**row, "vendor_list": added.vendor_list})
        else:
            what = added.site or f"vendor list {added.vendor_list}"
            report.say("kept ", report.Span(what, "key"), "" if added.new else " (as it was already)")
    return report.exit_code(failures)
