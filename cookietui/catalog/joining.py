"""Records of different sources are joined by domain first, by name second; the id is always one domain."""

import functools
from collections.abc import Iterable, Sequence
from importlib import resources

from cookietui.catalog.owners import named, owner, owners
from cookietui.core.catalogue import OrganisationRow, folded
from cookietui.core.firms import legal_forms
from cookietui.core.site import host, registrable

_FORMS_AT_END = 3
"""Legal forms that are taken off the end of a name ("GmbH & Co. KG")."""


@functools.cache
def _forms() -> frozenset[str]:
    return frozenset(map(folded, legal_forms()))


@functools.lru_cache(maxsize=65536)
def short_name(name: str) -> str:
    """A name folded and without the legal form at its end: "Criteo S.A." and "criteo" are one."""
    words = folded(name).split()
    for _ in range(_FORMS_AT_END):
        for size in (4, 3, 2, 1):
            if len(words) > size and " ".join(words[-size:]) in _forms():
                del words[-size:]
                break
    while len(words) > 1 and words[-1] in {"and", "und", "et", "co"}:
        words.pop()
    return " ".join(words)


class Joiner:
    """Which id a domain or a name has; it learns from every row it is shown."""

    def __init__(self) -> None:
        self._domains: dict[str, str] = {}
        self._names: dict[str, str] = {}
        for known in owners():
            for name in (known.name, known.product, *known.names):
                self._names.setdefault(short_name(name), known.organisation)

    def learn(self, rows: Iterable[OrganisationRow]) -> None:
        """Let the domains and names of these rows mean their ids from now on."""
        for row in rows:
            for domain in row.domains:
                self._domains.setdefault(domain, row.id)
            for name in filter(None, map(short_name, (row.name, *row.names))):
                self._names.setdefault(name, row.id)

    def domain(self, address: str) -> str | None:
        """The id of a host or URL: of its owner, else of a row with that domain, else its registrable domain."""
        name, top = host(address), registrable(address)
        if name is None or top is None:
            return None
        return self.owned(address) or self._domains.get(name) or self._domains.get(top) or top

    def whole(self, domains: Sequence[str]) -> str | None:
        """The id of who has all of these domains: by our own list, else by the rows, else of the first domain.

        A name below a domain tells nothing: help desks of many (`shop.zendesk.com`) are guests of one.
        """
        own = [name for name in domains if name == registrable(name)]
        known = [self.owned(name) for name in own] + [self._domains.get(name) for name in own]
        return next(filter(None, known), None) or next(filter(None, map(self.domain, domains)), None)

    def owned(self, address: str) -> str | None:
        """The id of a host or URL whose owner stands in our own list."""
        name = host(address)
        if name is None or registrable(name) != registrable(name, icann=True):
            return None  # a guest of github.io is not GitHub
        known = owner(name)
        return known.organisation if known else None

    def name(self, text: str) -> str | None:
        """The id of a name that is known, None for others."""
        return self._names.get(short_name(text))

    def named(self, text: str) -> str | None:
        """The id of the first organisation of our own list that is named in a text ("Bing / Microsoft")."""
        return next((place.owner.organisation for place in named(text)), None)


@functools.cache
def _freemail() -> frozenset[str]:
    text = (resources.files("cookietui") / "data" / "freemail.txt").read_text(encoding="utf-8")
    return frozenset(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


def is_freemail(domain: str) -> bool:
    """Whether anybody can have an address there, so that it tells nothing about whose it is."""
    return domain.lower() in _freemail()
