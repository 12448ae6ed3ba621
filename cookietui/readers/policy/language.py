"""The language of a text is told by its letters and its most frequent little words, the same way every time."""

import functools
import re
from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from cookietui.readers.policy.wordlists import languages

_SLICES, _DECLARED_SLICES = 6, 3
"""Pieces of a text that are looked at, fewer where the page says its language."""
_SLICE = 400
"""Characters of each slice that is looked at."""
_FEW = 6
"""Little words below which the page's own word for its language counts more."""
_MARGIN = 1.15
_STRANGE = 2.0
"""How many times more words of another language a slice must hold to count as written in it."""
_PART = 0.25
_FOREIGN = re.compile("[^\x00-\u036f\u1e00-\u1eff\u2000-\u303f]")
"""A letter beyond the Latin ones; what is left out is named, since a range is compiled letter by letter."""


class Found(msgspec.Struct, frozen=True):
    """The language most of a text is in, None where nothing tells, and those a good part of it is in too."""

    main: str | None
    others: tuple[str, ...] = ()


class _Words:
    """Every little word with the languages that have it, and the languages known by their letters."""

    def __init__(self) -> None:
        self.of: dict[str, tuple[str, ...]] = {}
        self.scripts: dict[str, tuple[str, str]] = {}
        for code, language in languages().items():
            if "script" in language:
                self.scripts[code] = (language["script"], language.get("letters", ""))
            for word in str(language.get("words", "")).split():
                self.of[word] = (*self.of.get(word, ()), code)


_words = functools.cache(_Words)


def detect(text: str, declared: str | None) -> Found:
    """The languages of a text; what the page declares about itself decides where words are few."""
    parts = [_counted(part) for part in _slices(text, _SLICES if declared is None else _DECLARED_SLICES)]
    total: dict[str, int] = {}
    for part in parts:
        for code, number in part.items():
            total[code] = total.get(code, 0) + number
    main = _best(total)
    if main is None:
        return Found(declared)
    if declared and declared in languages() and total[main] < max(_FEW, total.get(declared, 0) * _MARGIN):
        main = declared
    return Found(main, _others(parts, main))


def _others(parts: Sequence[Mapping[str, int]], main: str) -> tuple[str, ...]:
    found: Counter[str] = Counter()
    for part in parts:
        best = _best(part)
        if best and best != main and part[best] >= _FEW and part[best] > part.get(main, 0) * _STRANGE:
            found[best] += 1
    return tuple(code for code, number in found.most_common() if number >= max(2, len(parts) * _PART))


def _slices(text: str, number: int) -> Sequence[str]:
    """Pieces spread over the text, the whole of a short one."""
    if len(text) <= number * _SLICE:
        return [text[at : at + _SLICE] for at in range(0, len(text), _SLICE)]
    step = len(text) // number
    return [text[at : at + _SLICE] for at in range(step // 2, step * number, step)]


def _counted(part: str) -> Mapping[str, int]:
    known = _words()
    get = known.of.get
    counts: dict[str, int] = {}
    low = part.lower()
    for word in low.split():
        for code in get(word, ()):
            counts[code] = counts.get(code, 0) + 1
    if _FOREIGN.search(low):
        for code, number in _by_letters(low, known.scripts).items():
            counts[code] = counts.get(code, 0) + number
    return counts


@functools.cache
def _letters(script: str) -> re.Pattern[str]:
    """The letters of a script; compiled where a text has any, since the large ones take their time."""
    return re.compile(f"[{script}]")


def _by_letters(low: str, scripts: Mapping[str, tuple[str, str]]) -> Mapping[str, int]:
    """Letters of scripts that one language has, five of them worth a word; neighbours are told apart by their own."""
    found: dict[str, int] = {}
    for code, (script, letters) in scripts.items():
        number = len(_letters(script).findall(low)) // 5
        own = sum(low.count(letter) for letter in letters)
        if number and (own or not letters):
            found[code] = number + own
    if "ja" in found and "zh" in found:
        found["ja"] += found.pop("zh")
    if "fa" in found and found["fa"] - found.get("ar", 0) < len(low) // 100:
        del found["fa"]
    return found


def _best(counts: Mapping[str, int]) -> str | None:
    best = max(counts, key=lambda code: (counts[code], code), default=None)
    return best if best and counts[best] else None
