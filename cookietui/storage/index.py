"""A list of the kept sites that is only a cache: when it is gone, stale or damaged, the library is read instead."""

import contextlib
import datetime
import time
from pathlib import Path

import msgspec

from cookietui.core.declaration import FACT_FIELDS, Declaration
from cookietui.core.errors import CookietuiError
from cookietui.core.marking import marked
from cookietui.core.site import host
from cookietui.storage import atomic, library, marks, site_pages
from cookietui.storage.places import Places

_SETTLED = 2_000_000_000
"""Nanoseconds after which the time stamp of a folder would differ if it were changed again."""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A site in the list."""

    domain: str
    name: str | None
    readings: int
    latest: datetime.date
    language: str | None
    revised: str | None
    counts: dict[str, int]
    """How many facts of each field its pages declare at their latest reading."""
    contradictions: int
    """Problems of that kind that the person did not mark as wrong."""
    marked: int
    """Facts the person marked as wrong."""


class _Entry(msgspec.Struct, frozen=True):
    stamp: tuple[int, ...]
    row: Row


class _Index(msgspec.Struct, frozen=True):
    schema: int
    sites: dict[str, _Entry]


def rows(places: Places) -> tuple[Row, ...]:
    """One row a site, sorted by domain; writes the cache when it can, and never fails for want of it."""
    old = _load(places)
    new: dict[str, _Entry] = {}
    fresh = False
    for folder in _folders(places.library):
        known = old.get(folder.name)
        stamp = _stamp(folder)
        if known is None or known.stamp != stamp or time.time_ns() - max(stamp) < _SETTLED:
            row = _row(places, folder.name.removeprefix("~"))
            if row is None:
                continue
            known = _Entry(stamp, row)
        fresh = fresh or old.get(folder.name) != known
        new[folder.name] = known
    if fresh or len(new) != len(old):
        with contextlib.suppress(CookietuiError):
            atomic.write(places.index, msgspec.json.encode(_Index(_SCHEMA, new)), durable=False)
    return tuple(sorted((entry.row for entry in new.values()), key=lambda row: row.domain))


_SCHEMA = 1


def _load(places: Places) -> dict[str, _Entry]:
    with contextlib.suppress(CookietuiError, msgspec.DecodeError):
        data = atomic.read(places.index)
        index = msgspec.json.decode(data, type=_Index) if data is not None else None
        if index is not None and index.schema == _SCHEMA:
            return index.sites
    return {}


def _folders(place: Path) -> list[Path]:
    try:
        return [entry for entry in place.iterdir() if entry.is_dir() and host(entry.name.removeprefix("~"))]
    except OSError:
        return []


def _stamp(folder: Path) -> tuple[int, ...]:
    """Time stamps that change with any reading or mark; a folder's changes when a name in it does."""
    try:
        inside = sorted((entry.name, entry.stat().st_mtime_ns) for entry in folder.iterdir())
        return (folder.stat().st_mtime_ns, *(stamp for _, stamp in inside))
    except OSError:
        return (time.time_ns(),)


def _row(places: Places, site: str) -> Row | None:
    """The row read from the library; a damaged reading still counts, with nothing said."""
    found = library.readings(places, site)
    if not found:
        return None
    declaration: Declaration | None = None
    with contextlib.suppress(CookietuiError):
        declaration = site_pages.load(places, site).declaration
    wrong: frozenset[tuple[str, int]] = frozenset()
    with contextlib.suppress(CookietuiError):
        wrong = marked(declaration, marks.load(places, site)) if declaration is not None else wrong
    problems = declaration.problems if declaration is not None else ()
    return Row(
        domain=site,
        name=declaration.site.name if declaration is not None else None,
        readings=len(found),
        latest=found[-1].day,
        language=declaration.source.language if declaration is not None else None,
        revised=declaration.source.revised if declaration is not None else None,
        counts={field: len(getattr(declaration, field)) if declaration is not None else 0 for field in FACT_FIELDS},
        contradictions=sum(
            1
            for index, each in enumerate(problems)
            if each.kind == "contradiction" and ("problems", index) not in wrong
        ),
        marked=len(wrong),
    )
