"""An organisation is all rows of one id; asked by a domain or name of its own, a branch or product comes first."""

import functools
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from cookietui.catalog.contacts import contacts_of
from cookietui.catalog.filed import Filed
from cookietui.catalog.joining import Joiner, short_name
from cookietui.catalog.owners import owner, owners, products_of
from cookietui.core.catalogue import OrganisationRow, Source, folded
from cookietui.core.knowledge import Organisation, Owner, is_at_home
from cookietui.core.site import host, lookup_chain

_FOUND = 50
"""Organisations that a search gives."""
_LEAST = 3
"""Characters of a part of a name that is searched for."""


class Directory:
    """Every row by id, domain and name; names are indexed when one is first asked for."""

    def __init__(self) -> None:
        self._filed: list[Filed] = []
        self._by_id: dict[str, list[Filed]] = {}
        self._by_domain: dict[str, list[Filed]] = {}
        self._begun: dict[str, int] = {}
        """Title of a source to the order of its first row."""

    def add(self, rows: Iterable[OrganisationRow], source: Source, *, own: bool = False) -> None:
        """Take rows in; the person's own come first, then batches in the order in which they are added.

        Later records of a source that is there already are newer, and come before its others.
        """
        newer = self._begun.get(source.title)
        self._begun.setdefault(source.title, len(self._filed))
        for row in rows:
            filed = Filed(row, source, own, len(self._filed) if newer is None else newer - 1)
            self._filed.append(filed)
            self._by_id.setdefault(row.id, []).append(filed)
            for domain in row.domains:
                self._by_domain.setdefault(domain, []).append(filed)
        self.__dict__.pop("_by_name", None)
        self.__dict__.pop("joiner", None)

    @functools.cached_property
    def joiner(self) -> Joiner:
        """Which id a domain or name has, by all rows."""
        joiner = Joiner()
        joiner.learn(each.row for each in self._filed)
        return joiner

    @functools.cached_property
    def _by_name(self) -> dict[str, list[Filed]]:
        found: dict[str, list[Filed]] = {}
        for each in self._filed:
            for name in filter(None, map(short_name, (each.row.name, *each.row.names))):
                found.setdefault(name, []).append(each)
        return found

    def rows(self) -> Sequence[Filed]:
        """All of them."""
        return self._filed

    def identifier(self, address: str) -> str | None:
        """The id of a host: of its owner, else of the rows of its longest known ending; None where nobody is known."""
        known = owner(address)
        if known is not None and is_at_home(known, address):
            return known.organisation
        for name in lookup_chain(address):
            if name in self._by_domain:
                return self._by_domain[name][0].row.id
            if name in self._by_id:
                return name
        return None

    def organisation(self, word: str) -> Organisation | None:
        """What a domain, host, URL or name means; None where nobody is known by it."""
        name = host(word)
        found = self._of_host(name) if name and "." in name else None
        if found is None and word in self._by_id:
            found = self._made(word, self._by_id[word])
        return found or next(self._named(word), None)

    def search(self, word: str, *, parts: bool = True) -> list[Organisation]:
        """Every organisation that a word means, else (`parts`) those with it in their name, the likeliest first."""
        name = host(word)
        exact = self._of_host(name) if name and "." in name else None
        found = {each.id: each for each in ([exact] if exact else self._named(word))}
        if not found and parts and len(folded(word)) >= _LEAST:
            found = {each.id: each for each in self._containing(folded(word))}
        return list(found.values())[:_FOUND]

    def _of_host(self, name: str) -> Organisation | None:
        identifier = self.identifier(name)
        if identifier is None:
            return None
        rows = self._by_id.get(identifier, [])
        nearest = next((each for each in lookup_chain(name) if each in self._by_domain), None)
        near = [row for row in self._by_domain.get(nearest or "", ()) if row.row.id == identifier]
        made = self._made(identifier, rows, near)
        whole = products_of(identifier) if name == identifier else ()
        return msgspec.structs.replace(made, name=whole[0].name) if whole else made

    def _named(self, word: str) -> Iterator[Organisation]:
        """Organisations of that very name; a row that is gone leads to the one that took its place."""
        name = short_name(word)
        matched: dict[str, list[Filed]] = {}
        for each in sorted(
            self._by_name.get(name, ()), key=lambda each: (short_name(each.row.name) != name, each.order)
        ):
            matched.setdefault(each.row.id, []).append(each)
        known = _owners_by_name().get(name)
        if known is not None:
            matched = {known.organisation: matched.pop(known.organisation, []), **matched}
        for identifier, near in matched.items():
            heirs = [row for each in near if each.row.into for row in self._by_name.get(short_name(each.row.into), ())]
            yield self._made(identifier, self._by_id.get(identifier, []), [*near, *heirs])

    def _containing(self, word: str) -> Iterator[Organisation]:
        seen: set[str] = set()
        for name, rows in self._by_name.items():
            if f" {word}" in f" {name}":
                for each in rows:
                    if each.row.id not in seen:
                        seen.add(each.row.id)
                        yield self._made(each.row.id, self._by_id[each.row.id], [each])

    def _made(self, identifier: str, rows: Sequence[Filed], near: Sequence[Filed] = ()) -> Organisation:
        """One organisation of its rows, those that were asked for first."""
        near = [*near, *(each for each in rows if each.corrects)] if near else near
        ordered = sorted(dict.fromkeys(near), key=lambda each: each.weight(identifier))
        rest = sorted((each for each in rows if each not in ordered), key=lambda each: each.weight(identifier))
        whole = [*ordered, *rest]
        reachable = any(each.row.reachable and not each.row.gone for each in ordered)
        first = ordered if reachable else whole
        speaking = [each.row for each in first if not each.row.gone]
        lead = [each.row for each in whole if each.own] + [row for row in speaking if row.reachable][:1]
        gone = next((each.row for each in ordered if each.row.gone), None)
        names = [name for each in whole for name in (each.row.name, *each.row.names) if name]
        domains = [domain for each in whole for domain in each.row.domains]
        every = products_of(identifier)
        return Organisation(
            id=identifier,
            name=(every[0].name if every and not ordered else "")
            or next((each.name for each in _naming([*speaking, *(row.row for row in ordered)]) if each.name), "")
            or identifier,
            names=tuple(dict.fromkeys([*names, *(name for each in every for name in each.names)])),
            domains=tuple(dict.fromkeys([*domains, *(domain for each in every for domain in each.domains)])),
            contacts=contacts_of(first, [each for each in whole if each.own], every),
            language=next((row.language for row in speaking if row.language), None),
            countries=next((row.countries for row in speaking if row.countries), ()),
            needs=next((row.needs for row in lead if row.needs), ()),
            document=any(row.document for row in lead),
            tracking=any(row.tracking for row in speaking),
            suggested=next((row.suggested for row in speaking if row.suggested), None),
            difficulty=next(
                (r.difficulty for r in speaking if r.difficulty and (near or identifier in r.domains)), None
            ),
            gone=_gone(gone),
            sources=tuple(dict.fromkeys(each.source.said for each in whole)),
            own=any(each.own for each in whole),
        )


def _naming(rows: Sequence[OrganisationRow]) -> list[OrganisationRow]:
    """The rows in the order in which they may name the organisation: a tracker's name is that of a product."""
    return sorted(rows, key=lambda row: row.tracker)


def _gone(gone: OrganisationRow | None) -> str:
    """Why there is no record of its own, in words."""
    if gone is None or not gone.gone:
        return ""
    return f"{gone.name}: {gone.gone}{f' into {gone.into}' if gone.into else ''}"


@functools.cache
def _owners_by_name() -> dict[str, Owner]:
    """Owners of our own list by their names and products; an organisation's own name beats a product of another."""
    found: dict[str, Owner] = {}
    for each in owners():
        found.setdefault(short_name(each.name), each)
    for each in owners():
        for name in (each.product, *each.names):
            found.setdefault(short_name(name), each)
    return found
