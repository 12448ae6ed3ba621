"""A small sign set higher or lower leads to a note: it is kept as such a sign, apart from the word it stands at."""

import re
from html import unescape
from typing import Literal

from cookietui.core.text import LOWERED, RAISED

Height = Literal["sup", "sub"]
_TABLES = {"sup": str.maketrans("0123456789abcd", RAISED), "sub": str.maketrans("0123456789", LOWERED)}
_COUNTED = re.compile(r"(?:\d{1,3}|(?P<letter>[a-d]))(?:\s*[,;]\s*(?:\d{1,3}|[a-d]))*")
"""Numbers and the first letters; others (`n<sup>o</sup>`, `1<sup>st</sup>`) belong to their word."""
_MARKED = re.compile(r"[*†‡§¶#]{1,3}|[\[(]\s*(?:\d{1,3}|[a-d])\s*[\])]")
_LONGEST = 40
"""Characters of what may be such signs, entities included."""
_WORD = re.compile(r"(?:_|[^\W\d_]{3}|[^\W\d_].*\d)\S*$", re.DOTALL)
"""The end of a word that stands for itself; `m`, `km` or `6` make one with what is raised."""
_LETTERS = re.compile(r"(?:_|[^\W\d_]{2})\S*$")
"""The end of a word at which a raised letter is no ordinal (`1<sup>a</sup>`)."""
_LETTER = re.compile(r"[^\W\d]\S*$")
_BEFORE = 4
"""Pieces that are looked at for the word before."""


def set_apart(pieces: list[str], start: int, height: Height) -> None:
    """Make a sign of the pieces from `start` on (raw characters of a line) where they are such a sign and no more."""
    raw = "".join(pieces[start:])
    text = unescape(raw).strip() if len(raw) <= _LONGEST else ""
    counted = _COUNTED.fullmatch(text)
    if counted is None and not _MARKED.fullmatch(text):
        return
    last = unescape("".join(pieces[max(0, start - _BEFORE) : start])).rpartition(" ")[2]
    word = _WORD.search(last)
    if counted and (not counted["letter"] or _LETTERS.search(last)):
        pieces[start:] = [piece.translate(_TABLES[height]) for piece in pieces[start:]]
    if height == "sup" and (word or (not counted and _LETTER.search(last))):
        pieces[start] = f" {pieces[start]}"
