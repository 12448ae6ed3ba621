"""`draft` makes a request and its letter; what it says before is talk, what it made is data."""

from pathlib import Path

import click

from cookietui.cli import completing, options, session
from cookietui.core.words import RIGHTS

SECTION = "Asking"


@click.command(short_help="make a request and its letter")
@click.argument("target", metavar="SITE|ORGANISATION|FILE", shell_complete=completing.sites)
@click.option(
    "--right",
    "rights",
    multiple=True,
    metavar="RIGHT",
    shell_complete=completing.rights,
    help=f"One of: {', '.join(RIGHTS)}.",
)
@click.option(
    "--law",
    metavar="LAW",
    shell_complete=completing.laws,
    help="The law it rests on, such as eu, us-ca, hk; `none`, and as a rule nothing, is the site's promise.",
)
@click.option("--language", metavar="xx", help="Of the letter; the policy's own where there are letters in it.")
@click.option(
    "--reason", default="", metavar="TEXT", help="In your own words: why you object, what is to be corrected."
)
@click.option(
    "--to",
    "way",
    metavar="WAY",
    shell_complete=completing.ways,
    help="eml, letter, stdout, ...: how it is handed over.",
)
@click.option("--folder", type=click.Path(path_type=Path), metavar="DIR", help="Where the draft is written.")
@click.option("--recipient", metavar="ADDRESS", help="In place of the address that the policy gives.")
@click.option(
    "--share", "shares", multiple=True, metavar="ITEM", help="What of you goes out: name, email, address, phone, "
    "customer-number or nothing. Without it: name and email, and the address in a letter by post.",
)  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Show the letter; keep nothing.")
@options.as_json
def command(
    *,
    target: str,
    rights: tuple[str, ...],
    law: str | None,
    language: str | None,
    reason: str,
    way: str | None,
    folder: Path | None,
    recipient: str | None,
    shares: tuple[str, ...],
    dry_run: bool,
) -> None:
    """Draft a request to a site that was read, or whose policy is in FILE: nothing is sent.

    Without --right: the rights that your profile names for the site, else the first that it offers. A draft of the
    same rights under the same law is replaced.

    \b
    cookietui draft shop.example --right object
    cookietui draft shop.example --right access --right delete --law eu --to letter
    """  # noqa: D301 - click's own mark for lines that are not to be joined
    from cookietui.actions.draft import Order, default_law, draft, propose  # noqa: PLC0415 - letters are loaded when needed
    from cookietui.cli.draft_view import show_drafted, wanted_rights, wanted_shares  # noqa: PLC0415 - same

    ws = session.workspace()
    named = wanted_rights(rights)
    proposed = Order(target=target, rights=named, law=default_law(ws)) if named else propose(ws, target)
    order = Order(
        target=target,
        rights=proposed.rights,
        law=None if law == "none" else law or proposed.law,
        language=language,
        reason=reason,
        recipient=recipient,
        share=wanted_shares(shares),
    )
    show_drafted(draft(ws, order, way=way, folder=folder, dry_run=dry_run), dry_run=dry_run)
