"""A firm's name is known by the legal form at its end; its words tell who somebody is, not what something does."""

import functools
import re
from importlib import resources

_WORD = re.compile(r"[^\s(\[\"“„«]+")
_OPENING = tuple('(["“„«')
_SURE = 4
"""Letters of a form that is one wherever it stands; a shorter one may be an abbreviation ("AB testing")."""
_CLOSED = re.compile(r"\s*(?:[,;:.()\[\]/|–—-]|$)")
_ENDS = tuple(",;:.!?()[]/|–—-")
_LINKS = frozenset({"&", "+", "and", "und", "et", "of"})


@functools.cache
def legal_forms() -> frozenset[str]:
    """Legal forms that end the name of an organisation, as written (data/legal_forms.txt)."""
    text = (resources.files("cookietui") / "data" / "legal_forms.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


@functools.cache
def _form() -> re.Pattern[str]:
    forms = sorted(legal_forms(), key=lambda form: (-len(form), form))
    return re.compile(rf"(?<=\w)[\s,]+({'|'.join(map(re.escape, forms))})(?!\w)")


def without_firms(text: str) -> str:
    """A short text without the names of firms in it: the capitals up to a legal form, and that."""
    kept, at = [], 0
    for found in _form().finditer(text):
        short = len(found[1].rstrip(".")) < _SURE and "." not in found[1][:-1]
        if found.start() < at or (short and not _CLOSED.match(text, found.end())):
            continue
        kept.append(text[at : _begin(text, at, found.start())])
        at = found.end()
    return "".join((*kept, text[at:]))


def _begin(text: str, start: int, end: int) -> int:
    """Where the capitals before `end` begin; a mark, a small word or a word about cookies ends the way back."""
    words = list(_WORD.finditer(text, start, end))
    begin = end
    for number in reversed(range(len(words))):
        word = words[number][0]
        linked = word in _LINKS and number > 0 and words[number - 1][0][:1].isupper()
        last = begin == end
        if (word.endswith(_ENDS) and not last) or "cookie" in word.casefold() or not (word[:1].isupper() or linked):
            break
        begin = words[number].start()
        if text[:begin].endswith(_OPENING):
            break
    return begin
