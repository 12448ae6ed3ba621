"""`draft` makes a request and its letter; what it says before is talk, what it made is data."""

from typing import Any

import click

from cookietui.cli import completing, options, session
from cookietui.core.errors import UsageError
from cookietui.core.words import RIGHTS

SECTION = "Asking"


@click.command(short_help="make a request and its letter")
@click.argument("targets", metavar="[SITE|ORGANISATION|FILE]...", nargs=-1, shell_complete=completing.sites)
@click.option("--all", "everywhere", is_flag=True, help="Every site that was read, one request a recipient.")
@click.option("--yes", "sure", is_flag=True, help="Write many drafts without the one question before.")
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
    "--marketing", multiple=True, type=click.Choice(["email", "post", "phone"]),
    help="With --right stop-marketing: only by this channel; without it, by every one.",
)  # fmt: skip
@options.way
@options.folder
@click.option(
    "--recipient", metavar="ADDRESS",
    help="In place of the address that would be taken; for one on another domain, which is asked about, it is the yes.",
)  # fmt: skip
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
def command(*, targets: tuple[str, ...], everywhere: bool, sure: bool, dry_run: bool, **wishes: Any) -> None:
    """Draft a request to a site that was read, whose policy is in FILE, or that the catalogue knows: nothing is sent.

    Without --right: the rights that your profile names for the site, else the first that it offers. A draft of the
    same rights under the same law is replaced. Only --to sendmail can send, with the command of your config.toml: it is
    rehearsed first, and asks each time.

    An address on a domain that neither the site nor the catalogue gives to them is shown with the line it stands in,
    and asked about. Without a terminal that is an error, and naming the address with --recipient is the yes.

    With several targets, or --all: one request a recipient, what is open is not asked again, and without --right the
    rights that your profile names. Stop with Ctrl-C; the same command goes on where it stopped.

    \b
    cookietui draft shop.example --right object
    cookietui draft shop.example --right access --right delete --law eu --to letter
    cookietui draft --all --right stop-sale --folder drafts
    """  # noqa: D301 - click's own mark for lines that are not to be joined
    from cookietui.cli.draft_view import make_draft, order_of  # noqa: PLC0415 - letters are loaded when needed

    ws = session.workspace()
    if everywhere or len(targets) > 1:
        from cookietui.cli.bulk_view import draft_many  # noqa: PLC0415 - only for many

        draft_many(ws, targets, wishes, everywhere=everywhere, sure=sure, dry_run=dry_run)
    elif not targets:
        raise UsageError("name a site, or --all for every site that was read; see: cookietui draft --help")
    else:
        way, folder = wishes["way"], wishes["folder"]
        order = order_of(ws, targets[0], wishes)
        make_draft(ws, order, way=way, folder=folder, opening=wishes["opening"], dry_run=dry_run)
