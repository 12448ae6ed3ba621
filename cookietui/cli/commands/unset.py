"""`unset` takes preferences away, so that the next wider scope speaks."""

import click

from cookietui.cli import completing, options, report, session

SECTION = "Deciding"


@click.command(short_help="take preferences away")
@click.argument("words", nargs=-1, shell_complete=completing.wishes, metavar="SITE [choice] [CATEGORY]...")
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
    """Take preferences away; with a site alone, all that the profile says about it. `undo` brings them back."""
    from cookietui.actions.prefer import unset  # noqa: PLC0415 - only this command needs it
    from cookietui.cli.wishes import removal  # noqa: PLC0415 - same

    wanted, whole = removal(words, cookies, organisations, tags, anywhere=anywhere)
    report.written(unset(session.workspace(), [wanted], whole=whole))
