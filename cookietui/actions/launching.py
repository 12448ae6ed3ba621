"""A program is run only after a face has shown its command; sending is rehearsed, run once, and then recorded."""

from cookietui.actions.requests import find_request, record_state
from cookietui.actions.workspace import Workspace
from cookietui.core.delivery import Launch, shown
from cookietui.core.errors import CannotSave, CookietuiError, NotDelivered, UsageError
from cookietui.core.follow_up import FollowUp
from cookietui.core.pursuit import unsent
from cookietui.core.request import Request
from cookietui.core.text import one_line
from cookietui.deliveries import _running

SENDING = 120
"""Seconds that a command may take to send one letter."""


def command_of(launch: Launch) -> str:
    """The command as it is shown before it runs."""
    return shown(launch.command)


def rehearsal_of(launch: Launch) -> str:
    """The command of the rehearsal as it is shown; empty where there is none."""
    return shown(launch.rehearsal) if launch.rehearsal else ""


def open_draft(launch: Launch) -> None:
    """Run a program that opens the draft: to its end where it takes the terminal, else until it has settled.

    Raises NotDelivered where it is not there or fails; the draft is kept whatever it does.
    """
    if launch.sends:
        raise UsageError("this command sends and is asked for each time")
    _running.lend(launch) if launch.terminal else _running.start(launch)


def rehearse(launch: Launch) -> str:
    """What the person's command says it would do, nothing being sent; raises NotDelivered where it fails."""
    ended = _running.run(launch.rehearsal, feed=launch.feed or b"", seconds=SENDING)
    if ended.code != 0:
        raise NotDelivered(f"{launch.rehearsal[0]} ended with {ended.code}{_quoted(ended.said)}; nothing was sent")
    return ended.said


def send(ws: Workspace, request: Request, launch: Launch, letter: FollowUp | None = None) -> Request:
    """Send the letter with the person's command, after a yes, and record it as sent today; `letter`: a later one.

    Raises UsageError where it is no longer that draft, NotDelivered where the command fails (the draft is kept, the
    ledger says `draft`), CannotSave where it was sent and could not be recorded.
    """
    if not launch.sends or launch.feed is None:
        raise UsageError("this command does not send")
    now = find_request(ws, request.reference)
    waiting = unsent(now) if letter else now if now.state == "draft" else None
    if waiting is None or waiting.message_id != (letter or request).message_id:
        raise UsageError(f"{request.reference} is {now.state} and was changed in the meantime; nothing was sent")
    ended = _running.run(launch.command, feed=launch.feed, seconds=SENDING)
    if ended.code != 0:
        said = f"{launch.command[0]} ended with {ended.code}{_quoted(ended.said)}"
        raise NotDelivered(f"{said}; the draft is kept: {(letter or request).path or request.reference}")
    try:
        return record_state(ws, request.reference, "sent")
    except CookietuiError as error:
        by_hand = f"cookietui request {request.reference} sent"
        raise CannotSave(f"it was sent, and that could not be recorded ({error}); do it by hand: {by_hand}") from error


def _quoted(said: str) -> str:
    line = one_line(said, 200)
    return f": {line}" if line else ""
