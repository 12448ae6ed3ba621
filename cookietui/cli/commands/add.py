"""`add` reads sources and keeps them in the library."""

import click

from cookietui.cli import options, report, session

SECTION = "Reading"


@click.command(short_help="read policies and keep them")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@options.site
@click.option("--replace", is_flag=True, help="In the place of all that was read of the site, not beside it.")
@options.as_json
def command(sources: tuple[str, ...], site: str | None, replace: bool) -> int:
    """Read policies and keep them; then `show SITE`, `draft SITE`.

    SOURCE is a file, a folder (every file in it) or - for stdin. The same bytes are kept once.
    A site's pages (its policy, its list of cookies) count together; a newer version of a page takes its place: it comes
    from the same path, or has much of the same wording.
    A Global Vendor List is of no site: it is kept so that consent strings show names.
    """
    from cookietui.actions.add import add  # noqa: PLC0415 - readers are loaded when needed

    failures = []
    for added in add(session.workspace(), sources, site, alone=replace):
        if added.failure:
            failures.append(added.failure)
            report.fail_with(added.failure)
        elif report.wants_json():
            row = {"schema": added.schema, "input": added.input, "site": added.site, "new": added.new}
            report.emit(row if added.vendor_list is None else {**row, "vendor_list": added.vendor_list})
        else:
            what = added.site or f"vendor list {added.vendor_list}"
            beside = f" ({added.pages} pages)" if added.pages > 1 else ""
            report.say("kept ", report.Span(what, "key"), beside if added.new else " (as it was already)")
    return report.exit_code(failures)
