"""An observation is what is really there: cookies without their values, requests by host, and other storage."""

import datetime
import functools
from collections.abc import Sequence

import msgspec

from cookietui.core.declaration import Problem
from cookietui.core.signal import Signal
from cookietui.core.words import Party, Storage

SCHEMA = "cookietui.observation/1"
_EPOCH = datetime.date(1970, 1, 1).toordinal()
FIRST = -62_135_596_800_000
"""Milliseconds of the beginning of the year 1."""
LAST = 253_402_300_799_999
"""Milliseconds of the end of the year 9999, the last that ISO 8601 can name."""


class ObservedSource(msgspec.Struct, frozen=True, kw_only=True):
    """What was read and when the copy was taken."""

    reader: str
    path: str = ""
    sha256: str = ""
    site: str | None = None
    """The page that was visited, for a crawl or a HAR."""
    used: str | None = None
    """ISO 8601 time at which a cookie of the jar was last sent or set, where the jar keeps that."""
    taken: str | None = None
    """ISO 8601 time of the live copy, None for a file that nobody writes."""


class ObservedCookie(msgspec.Struct, frozen=True, gc=False):
    """One cookie of a jar; times are milliseconds since 1970 UTC, None where unknown.

    Fields may be given by position, which is twice as fast: a jar has 200,000 of them.
    """

    name: str
    domain: str
    """Host without a leading dot."""
    host_only: bool | None = None
    path: str = "/"
    created: int | None = None
    expires: int | None = None
    session: bool = False
    secure: bool | None = None
    http_only: bool | None = None
    same_site: str | None = None
    """`none`, `lax`, `strict`, or None where the jar does not say."""
    partition: str | None = None
    """Site under which a partitioned cookie was set: `scheme://host[:port]`, or a bare host."""
    container: str | None = None
    party: Party = "unknown"
    value: str | None = None
    """Only where the person asked for it."""
    updated: int | None = None
    """When it was last set, where the jar tells this apart from its first creation."""
    private: bool = False
    """Whether it is of a private window, whose sites are nobody's choice to keep or to share."""
    foreign_ancestor: bool | None = None
    """Whether a page of another site stood between `partition` and what set the cookie; None where nothing says it."""


class SeenRequest(msgspec.Struct, frozen=True, kw_only=True):
    """How often a host was asked."""

    host: str
    domain: str | None
    count: int


class StoredItem(msgspec.Struct, frozen=True, kw_only=True):
    """A stored item that is no cookie; `origin` is scheme and host."""

    name: str
    origin: str
    storage: Storage = "local-storage"


class Visit(msgspec.Struct, frozen=True, kw_only=True):
    """What a recording of several sites shows of one of them."""

    site: str
    """Host of its page that was visited first."""
    cookies: tuple[int, ...] = ()
    """Places of its cookies among those of the observation."""
    requests: tuple[SeenRequest, ...] = ()


class Observation(msgspec.Struct, frozen=True, kw_only=True):
    """What one source shows."""

    source: ObservedSource
    cookies: Sequence[ObservedCookie] = ()
    """A tuple, or the columns of a large jar (core/cookie_columns.py)."""
    requests: tuple[SeenRequest, ...] = ()
    storage: tuple[StoredItem, ...] = ()
    signals: tuple[Signal, ...] = ()
    """What the consent cookies in it say; their values are the only ones that are read unasked."""
    visits: tuple[Visit, ...] = ()
    """Site by site, where a recording holds pages of several: what one loads says nothing of the others."""
    problems: tuple[Problem, ...] = ()
    schema: str = SCHEMA


def by_visit(found: Observation) -> tuple[Observation, ...]:
    """An observation of each site that was visited; that itself where there is one, or none that is known."""
    parts = [
        msgspec.structs.replace(
            found,
            source=msgspec.structs.replace(found.source, site=visit.site),
            cookies=tuple(found.cookies[place] for place in visit.cookies),
            requests=visit.requests,
            storage=() if number else found.storage,
            signals=() if number else found.signals,
            visits=(),
            problems=() if number else found.problems,
        )
        for number, visit in enumerate(found.visits)
    ]
    return tuple(parts) or (found,)


def iso(milliseconds: int | None) -> str | None:
    """ISO 8601 UTC of milliseconds since 1970, whole seconds; None for what no calendar holds."""
    if milliseconds is None or not FIRST <= milliseconds <= LAST:
        return None
    day, rest = divmod(milliseconds // 1000, 86_400)
    return _day(day) + _time(rest)  # ten times as fast as strftime


@functools.lru_cache(maxsize=8192)
def _day(number: int) -> str:
    """ISO 8601 of a day counted from 1970-01-01."""
    return datetime.date.fromordinal(_EPOCH + number).isoformat()


@functools.lru_cache(maxsize=86_400)
def _time(seconds: int) -> str:
    """ISO 8601 UTC of a second of the day, with the letter before it."""
    return f"T{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}Z"
