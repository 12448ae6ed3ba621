"""A jar of 200,000 cookies is read column by column: what repeats is looked at once, and no row is a step in Python."""

import contextlib
import functools
import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import repeat
from typing import Any, Generic, TypeVar

from cookietui.core.set_cookie import LONGEST
from cookietui.core.site import party
from cookietui.core.tally import Tally
from cookietui.core.text import plain
from cookietui.core.words import Party
from cookietui.sources.database import Columns

ODD_NAME = "names with characters that cannot be shown, made harmless"
_LOST = "\ufffd"
"""What stands in the place of bytes that are no text."""
NO_COOKIE = "rows without a name or host, skipped"
LONG_NAME = "names longer than any browser takes, cut"
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


def host_of(given: str) -> tuple[str, bool]:
    """The host of a jar's domain, and whether the cookie is for that host alone (no leading dot)."""
    return plain(given).lstrip("."), not given.startswith(".")


def path_of(given: Any) -> str:
    """The path, `/` for none."""
    return plain(str(given)) if given else "/"


def parties_of(domains: Iterable[str], partitions: Sequence[str | None]) -> Iterable[Party]:
    """The party of each cookie: a partition is the site that was visited, without one nothing is known."""
    if not any(partitions):
        return repeat("unknown")
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


def with_names(columns: Columns, tally: Tally) -> Columns:
    """The columns (names first, hosts second) without rows that lack either, names fit to be shown."""
    names, hosts = columns[:2]
    if not (set(map(type, names)) | set(map(type, hosts)) <= {str} and all(hosts)):
        rows = list(zip(*columns, strict=True))
        kept = [row for row in rows if type(row[0]) is str and type(row[1]) is str and row[1]]
        tally.add(NO_COOKIE, count=len(rows) - len(kept))
        columns = [list(column) for column in zip(*kept, strict=True)] if kept else [[] for _ in columns]
    columns[0] = list(shown(columns[0], tally))
    return columns


def shown(names: Sequence[str], tally: Tally) -> Sequence[str]:
    """The names as they may be shown; what had to be changed is counted."""
    joined = "".join(names)
    if not joined.isprintable() or _LOST in joined:
        given, names = names, [plain(name) for name in names]
        odd = sum(a != b or _LOST in a for a, b in zip(names, given, strict=True))
        tally.add(ODD_NAME, kind="note", count=odd)
    if names and max(map(len, names)) > LONGEST:
        tally.add(LONG_NAME, count=sum(len(name) > LONGEST for name in names))
        names = [name[:LONGEST] for name in names]
    return names


def whole(times: Sequence[Any]) -> Sequence[int | None]:
    """The times, None for what is no whole number."""
    return times if set(map(type, times)) <= {int} else [time if type(time) is int else None for time in times]


def later(updates: Sequence[Any], creations: Sequence[Any]) -> Iterable[int | None]:
    """When each cookie was last set; a time before its creation is none."""
    if not any(updates):
        return repeat(None)
    pairs = zip(updates, creations, strict=True)
    return [
        update if type(update) is int and update >= (made if type(made) is int else 0) else None
        for update, made in pairs
    ]


def texts(values: Sequence[Any]) -> Iterable[str | None]:
    """Values of cookies as text, None where there is none."""
    return [None if value is None else str(value) for value in values] if any(values) else repeat(None)
