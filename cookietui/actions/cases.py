"""A cookie comes to its site by the page that was visited, by its partition, or by the host it is set for."""

import functools
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from cookietui.actions.deciding import decider_for, open_speaking
from cookietui.actions.library import open_site, trusted, without_www
from cookietui.actions.workspace import Workspace
from cookietui.core import names
from cookietui.core.cookie_columns import column_of, only
from cookietui.core.decision import Decision
from cookietui.core.declaration import Cookie, Declaration
from cookietui.core.errors import CookietuiError, MissingInput, UsageError
from cookietui.core.knowledge import CookieRecord, is_at_home
from cookietui.core.observation import Observation, ObservedCookie, ObservedSource, SeenRequest, StoredItem
from cookietui.core.sighting import Case, Known, last_time
from cookietui.core.signal import Signal
from cookietui.core.site import place as place_of
from cookietui.core.site import registrable
from cookietui.core.words import CookieCategory
from cookietui.storage import library, marks

_Seen = tuple[ObservedSource, Sequence[ObservedCookie]]
"""Cookies of one source."""


class Gathered:
    """What all observations hold, by site; `mine` are the sites that count as known."""

    def __init__(self, observations: Iterable[Observation], mine: frozenset[str]) -> None:
        self._mine = frozenset(each for each in mine if registrable(each) is not None)
        self._alone = mine - self._mine
        self.cookies: dict[str, list[_Seen]] = {}
        self.requests: dict[str, list[tuple[SeenRequest, ObservedSource]]] = {}
        self.storage: dict[str, list[tuple[StoredItem, ObservedSource]]] = {}
        self.signals: dict[str, list[Signal]] = {}
        self.until: dict[str, int] = {}
        """Source to the last time in it, milliseconds since 1970."""
        self.whole = True
        """Whether nothing was skipped in any of them."""
        self._at: dict[str, str] = {}
        self._places: list[tuple[ObservedSource, Sequence[ObservedCookie], dict[str, list[int]]]] = []
        """Of each jar, the rows by where they were seen."""
        for observation in observations:
            self._take(observation)

    def site_of(self, place: str) -> str:
        """The site that a host or URL belongs to: the longest known one, else its registrable domain."""
        found = self._at.get(place)
        if found is None:
            found = self._at[place] = self._site_of(place_of(place))
        return found

    def _site_of(self, bare: str) -> str:
        """A known site is looked for by its labels alone, which is ten times as fast as the public suffix list."""
        if bare in self._alone:
            return bare
        rest = bare
        while rest:
            if rest in self._mine:
                return rest
            rest = rest.partition(".")[2]
        return registrable(bare) or without_www(bare)

    def _take(self, observation: Observation) -> None:
        source = observation.source
        self.whole = self.whole and not any(each.kind == "cut" for each in observation.problems)
        places: dict[str, list[int]] = defaultdict(list)
        for row, place in enumerate(_places(observation.cookies)):
            places[place].append(row)
        visited = self.site_of(source.site) if source.site else None
        sites: dict[str, list[int]] = defaultdict(list)
        for place, rows in places.items():
            sites[visited or self.site_of(place)] += rows
        for site, rows in sites.items():
            self.cookies.setdefault(site, []).append((source, only(observation.cookies, rows)))
        if source.site is None:
            self._places.append((source, observation.cookies, places))
        self.until[source.path] = last_time(observation.source, observation.cookies)
        for request in observation.requests:
            if visited is not None:
                self.requests.setdefault(visited, []).append((request, source))
        for signal in observation.signals:
            if signal.domain:
                self.signals.setdefault(self.site_of(signal.domain), []).append(signal)
        for item in observation.storage:
            self.storage.setdefault(visited or self.site_of(item.origin), []).append((item, source))

    @functools.cached_property
    def _by_domain(self) -> dict[str, list[_Seen]]:
        found: dict[str, list[_Seen]] = {}
        for source, cookies, places in self._places:
            for place, rows in places.items():
                found.setdefault(registrable(place) or place, []).append((source, only(cookies, rows)))
        return found

    def of_others(self, site: str, declared: Sequence[Cookie]) -> Iterator[_Seen]:
        """Cookies at other domains that the site's text declares by name and domain, and that no partition places."""
        own = registrable(site) or site
        for cookie in declared:
            domain = registrable(cookie.domain) if cookie.domain else None
            if domain is None or domain == own or domain not in self._by_domain:
                continue
            for source, cookies in self._by_domain[domain]:
                given = zip(column_of(cookies, "name"), column_of(cookies, "partition"), strict=True)
                meant = [
                    row
                    for row, (name, partition) in enumerate(given)
                    if partition is None and names.matches(cookie.name, cookie.match, name)
                ]
                if meant:
                    yield source, only(cookies, meant)


def _places(cookies: Sequence[ObservedCookie]) -> Sequence[str]:
    """Where each cookie was seen: under its partition, else at its host."""
    domains, partitions = column_of(cookies, "domain"), column_of(cookies, "partition")
    if not any(partitions):
        return domains
    return [partition or domain for partition, domain in zip(partitions, domains, strict=True)]


