"""Moves of several files happen together: what is begun is written down first, and taken back when it cannot end."""

import contextlib
import datetime
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

import msgspec

from cookietui.core.errors import ChangedUnderneath, CookietuiError
from cookietui.storage import atomic, backups, record
from cookietui.storage.places import Places
from cookietui.storage.record import Move, Record


def state(places: Places, moves: Iterable[Move]) -> Literal["before", "after", "other"]:
    """Where the files of some moves stand: all not yet moved, all moved, or neither."""
    now = [(move, atomic.digest(atomic.read(places.full(move.path)))) for move in moves]
    if all(found == move.before for move, found in now):
        return "before"
    return "after" if all(found == move.after for move, found in now) else "other"


def carry_out(
    places: Places,
    moves: tuple[Move, ...],
    old: Record,
    new: Record,
    contents: Mapping[str | None, bytes | None],
    *,
    undoable: bool,
    own_mode: frozenset[str] = frozenset(),
) -> None:
    """Do the moves and let the journal say `new`, or do nothing and raise; `contents` holds both ends by sha256.

    One file needs no note of what was begun: it is replaced in one step, and `undo` passes over what never happened.
    """
    several = len(moves) > 1
    if undoable or several:
        for move in moves:
            before = contents[move.before]
            if before is not None:
                record.keep_blob(places, before)
        new = record.bounded(places, new)
    if several:
        fallback = -1 if undoable else new.position
        record.save(places, msgspec.structs.replace(new, pending=moves, fallback=fallback))
    elif new != old:
        record.save(places, new)
    back = old if several or new != old else None
    _apply(places, moves, contents, own_mode, back=back, then=new if several else None)
    if undoable or several:
        record.prune(places, new)
    _back_up(places, moves, contents)


def walk(places: Places, label: str, moves: tuple[Move, ...], now: Record, position: int) -> None:
    """Go one step of the journal back or forth; raises ChangedUnderneath when a file is not where the step left it."""
    contents: dict[str | None, bytes | None] = {None: None}
    for move in moves:
        path = places.full(move.path)
        current = atomic.read(path)
        if atomic.digest(current) != move.before:
            what = "is gone" if current is None else "was changed by somebody else"
            raise ChangedUnderneath(f"{what} since “{label}”; nothing was done", input=str(path))
        contents[move.before] = current
        if current is not None:
            record.keep_blob(places, current)
        if move.after is not None:
            contents[move.after] = record.blob(places, move.after)
    new = Record(entries=now.entries, position=position)
    record.save(places, msgspec.structs.replace(new, pending=moves, fallback=now.position))
    _apply(places, moves, contents, frozenset(move.path for move in moves), back=now, then=new)
    _back_up(places, moves, contents)


def recover(places: Places) -> tuple[Record, bool]:
    """The journal as it is once what a killed run left half done is taken back, and whether there was any.

    Only for who holds the lock.
    """
    now = record.load(places)
    if not now.pending:
        return now, False
    clean = Record(entries=now.entries, position=now.position)
    if state(places, now.pending) != "after":
        for move in now.pending:
            path = places.full(move.path)
            if move.before != move.after == atomic.digest(atomic.read(path)):
                _place(places, path, None if move.before is None else record.blob(places, move.before), move.after)
        if now.fallback < 0:
            clean = Record(entries=now.entries[:-1], position=len(now.entries) - 1)
        else:
            clean = Record(entries=now.entries, position=now.fallback)
    record.save(places, clean)
    record.prune(places, clean)
    return clean, True


def _apply(
    places: Places,
    moves: tuple[Move, ...],
    contents: Mapping[str | None, bytes | None],
    own_mode: frozenset[str],
    *,
    back: Record | None,
    then: Record | None,
) -> None:
    """Do the moves and let the journal say `then`, or take them back and let it say `back`.

    Where the journal holds them as pending, each folder is waited for once, after all its files.
    """
    done: list[Move] = []
    folders: dict[Path, None] = {}
    try:
        for move in moves:
            mode = None if move.path in own_mode else 0o600
            at_once = then is None
            folder = _place(places, places.full(move.path), contents[move.after], move.before, mode, confirmed=at_once)
            done.append(move)
            folders |= dict.fromkeys(folder)
        atomic.confirm(() if then is None else folders)
        if then is not None:
            record.save(places, then)
    except BaseException:
        # what cannot be put back now is put back by `recover`, for the journal still holds it as pending
        with contextlib.suppress(CookietuiError):
            for move in reversed(done):
                _place(places, places.full(move.path), contents[move.before], move.after)
            if back is not None:
                record.save(places, back)
        raise


def _place(
    places: Places, path: Path, data: bytes | None, seen: str | None, mode: int | None = None, *, confirmed: bool = True
) -> tuple[Path, ...]:
    """Write or remove one file; the folder that is still to be confirmed unless `confirmed`."""
    if data is not None:
        return (atomic.write(path, data, seen=seen, mode=mode, confirmed=confirmed),)
    atomic.remove(path, seen=seen)
    for folder in path.parents:
        if folder == places.library or not folder.is_relative_to(places.library):
            break
        try:
            folder.rmdir()
        except OSError:
            break
    return ()


def _back_up(places: Places, moves: tuple[Move, ...], contents: Mapping[str | None, bytes | None]) -> None:
    now = datetime.datetime.now(datetime.UTC)
    for move in moves:
        path = places.full(move.path)
        if backups.covers(places, path):
            for data in (contents[move.before], contents[move.after]):
                if data is not None:
                    backups.keep(places, path, data, now, first=move.before is None)
