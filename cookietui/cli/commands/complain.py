"""`complain` drafts the complaint to an authority, with the history of the case."""

from typing import Any

import click

from cookietui.cli import completing, options, session

SECTION = "Asking"


@click.command(short_help="complain to an authority, with the history")
@click.argument("reference", metavar="REF", shell_complete=completing.references)
@click.option("--authority", "to_authority", metavar="NAME", help="By its id or a word of its name.")
@click.option("--reason", default="", metavar="TEXT", help="A paragraph in your own words.")
@click.option("--language", metavar="xx", help="Of the letter; the authority's own where there are letters in it.")
@click.option("--confidential", is_flag=True, help="Ask that the organisation is not told who you are.")
@options.shares
@options.way
@options.folder
@options.opening
@click.option("--dry-run", is_flag=True, help="Show the letter; keep nothing.")
@options.as_json
def command(*, reference: str, way: str | None, dry_run: bool, shares: tuple[str, ...], **wishes: Any) -> None:
    """Draft a complaint about a request (REF or its beginning): nothing is sent.

    It goes to the authority that hears it under the law of the request, by where you live (`identity`), else by where
    the organisation is. When you have sent it: cookietui request REF complained

    \b
    cookietui complain ck-7f3a2c --reason "They answered a question that I did not ask."
    cookietui complain ck-7f3a2c --authority berlin --to letter
    """  # noqa: D301 - click's own mark for lines that are not to be joined
    from cookietui.actions.complain import complain  # noqa: PLC0415 - letters are loaded when needed
    from cookietui.cli.draft_view import wanted_shares  # noqa: PLC0415 - same
    from cookietui.cli.follow_view import show_followed  # noqa: PLC0415 - same
    from cookietui.cli.handing_view import check_sending  # noqa: PLC0415 - same

    ws = session.workspace()
    if not dry_run:
        check_sending(ws, way)
    done = complain(ws, reference, way=way, dry_run=dry_run, share=wanted_shares(shares), **wishes)
    show_followed(ws, done, opening=wishes["opening"])
