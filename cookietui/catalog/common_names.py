"""Names of cookies that any site may use tell nobody: words (data/cookie_words.txt), and a letter or two."""

import functools
from importlib import resources

from cookietui.core.catalogue import CookieRow
from cookietui.core.names import literal_prefix

_LEAST = 3
"""Letters and digits that a name or the beginning of a pattern has at least, to tell who set it."""


def says_little(row: CookieRow) -> bool:
    """Whether a record is too short to be known by elsewhere than at its own domain: `_s*` is not all with an s.

    A record without a domain is of a script that runs on any site: there the underscore tells, by custom (`_ga`).
    """
    begin = literal_prefix(row.cookie, row.match)
    if row.match != "exact" and len(_parts(begin)) < 2 and is_common(begin):  # noqa: PLR2004 - one word alone
        return True
    by_custom = not row.domains and begin.startswith("_")
    return not by_custom and sum(char.isalnum() for char in begin) < _LEAST


@functools.cache
def _words() -> frozenset[str]:
    text = (resources.files("cookietui") / "data" / "cookie_words.txt").read_text(encoding="utf-8")
    return frozenset(w for line in text.splitlines() if not line.startswith("#") for w in line.split())


@functools.lru_cache(maxsize=65536)
def is_common(name: str) -> bool:
    """Whether a cookie's name is made of words that any site may use, so that it alone tells nothing."""
    parts = _parts(name)
    return all(part in _words() or len(part) == 1 or part.isdigit() for part in parts)


def _parts(name: str) -> list[str]:
    """The words of a name: parted by signs and by capitals after small letters."""
    parts: list[str] = []
    word = ""
    for before, char in zip(f" {name}", name, strict=False):
        if not char.isalnum() or (char.isupper() and before.islower()):
            parts.append(word)
            word = ""
        word += char.lower() if char.isalnum() else ""
    return [part for part in (*parts, word) if part]
