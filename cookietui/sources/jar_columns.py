"""A jar of 200,000 cookies is read column by column: what repeats is looked at once, and no row is a step in Python."""

import contextlib
import functools
import gc
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Annotated, Any, Generic, TypeVar

import msgspec

from cookietui.core.cookie_columns import Column, CookieColumns, Same
from cookietui.core.errors import BadInput
from cookietui.core.observation import FIRST, LAST, iso
from cookietui.core.set_cookie import LONGEST
from cookietui.core.site import party
from cookietui.core.tally import Tally
from cookietui.core.text import plain
from cookietui.core.words import Party
from cookietui.sources.cookie_json import NO_DATE
from cookietui.sources.database import Copy
from cookietui.sources.packed import Batch

ODD_NAME = "names with characters that cannot be shown, made harmless"
_LOST = "\ufffd"
"""What stands in the place of bytes that are no text."""
NO_COOKIE = "rows without a name or host, skipped"
LOST = "rows with zeros in the place of text, as a torn file leaves them, skipped"
LONG_NAME = "names longer than any browser takes, cut"
_DIGITS = 15
"""Digits of a millisecond of the calendar, at most."""
_TEXTS = (0, 1, 2)
"""Columns of a jar that are text: name, host, path."""
_Made = TypeVar("_Made")


class Once(dict[Any, Any], Generic[_Made]):
    """Makes the value of a key when it is first asked for."""

    def __init__(self, make: Callable[[Any], _Made]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: Any) -> _Made:
        """The value of a new key, kept."""
        made = self[key] = self._make(key)
        return made

    def all(self, keys: Iterable[Any]) -> Iterator[_Made]:
        """The values of many keys, in their order."""
        return map(self.__getitem__, keys)


class Parts:
    """A column in whose values several fields stand; a field that is the same in all of them takes no room."""

    def __init__(self, make: Callable[[Any], tuple[Any, ...]], given: Callable[[], Iterable[Any]]) -> None:
        """`make` takes a value apart, `given` has the column."""
        self._make = make
        self._given = given

    @functools.cached_property
    def rows(self) -> list[tuple[Any, ...]]:
        """Every value taken apart."""
        once = Once(self._make)
        rows = list(once.all(self._given()))
        self._kinds = set(once.values())
        return rows

    def field(self, number: int) -> Sequence[Any]:
        """One of the fields, of all values."""
        rows = self.rows
        values = {kind[number] for kind in self._kinds}
        return Same(values.pop(), len(rows)) if len(values) == 1 else [row[number] for row in rows]


def host_of(given: str) -> tuple[str, bool]:
    """The host of a jar's domain in lower case, and whether the cookie is for that host alone (no leading dot)."""
    return plain(given).lstrip(".").lower(), not given.startswith(".")


def text_of(given: Any) -> str:
    """A value as text, whatever type the jar gave it."""
    return given.decode("utf-8", "replace") if isinstance(given, bytes) else str(given)


def path_of(given: Any) -> str:
    """The path, `/` for none."""
    return plain(text_of(given)) if given else "/"


def parties_of(domains: Sequence[str], partitions: Sequence[str | None]) -> Sequence[Party]:
    """The party of each cookie: a partition is the site that was visited, without one nothing is known."""
    if not any(partitions):
        return Same("unknown", len(domains))
    places = zip(domains, partitions, strict=True)
    return [_party(domain, partition) if partition else "unknown" for domain, partition in places]


@functools.lru_cache(maxsize=4096)
def _party(domain: str, partition: str) -> Party:
    return party(domain, partition)


