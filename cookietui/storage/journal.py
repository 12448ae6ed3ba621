"""Every write is one step of a journal that `undo` walks back and `redo` forward, across runs and instances."""

import contextlib
import datetime
from collections.abc import Iterator
from pathlib import Path

import msgspec

from cookietui.core.text import one_line
from cookietui.storage import atomic, carrying, locks, record
from cookietui.storage.places import Places
from cookietui.storage.record import Entry, Move, Record

WAIT = 5.0
"""Seconds that a writer waits for the lock."""


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One undo: its label as the person reads it, when, and the files it touched."""

    label: str
    at: datetime.datetime
    paths: tuple[Path, ...]


class Change:
    """Writes that belong together: all of them happen, or none. Made by `change`, which holds the lock."""

    def __init__(self, places: Places, journal: Record) -> None:
        self.places = places
        self._journal = journal
        self._seen: dict[Path, bytes | None] = {}
        self._new: dict[Path, bytes | None] = {}
        self._own_mode: set[Path] = set()
        self._settled: set[str] = set()

    def read(self, path: Path) -> bytes | None:
        """The bytes of a file as this change sees it (its own writes included); None when it is not there."""
        if path in self._new:
            return self._new[path]
        if path not in self._seen:
            self._seen[path] = atomic.read(path)
        return self._seen[path]

    def write(self, path: Path, data: bytes, *, own_mode: bool = False) -> None:
        """Write `data` when the change ends; the file must still be what `read` saw (else ChangedUnderneath).

        `own_mode`: a file that is there keeps its mode; otherwise it is 0600.
        """
        self.read(path)
        self._new[path] = data
        if own_mode:
            self._own_mode.add(path)

    def remove(self, path: Path) -> None:
        """Remove the file when the change ends."""
        self.read(path)
        self._new[path] = None

    def settle(self, path: Path) -> None:
        """From now on no earlier step on this file can be undone or redone: what it says has happened in the world."""
        self._settled.add(self.places.short(path))

    def moves(self) -> tuple[Move, ...]:
        """What this change would do, files that stay the same left out."""
        every = ((path, self._seen[path], new) for path, new in self._new.items())
        return tuple(
            Move(self.places.short(path), atomic.digest(old), atomic.digest(new))
            for path, old, new in every
            if old != new
        )

    def finish(self, label: str, *, undoable: bool) -> None:
        """Apply everything; on any error nothing has happened."""
        moves = self.moves()
        old = self._journal
        new = _without(old, self._settled)
        if moves and undoable:
            entry = Entry(one_line(label, 200), datetime.datetime.now(datetime.UTC), moves)
            entries = (*new.entries[: new.position], entry)
            new = Record(entries=entries, position=len(entries))
        contents = {atomic.digest(data): data for data in (*self._seen.values(), *self._new.values())}
        own_mode = frozenset(self.places.short(path) for path in self._own_mode)
        if moves:
            carrying.carry_out(self.places, moves, old, new, contents, undoable=undoable, own_mode=own_mode)
        elif new != old:
            record.save(self.places, new)


@contextlib.contextmanager
def change(places: Places, label: str, *, undoable: bool = True, wait: float = WAIT) -> Iterator[Change]:
    """Hold the lock, collect writes, apply them all as one undo; raises Locked, ChangedUnderneath, CannotSave.

    When the body raises, nothing is written. `undoable=False` keeps no earlier content.
    """
    with locks.hold(places.lock, wait=wait):
        journal, _ = carrying.recover(places)
        one = Change(places, journal)
        yield one
        one.finish(label, undoable=undoable)


def undo(places: Places, *, wait: float = WAIT) -> Step | None:
    """Take the latest step back; None when there is none; raises ChangedUnderneath when somebody changed its files."""
    with locks.hold(places.lock, wait=wait):
        now, _ = carrying.recover(places)
        while now.position and carrying.state(places, now.entries[now.position - 1].moves) == "before":
            # a run that was killed wrote the step down and never did it
            entries = now.entries[: now.position - 1] + now.entries[now.position :]
            now = Record(entries=entries, position=now.position - 1)
            record.save(places, now)
        if not now.position:
            return None
        entry = now.entries[now.position - 1]
        back = tuple(move.back for move in reversed(entry.moves))
        carrying.walk(places, entry.label, back, now, now.position - 1)
        return _step(places, entry)


def redo(places: Places, *, wait: float = WAIT) -> Step | None:
    """Do the step undone last again; None when there is none; raises ChangedUnderneath."""
    with locks.hold(places.lock, wait=wait):
        now, _ = carrying.recover(places)
        if now.position >= len(now.entries):
            return None
        entry = now.entries[now.position]
        carrying.walk(places, entry.label, entry.moves, now, now.position + 1)
        return _step(places, entry)


def steps(places: Places) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
    """What can be undone and what can be redone, both the next one first."""
    now = record.load(places)
    done = tuple(_step(places, entry) for entry in reversed(now.entries[: now.position]))
    return done, tuple(_step(places, entry) for entry in now.entries[now.position :])


def _step(places: Places, entry: Entry) -> Step:
    return Step(label=entry.label, at=entry.at, paths=tuple(places.full(move.path) for move in entry.moves))


def _without(old: Record, settled: set[str]) -> Record:
    """The record without any move of the settled files; steps with nothing left vanish."""
    if not settled:
        return old
    kept: list[Entry] = []
    position = old.position
    for number, entry in enumerate(old.entries):
        moves = tuple(move for move in entry.moves if move.path not in settled)
        if moves:
            kept.append(entry if len(moves) == len(entry.moves) else msgspec.structs.replace(entry, moves=moves))
        elif number < old.position:
            position -= 1
    return Record(entries=tuple(kept), position=position)
