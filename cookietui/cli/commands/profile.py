"""`profile` manages the shareable files of preferences: what leaves and what changes is shown before it happens."""

from pathlib import Path

import click

from cookietui.cli import completing, options, report, session
from cookietui.core.errors import UsageError

SECTION = "Sharing"


@click.group(short_help="list, use, new, show, export, import")
def command() -> None:
    """Profiles: list, use, new, show, export, import."""


@command.command("list")
@options.as_json
def list_() -> None:
    """List the profiles; the one in use has a star."""
    from cookietui.actions.profiles import list_profiles  # noqa: PLC0415 - only this command needs it

    rows = list_profiles(session.workspace())
    if report.wants_json():
        for row in rows:
            report.emit(row)
        return
    for row in rows:
        mark = "*" if row.active else " "
        kind = " (built in)" if row.built_in else ""
        report.paragraph(f"{row.name}{kind}  {row.problem or row.description}", f"{mark} ", "    ")


@command.command("use")
@click.argument("name", shell_complete=completing.profiles)
@options.as_json
def use(name: str) -> None:
    """Make NAME the profile in use."""
    from cookietui.actions.profiles import use_profile  # noqa: PLC0415 - only this command needs it

    row = use_profile(session.workspace(), name)
    if report.wants_json():
        report.emit(row)
    else:
        report.say(f"{row.name} is in use")


@command.command("new")
@click.argument("name")
@click.option("--like", metavar="NAME", shell_complete=completing.profiles, help="Begin as a copy of this profile.")
@options.as_json
def new(name: str, like: str | None) -> None:
    """Make a profile, empty or like another; `profile use` puts it in use."""
    from cookietui.actions.profiles import new_profile  # noqa: PLC0415 - only this command needs it

    row = new_profile(session.workspace(), name, like)
    if report.wants_json():
        report.emit(row)
    else:
        report.say(f"made {row.name}; put it in use with: cookietui profile use {row.name}")


@command.command("show")
@click.argument("name", required=False, shell_complete=completing.profiles)
@options.as_json
def show(name: str | None) -> None:
    """Print a profile's TOML, the one in use without NAME."""
    from cookietui.actions.profiles import show_profile  # noqa: PLC0415 - only this command needs it

    text = show_profile(session.workspace(), name)
    if report.wants_json():
        report.emit({"schema": "cookietui.profile-text/1", "name": name, "text": text})
    else:
        report.raw(text)


@command.command("export")
@click.argument("name", required=False)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write it here, not to stdout.")
@click.option("--site", "sites", multiple=True, metavar="HOST", help="Only what is said about this site.")
@click.option("--replace", is_flag=True, help="Write over FILE.")
@options.as_json
def export(name: str | None, output: Path | None, sites: tuple[str, ...], replace: bool) -> None:
    """Print or write what may be shared of a profile: preferences by allow-list, nothing about you.

    Sites with `share = false` stay at home. Without -o the result is printed: look first, then share.
    """
    from cookietui.actions.profiles import preview_export, write_export  # noqa: PLC0415 - only this command needs it

    ws = session.workspace()
    if name is not None and output is None and (Path(name).name != name or name.endswith(".toml")):
        output = Path(name)
        name = None
    preview = preview_export(ws, name, sites)
    if output is not None:
        write_export(preview, output, replace=replace)
    if report.wants_json():
        report.emit(preview)
        return
    if output is None:
        report.raw(preview.text)
    stay = f"; {len(preview.withheld)} stay at home: {', '.join(preview.withheld)}" if preview.withheld else ""
    where = f" to {output}" if output else ""
    report.say(f"exported {preview.profile}{where} with {len(preview.sites)} sites{stay}")


@command.command("import")
@click.argument("source", metavar="FILE")
@click.option("--yes", is_flag=True, help="Apply what is ticked: everything but what loosens.")
@click.option("--all", "everything", is_flag=True, help="Apply all of it, what loosens too.")
@click.option("--only", "keys", multiple=True, metavar="PLACE", help="Apply this line alone; may be repeated.")
@click.option("--dry-run", is_flag=True, help="Show only.")
@options.as_json
def import_(source: str, yes: bool, everything: bool, keys: tuple[str, ...], dry_run: bool) -> None:
    """Show what somebody's profile (FILE, or - for stdin) would change in yours, and apply it after a yes.

    What loosens a choice is shown first and not ticked. One `undo` takes all of it back.
    """
    from cookietui.actions.profiles import apply_import, preview_import  # noqa: PLC0415 - only this command needs it

    if everything and keys:
        raise UsageError("--all and --only do not go together")
    ws = session.workspace()
    preview = preview_import(ws, source)
    for change in preview.changes:
        if report.wants_json():
            report.emit(change)
        else:
            box = "[x]" if change.ticked else "[ ]"
            words = f"{change.kind}: {change.key}: {change.before or 'not set'} -> {change.after or 'not set'}"
            report.paragraph(words, f"{box} ", "      ")
    for line in preview.refused:
        report.say("not taken: ", line)
    if not preview.changes:
        report.say(f"{preview.into} says all of it already")
        return
    chosen = [each.key for each in preview.changes] if everything else list(keys) or None
    asked = f"Apply this to {preview.into}?" if chosen else f"Apply what is ticked to {preview.into}?"
    if dry_run or not (yes or everything or keys or report.confirm(asked)):
        report.say("nothing was changed; --yes applies what is ticked, --all what loosens too")
        return
    done = apply_import(ws, preview, chosen)
    if report.wants_json():
        report.emit(done)
    else:
        report.say(f"applied {done.applied} to {done.into}, left {done.left}; cookietui undo takes it back")
