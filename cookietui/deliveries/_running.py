"""Programs are run as lists of words, with bounded time and output; what goes wrong is one readable line."""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator

import msgspec

from cookietui.core.delivery import Launch, shown
from cookietui.core.errors import NotDelivered
from cookietui.core.text import clean, one_line

SETTLED = 3.0
"""Seconds after which a graphical program that still runs has taken the draft."""
_OUTLIVING: list["subprocess.Popen[bytes]"] = []
"""Programs of a desktop that go on; whoever drops such an object is warned about it."""
_KEPT = 16_000
"""Bytes of a program's output that are read."""


class Ended(msgspec.Struct, frozen=True, kw_only=True):
    """How a program ended."""

    code: int
    said: str = ""
    """What it wrote, both streams together, without control characters."""


def run(
    command: tuple[str, ...], *, feed: bytes = b"", seconds: float = 60, quiet: bool = False, apart: bool = False
) -> Ended:
    """Run a program to its end; raises NotDelivered where it is not there or does not end in time.

    `quiet` leaves its output unread, `apart` reads standard output alone.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as given:
        given.write(feed)
        given.seek(0)
        target = subprocess.DEVNULL if quiet else out
        process = _started(command, stdin=given, stdout=target, stderr=subprocess.DEVNULL if apart else target)
        try:
            code = process.wait(timeout=seconds)
        except subprocess.TimeoutExpired as error:
            _stop(process)
            raise NotDelivered(f"{_name(command)} did not end within {seconds:.0f} seconds and was stopped") from error
        out.seek(0)
        return Ended(code=code, said=clean(out.read(_KEPT).decode("utf-8", "replace")))


def lend(launch: Launch) -> None:
    """Run a program that takes the terminal, and wait for it however long that is; raises NotDelivered."""
    process = _started(launch.command)
    with _undisturbed():
        code = process.wait()
    if code != 0:
        raise NotDelivered(f"{_name(launch.command)} ended with {code}")


def start(launch: Launch) -> None:
    """Start a graphical program, which outlives us; raises NotDelivered where it fails at once."""
    with tempfile.TemporaryFile() as out:
        process = _started(
            launch.command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=sys.platform != "win32"
        )
        try:
            code = process.wait(timeout=SETTLED)
        except subprocess.TimeoutExpired:
            _OUTLIVING.append(process)
            return
        if code != 0:
            out.seek(0)
            said = one_line(out.read(_KEPT).decode("utf-8", "replace"), 200)
            raise NotDelivered(f"{_name(launch.command)} ended with {code}{f': {said}' if said else ''}")


def _started(command: tuple[str, ...], **streams: object) -> "subprocess.Popen[bytes]":
    if not command:
        raise NotDelivered("there is no command to run")
    try:
        return subprocess.Popen(command, **streams)  # type: ignore[call-overload, no-any-return]  # noqa: S603 - words of our data file or the person's config
    except OSError as error:
        raise NotDelivered(f"{_name(command)} cannot be started ({error.strerror or error})") from error
    except ValueError as error:
        raise NotDelivered(f"{shown(command)} is no command: {one_line(str(error), 100)}") from error


def _name(command: tuple[str, ...]) -> str:
    return one_line(command[0], 80)


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(timeout=2)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Ctrl-C in the program is the program's own business."""
    if os.name != "posix":
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
