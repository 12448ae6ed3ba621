"""The catalogue answers from the shipped facts, the person's imports and her corrections, in one index each."""

import functools
from collections.abc import Iterable, Sequence

import msgspec

from cookietui.catalog import shipped
from cookietui.catalog.common_names import is_common
from cookietui.catalog.cookie_index import CookieIndex, Entry
from cookietui.catalog.directory import Directory
from cookietui.catalog.owners import named, owner
from cookietui.core.catalogue import OWN, Batch, CookieRow, folded
from cookietui.core.knowledge import CookieRecord, Knowledge, Organisation, Owner

_TELLING = 4
"""Characters of a product's name that tell it in a cookie's name."""
_LONGEST = 255
"""Characters of a host, and of a name that is asked for."""


class Catalogue:
    """Everything that is known; nothing is loaded before the first question."""

    def __init__(self, batches: Sequence[Batch] = ()) -> None:
        self._batches = tuple(batches)
        """Imports and, under the key `yours`, corrections; one of the key of a shipped source takes its place."""

    @functools.cached_property
    def cookies(self) -> CookieIndex:
        """The index of cookies."""
        index = CookieIndex()
        for source, rows in shipped.cookies():
            if source.key not in self.keys:
                index.add(rows, source)
        for batch in self._batches:
            if batch.source.key != OWN:
                index.add(batch.cookies, batch.source)
        for batch in self._batches:
            if batch.source.key == OWN:
                index.add([_completed(row, index) for row in batch.cookies], batch.source, own=True)
        return index

    @functools.cached_property
    def directory(self) -> Directory:
        """The index of organisations."""
        directory = Directory()
        for source, rows in shipped.organisations():
            if source.key not in self.keys:
                directory.add(rows, source)
        for batch in self._batches:
            directory.add(batch.organisations, batch.source, own=batch.source.key == OWN)
        return directory

    @functools.cached_property
    def keys(self) -> frozenset[str]:
        """Of what was imported and corrected."""
        return frozenset(batch.source.key for batch in self._batches)

    def cookie(self, name: str, domain: str | None = None, /) -> CookieRecord | None:
        """The record that fits a real cookie best; see `core.knowledge.Fit`.

        A record of another domain, or one without a domain, counts only where the name is no common one (`lang`).
        """
        entries = self.cookies.candidates(name)
        place = domain.lower().strip(".") if domain else ""
        if place:
            entries = [each for each in entries if not each.says_little or _is_meant(each, name, place)]
        if not entries:
            return None
        best, fit = entries[0], _fit(entries[0], place)
        for entry in entries[1:]:
            other = _fit(entry, place)
            if (other, entry.rank) < (fit, best.rank):
                best, fit = entry, other
        if place and fit:
            if best.rank[0] and is_common(name):
                return None
            fit = 1 if fit and _is_telling(name, best.row.product) else fit
        return best.record(fit)

    def behind(self, record: CookieRecord) -> Organisation | None:
        """The organisation of a record, with the contacts of the branch that has the cookie's domain first."""
        if not record.organisation:
            return None
        named = record.domain and self.directory.identifier(record.domain) == record.organisation
        product = self.directory.organisation(record.product) if not named else None
        if product is not None and product.id == record.organisation:
            return product
        return self.organisation(record.domain if named and record.domain else record.organisation)

    def organisation(self, word: str) -> Organisation | None:
        """What a domain, host or name means."""
        return self.directory.organisation(word[:_LONGEST])

    def owner(self, host: str) -> Owner | None:
        """Who is behind a host: by our own list, else by what the person imported."""
        return owner(host) or self._imported(host)

    def _imported(self, host: str) -> Owner | None:
        known = self._tracked
        rest = host.lower().strip(".") if known and len(host) <= _LONGEST else ""
        while rest:
            if rest in known:
                return known[rest]
            _, _, rest = rest.partition(".")
        return None

    @functools.cached_property
    def _tracked(self) -> dict[str, Owner]:
        """Domains of imported trackers."""
        found: dict[str, Owner] = {}
        for batch in self._batches:
            for row in batch.organisations:
                for domain in row.domains if row.tracker else ():
                    found.setdefault(
                        domain,
                        Owner(
                            organisation=row.id,
                            name=row.name or row.id,
                            product=row.name or row.id,
                            category=row.category,
                            names=row.names,
                            domains=row.domains,
                            policy=row.web or None,
                        ),
                    )
        return found

    def knowledge(self) -> Knowledge:
        """The questions that readers and actions may ask."""
        return Knowledge(owner=self.owner, named=named, cookie=self.cookie, organisation=self.organisation)

    def records(self, entries: Iterable[Entry]) -> list[CookieRecord]:
        """Records for showing, the best first."""
        return [entry.record(1) for entry in sorted(entries, key=lambda entry: entry.rank)]


def _completed(row: CookieRow, index: CookieIndex) -> CookieRow:
    """A correction says one thing or two; the rest is taken from the best record of that name."""
    others = index.spelled(row.cookie) or (index.candidates(row.cookie) if row.match == "exact" else [])
    if not others:
        return row
    best = min(others, key=lambda entry: entry.rank).row
    said = {name: getattr(row, name) for name in CookieRow.__struct_fields__}
    plain = CookieRow(cookie="")
    changed = {name: value for name, value in said.items() if value != getattr(plain, name)}
    return msgspec.structs.replace(best, **{**changed, "cookie": row.cookie, "match": row.match})


def _fit(entry: Entry, place: str) -> int:
    """0 where the record is of the cookie's own domain or owner, 1 where it has no domain, 2 for other domains."""
    domains = entry.row.domains
    if not place:
        return 1
    for domain in domains:
        if place == domain or place.endswith(f".{domain}") or domain.endswith(f".{place}"):
            return 0
    if entry.row.organisation:
        known = owner(place)
        if known is not None and known.organisation == entry.row.organisation:
            return 0
    return 2 if domains else 1


def _is_meant(entry: Entry, name: str, place: str) -> bool:
    """Whether a record that says little is meant: at its own domain, by the person's word, or by the product's name."""
    return _fit(entry, place) == 0 or not entry.rank[0] or _holds(name, entry.row.product)


def _is_telling(name: str, product: str) -> bool:
    """Whether a name alone tells who set a cookie: scripts of others mark theirs on every site, `_fbp`, `hubspotutk`.

    By custom it begins with an underscore, or it holds the name of the product.
    """
    return name.startswith("_") or _holds(name, product)


def _holds(name: str, product: str) -> bool:
    first = folded(product).partition(" ")[0]
    return len(first) >= _TELLING and first in name.casefold()