class Cases:
    """Makes the case of each site over one set of observations and the profile in use."""

    def __init__(self, ws: Workspace, observations: Iterable[Observation], mine: frozenset[str]) -> None:
        self.ws = ws
        self.gathered = Gathered(observations, mine)
        self._profile, self._speaker = open_speaking(ws)
        self._deciding = decider_for(ws, self._profile)
        self._decisions: dict[tuple[str | None, CookieCategory, str | None], Decision] = {}
        self._now = ws.now()
        self._known: dict[tuple[str, str], Known] = {}
        self._hosts: dict[str, Known] = {}
        self._names: dict[str, bool] = {}
        """Cookie names to whether the catalogue knows them at all."""

    def case(self, site: str, fresh: library.Kept | None = None) -> Case:
        """The case of one site; a reading that cannot be opened counts as none, and the person is told.

        `fresh` is a text of today that takes the place of the kept one.
        """
        kept = self._reading(site, fresh)
        declaration = kept.declaration if kept else None
        cookies = self.gathered.cookies.get(site, [])
        if declaration is not None:
            cookies = [*cookies, *self.gathered.of_others(site, declaration.cookies)]
        return Case(
            site,
            today=self.ws.today,
            now=self._now,
            declaration=declaration,
            cookies=cookies,
            storage=self.gathered.storage.get(site, ()),
            requests=self.gathered.requests.get(site, ()),
            signals=self.gathered.signals.get(site, ()),
            wanted=self._wants(site),
            anywhere=self._anywhere,
            know=self._know,
            named=_naming(self.ws, kept) if kept else None,
            until=self.gathered.until,
            profile=self._speaker,
            whole=self.gathered.whole,
        )

    def _reading(self, site: str, fresh: library.Kept | None) -> library.Kept | None:
        try:
            kept = open_site(self.ws, site, fresh)
            declaration = trusted(kept.declaration, marks.load(self.ws.places, site))
        except (MissingInput, UsageError):
            return None
        except CookietuiError as error:
            self.ws.tell([f"{site}: {error}"])
            return None
        return kept if declaration is kept.declaration else msgspec.structs.replace(kept, declaration=declaration)

    def _wants(self, site: str) -> Callable[[str | None, CookieCategory, str | None], Decision]:
        """Decides at a site; what no rule names is decided once for its category and organisation."""
        deciding, decisions = self._deciding, self._decisions
        rules, speaks = deciding.rules_at(site), deciding.speaker(site)

        def wanted(name: str | None, category: CookieCategory, organisation: str | None) -> Decision:
            if name is not None and speaks is not None and speaks(name):
                return deciding.cookie(site, name, category=category, organisation=organisation)
            key = (rules, category, organisation)
            found = decisions.get(key)
            if found is None:
                found = decisions[key] = deciding.category(site, category, organisation=organisation)
            return found

        return wanted

    def _anywhere(self, organisation: str) -> Decision:
        return self._deciding.category(None, "unclassified", organisation=organisation)

    def _know(self, name: str, place: str) -> Known:
        """By the cookie's name, where that is known for such a host; else by the host alone."""
        behind = self._hosts.get(place)
        if behind is None:
            behind = self._hosts[place] = self._at_host(place)
        known = self._names.get(name)
        if known is None:
            known = self._names[name] = bool(name) and self.ws.knowledge.cookie(name) is not None
        if not known:
            return behind
        found = self._known.get((name, place))
        if found is None:
            found = self._known[name, place] = self._named(name, place, behind)
        return found

    def _named(self, name: str, place: str, behind: Known) -> Known:
        """What the catalogue's record of that name says at such a host."""
        record = self.ws.knowledge.cookie(name, place)
        if record is None or record.fit == "elsewhere":
            return behind
        return Known(
            organisation=behind.organisation if record.software else record.organisation or behind.organisation,
            category=record.category if record.category != "unclassified" else behind.category,
            stem=self._stem(record),
        )

    def _stem(self, record: CookieRecord) -> str:
        """What the names of a record begin with, where that is no cookie of its own (`_ga` is one, `_ga_*` others)."""
        if record.match != "prefix":
            return ""
        stem = names.literal_prefix(record.cookie, record.match).rstrip("_.-")
        own = self.ws.knowledge.cookie(stem) if stem else None
        return "" if own is not None and own.match == "exact" else stem

    def _at_host(self, place: str) -> Known:
        owner = self.ws.knowledge.owner(place)
        return Known(owner.organisation, owner.category) if owner and is_at_home(owner, place) else Known()


def _naming(ws: Workspace, kept: library.Kept) -> Callable[[str], bool]:
    """Whether the text names a host or the organisation behind it; the text is searched at the first question."""

    @functools.cache
    def organisations() -> frozenset[str]:
        declaration: Declaration = kept.declaration
        vendors = {vendor.domain for vendor in declaration.vendors if vendor.domain}
        cookies = {cookie.organisation for cookie in declaration.cookies if cookie.organisation}
        named = {place.owner.organisation for place in ws.knowledge.named(kept.text)}
        return frozenset({*vendors, *cookies, *named})

    def is_named(place: str) -> bool:
        owner, domain = ws.knowledge.owner(place), registrable(place) or place
        if domain in organisations() or (owner is not None and owner.organisation in organisations()):
            return True
        return re.search(rf"(?<![\w-]){re.escape(domain)}(?![\w-])", kept.text, re.IGNORECASE) is not None

    return is_named
