"""What the header, the heading and the cells of a cookie table mean, by words of data/cookie_tables.toml."""

import functools
import re
import tomllib
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Any, Literal, get_args

from cookietui.core.phrases import prepare
from cookietui.core.tags import Tagged
from cookietui.core.words import CookieCategory, Party, Storage

Column = Literal["lifetime", "party", "category", "purpose", "provider", "kind", "name"]
COLUMNS: tuple[Column, ...] = get_args(Column)
_WORDS = 3
"""A purpose of so few words is the name of a category."""
LIMIT = 400
"""Characters of a cell or heading that are looked at."""


@functools.cache
def _table() -> Mapping[str, Any]:
    file = resources.files("cookietui") / "data" / "cookie_tables.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


@functools.cache
def _unspaced() -> re.Pattern[str]:
    """Letters of scripts without blanks between words: Thai, Japanese, Chinese."""
    return re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")


@functools.cache
def _lists(name: str) -> Tagged:
    return Tagged(_table()[name], {})


def _every(name: str, text: str) -> list[str]:
    """The lists of one table of the file that have a hit in the text, in the order of the file."""
    head = text[:LIMIT]
    found = [hit for hit, _, _ in _lists(name).every(prepare(head))]
    if not head.isascii() and _unspaced().search(head):
        letters = _table()["unspaced"].get(name, {})
        found += [hit for hit, words in letters.items() if hit not in found and any(word in head for word in words)]
        found.sort(key=list(_table()[name]).index)
    return found


def _first(name: str, text: str) -> str:
    return next(iter(_every(name, text)), "")


@functools.cache
def no_names() -> frozenset[str]:
    """Words that stand in a column of names and name no cookie."""
    return frozenset(_table()["names"]["not"])


@functools.lru_cache(maxsize=1024)
def column_of(header: str) -> Column | None:
    """What a column with this header holds, None when the words are unknown.

    A header that names cookies and something else ("Cookie type") is about the other; the bare word is the name.
    """
    found = _every("columns", header)
    if "name" in found and len(header.split()) <= 1:
        return "name"
    strong = _says_name(header)
    for column in COLUMNS:
        if column in found and not (strong and column in {"provider", "kind", "purpose", "category"}):
            return column
    return None


@functools.cache
def _name_words() -> Tagged:
    named = "(name|names|namen|nom|noms|nombre|nombres|nome|nomi|naam|nazwa|nazwy|bezeichnung|namn|navn|název|név)"
    words = (f"^ {named}", f"(cookie|cookies) {named}", "(cookiename|cookienamen|cookienaam|cookienames)")
    return Tagged({"name": words}, {})


def _says_name(header: str) -> bool:
    return _name_words().any(prepare(header))


@functools.lru_cache(maxsize=4096)
def category_of(text: str) -> CookieCategory | None:
    """The category that a heading or a cell of a category column names, the stricter reading last."""
    found = _first("categories", text)
    return next((category for category in get_args(CookieCategory) if category == found), None)


@functools.lru_cache(maxsize=4096)
def category_by_purpose(text: str) -> CookieCategory | None:
    """The category that a purpose in free words suggests."""
    if len(text.split()) <= _WORDS and (named := category_of(text)):
        return named
    found = _first("purposes", text).split("_")[0]
    return next((category for category in get_args(CookieCategory) if category == found), None)


@functools.lru_cache(maxsize=1024)
def party_of(text: str) -> Party | None:
    """First or third party, None where the words say neither or both."""
    found = set(_every("parties", text))
    return None if len(found) != 1 else "first" if "first" in found else "third"


@functools.lru_cache(maxsize=1024)
def storage_of(text: str) -> Storage | None:
    """The kind of storage that a cell names."""
    found = _first("storages", text)
    return next((storage for storage in get_args(Storage) if storage == found), None)


@functools.lru_cache(maxsize=1024)
def is_value_label(label: str) -> bool:
    """Whether a label stands before what a cookie holds ("Value", "Example value")."""
    return " ".join(label.casefold().split()) in _table()["labels"]["value"]


@functools.lru_cache(maxsize=256)
def unit_of(header: str) -> str | None:
    """The unit that a header gives for bare numbers ("Duration (days)")."""
    return _first("units", header) or None


@functools.cache
def _about() -> Sequence[str]:
    return tuple(_table()["context"]["cookies"])


def about_cookies(text: str) -> bool:
    """Whether a heading, a sentence or a whole text speaks of cookies."""
    low = text.lower()
    return any(letters in low for letters in _about())


@functools.cache
def _called() -> Tagged:
    return Tagged({"called": _table()["context"]["called"]}, {})


def called(text: str) -> list[tuple[int, int]]:
    """Where a sentence speaks of a cookie by its name: the words before or after which the name stands."""
    return [(start, end) for _, start, end in _called().every(prepare(text))]
