"""`catalog` asks the knowledge base who sets a cookie and whom to write to, widens it and corrects it."""

from pathlib import Path

import click

from cookietui.cli import options, report, session
from cookietui.core.errors import UsageError
from cookietui.core.text import counted

SECTION = "Reading"
IN_FULL = 4
"""Records that are shown whole; more of them are a list to choose from."""


@click.group(short_help="who sets a cookie, and whom to write to")
def command() -> None:
    """Who sets a cookie, what for, how long it stays, and whom to write to; every record says where it comes from."""


@command.command("find")
@click.argument("word")
@options.as_json
def find(word: str) -> int:
    """Look up WORD: a cookie by its name, or an organisation by a domain or name.

    The exit code is 1 where nothing is known.
    """
    from cookietui.actions.catalogue import find as ask  # noqa: PLC0415 - the catalogue is loaded when needed
    from cookietui.cli.catalogue_view import show_brief, show_row  # noqa: PLC0415 - same

    rows = ask(session.workspace(), word)
    for number, row in enumerate(rows):
        if report.wants_json():
            report.emit(row)
        elif len(rows) > IN_FULL:
            show_brief(row)
        else:
            show_row(row, first=number == 0)
    if not rows:
        report.say(f"nothing is known of {word}; more can be imported: cookietui catalog import --help")
    return 0 if rows else 1


@command.command("stats")
@options.as_json
def stats() -> None:
    """Count what is known, and from which source."""
    from cookietui.actions.catalogue import stats as count  # noqa: PLC0415 - the catalogue is loaded when needed
    from cookietui.cli.catalogue_view import show_stats  # noqa: PLC0415 - same

    found = count(session.workspace())
    if report.wants_json():
        report.emit(found)
    else:
        show_stats(found)


@command.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@options.as_json
def import_(files: tuple[str, ...]) -> int:
    """Read your own copies of databases that may not be given on, or newer ones of those that ship.

    FILE is a file or a folder: Ghostery's trackerdb (trackerdb.json or the .eno files), Disconnect's services.json,
    DuckDuckGo's Tracker Radar (domains, entities, maps), the California data broker registry (CSV), the Open Cookie
    Database (CSV), records of datarequests.org, JustDeleteMe's sites.json, Related Website Sets, or the corrections
    of somebody (.toml). What is kept lies with your data; `undo` or `catalog forget` takes it away.
    """
    from cookietui.actions.catalogue_import import import_files  # noqa: PLC0415 - only this command needs it
    from cookietui.actions.read import Failure  # noqa: PLC0415 - same

    done, refused = import_files(session.workspace(), files)
    for each in done:
        if report.wants_json():
            report.emit(each)
        else:
            licence = f" ({each.licence}: for yourself only)" if "NC" in each.licence else ""
            what = f"{counted(each.cookies, 'cookie')} and {counted(each.organisations, 'record')} of organisations"
            report.say(f"{each.title}{licence}: {what} from {counted(each.files, 'file')}")
    failures = [Failure(input=r.input, message=r.message, line=r.line, exit_code=r.exit_code) for r in refused]
    for failure in failures:
        report.fail_with(failure)
    if failures and done:
        return 65
    return report.exit_code(failures)


@command.command("forget")
@click.argument("key", metavar="SOURCE")
@options.as_json
def forget(key: str) -> None:
    """Take an import away; `catalog stats` names the sources."""
    from cookietui.actions.catalogue_import import forget as drop  # noqa: PLC0415 - only this command needs it

    drop(session.workspace(), key)
    if report.wants_json():
        report.emit({"schema": "cookietui.catalog-forgotten/1", "key": key})
    else:
        report.say(f"{key} is gone from your catalogue; cookietui undo brings it back")


@command.command("correct")
@click.argument("word", metavar="COOKIE|ORGANISATION")
@click.argument("fields", nargs=-1, required=True, metavar="FIELD=VALUE...")
@options.as_json
def correct(word: str, fields: tuple[str, ...]) -> None:
    """Write what you know better; it is kept apart, marked as yours, and comes first.

    Fields of a cookie: category, organisation, lifetime, domain. Of an organisation: name, email, form, post (lines
    parted by \\n), web, language, needs and domains (parted by commas), and without=email,form,post,web for what is
    wrong and has no better value. An empty value takes the field back.

    \b
    cookietui catalog correct _ab_test category=functional organisation=shop.example lifetime="30 days"
    cookietui catalog correct shop.example email=privacy@shop.example
    """  # noqa: D301 - click's own mark for lines that are not to be joined
    from cookietui.actions.correct import correct as write  # noqa: PLC0415 - only this command needs it
    from cookietui.cli.catalogue_view import show_row  # noqa: PLC0415 - same

    named: dict[str, str] = {}
    for pair in fields:
        field, equals, value = pair.partition("=")
        if not equals:
            raise UsageError(f"FIELD=VALUE is the form, not {pair!r}")
        named[field.strip()] = value
    row = write(session.workspace(), word, named)
    if report.wants_json():
        report.emit(row)
    else:
        show_row(row, first=True)
        report.say("corrected; cookietui undo takes it back")


@command.command("export")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write it here, not to stdout.")
@click.option("--replace", is_flag=True, help="Write over FILE.")
@options.as_json
def export(output: Path | None, replace: bool) -> None:
    """Print or write your corrections, to give them away: others take them in with `catalog import FILE`."""
    from cookietui.actions.correct import export as give  # noqa: PLC0415 - only this command needs it

    text = give(session.workspace(), output, replace=replace)
    if report.wants_json():
        report.emit({"schema": "cookietui.catalog-export/1", "text": text, "path": str(output) if output else None})
    elif output is None:
        report.raw(text)
    else:
        report.say(f"wrote your corrections to {output}")
