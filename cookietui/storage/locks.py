"""Writers take turns by an advisory lock on one file; the system gives it back when its holder dies."""

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from cookietui.core.errors import CannotSave, Locked
from cookietui.storage.places import make_folder

_PAUSE = 0.02
"""Seconds between two tries."""
_FAR = 0x7FFF0000
"""Byte that is locked on Windows, beyond the holder's number, which can thus be read."""


@contextlib.contextmanager
def hold(path: Path, *, wait: float) -> Iterator[None]:
    """Hold the lock, at most `wait` seconds later; raises Locked when another has it, CannotSave without the file."""
    make_folder(path.parent)
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)
    try:
        handle = os.open(path, flags, 0o600)
    except OSError as error:
        raise CannotSave(f"the lock cannot be opened ({error.strerror})", input=str(path)) from error
    try:
        _wait(handle, path, wait)
        _sign(handle)
        try:
            yield
        finally:
            _give(handle)
    finally:
        with contextlib.suppress(OSError):
            os.close(handle)


def _wait(handle: int, path: Path, wait: float) -> None:
    end = time.monotonic() + wait
    while not _take(handle, path):
        if time.monotonic() >= end:
            raise Locked(f"another cookietui{_holder(handle)} is writing; try again in a moment", input=str(path))
        time.sleep(_PAUSE)


if sys.platform == "win32":
    import msvcrt

    def _take(handle: int, path: Path) -> bool:  # noqa: ARG001 - the other system's message needs it
        os.lseek(handle, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _give(handle: int) -> None:
        with contextlib.suppress(OSError):
            os.lseek(handle, _FAR, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(handle: int, path: Path) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            raise CannotSave(f"this folder cannot be locked ({error.strerror})", input=str(path)) from error
        return True

    def _give(handle: int) -> None:
        with contextlib.suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_UN)


def _sign(handle: int) -> None:
    """The holder's process number, for the message of who has to wait; not worth an error."""
    with contextlib.suppress(OSError):
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, f"{os.getpid():<12}\n".encode())


def _holder(handle: int) -> str:
    with contextlib.suppress(OSError):
        os.lseek(handle, 0, os.SEEK_SET)
        number = os.read(handle, 13).strip()
        if number.isdigit():
            return f" (process {number.decode()})"
    return ""
