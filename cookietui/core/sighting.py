"""A case is one site with what it declares, what was seen there and what is wanted; a sighting is one cookie of it."""

import datetime
import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from cookietui.core.cookie_columns import Chosen, column_of
from cookietui.core.decision import Decision, Speaker
from cookietui.core.declaration import Cookie, Declaration
from cookietui.core.declared_cookies import DeclaredCookies
from cookietui.core.finding import Wish
from cookietui.core.moment import from_text
from cookietui.core.observation import ObservedCookie, ObservedSource, SeenRequest, StoredItem, iso
from cookietui.core.signal import Signal
from cookietui.core.site import registrable
from cookietui.core.words import CookieCategory, Party

_OLD = 30 * 86_400_000
"""Milliseconds without anything new after which a jar counts as an old copy."""
_DAY = 86_400_000
_EPOCH = datetime.date(1970, 1, 1).toordinal()


def last_of(cookies: Sequence[ObservedCookie]) -> int:
    """The last time at which one of these cookies was set, milliseconds since 1970; 0 where none tells."""
    times, creations = column_of(cookies, "updated"), column_of(cookies, "created")
    if not all(times):
        set_last = (updated or created for updated, created in zip(times, creations, strict=True))
        times = list(set_last) if any(times) else creations
    return max(filter(None, times), default=0)


def last_time(source: ObservedSource, cookies: Sequence[ObservedCookie]) -> int:
    """The last time of which a source speaks: of a setting or, where it keeps that, of a use; 0 where none tells.

    A cookie that is renewed keeps its first creation, so that a jar in daily use may show nothing new.
    """
    used = from_text(source.used) if source.used else None
    return max(last_of(cookies), used or 0)


def over_by(source: ObservedSource, last: int, today: datetime.date, now: int | None) -> int:
    """The moment (milliseconds since 1970) by which a cookie of a source must have ended not to be there.

    `last`, the last time of the source, where it is an old copy; else now, where only the day is known its begin. A
    visit is a time of its own, at which none had ended.
    """
    if source.site is not None:
        return 0
    end = _end_of(today)
    return last if 0 < last < end - _OLD else end - _DAY if now is None else now


def _end_of(today: datetime.date) -> int:
    return (today.toordinal() - _EPOCH + 1) * _DAY


class Known(msgspec.Struct, frozen=True, gc=False):
    """What the catalogue knows of a cookie by its name and host; nothing by default."""

    organisation: str | None = None
    category: CookieCategory = "unclassified"
    stem: str = ""
    """What such names begin with by the catalogue, and what texts call them: `_pk_id` of `_pk_id.1.1fff`."""


class Sighting(msgspec.Struct, frozen=True, gc=False):
    """One name at one host, however many jars, containers and paths hold it."""

    name: str
    domain: str
    source: ObservedSource
    """Of the one that lives longest."""
    ends: int | None
    """When that one ends, milliseconds since 1970; None with the session, or where it is not known."""
    since: int
    """From when on it lives at least, milliseconds since 1970.

    A jar keeps the first creation of a cookie that is renewed at each visit (RFC 6265, 5.3), so that this counts only
    where it is the time of a visit; else the last time of the jar, which is later than any setting.
    """
    count: int
    party: Party
    declared: Cookie | None
    """What the site says about a cookie of that name."""
    category: CookieCategory
    """As declared, else as the catalogue knows it."""
    organisation: str
    """As declared, else by the catalogue, else the registrable domain of its host; of an address, the site's own."""
    decision: Decision | None
    """What the person decided about it; None where nobody was asked."""
    chosen: Chosen
    place: int
    """In `chosen`."""

    @property
    def life(self) -> int | None:
        """Seconds that it lives at least; None where it has no end or none is known."""
        if self.ends is None:
            return None
        return (self.ends - self.since) // 1000 if self.ends > self.since else 0

    def fields(self, *names: str) -> tuple[Any, ...]:
        """Fields (`ObservedCookie`) of the one that lives longest."""
        return self.chosen.rows(names)[self.place]


class _Longest(msgspec.Struct, gc=False):
    """The cookie of a name and host that lives longest: its place in a case, and how many there are."""

    at: int
    row: int
    ends: int
    """Milliseconds since 1970, 0 for no end."""
    count: int = 1


