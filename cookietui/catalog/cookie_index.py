"""A cookie's name is looked up by hashing: exact names, then literal beginnings by length; only globs are compared."""

from collections.abc import Iterable, Iterator

from cookietui.catalog.common_names import says_little
from cookietui.core.catalogue import CookieRow, Source, lifetime_text
from cookietui.core.knowledge import CookieRecord, Fit
from cookietui.core.names import literal_prefix, matches, specificity

FITS: tuple[Fit, ...] = ("domain", "anywhere", "elsewhere")
"""From the best on."""


class Entry:
    """A row with where it comes from and how much it counts."""

    __slots__ = ("_little", "_records", "rank", "row", "source")

    def __init__(self, row: CookieRow, source: Source, rank: tuple[int, tuple[int, int, int], int]) -> None:
        self.row = row
        self.source = source
        self.rank = rank
        """Sort key, best first: the person's own, then the most specific, then the order of the batches."""
        self._records: dict[int, CookieRecord] = {}
        self._little: bool | None = None

    @property
    def says_little(self) -> bool:
        """Whether it is known at its own domain alone."""
        if self._little is None:
            self._little = says_little(self.row)
        return self._little

    def record(self, fit: int) -> CookieRecord:
        """The answer for the outside; `fit` counts in FITS."""
        found = self._records.get(fit)
        if found is None:
            found = self._records[fit] = self._made(FITS[fit])
        return found

    def _made(self, fit: Fit) -> CookieRecord:
        row = self.row
        return CookieRecord(
            cookie=row.cookie,
            match=row.match,
            category=row.category,
            organisation=row.organisation or None,
            product=row.product,
            domain=row.domains[0] if row.domains else None,
            lifetime_text=lifetime_text(row.lifetime),
            lifetime_seconds=int(row.lifetime) if row.lifetime.isdigit() else None,
            session=row.lifetime == "session",
            software=row.software,
            fit=fit,
            source=self.source.title,
            date=self.source.date,
            own=self.rank[0] == 0,
        )


class CookieIndex:
    """All rows; a question costs as many hashed ones as there are lengths of patterns with its first letter."""

    def __init__(self) -> None:
        self._exact: dict[str, list[Entry]] = {}
        self._patterns: dict[str, list[Entry]] = {}
        """By literal beginning."""
        self._lengths: dict[str, tuple[int, ...]] = {}
        """Of those beginnings, by first letter."""
        self.count = 0

    def add(self, rows: Iterable[CookieRow], source: Source, *, own: bool = False) -> None:
        """Take rows in; batches added first count more among equals."""
        for row in rows:
            self.count += 1
            entry = Entry(row, source, (0 if own else 1, specificity(row.cookie, row.match), self.count))
            if row.match in {"prefix", "glob"}:
                self._patterns.setdefault(literal_prefix(row.cookie, row.match), []).append(entry)
            else:
                self._exact.setdefault(row.cookie, []).append(entry)
        lengths: dict[str, set[int]] = {}
        for begin in self._patterns:
            lengths.setdefault(begin[:1], set()).add(len(begin))
        self._lengths = {first: tuple(sorted(found)) for first, found in lengths.items()}

    def candidates(self, name: str) -> list[Entry]:
        """Every row that means this real name, in no order."""
        found = list(self._exact.get(name, ()))
        for first in (name[:1], ""):
            for length in self._lengths.get(first, ()):
                if length > len(name):
                    break
                for entry in self._patterns.get(name[:length], ()):
                    if entry.row.match == "prefix" or matches(entry.row.cookie, entry.row.match, name):
                        found.append(entry)  # noqa: PERF401 - this is the hot loop, and a generator costs more
        return found

    def spelled(self, name: str) -> list[Entry]:
        """Rows whose pattern is written just so (`_ga_*`)."""
        begin = literal_prefix(name, "glob")
        tables = (self._exact.get(name, ()), self._patterns.get(begin, ()))
        return [entry for table in tables for entry in table if entry.row.cookie == name]

    def beginning(self, begun: str) -> list[Entry]:
        """Rows whose name begins so, whatever the case; none for fewer than two characters."""
        low = begun.casefold()
        return [each for each in self.entries() if len(low) > 1 and each.row.cookie.casefold().startswith(low)]

    def entries(self) -> Iterator[Entry]:
        """All of them."""
        for table in (self._exact, self._patterns):
            for entries in table.values():
                yield from entries
