"""What others call a purpose becomes one of our categories by data/purposes.csv, one vocabulary a source of words."""

import csv
import functools
from collections.abc import Iterable, Mapping
from importlib import resources

from cookietui.core.words import COOKIE_CATEGORIES, CookieCategory

_WEIGHT: tuple[CookieCategory, ...] = ("marketing", "analytics", "functional", "necessary")
"""Of several categories the one a person would most want to decide on speaks for the whole."""


@functools.cache
def vocabulary(name: str) -> Mapping[str, CookieCategory]:
    """Words of one vocabulary (`purpose`, `tcf`, `onetrust`, `klaro` ...), in lower case, and their categories."""
    text = (resources.files("cookietui") / "data" / "purposes.csv").read_text(encoding="utf-8")
    words = {row["word"]: row["category"] for row in csv.DictReader(text.splitlines()) if row["vocabulary"] == name}
    return {word: known for word, given in words.items() for known in COOKIE_CATEGORIES if known == given}


def category_of(name: str, word: str) -> CookieCategory | None:
    """The category of a word of that vocabulary, None where it does not know the word; case and blanks are nothing."""
    return vocabulary(name).get(" ".join(word.casefold().split()))


def weightiest(categories: Iterable[CookieCategory | None]) -> CookieCategory | None:
    """The category that speaks for several; None where there is none."""
    found = set(categories)
    return next((category for category in _WEIGHT if category in found), None)