class Case:
    """Everything a kind of finding may look at; what it needs and is slow is made at the first question."""

    def __init__(
        self,
        site: str,
        *,
        today: datetime.date,
        now: int | None = None,
        declaration: Declaration | None = None,
        cookies: Sequence[tuple[ObservedSource, Sequence[ObservedCookie]]] = (),
        storage: Sequence[tuple[StoredItem, ObservedSource]] = (),
        requests: Sequence[tuple[SeenRequest, ObservedSource]] = (),
        signals: Sequence[Signal] = (),
        wanted: Callable[[str | None, CookieCategory, str | None], Decision] | None = None,
        anywhere: Callable[[str], Decision] | None = None,
        know: Callable[[str, str], Known] | None = None,
        named: Callable[[str], bool] | None = None,
        until: Mapping[str, int] | None = None,
        profile: Speaker | None = None,
        whole: bool = True,
    ) -> None:
        self.site = site
        """Host in A-label form."""
        self.today = today
        """Judged as a whole where `now` (milliseconds since 1970) is None."""
        self.declaration = declaration
        """The newest reading without what the person marked wrong; None where nothing was read."""
        self.cookies = cookies
        """Every cookie seen at the site, its own and those of others, by where it was seen."""
        self.storage = storage
        """Stored items of the site that are no cookies."""
        self.requests = requests
        """Hosts that the site's pages asked, where a recording or crawl shows them."""
        self.whole = whole
        """Whether all jars were read from end to end: only then is certain what is not there."""
        self.profile = profile or Speaker()
        """The profile that speaks in `wanted`."""
        self._wanted, self._anywhere = wanted, anywhere
        self._know = know or (lambda _name, _host: Known())
        self._named, self._until = named, until or {}
        self._now, self._signals = now, signals

    @functools.cached_property
    def wishes(self) -> dict[int, tuple[Decision, Wish]]:
        """Decisions by identity, with what findings show of them; filled by the findings."""
        return {}

    @functools.cached_property
    def signals(self) -> tuple[Signal, ...]:
        """Consent strings and consent cookies of the site that hold now (today), where they were read."""
        since = self.today.isoformat() if self._now is None else iso(self._now) or ""
        return tuple(each for each in self._signals if not each.until or each.until >= since)

    @functools.cached_property
    def domain(self) -> str:
        """The site's registrable domain."""
        return registrable(self.site) or self.site

    @functools.cached_property
    def own(self) -> str:
        """Id of the organisation behind the site itself."""
        return self.known("", self.site).organisation or self.domain

    @functools.cached_property
    def declared(self) -> DeclaredCookies:
        """What the site declares by name, whatever way it is stored."""
        return DeclaredCookies(self.declaration.cookies if self.declaration else ())

    @functools.cached_property
    def sightings(self) -> tuple[Sighting, ...]:
        """Each cookie once, in the order in which it was seen first, without those that had ended."""
        kept: dict[tuple[str, str], _Longest] = {}
        for at, (source, cookies) in enumerate(self.cookies):
            over = over_by(source, self._until.get(source.path, 0), self.today, self._now)
            names, domains, *lives = (column_of(cookies, field) for field in ("name", "domain", "expires", "session"))
            keys = zip(names, domains, strict=True)
            for row, (key, ends, session) in enumerate(zip(keys, *lives, strict=True)):
                if ends is not None and ends <= over and not session:
                    continue
                before = kept.get(key)
                if before is None:
                    kept[key] = _Longest(at, row, ends or 0)
                elif (ends or 0) > before.ends:
                    kept[key] = _Longest(at, row, ends, before.count + 1)
                else:
                    before.count += 1
        return tuple(self._sightings(kept))

    def _sightings(self, kept: Mapping[tuple[str, str], "_Longest"]) -> Iterator[Sighting]:
        """A sighting of each; what holds for a host is looked for once."""
        find, know, wanted, own = self.declared.find, self._know, self._wanted, self.own
        sides = [(source, *_lives(source, cookies, self.time_of(source))) for source, cookies in self.cookies]
        chosen = Chosen([cookies for _, cookies in self.cookies], [(each.at, each.row) for each in kept.values()])
        hosts: dict[str, tuple[Party, str]] = {}
        for place, ((name, domain), longest) in enumerate(kept.items()):
            host = hosts.get(domain)
            if host is None:
                party = self.party_of(domain)
                host = hosts[domain] = party, own if party == "first" else registrable(domain) or own
            declared, known = find(name, domain), know(name, domain)
            if declared is None and known.stem:
                declared = find(known.stem, domain)
            category, organisation = known.category, known.organisation
            if declared is not None:
                category = declared.category if declared.category != "unclassified" else category
                organisation = declared.organisation or organisation
            behind = organisation or host[1]
            decision = wanted(name, category, behind) if wanted is not None else None
            source, ends, since = sides[longest.at]
            end, begin, count, party = ends[longest.row], since[longest.row], longest.count, host[0]
            yield Sighting(
                name, domain, source, end, begin, count, party, declared, category, behind, decision, chosen, place
            )

    def party_of(self, place: str) -> Party:
        """Whose a host is, seen from this site."""
        return "first" if place == self.domain or place.endswith(f".{self.domain}") else "third"

    def wanted(self, name: str | None, category: CookieCategory, organisation: str | None) -> Decision | None:
        """The decision for a cookie here (None: for the category); None where nobody was asked."""
        return self._wanted(name, category, organisation) if self._wanted else None

    def anywhere(self, organisation: str) -> Decision | None:
        """The decision for all that an organisation does, at no site in particular; None where nobody was asked."""
        return self._anywhere(organisation) if self._anywhere else None

    def known(self, name: str, host: str) -> Known:
        """What the catalogue knows of a cookie name at a host; without a name, of the host."""
        return self._know(name, host)

    def names(self, host: str) -> bool:
        """Whether the site's text names that host, or the organisation behind it."""
        return self._named is not None and self._named(host)

    def time_of(self, source: ObservedSource) -> int:
        """Milliseconds of the last moment a source can speak of: now (the end of today), a day after its own if old."""
        last, end = self._until.get(source.path, 0), _end_of(self.today)
        return last + _DAY if 0 < last < end - _OLD else end if self._now is None else self._now


def _lives(source: ObservedSource, cookies: Sequence[ObservedCookie], last: int) -> tuple[list[int | None], list[int]]:
    """When each cookie ends (None: with the session), and from when on it lives: when it was set, else from `last` on.

    The first creation counts only in the recording of a visit: a jar keeps that of a cookie that is renewed.
    """
    pairs = zip(column_of(cookies, "expires"), column_of(cookies, "session"), strict=True)
    ends = [None if session else end for end, session in pairs]
    times: Sequence[int | None] = column_of(cookies, "updated")
    if source.site is not None:
        both = zip(times, column_of(cookies, "created"), strict=True)
        times = [created if updated is None else updated for updated, created in both]
    elif not any(times):
        return ends, [last] * len(ends)
    return ends, [last if time is None else time for time in times]
