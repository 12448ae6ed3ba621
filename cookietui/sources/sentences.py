"""A sentence ends at a full stop that is no abbreviation, number, address or host; also where a blank was forgotten."""

import functools
import re
import tomllib
from collections.abc import Sequence
from importlib import resources

_LONGEST = 2000
"""Characters after which a sentence without an end is cut at a blank, so that later work stays bounded."""
_END = re.compile(r"[.!?…。！？•●▪][\"'”’»“)\]」』]*+(?:\s++|(?=[A-ZÄÖÜÉÈÀÎ])|(?<=[。！？」』]))")
_BACK = 256
"""Characters looked back for the word before a mark: without a bound, text that never ends costs quadratic time."""
_CLEAR = 3
"""Letters above which a word before a full stop is rarely an abbreviation."""
_BULLETS = "•●▪"
_OPENING = "\"'“”„«»‘’‚([{¿¡*•●▪ "
_BARE = re.compile(r"[^\W\d_]{3,}$")
_ENDINGS = frozenset({"Com", "Net", "Org", "Js", "Info", "Biz", "Io", "De"})
"""What stands behind a dot inside a name rather than behind the end of a sentence."""


@functools.cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    file = resources.files("cookietui") / "data" / "sentences.toml"
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    return frozenset(data["abbreviations"]), frozenset(data["starters"])


def split(text: str, ends: Sequence[int]) -> list[tuple[int, int, int]]:
    """Start, end and part of each sentence of a text whose parts end at `ends`, each followed by one line end.

    Sentences have no outer blanks, none is longer than 2,000 characters, none reaches over the end of its part.
    """
    rows: list[tuple[int, int, int]] = []
    part = begin = 0
    last = len(ends)
    for found in _END.finditer(text):
        at, after = found.span()
        while part < last and after >= ends[part]:
            if at >= ends[part]:
                _add(rows, text, begin, ends[part], part)
                begin = ends[part] + 1
                part += 1
            else:
                break
        if part < last and begin <= at and after < ends[part] and _divides(text, begin, found, after):
            cut = at if text[at] in _BULLETS else after
            _add(rows, text, begin, cut, part)
            begin = cut
    for rest in range(part, last):
        _add(rows, text, begin, ends[rest], rest)
        begin = ends[rest] + 1
    return rows


def _add(rows: list[tuple[int, int, int]], text: str, begin: int, end: int, part: int) -> None:
    while end > begin and text[end - 1].isspace():
        end -= 1
    while end - begin > _LONGEST:
        cut = text.rfind(" ", begin + 1, begin + _LONGEST)
        cut = cut if cut > begin else begin + _LONGEST
        rows.append((begin, cut, part))
        begin = cut
        while begin < end and text[begin].isspace():
            begin += 1
    if begin < end:
        rows.append((begin, end, part))


def _divides(text: str, begin: int, found: re.Match[str], after: int) -> bool:
    """Whether a mark ends a sentence; most stand behind a whole word and before a blank and a capital letter."""
    at = found.start()
    if after == at + 2 and text[after].isupper():
        floor = max(begin, at - _BACK)
        last = text[max(text.rfind(" ", floor, at) + 1, floor) : at]
        if len(last) > _CLEAR and last.isalpha():
            return last.lower() not in _words()[0]
    return _ends(text, begin, found)


def _ends(text: str, begin: int, found: re.Match[str]) -> bool:
    mark, at = text[found.start()], found.start()
    if mark in "。！？":
        return True
    if mark in _BULLETS:
        return at > begin and text[at - 1] == " " and found[0][-1].isspace()
    after = found.end()
    while after < len(text) and text[after] in _OPENING:
        after += 1
    if after < len(text) and text[after].islower():
        return False
    floor = max(begin, at - _BACK)
    last = text[max(text.rfind(" ", floor, at), text.rfind("\t", floor, at), floor - 1) + 1 : at]
    follower = _word(text, after)
    if not found[0][-1].isspace():
        return _run_together(last, follower)
    return mark != "." or _full_stop(last, follower, first=begin + len(last) == at)


def _run_together(last: str, follower: str) -> bool:
    """Whether a sentence ends where no blank follows ("site.We collect"); not inside a name, address or host."""
    starters = _words()[1]
    if last.strip(_OPENING).isdigit() or follower.capitalize() in _ENDINGS:
        return False
    if "@" in last or "." in last or "/" in last:
        return follower in starters
    return follower in starters or _BARE.search(last) is not None


def _full_stop(last: str, follower: str, *, first: bool) -> bool:
    """Whether the full stop behind the word `last` ends a sentence; `first` when that word begins it."""
    abbreviations, starters = _words()
    bare = last.strip(_OPENING + ")]}").lower()
    if bare in abbreviations or len(bare) <= 1:
        return len(bare) > 1 and follower in starters
    if bare.isdigit():
        return not first and (len(bare) > 2 or follower in starters)  # noqa: PLR2004 - a day or a number of order
    return True


def _word(text: str, start: int) -> str:
    end = start
    while end < len(text) and end - start < 30 and text[end].isalpha():  # noqa: PLR2004 - no starter is longer
        end += 1
    return text[start:end]
