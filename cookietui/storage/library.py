"""The library keeps readings by site, and marks by fact and quote; what a newer reader makes of one is a cache."""

import contextlib
import datetime
import functools
import hashlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias, TypeVar

import msgspec

from cookietui.core.declaration import Declaration, Page
from cookietui.core.errors import BadInput, CookietuiError, MissingInput, UsageError
from cookietui.core.site import host, lookup_chain
from cookietui.storage import atomic
from cookietui.storage.journal import Change
from cookietui.storage.places import Places

_DEVICES = ("con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10)))
_NOTE = "reading.json"
"""Written last and removed first: a folder without it is no reading."""


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
    page: str = ""
    """The id of the first reading of the same page; empty for the page that was read first."""
    alone: bool = False
    """Whether it takes the place of every page that was read before."""


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A reading opened, or all pages of a site as one."""

    reading: Reading
    """Of several pages, the one that says most."""
    text: str
    """Of several pages, their texts one after the other."""
    declaration: Declaration
    pages: Mapping[str, Page] = {}
    """Of several pages, each by the name that evidence has of it (`Evidence.source`)."""


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
    change: Change,
    site: str,
    *,
    data: bytes,
    text: str,
    declaration: Declaration,
    version: int,
    day: datetime.date,
    page: str | None = "",
    alone: bool = False,
) -> tuple[Reading, bool]:
    """Keep a reading; False when the latest of one of the site's pages is of the same bytes and version already.

    `page` and `alone`: as in `Reading`; None is a new page.
    """
    sha256, earlier = hashlib.sha256(data).hexdigest(), readings(change.places, site)
    latest = pages(earlier)
    for each in latest.values():
        if (each.sha256, each.version) == (sha256, version) and not (alone and len(latest) > 1):
            return each, False
    name = _free_id(f"{day.isoformat()}-{sha256[:8]}", {each.id for each in earlier})
    reading = Reading(
        id=name,
        site=site,
        day=day,
        path=declaration.source.path,
        sha256=sha256,
        reader=declaration.source.reader,
        version=version,
        number=earlier[-1].number + 1 if earlier else 1,
        page=(name if earlier else "") if page is None else page,
        alone=alone,
    )
    place = folder_of(change.places, site) / name
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


def pages(found: Sequence[Reading]) -> dict[str, Reading]:
    """The newest reading of each page of a site, of all its readings from the oldest on."""
    latest: dict[str, Reading] = {}
    for each in found:
        if each.alone:
            latest.clear()
        latest[each.page] = each
    return latest


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


def opened(places: Places, reading: Reading, *, version: int = 0, reread: Reread | None = None) -> Kept:
    """A reading with its text and declaration, read again when `version` is newer; raises MissingInput, BadInput."""
    kept = _as_kept(places, reading)
    if kept is not None and (reread is None or reading.version >= version):
        return kept
    if reread is None:
        raise BadInput("the reading is damaged; add the policy again", input=_place(places, reading))
    return _again(places, reading, version, reread)


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
