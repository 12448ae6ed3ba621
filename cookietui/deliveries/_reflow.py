"""A letter wrapped for 72 columns is opened again into paragraphs: a line end goes where the next word had no room."""

import re
import unicodedata
from typing import NamedTuple

WIDTH = 72
ITEM = re.compile(r" *(?:- |\d{1,2}\. )")
"""How an item of a list begins."""
_HELD = re.compile(r"\(?(?:\w{1,4}\.|§§?|«)")
"""A short word that was kept on the line of the next one, such as `Art.`"""


class Line(NamedTuple):
    """One line of text as it was meant; empty between paragraphs."""

    indent: int
    """Columns."""
    text: str


def reflow(text: str) -> list[Line]:
    """The lines of a text with those joined that were parted only for want of room; no character is lost."""
    done: list[Line] = []
    last = ""
    for row in text.split("\n"):
        bare = row.strip(" ")
        indent = len(row) - len(row.lstrip(" "))
        glue = _glue(last, row, done[-1] if done else None)
        if glue is None:
            done.append(Line(indent if bare else 0, bare))
        else:
            done[-1] = Line(done[-1].indent, done[-1].text + glue + bare)
        last = row
    return done


def _glue(last: str, row: str, before: Line | None) -> str | None:
    """What joins a line to the one before it: a blank, nothing between wide characters, None where it stays apart."""
    if before is None or not last.strip() or not row.strip() or ITEM.match(row):
        return None
    item = ITEM.match(last)
    hanging = len(item.group()) if item else len(last) - len(last.lstrip(" "))
    if len(row) - len(row.lstrip(" ")) != hanging:
        return None
    words = row.split(maxsplit=2)
    word = " ".join(words[:2]) if _HELD.fullmatch(words[0]) else words[0]
    wide = columns(last[-1]) > 1 and columns(word[0]) > 1
    if wide:
        return "" if columns(last) + 2 > WIDTH else None
    return " " if columns(last) + 1 + columns(word) > WIDTH else None


def columns(text: str) -> int:
    """How many columns a text takes where wide characters take two."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
