"""A list of the kept sites that is only a cache: when it is gone, stale or damaged, the library is read instead."""

import datetime

import msgspec

from cookietui.storage.places import Places


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A site in the list."""

    domain: str
    name: str | None
    readings: int
    latest: datetime.date
    language: str | None
    revised: str | None
    counts: dict[str, int]
    """How many facts of each field the latest declaration has."""
    marked: int
    """Facts the person marked as wrong."""


def rows(places: Places) -> tuple[Row, ...]:
    """One row a site, sorted by domain; writes the cache when it can, and never fails for want of it."""
    raise NotImplementedError
