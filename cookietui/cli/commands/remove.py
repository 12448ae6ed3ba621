"""`remove` forgets what was read of a site."""

import click

from cookietui.cli import completing, options, report, session

SECTION = "Sites"


@click.command(short_help="forget what was read of a site")
@click.argument("site", shell_complete=completing.sites)
@options.as_json
def command(site: str) -> None:
    """Take a site's readings and marks out of the library; preferences and requests stay. `undo` brings them back."""
    from cookietui.actions.remove import remove  # noqa: PLC0415 - only this command needs it

    count = remove(session.workspace(), site)
    if report.wants_json():
        report.emit({"schema": "cookietui.removed/1", "site": site, "readings": count})
    else:
        report.say(
            f"removed {count} {'reading' if count == 1 else 'readings'} of {site}; cookietui undo brings it back"
        )
