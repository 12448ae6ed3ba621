"""`follow-up` drafts the next letter to the organisation in the thread of the first."""

from typing import Any

import click

from cookietui.cli import completing, options, session
from cookietui.core.words import EVASIONS, FollowUpKind

SECTION = "Asking"
KINDS: tuple[FollowUpKind, ...] = (*EVASIONS, "reminder", "appeal")


@click.command(short_help="remind them, answer an evasion, or appeal")
@click.argument("reference", metavar="REF", shell_complete=completing.references)
@click.option(
    "--because",
    metavar="EVASION",
    help=f"What they said in place of an answer: {', '.join(EVASIONS)}; or reminder, appeal.",
)
@click.option("--reason", default="", metavar="TEXT", help="A paragraph in your own words.")
@click.option("--language", metavar="xx", help="Of the letter; that of the request without it.")
@click.option("--in-reply-to", metavar="MESSAGE-ID", help="Of their answer; without it, of your own letter.")
@click.option("--recipient", metavar="ADDRESS", help="In place of the address that the request went to.")
@options.way
@options.folder
@options.opening
@click.option("--dry-run", is_flag=True, help="Show the letter; keep nothing.")
@options.as_json
def command(*, reference: str, because: str | None, way: str | None, dry_run: bool, **wishes: Any) -> None:
    """Draft the next letter for a request (REF or its beginning): nothing is sent.

    Without --because: what usually comes next, a reminder for silence, a counter-letter to what you recorded that they
    ask for, an appeal after a refusal where the law has one. When you have sent it: cookietui request REF sent

    \b
    cookietui follow-up ck-7f3a2c
    cookietui follow-up ck-7f3a2c --because identity-copy
    """  # noqa: D301 - click's own mark for lines that are not to be joined
    from cookietui.actions.follow_up import follow_up  # noqa: PLC0415 - letters are loaded when needed
    from cookietui.cli.follow_view import show_followed  # noqa: PLC0415 - same
    from cookietui.cli.handing_view import check_sending  # noqa: PLC0415 - same
    from cookietui.cli.wishes import known  # noqa: PLC0415 - same

    ws = session.workspace()
    if not dry_run:
        check_sending(ws, way)
    kind = known(because, KINDS, "evasion") if because else None
    done = follow_up(ws, reference, kind, way=way, dry_run=dry_run, **wishes)
    show_followed(ws, done, opening=wishes["opening"])
