"""What a denial is held against beyond the prose, read only where something is denied: cookies listed, hosts loaded."""

import functools
from collections.abc import Collection, Iterable, Iterator, Sequence

from cookietui.core.declaration import Declaration, Evidence, Vendor
from cookietui.core.words import CookieCategory
from cookietui.readers import cookie_tables, embedded
from cookietui.readers.policy.reading import Reading

TRACKING: frozenset[CookieCategory] = frozenset({"analytics", "marketing"})


class Whole:
    """Cookies and third parties of the page, as evidence of the policy's own reading."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def cookies(self, categories: Collection[CookieCategory] = ()) -> Iterator[int]:
        """Where each cookie is listed, of these categories or of any."""
        for cookie in self._tables.cookies:
            if cookie.storage == "cookie" and (not categories or cookie.category in categories):
                yield from self._moved(cookie.evidence, self._tables.evidence)

    def loaded(self, categories: Collection[CookieCategory] = ()) -> Iterator[int]:
        """Where the page loads each third party, of these categories or of any."""
        for host in self._loads.embedded:
            if not categories or host.category in categories:
                yield from self._moved(host.evidence, self._loads.evidence)

    def loaded_of(self, vendor: Vendor) -> Iterator[int]:
        """Where the page loads that vendor's product, or another that tracks in the same way."""
        ask = self._reading.sample.knowledge.owner
        for host in self._loads.embedded:
            if vendor.domain and host.organisation == vendor.domain:
                owner = ask(host.host)
                alike = vendor.category == host.category and host.category in TRACKING
                if alike or (owner and owner.product.casefold() == vendor.name.casefold()):
                    yield from self._moved(host.evidence, self._loads.evidence)

    @functools.cached_property
    def _tables(self) -> Declaration:
        return cookie_tables.read(self._reading.sample)

    @functools.cached_property
    def _loads(self) -> Declaration:
        return embedded.read(self._reading.sample)

    def _moved(self, indices: Iterable[int], rows: Sequence[Evidence]) -> Iterator[int]:
        """The same places in the reading's own evidence."""
        book = self._reading.book
        for row in (rows[index] for index in indices):
            if isinstance(row.start, int) and isinstance(row.end, int):
                yield book.span(row.start, row.end)
            elif isinstance(row.pointer, str):
                yield book.pointer(row.pointer, row.quote)
