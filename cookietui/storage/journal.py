"""Every write is one step of a journal that `undo` walks back and `redo` forward, across runs and instances."""

import contextlib
import datetime
from collections.abc import Iterator
from pathlib import Path

import msgspec

from cookietui.storage.places import Places

WAIT = 5.0
"""Seconds that a writer waits for the lock."""


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One undo: its label as the person reads it, when, and the files it touched."""

    label: str
    at: datetime.datetime
    paths: tuple[Path, ...]


class Change:
    """Writes that belong together: all of them happen, or none."""

    places: Places

    def read(self, path: Path) -> bytes | None:
        """The bytes of a file as this change sees it (its own writes included); None when it is not there."""
        raise NotImplementedError

    def write(self, path: Path, data: bytes) -> None:
        """Write `data` when the change ends; the file must still be what `read` saw (else ChangedUnderneath)."""
        raise NotImplementedError

    def remove(self, path: Path) -> None:
        """Remove the file when the change ends."""
        raise NotImplementedError


@contextlib.contextmanager
def change(places: Places, label: str, *, undoable: bool = True, wait: float = WAIT) -> Iterator[Change]:
    """Hold the lock, collect writes, apply them all as one undo; raises Locked, ChangedUnderneath, CannotSave."""
    raise NotImplementedError


def undo(places: Places, *, wait: float = WAIT) -> Step | None:
    """Take the latest step back; None when there is none; raises ChangedUnderneath when somebody changed its files."""
    raise NotImplementedError


def redo(places: Places, *, wait: float = WAIT) -> Step | None:
    """Do the step undone last again; None when there is none; raises ChangedUnderneath."""
    raise NotImplementedError


def steps(places: Places) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
    """What can be undone and what can be redone, both latest first."""
    raise NotImplementedError
