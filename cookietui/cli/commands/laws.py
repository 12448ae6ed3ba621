"""`laws` shows what each law gives, until when, and how sure each row is."""

from typing import TYPE_CHECKING

import click

from cookietui.cli import completing, options, report, session
from cookietui.core.errors import UsageError

if TYPE_CHECKING:
    from cookietui.actions.laws import LawRow

SECTION = "Asking"


@click.command(short_help="what each law gives, and how sure that is")
@click.argument("law", required=False, shell_complete=completing.laws)
@click.option(
    "--for", "target", metavar="SITE", shell_complete=completing.sites,
    help="The laws that could apply to you and to this site, each with why; you choose, with draft --law.",
)  # fmt: skip
@options.as_json
def command(law: str | None, target: str | None) -> None:
    """List the laws on file, or show one: rights with their articles and times, sources, the day it was checked.

    With --for: those that could apply, by where you live (cookietui identity set country=XX region=YY) and by the
    addresses that they give. What was written from memory says `verify`. This is no legal advice.
    """
    from cookietui.actions.laws import law_row, law_rows, laws_for  # noqa: PLC0415 - only this command needs it
    from cookietui.cli.law_view import show_law, show_proposed  # noqa: PLC0415 - same

    if law and target:
        raise UsageError("name a law, or a site with --for, not both")
    ws = session.workspace()
    if target:
        show_proposed(laws_for(ws, target))
        return
    rows = (law_row(ws, law),) if law else law_rows(ws)
    if report.wants_json():
        for row in rows:
            report.emit(row)
    elif law:
        show_law(rows[0])
    else:
        head = ("Law", "Name", "In force", "Checked", "Sure", "Rights")
        cells = [_cells(row) for row in rows]
        report.show_table(head, cells)


def _cells(row: "LawRow") -> tuple[str, ...]:
    started = "yes" if row.in_force else f"from {row.since}"
    return row.id, row.short or row.name, started, str(row.checked_on), row.sure, str(len(row.rights))
