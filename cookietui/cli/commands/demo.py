"""`demo` opens the program on made-up sites in a throw-away home."""

import sys

import click

from cookietui.cli import options, report, session

SECTION = "Help"


@click.command(short_help="look around on made-up sites; saves nothing")
@click.option("--plain", is_flag=True, help="A dialogue of questions instead of the full screen.")
@options.as_json
def command(plain: bool) -> int:
    """Look around on made-up sites; nothing is saved. With --json, or without a terminal, the sites are listed."""
    from cookietui.actions.demo import demo_sites, demo_workspace  # noqa: PLC0415 - only this command needs it
    from cookietui.cli.program import open_face  # noqa: PLC0415 - same

    if report.wants_json() or not (sys.stdin.isatty() and sys.stdout.isatty()):
        for site in demo_sites():
            if report.wants_json():
                report.emit(site)
            else:
                report.paragraph(f"{site.domain}: {site.title}", "", "  ")
        return 0
    with demo_workspace(session.workspace().today) as ws:
        return open_face(ws, plain=plain, demo=True)
