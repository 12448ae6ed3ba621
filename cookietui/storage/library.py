"""The library keeps readings (source, text, declaration) by site, and the person's marks by fact and quote."""

import datetime
from collections.abc import Callable
from typing import TypeAlias

import msgspec

from cookietui.core.declaration import Declaration
from cookietui.core.marking import Mark
from cookietui.storage.journal import Change
from cookietui.storage.places import Places


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


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A reading opened."""

    reading: Reading
    text: str
    declaration: Declaration


Reread: TypeAlias = Callable[[Reading, bytes], tuple[str, Declaration]]
"""Source bytes to normalised text and declaration; may raise BadInput."""


def add(
    change: Change, site: str, *, data: bytes, text: str, declaration: Declaration, version: int, day: datetime.date
) -> tuple[Reading, bool]:
    """Keep a reading; False when the latest reading of the site is of the same bytes and version already."""
    raise NotImplementedError


def sites(places: Places) -> tuple[str, ...]:
    """The hosts that have readings, sorted."""
    raise NotImplementedError


def find_site(places: Places, name: str) -> str | None:
    """The kept site a host belongs to: itself, else the longest parent that has readings."""
    raise NotImplementedError


def readings(places: Places, site: str) -> tuple[Reading, ...]:
    """The readings of a site, oldest first."""
    raise NotImplementedError


def load(
    places: Places, site: str, reading: str | None = None, *, version: int = 0, reread: Reread | None = None
) -> Kept:
    """Open a reading (the latest by default), read again when `version` is newer; raises MissingInput, BadInput."""
    raise NotImplementedError


def source(places: Places, reading: Reading) -> bytes:
    """The bytes that were read; raises MissingInput, BadInput (not what was kept)."""
    raise NotImplementedError


def remove(change: Change, site: str) -> int:
    """Take a site with its readings and marks away; the number of readings; raises MissingInput."""
    raise NotImplementedError


def marks(places: Places, site: str) -> tuple[Mark, ...]:
    """What the person marked at a site."""
    raise NotImplementedError


def mark(change: Change, site: str, mark: Mark) -> None:
    """Keep a mark, in place of an earlier one on the same fact and quote."""
    raise NotImplementedError


def unmark(change: Change, site: str, mark: Mark) -> bool:
    """Take a mark away; False when there was none."""
    raise NotImplementedError
