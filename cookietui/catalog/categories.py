"""Words of other lists become our categories by a table (data/catalogue_categories.csv), the first that says one."""

import csv
import functools
from collections.abc import Iterable
from importlib import resources

import msgspec

from cookietui.core.words import CookieCategory


@functools.cache
def _table() -> dict[tuple[str, str], tuple[int, CookieCategory]]:
    text = (resources.files("cookietui") / "data" / "catalogue_categories.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {
        (row["source"], row["word"].casefold()): (number, msgspec.convert(row["category"], CookieCategory))
        for number, row in enumerate(rows)
    }


def category_of(source: str, words: Iterable[object]) -> CookieCategory:
    """The category of the word that stands first in the table; `unclassified` where none does."""
    known = (_table().get((source, word.strip().casefold())) for word in words if isinstance(word, str))
    found = sorted(row for row in known if row and row[1] != "unclassified")
    return found[0][1] if found else "unclassified"
