"""What follows a kept draft: a command is shown before it runs, the terminal is lent and taken back, sending asked."""

import contextlib
import sys
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from cookietui.actions.order import Drafted
from cookietui.core.address import in_both_forms
from cookietui.core.delivery import Launch
from cookietui.core.errors import CookietuiError, NotDelivered
from cookietui.tui.showing import short

if TYPE_CHECKING:
    from cookietui.tui.app import Application

SHOWN = 12
"""Lines of a rehearsal that fit a window."""


async def hand_on(desk: "Application", made: Drafted) -> tuple[str, str]:
    """Let terminal, program or command have the draft, which is kept; what to say, and its tone."""
    reference = made.request.reference
    if not made.kept:
        return f"{made.way} prints on the command line and keeps nothing: M chooses another way", "warn"
    where = short(made.path) if made.path else made.way
    also = " (and PDF)" if any(path.suffix == ".pdf" for path in made.files) else ""
    kept = f"draft {reference}: {where}{also}   u takes it back"
    if made.copy:
        desk.copy_to_clipboard(made.copy)
    if made.launch is None:
        return _with_warning(kept, made)
    try:
        if made.launch.sends:
            return await _send(desk, made, made.launch) or (f"not sent; {kept}", "plain")
        if await _wanted(desk, made.launch):
            await _open(desk, made.launch)
    except CookietuiError as error:
        return str(error), "bad"
    return kept, "good"


def _with_warning(kept: str, made: Drafted) -> tuple[str, str]:
    """What the way itself had to say goes first where it says how to go on."""
    if made.way == "clipboard" and made.request.warnings:
        return f"draft {made.request.reference}: {made.request.warnings[-1]}", "good"
    return kept, "good"


async def _wanted(desk: "Application", launch: Launch) -> bool:
    from cookietui.actions.launching import command_of  # noqa: PLC0415 - only where a program is started

    takes = "It takes the whole terminal until you leave it." if launch.terminal else "It opens a window of its own."
    return bool(await desk.ask("confirm", "open the draft now?", f"Runs: {command_of(launch)}", takes))


async def _open(desk: "Application", launch: Launch) -> None:
    from cookietui.actions.launching import open_draft  # noqa: PLC0415 - same

    if not launch.terminal:
        await desk.do(open_draft, launch)
        return
    failure: NotDelivered | None = None
    try:
        with desk.suspend():
            # an error that left this block would leave the terminal lent
            try:
                open_draft(launch)
            except NotDelivered as error:
                failure = error
            _forget_keys()
    except SuspendNotSupported as error:
        raise NotDelivered("this terminal cannot be lent to another program; the draft is kept") from error
    desk.refresh(layout=True)
    if failure is not None:
        raise NotDelivered(f"{failure}; the draft is kept")


def _forget_keys() -> None:
    """Keys that were typed into the other program while it ended are not for us."""
    if sys.platform != "win32" and sys.stdin.isatty():
        import termios  # noqa: PLC0415 - not on every system

        with contextlib.suppress(termios.error):
            termios.tcflush(sys.stdin.fileno(), termios.TCIFLUSH)


async def _send(desk: "Application", made: Drafted, launch: Launch) -> tuple[str, str] | None:
    """Rehearse, show, ask, send; None where the person says no."""
    from cookietui.actions import launching  # noqa: PLC0415 - same

    to = in_both_forms((made.letter or made.request).to)
    lines = [f"Runs: {launching.command_of(launch)}", f"It sends to {to} and to nobody else."]
    if launch.rehearsal:
        said = (await desk.do(launching.rehearse, launch)).strip().split("\n")
        lines += [f"Rehearsal, nothing was sent: {launching.rehearsal_of(launch)}", *said[:SHOWN]]
        lines += [f"(and {len(said) - SHOWN} lines more)"] if len(said) > SHOWN else []
    if not await desk.ask("confirm", "send it now?", *lines):
        return None
    sent = await desk.do(launching.send, desk.ws, made.request, launch, made.letter)
    due = f", answer due {sent.due}" if sent.due else ""
    return f"{sent.reference} was sent today{due}", "good"
