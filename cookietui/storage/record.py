"""The journal on disk: a bounded list of steps, a position in it, and the earlier contents by their sha256."""

import contextlib
import datetime
import os
from pathlib import Path

import msgspec

from cookietui.core.errors import BadInput, CannotSave
from cookietui.storage import atomic
from cookietui.storage.places import Places, check_short

MAX_STEPS = 200
MAX_BYTES = 64 * 1024 * 1024
"""Of earlier contents; the latest step is kept whatever its size."""


class Move(msgspec.Struct, frozen=True):
    """A file goes from one content to another (sha256; None: it is not there)."""

    path: str
    before: str | None
    after: str | None

    @property
    def back(self) -> "Move":
        """The way back."""
        return Move(self.path, self.after, self.before)


class Entry(msgspec.Struct, frozen=True):
    """Moves that are one undo."""

    label: str
    at: datetime.datetime
    moves: tuple[Move, ...]


class Record(msgspec.Struct, frozen=True):
    """`entries[:position]` are done, the rest was undone; `pending` moves were begun and not yet seen finished."""

    entries: tuple[Entry, ...] = ()
    position: int = 0
    pending: tuple[Move, ...] = ()
    fallback: int = 0
    """The position when `pending` turns out not to have happened; -1: drop the last entry, which it was to be."""
    schema: int = 1


def _file(places: Places) -> Path:
    return places.journal / "journal.json"


def load(places: Places) -> Record:
    """The record, empty when there is none; a damaged one is put aside, for nothing can be undone with it."""
    data = atomic.read(_file(places))
    if data is None:
        return Record()
    with contextlib.suppress(msgspec.DecodeError, ValueError):
        record = msgspec.json.decode(data, type=Record)
        for move in (*record.pending, *(move for entry in record.entries for move in entry.moves)):
            check_short(move.path)
        if record.schema == 1 and 0 <= record.position <= len(record.entries):
            return record
    with contextlib.suppress(OSError):
        _file(places).replace(_file(places).with_suffix(".broken"))
    return Record()


def save(places: Places, record: Record) -> None:
    """Write the record; raises CannotSave."""
    atomic.write(_file(places), msgspec.json.encode(record))


def blobs(places: Places) -> Path:
    """The folder of earlier contents."""
    return places.journal / "blobs"


def keep_blob(places: Places, data: bytes) -> str:
    """Keep a content under its sha256; raises CannotSave."""
    name = atomic.digest(data) or ""
    place = blobs(places) / name
    if os.path.isfile(place):  # noqa: PTH113 - says False where Path.is_file raises
        return name
    atomic.write(place, data, durable=False)
    return name


def blob(places: Places, name: str) -> bytes:
    """A content kept earlier; raises CannotSave when it is gone or damaged."""
    try:
        data = atomic.read(blobs(places) / name)
    except BadInput as error:
        raise CannotSave(error.message, input=error.input) from error
    if data is None or atomic.digest(data) != name:
        raise CannotSave("the earlier content is no longer in the journal")
    return data


def bounded(places: Places, record: Record) -> Record:
    """The record without its oldest steps where it grew too long or too large; contents nobody needs are deleted."""
    sizes = _sizes(places)
    entries = list(record.entries)
    dropped = max(0, len(entries) - MAX_STEPS)
    del entries[:dropped]
    while len(entries) > 1 and sum(sizes.get(name, 0) for name in _needed(entries)) > MAX_BYTES:
        del entries[0]
        dropped += 1
    return msgspec.structs.replace(record, entries=tuple(entries), position=max(0, record.position - dropped))


def prune(places: Places, record: Record) -> None:
    """Delete contents that no step needs."""
    needed = _needed([*record.entries, Entry("", datetime.datetime.now(datetime.UTC), record.pending)])
    for name in _sizes(places):
        if name not in needed:
            with contextlib.suppress(OSError):
                (blobs(places) / name).unlink()


def _needed(entries: list[Entry]) -> set[str]:
    return {name for entry in entries for move in entry.moves for name in (move.before, move.after) if name}


def _sizes(places: Places) -> dict[str, int]:
    try:
        return {file.name: file.stat().st_size for file in blobs(places).iterdir() if not file.name.startswith(".")}
    except OSError:
        return {}
