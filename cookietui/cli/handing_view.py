"""What happens to a draft after it is kept: a command is shown and run, a letter is sent after a typed yes."""

import os
import sys

import click

from cookietui.actions.draft import default_way
from cookietui.actions.launching import command_of, open_draft, rehearsal_of, rehearse, send
from cookietui.actions.order import Drafted
from cookietui.actions.ways import find_way, runs_of
from cookietui.actions.workspace import Workspace
from cookietui.cli import report
from cookietui.core.address import in_both_forms
from cookietui.core.delivery import Launch
from cookietui.core.errors import NotDelivered, UsageError
from cookietui.core.text import visible

YES = "yes"


def check_sending(ws: Workspace, way: str | None) -> None:
    """Show what a way runs by itself; raise UsageError where sending is wanted and nobody can be asked."""
    name = way or default_way(ws)
    if find_way(name).sends and not report.interactive():
        raise UsageError("sending is asked for each time, at a terminal; nothing was drafted (--to eml makes a draft)")
    if not report.wants_json():
        for command in runs_of(ws, name):
            report.say("runs: ", command)


def hand_on(ws: Workspace, done: Drafted, *, opening: bool) -> None:
    """Let the terminal copy, the mail program open, or the person's command send; raises NotDelivered."""
    if done.copy:
        _to_terminal(done.copy)
    if done.launch is None:
        return
    if done.launch.sends:
        _send(ws, done, done.launch)
    elif opening:
        _open(done.launch)
    elif not report.wants_json():
        report.say("to open it: ", command_of(done.launch))


def _open(launch: Launch) -> None:
    report.say("runs: ", command_of(launch))
    if launch.terminal and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise NotDelivered(f"{launch.command[0]} needs a terminal to show itself on; the draft is kept")
    open_draft(launch)


def _send(ws: Workspace, done: Drafted, launch: Launch) -> None:
    if launch.rehearsal:
        report.say("rehearsal, nothing is sent: ", rehearsal_of(launch))
        for line in visible(rehearse(launch)).rstrip().split("\n"):
            report.say("  ", line)
    report.say("will run: ", command_of(launch))
    report.say(f"it sends the letter to {in_both_forms((done.letter or done.request).to)} and to nobody else")
    try:
        answer = click.prompt(f"Type {YES} to send it now", default="", show_default=False, err=True)
    except click.Abort:
        answer = ""
    if answer.strip().lower() != YES:
        report.say("not sent; the draft is kept")
        return
    sent = send(ws, done.request, launch, done.letter)
    due = f", answer due {sent.due}" if sent.due else ""
    report.say(f"sent, and recorded as sent today{due}")


def _to_terminal(text: str) -> None:
    """Ask the terminal itself to copy; raises NotDelivered where there is none."""
    from base64 import b64encode  # noqa: PLC0415 - over SSH alone

    code = f"\x1b]52;c;{b64encode(text.encode()).decode()}\a"
    try:
        with open(os.ctermid() if hasattr(os, "ctermid") else "CON", "wb", buffering=0) as terminal:  # noqa: PTH123 - a device
            terminal.write(code.encode())
    except OSError as error:
        raise NotDelivered("there is no terminal to copy to; the draft is kept") from error
