"""The library keeps readings by site, and marks by fact and quote; what a newer reader makes of one is a cache."""

import contextlib
import datetime
import functools
import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias, TypeVar

import msgspec
import tomli_w

from cookietui.core.declaration import Declaration
from cookietui.core.errors import BadInput, CookietuiError, MissingInput, UsageError
from cookietui.core.marking import Mark
from cookietui.core.site import host, lookup_chain
from cookietui.core.text import one_line
from cookietui.storage import atomic, toml
from cookietui.storage.journal import Change
from cookietui.storage.places import Places

_DEVICES = ("con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10)))
_NOTE = "reading.json"
"""Written last and removed first: a folder without it is no reading."""
_MARKS = "marks.toml"


_Kind = TypeVar("_Kind")


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of one reading without opening it."""

    id: str
    """`2026-11-21-3fa9c1d2`: the day and the beginning of the source's sha256; unique within its site."""
    site: str
    day: datetime.date
    path: str
    """What the person gave; stays in the library."""
    sha256: str
    reader: str
    version: int
    """Of the readers that made the declaration."""
    number: int = 1
    """1 for the first reading of the site, and so on."""


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A reading opened."""

    reading: Reading
    text: str
    declaration: Declaration


Reread: TypeAlias = Callable[[Reading, bytes], tuple[str, Declaration]]
"""Source bytes to normalised text and declaration; may raise BadInput."""


class _Again(msgspec.Struct, frozen=True):
    """What a newer reader made of a reading, in the cache."""

    version: int
    sha256: str
    text: str
    declaration: Declaration


@functools.lru_cache(maxsize=4096)
def folder_of(places: Places, site: str) -> Path:
    """The folder of a site; raises UsageError for what is no host in A-label form."""
    if host(site) != site:
        raise UsageError(f"{site!r} is no host name")
    # Windows takes `con.com` for a device; `~` is in no host name
    return places.library / (f"~{site}" if site.split(".", maxsplit=1)[0] in _DEVICES else site)


def add(
    change: Change, site: str, *, data: bytes, text: str, declaration: Declaration, version: int, day: datetime.date
) -> tuple[Reading, bool]:
    """Keep a reading; False when the latest reading of the site is of the same bytes and version already."""
    folder = folder_of(change.places, site)
    sha256 = hashlib.sha256(data).hexdigest()
    earlier = readings(change.places, site)
    if earlier and (earlier[-1].sha256, earlier[-1].version) == (sha256, version):
        return earlier[-1], False
    reading = Reading(
        id=_free_id(f"{day.isoformat()}-{sha256[:8]}", {each.id for each in earlier}),
        site=site,
        day=day,
        path=declaration.source.path,
        sha256=sha256,
        reader=declaration.source.reader,
        version=version,
        number=earlier[-1].number + 1 if earlier else 1,
    )
    place = folder / reading.id
    change.write(place / "source", data)
    change.write(place / "text.txt", text.encode())
    change.write(place / "declaration.json", msgspec.json.encode(declaration))
    change.write(place / _NOTE, msgspec.json.encode(reading))
    return reading, True


def _free_id(wanted: str, taken: set[str]) -> str:
    number = 1
    while (found := wanted if number == 1 else f"{wanted}-{number}") in taken:
        number += 1
    return found


def sites(places: Places) -> tuple[str, ...]:
    """The hosts that have readings, sorted."""
    try:
        names = [entry.name.removeprefix("~") for entry in places.library.iterdir() if entry.is_dir()]
    except OSError:
        return ()
    return tuple(sorted(name for name in names if host(name) == name and readings(places, name)))


def folders(places: Places) -> tuple[str, ...]:
    """The hosts that have a folder, sorted; as `sites`, without a look at what is in it."""
    try:
        names = [entry.name.removeprefix("~") for entry in os.scandir(places.library) if entry.is_dir()]
    except OSError:
        return ()
    return tuple(sorted(name for name in names if host(name) == name))


def find_site(places: Places, name: str) -> str | None:
    """The kept site a host belongs to: itself, else the longest parent that has readings."""
    return next((each for each in lookup_chain(name) if readings(places, each)), None)


def readings(places: Places, site: str) -> tuple[Reading, ...]:
    """The readings of a site, oldest first; one whose own note is damaged is left out."""
    return tuple(sorted(_readings(folder_of(places, site)), key=lambda each: (each.number, each.id)))


def _readings(folder: Path) -> Iterator[Reading]:
    site = folder.name.removeprefix("~")
    try:
        names = [entry.name for entry in os.scandir(folder) if entry.is_dir()]
    except OSError:
        return
    for name in names:
        with contextlib.suppress(CookietuiError, msgspec.DecodeError, ValueError):
            data = atomic.read(f"{folder}/{name}/{_NOTE}")
            reading = _decoder(Reading).decode(data) if data is not None else None
            if reading is not None and reading.id == name and reading.site == site:
                yield reading


@functools.cache
def _decoder(kind: type[_Kind]) -> msgspec.json.Decoder[_Kind]:
    """Made once: to take a type apart costs more than to decode one."""
    return msgspec.json.Decoder(kind)


def load(
    places: Places, site: str, reading: str | None = None, *, version: int = 0, reread: Reread | None = None
) -> Kept:
    """Open a reading (the latest by default), read again when `version` is newer; raises MissingInput, BadInput."""
    found = readings(places, site)
    if not found:
        raise MissingInput(f"nothing was read about {site} yet")
    chosen = found[-1] if reading is None else next((each for each in found if each.id == reading), None)
    if chosen is None:
        raise MissingInput(f"{site} has no reading {reading!r}; it has: {', '.join(each.id for each in found)}")
    kept = _as_kept(places, chosen)
    if kept is not None and (reread is None or chosen.version >= version):
        return kept
    if reread is None:
        raise BadInput("the reading is damaged; add the policy again", input=_place(places, chosen))
    return _again(places, chosen, version, reread)


def _place(places: Places, reading: Reading) -> str:
    """The folder of a reading; as text, which costs a fifth of a Path where two thousand are opened."""
    return f"{folder_of(places, reading.site)}/{reading.id}"


def _as_kept(places: Places, reading: Reading) -> Kept | None:
    """The reading as it was read on its day; None where the files are damaged or of another time."""
    place = _place(places, reading)
    with contextlib.suppress(CookietuiError, msgspec.DecodeError, UnicodeDecodeError):
        text, declaration = atomic.read(f"{place}/text.txt"), atomic.read(f"{place}/declaration.json")
        if text is not None and declaration is not None:
            return Kept(reading=reading, text=text.decode(), declaration=_decoder(Declaration).decode(declaration))
    return None


def cached(places: Places, reading: Reading) -> Path:
    """Where the cache has what a newer reader made of a reading."""
    return places.rereadings / f"{folder_of(places, reading.site).name}~{reading.id}.json"


def _again(places: Places, reading: Reading, version: int, reread: Reread) -> Kept:
    file = cached(places, reading)
    with contextlib.suppress(CookietuiError, msgspec.DecodeError):
        data = atomic.read(file)
        if data is not None:
            again = msgspec.json.decode(data, type=_Again)
            if (again.version, again.sha256) == (version, reading.sha256):
                return _renewed(reading, again)
    text, declaration = reread(reading, source(places, reading))
    again = _Again(version, reading.sha256, text, declaration)
    with contextlib.suppress(CookietuiError):  # a cache that cannot be written costs time, nothing else
        atomic.write(file, msgspec.json.encode(again), durable=False)
    return _renewed(reading, again)


def _renewed(reading: Reading, again: _Again) -> Kept:
    newer = msgspec.structs.replace(reading, version=again.version, reader=again.declaration.source.reader)
    return Kept(reading=newer, text=again.text, declaration=again.declaration)


def source(places: Places, reading: Reading) -> bytes:
    """The bytes that were read; raises MissingInput, BadInput (not what was kept)."""
    file = f"{_place(places, reading)}/source"
    data = atomic.read(file)
    if data is None:
        raise MissingInput("the source is no longer in the library", input=file)
    if hashlib.sha256(data).hexdigest() != reading.sha256:
        raise BadInput("is not what was read on that day", input=file)
    return data


def remove(change: Change, site: str) -> int:
    """Take a site with its readings and marks away; the number of readings; raises MissingInput."""
    folder = folder_of(change.places, site)
    found = readings(change.places, site)
    files = [file for file in folder.rglob("*") if file.is_file()] if folder.is_dir() else []
    files.sort(key=lambda file: (file.name != _NOTE, file))  # a reading without its note is none, for who looks now
    if not files:
        raise MissingInput(f"nothing was read about {site} yet")
    for file in files:
        change.remove(file)
    for reading in found:
        with contextlib.suppress(OSError):
            cached(change.places, reading).unlink()
    return len(found)


def _marks_file(places: Places, site: str) -> Path:
    return folder_of(places, site) / _MARKS


def marks(places: Places, site: str) -> tuple[Mark, ...]:
    """What the person marked at a site; raises BadInput (file and line)."""
    file = f"{folder_of(places, site)}/{_MARKS}"
    return _marks(atomic.read(file), file)


def _marks(data: bytes | None, path: Path | str) -> tuple[Mark, ...]:
    if data is None:
        return ()
    rows = toml.parse(data, str(path)).get("marks", [])
    try:
        return msgspec.convert(rows, tuple[Mark, ...])
    except msgspec.ValidationError as error:
        raise BadInput(one_line(str(error), 300), input=str(path)) from error


def mark(change: Change, site: str, new: Mark) -> None:
    """Keep a mark, in place of an earlier one on the same fact and quote."""
    path = _marks_file(change.places, site)
    _write_marks(change, path, (*_others(_marks(change.read(path), path), new), new))


def unmark(change: Change, site: str, gone: Mark) -> bool:
    """Take a mark away; False when there was none."""
    path = _marks_file(change.places, site)
    old = _marks(change.read(path), path)
    left = _others(old, gone)
    if len(left) == len(old):
        return False
    _write_marks(change, path, left)
    return True


def _others(old: tuple[Mark, ...], one: Mark) -> tuple[Mark, ...]:
    return tuple(each for each in old if (each.fact, each.quote) != (one.fact, one.quote))


def _write_marks(change: Change, path: Path, left: tuple[Mark, ...]) -> None:
    if not left:
        change.remove(path)
        return
    rows = [
        {
            key: value
            for key, value in msgspec.to_builtins(each, builtin_types=(datetime.date,)).items()
            if value is not None
        }
        for each in left
    ]
    change.write(path, tomli_w.dumps({"marks": rows}).encode())
