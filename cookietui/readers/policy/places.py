"""A place in the source is found in the normalised text by the words that stand before it."""

import bisect
import re
from html import unescape

from cookietui.sources.page import Page

_BEFORE = 1500
"""Characters of source before a place in which words are looked for."""
_TAIL = 40
_TAGS = re.compile(r"<(?:script|style)\b.*?</(?:script|style)\s*>|<!--.*?-->|<[^>]*>", re.DOTALL | re.IGNORECASE)


def place(page: Page, offset: int) -> int:
    """The place in the text that belongs to a place in the source; 0 where the words before it are not found."""
    raw = page.source[max(0, offset - _BEFORE) : offset]
    raw = raw[: raw.rfind("<")] if raw.rfind("<") > raw.rfind(">") else raw
    words = " ".join(unescape(_TAGS.sub(" ", raw)).split()[-12:])
    while words:
        at = page.text.find(words[-_TAIL:])
        if at >= 0:
            return at + len(words[-_TAIL:])
        words = words.partition(" ")[2]
    return _by_links(page, offset)


def _by_links(page: Page, offset: int) -> int:
    """The end of the last link that begins before the place in the source."""
    known = [(source_start(link.pointer), link.end) for link in page.links]
    known = sorted(pair for pair in known if pair[0] >= 0)
    at = bisect.bisect_right(known, (offset, len(page.text) + 1))
    return known[at - 1][1] if at else 0


def source_start(pointer: str) -> int:
    """The offset in the source at which a pointer `html:120-152` begins, -1 for other pointers."""
    first = pointer.partition(":")[2].partition("-")[0]
    return int(first) if first.isdigit() else -1