@contextlib.contextmanager
def resting_collector() -> Iterator[None]:
    """No collection while a jar is read: cookies hold nothing that could form a cycle, and there are many of them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class Rows:
    """The rows of a table that are cookies: names and hosts (the first columns) looked at, the others when asked for.

    Rows that lack a name or host are counted and left out; names are fit to be shown.
    """

    def __init__(
        self, batches: Iterable[Batch], tally: Tally, look: Callable[[Batch], object] = lambda _batch: None
    ) -> None:
        """`look` is shown every batch as it comes."""
        self.names: list[str] = []
        self._given: list[str] = []
        self._batches: list[Batch] = []
        for batch in map(functools.partial(_sound, tally=tally), batches):
            self.names += shown(batch.take(0), tally)
            self._given += batch.take(1)
            self._batches.append(batch)
            look(batch)
        self.whole = not (tally.count(NO_COOKIE) or tally.count(LOST))
        """Whether no row was left out."""

    @functools.cached_property
    def hosts(self) -> list[tuple[str, bool]]:
        """As `host_of`."""
        given, self._given = self._given, []
        return list(Once(host_of).all(given))

    def take(self, number: int) -> list[Any]:
        """The values of a column of all rows, which nobody asks for again."""
        return list(chain.from_iterable(batch.take(number) for batch in self._batches))

    def cookies(self, **columns: Column) -> CookieColumns:
        """The cookies of the rows, with these columns beside name and host."""
        return CookieColumns(
            len(self.names),
            {
                "name": self.names,
                "domain": lambda: [host for host, _ in self.hosts],
                "host_only": lambda: [alone for _, alone in self.hosts],
                **columns,
            },
        )


def _sound(batch: Batch, tally: Tally) -> Batch:
    """The batch without rows that lack a name or host, or hold zeros in their place or in that of the path."""
    torn = any(map(batch.mentions_nul, _TEXTS))
    names, hosts = batch.texts(0), batch.texts(1)
    if not torn and names is not None and hosts is not None and all(hosts):
        return batch
    pairs = zip(batch.column(0), batch.column(1), strict=True)
    kept = [row for row, (name, host) in enumerate(pairs) if type(name) is str and type(host) is str and host]
    tally.add(NO_COOKIE, count=batch.size - len(kept))
    if not torn:
        return batch.only(kept)
    columns = [batch.column(number) for number in _TEXTS]
    sound = [row for row in kept if not any(type(each[row]) is str and "\0" in each[row] for each in columns)]
    tally.add(LOST, count=len(kept) - len(sound))
    return batch.only(sound)


def dated(batch: Batch, number: int, tally: Tally, *, first: int = FIRST) -> None:
    """Look at a column of times in milliseconds: what no calendar holds is counted and becomes NaN.

    NaN is no date (see `whole`), but unlike None it does not say that the cookie ends with the session.
    """
    if (batch.digits(number) or _DIGITS) < _DIGITS or batch.fits(number, _times(first)):
        return
    times = [_time(given, first) for given in batch.column(number)]
    tally.add(NO_DATE, kind="note", count=list(map(type, times)).count(float))
    batch.put(number, times)


def _time(given: Any, first: int) -> int | float | None:
    """A time that a jar keeps in another type than now, NaN for what is none."""
    if given is None:
        return None
    if type(given) is str and given.isascii() and given.isdigit() and len(given) <= _DIGITS:
        given = int(given)
    if type(given) not in {int, float} or not first <= given <= LAST:
        return math.nan
    return int(given)


@functools.cache
def _times(first: int) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(list[Annotated[int, msgspec.Meta(ge=first, le=LAST)] | None])


def shown(names: Sequence[str], tally: Tally) -> Sequence[str]:
    """The names as they may be shown; what had to be changed is counted."""
    joined = ";".join(names)
    if not joined.isprintable() or _LOST in joined:
        given, names = names, [plain(name) for name in names]
        odd = sum(a != b or _LOST in a for a, b in zip(names, given, strict=True))
        tally.add(ODD_NAME, kind="note", count=odd)
    if _may_be_long(joined, len(names)) and max(map(len, names)) > LONGEST:
        tally.add(LONG_NAME, count=sum(len(name) > LONGEST for name in names))
        names = [name[:LONGEST] for name in names]
    return names


def _may_be_long(joined: str, count: int) -> bool:
    """Whether one of so many names, joined with semicolons, can be too long: quicker than a look at each."""
    if joined.count(";") != count - 1:
        return count > 0
    start = 0
    while len(joined) - start > LONGEST:
        start = joined.rfind(";", start, start + LONGEST + 1) + 1
        if not start:
            return True
    return False


def last_used(copy: Copy, table: str, latest: str) -> str | None:
    """ISO 8601 time of the last use of any cookie; `latest` selects milliseconds. None where the table lacks it."""
    column = latest[latest.index("max(") + 4 : latest.index(")")]
    if column not in copy.columns(table):
        return None
    with contextlib.suppress(BadInput):  # what is torn there is told by the reading of its rows
        found = copy.value(f"SELECT {latest} FROM {table}")  # noqa: S608 - constants of ours
        return iso(found) if type(found) is int and found > 0 else None
    return None


def whole(times: Sequence[Any]) -> Sequence[int | None]:
    """The times, None for what is no whole number."""
    return times if set(map(type, times)) <= {int} else [time if type(time) is int else None for time in times]


def later(updates: Sequence[Any], creations: Sequence[Any]) -> Sequence[int | None]:
    """When each cookie was last set; a time before its creation is none."""
    if not any(updates):
        return Same(None, len(updates))
    pairs = zip(updates, creations, strict=True)
    return [
        update if type(update) is int and update >= (made if type(made) is int else 0) else None
        for update, made in pairs
    ]


def texts(values: Sequence[Any]) -> Sequence[str | None]:
    """Values of cookies as text, None where there is none."""
    return [None if value is None else text_of(value) for value in values] if any(values) else Same(None, len(values))
