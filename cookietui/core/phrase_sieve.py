"""Most sentences hold no phrase of a set: the words that each phrase needs tell so before anything is looked for.

Each phrase needs some sets of words, of which one word must be there. A word is a number whose bits say which sets of
which phrases it belongs to; the numbers of a sentence's words, joined by `or`, leave the phrases that may occur.
"""

import functools
import operator
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from cookietui.core.phrase_syntax import Choice, Items, Word
from cookietui.core.phrase_words import DIGIT, MOST_WORDS, START

Keys: TypeAlias = tuple[str, ...]
_SETS = 4
"""Sets of words that are looked at for one phrase."""


class Sieve:
    """Tells which phrases may occur among some words; it never drops one that does."""

    def __init__(self, phrases: Sequence[Items]) -> None:
        self._size = len(phrases)
        self._all = (1 << self._size) - 1
        self._always = 0
        """Set k of phrase n is bit k * phrases + n, and on for ever where there is none."""
        serves: dict[str, int] = {}
        known: dict[int, Keys] = {}
        for number, items in enumerate(phrases):
            needed = sorted(_needed(items, known), key=_cost)[:_SETS]
            for place in range(_SETS):
                bit = 1 << (place * self._size + number)
                for key in needed[place] if place < len(needed) else ():
                    serves[key] = serves.get(key, 0) | bit
                if place >= len(needed):
                    self._always |= bit
        self._serves = _Served(serves).__getitem__

    def left(self, words: Iterable[str]) -> int:
        """The phrases that may occur, as bits."""
        served = functools.reduce(operator.or_, map(self._serves, words), self._always)
        pairs = served & (served >> self._size)
        return pairs & (pairs >> (2 * self._size)) & self._all


class _Served(dict[str, int]):
    """Word to the bits of the sets it belongs to, worked out when it is met."""

    def __init__(self, serves: Mapping[str, int]) -> None:
        super().__init__()
        self._serves = serves
        self._starts = sorted({len(key) - 1 for key in serves if key[-1] == "*"})
        self._ends = sorted({len(key) - 1 for key in serves if key[0] == "*"})

    def __missing__(self, word: str) -> int:
        serves = self._serves
        bits = serves.get(word, 0) | (serves.get(DIGIT, 0) if word[0].isdigit() else 0)
        for size in self._starts:
            bits |= serves.get(f"{word[:size]}*", 0) if len(word) >= size else 0
        for size in self._ends:
            bits |= serves.get(f"*{word[-size:]}", 0) if len(word) >= size else 0
        if len(self) < MOST_WORDS:
            self[word] = bits
        return bits


def _needed(items: Items, known: dict[int, Keys]) -> Iterator[Keys]:
    """Sets of words of each of which one must occur for the items to match; `known` keeps those of choices."""
    for item in items:
        if isinstance(item, Word) and item.literal != START:
            yield (item.literal,)
        elif isinstance(item, Choice) and not item.optional:
            if id(item) not in known:
                ways = [min(_needed(option, known), key=_cost, default=()) for option in item.options]
                known[id(item)] = tuple(dict.fromkeys(key for way in ways for key in way)) if all(ways) else ()
            if known[id(item)]:
                yield known[id(item)]


def _cost(keys: Keys) -> tuple[int, int]:
    """How often a set of words is met: a few long words seldom, many short ones often."""
    return len(keys), -min(map(len, keys), default=0)
