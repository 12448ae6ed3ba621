"""What the header, the heading and the cells of a cookie table mean, by words of data/cookie_tables.toml."""

import functools
import tomllib
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Any, Literal, get_args

from cookietui.core.phrases import Phrases, prepare
from cookietui.core.words import CookieCategory, Party, Storage

Column = Literal["lifetime", "party", "category", "purpose", "provider", "kind", "name"]
COLUMNS: tuple[Column, ...] = get_args(Column)
_WORDS = 3
"""A purpose of so few words is the name of a category."""
LIMIT = 400
"""Characters of a cell or heading that are looked at."""


class Lists:
    """Named lists of phrases; the first list in the file that matches counts."""

    def __init__(self, lists: Mapping[str, Sequence[str]]) -> None:
        self._names = [name for name, phrases in lists.items() for _ in phrases]
        self._phrases = Phrases([phrase for phrases in lists.values() for phrase in phrases])

    def first(self, text: str) -> str | None:
        """The first list with a hit in the text."""
        return next((self._names[hit.index] for hit in self._phrases.find(prepare(text[:LIMIT]))), None)

    def every(self, text: str) -> set[str]:
        """All lists with a hit."""
        return {self._names[hit.index] for hit in self._phrases.find(prepare(text[:LIMIT]))}

    def places(self, text: str) -> list[tuple[str, int, int]]:
        """(list, start, end) of every hit."""
        return [(self._names[hit.index], hit.start, hit.end) for hit in self._phrases.every(prepare(text))]


@functools.cache
def _table() -> Mapping[str, Any]:
    file = resources.files("cookietui") / "data" / "cookie_tables.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


@functools.cache
def lists(name: str) -> Lists:
    """The lists of one table of the file."""
    return Lists(_table()[name])


@functools.cache
def no_names() -> frozenset[str]:
    """Words that stand in a column of names and name no cookie."""
    return frozenset(_table()["names"]["not"])


@functools.lru_cache(maxsize=1024)
def column_of(header: str) -> Column | None:
    """What a column with this header holds, None when the words are unknown.

    A header that names cookies and something else ("Cookie type") is about the other; the bare word is the name.
    """
    found = lists("columns").every(header)
    if "name" in found and len(header.split()) <= 1:
        return "name"
    strong = _says_name(header)
    for column in COLUMNS:
        if column in found and not (strong and column in {"provider", "kind", "purpose", "category"}):
            return column
    return None


@functools.cache
def _name_words() -> Phrases:
    named = (
        "(name|names|namen|nom|noms|nombre|nombres|nome|nomi|naam|namen|nazwa|nazwy|bezeichnung|namn|navn|název|név)"
    )
    return Phrases(
        (f"^ {named}", f"(cookie|cookies|cookie-) {named}", "(cookiename|cookienamen|cookienaam|cookienames)")
    )


def _says_name(header: str) -> bool:
    return next(_name_words().find(prepare(header)), None) is not None


@functools.lru_cache(maxsize=4096)
def category_of(text: str) -> CookieCategory | None:
    """The category that a heading or a cell of a category column names, the stricter reading last."""
    found = lists("categories").first(text)
    return next((category for category in get_args(CookieCategory) if category == found), None)


@functools.lru_cache(maxsize=4096)
def category_by_purpose(text: str) -> CookieCategory | None:
    """The category that a purpose in free words suggests."""
    if len(text.split()) <= _WORDS and (named := category_of(text)):
        return named
    found = (lists("purposes").first(text) or "").split("_")[0]
    return next((category for category in get_args(CookieCategory) if category == found), None)


@functools.lru_cache(maxsize=1024)
def party_of(text: str) -> Party | None:
    """First or third party, None where the words say neither or both."""
    found = lists("parties").every(text)
    return None if len(found) != 1 else "first" if "first" in found else "third"


@functools.lru_cache(maxsize=1024)
def storage_of(text: str) -> Storage | None:
    """The kind of storage that a cell names."""
    found = lists("storages").first(text)
    return next((storage for storage in get_args(Storage) if storage == found), None)


@functools.lru_cache(maxsize=256)
def unit_of(header: str) -> str | None:
    """The unit that a header gives for bare numbers ("Duration (days)")."""
    return lists("units").first(header)


@functools.cache
def _about() -> Sequence[str]:
    return tuple(_table()["context"]["cookies"])


def about_cookies(text: str) -> bool:
    """Whether a heading, a sentence or a whole text speaks of cookies."""
    low = text.lower()
    return any(letters in low for letters in _about())


@functools.cache
def called() -> Lists:
    """What stands before the name of a cookie in a sentence."""
    return Lists({"called": _table()["context"]["called"]})
