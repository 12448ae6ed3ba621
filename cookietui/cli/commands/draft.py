"""`draft` makes a request and its letter; what it says before is talk, what it made is data."""

from pathlib import Path

import click
import msgspec

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
@options.way
@options.folder
@click.option("--recipient", metavar="ADDRESS", help="In place of the address that the policy gives.")
@options.shares
@click.option(
    "--identifier", "identifiers", multiple=True, metavar="COOKIE",
    help="Tell the value of this cookie, read from --jar, --browser or the jars found: some companies find you by no "
    "other thing.",
)  # fmt: skip
@options.jar
@options.browser
@options.opening
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
    identifiers: tuple[str, ...],
    jars: tuple[str, ...],
    browser: str | None,
    opening: bool,
    dry_run: bool,
) -> None:
    """Draft a request to a site that was read, whose policy is in FILE, or that the catalogue knows: nothing is sent.

    Without --right: the rights that your profile names for the site, else the first that it offers. A draft of the
    same rights under the same law is replaced. Only --to sendmail can send, with the command of your config.toml: it is
    rehearsed first, and asks each time.

    \b
    cookietui draft shop.example --right object
    cookietui draft shop.example --right access --right delete --law eu --to letter
    """  # noqa: D301 - click's own mark for lines that are not to be joined
    from cookietui.cli.draft_view import make_draft, told_order, wanted_order  # noqa: PLC0415 - letters are loaded when needed

    ws = session.workspace()
    order = wanted_order(ws, target, rights, law=law, shares=shares)
    order = msgspec.structs.replace(order, language=language, reason=reason, recipient=recipient)
    order = told_order(ws, order, identifiers, jars, browser)
    make_draft(ws, order, way=way, folder=folder, opening=opening, dry_run=dry_run)
