"""`set` writes preferences: for a site, a category, a cookie, an organisation, a tag, or anywhere."""

import click

from cookietui.cli import completing, options, report, session
from cookietui.core.errors import UsageError

SECTION = "Deciding"


@click.command(short_help="write what you want")
@click.argument("words", nargs=-1, shell_complete=completing.wishes, metavar="SITE [CHOICE] [CATEGORY=CHOICE]...")
@options.cookie
@options.organisation
@options.tag
@options.anywhere
@click.option("--from-jar", is_flag=True, help="Propose choices from the cookies that are there now, for SITE or all.")
@options.jar
@options.browser
@click.option("--yes", is_flag=True, help="Write what --from-jar proposes without asking.")
@options.as_json
def command(
    words: tuple[str, ...],
    cookies: tuple[str, ...],
    organisations: tuple[str, ...],
    tags: tuple[str, ...],
    *,
    anywhere: bool,
    from_jar: bool,
    jars: tuple[str, ...],
    browser: str | None,
    yes: bool,
) -> int:
    """Write what you want.

    CHOICE is allow, session, deny or ask; CATEGORY is necessary, functional, analytics, marketing or unclassified.
    A choice without a category is for the whole site. `undo` takes it back.

    \b
    cookietui set shop.example session marketing=deny
    cookietui set shop.example --cookie "_ga*=deny" --tag shopping
    cookietui set --anywhere --organisation google.com=deny
    cookietui set --anywhere --tag shopping analytics=deny
    cookietui set --from-jar --browser Firefox
    """  # noqa: D301 - click's own mark for lines that are not to be joined
    from cookietui.actions.prefer import set_choices  # noqa: PLC0415 - only this command needs it
    from cookietui.cli.wishes import wish  # noqa: PLC0415 - same

    if from_jar:
        from cookietui.cli.baseline_view import baseline  # noqa: PLC0415 - same

        if len(words) > 1 or cookies or organisations or tags or anywhere:
            raise UsageError("--from-jar takes one SITE at most, --jar or --browser, and --yes")
        return baseline(session.workspace(), words[0] if words else None, jars, browser, yes=yes)
    if jars or browser or yes:
        raise UsageError("--jar, --browser and --yes go with --from-jar")
    wanted = wish(words, cookies, organisations, tags, anywhere=anywhere)
    report.written(set_choices(session.workspace(), [wanted]))
    return 0
