"""`set` writes preferences: for a site, a category, a cookie, an organisation, a tag, or anywhere."""

import click

from cookietui.cli import completing, options, report, session

SECTION = "Deciding"


@click.command(short_help="write what you want")
@click.argument("words", nargs=-1, shell_complete=completing.wishes, metavar="SITE [CHOICE] [CATEGORY=CHOICE]...")
@options.cookie
@options.organisation
@options.tag
@options.anywhere
@options.as_json
def command(
    words: tuple[str, ...],
    cookies: tuple[str, ...],
    organisations: tuple[str, ...],
    tags: tuple[str, ...],
    anywhere: bool,
) -> None:
    """Write what you want.

    CHOICE is allow, session, deny or ask; CATEGORY is necessary, functional, analytics, marketing or unclassified.
    A choice without a category is for the whole site. `undo` takes it back.

    \b
    cookietui set shop.example session marketing=deny
    cookietui set shop.example --cookie "_ga*=deny" --tag shopping
    cookietui set --anywhere --organisation google.com=deny
    cookietui set --anywhere --tag shopping analytics=deny
    """  # noqa: D301 - click's own mark for lines that are not to be joined
    from cookietui.actions.prefer import set_choices  # noqa: PLC0415 - only this command needs it
    from cookietui.cli.wishes import wish  # noqa: PLC0415 - same

    wanted = wish(words, cookies, organisations, tags, anywhere=anywhere)
    report.written(set_choices(session.workspace(), [wanted]))
