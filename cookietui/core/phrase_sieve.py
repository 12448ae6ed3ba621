"""Most sentences hold no phrase of a set: the words that each phrase needs tell so before anything is looked for.

Each phrase needs some sets of words, of which one word must be there. A word is a number whose bits say which sets of
which phrases it belongs to; the numbers of a sentence's words, joined by `or`, leave the phrases that may occur.
"""

import functools
import operator
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from cookietui.core.phrase_syntax import Choice, Items, Word
from cookietui.core.phrase_words import MOST_WORDS, START, Literals

Cost: TypeAlias = tuple[int, int]
"""How often a set of words is met: a few long words seldom, many short ones often."""
Need: TypeAlias = tuple[Cost, tuple[str, ...]]
"""A set of words, and its cost before it, so that the rarest sorts first."""
_SETS = 4
"""Sets of words that are looked at for one phrase."""
_NO_NEED: Need = ((1_000_000, 0), ())


class Sieve:
    """Tells which phrases may occur among some words; it never drops one that does."""

    def __init__(self, phrases: Sequence[Items], literals: Literals) -> None:
        self._size = len(phrases)
        self._all = (1 << self._size) - 1
        self._always = 0
        """Set k of phrase n is bit k * phrases + n, and on for ever where there is none."""
        sets: dict[tuple[str, ...], int] = {}
        self._known: dict[int, Need] = {}
        for number, items in enumerate(phrases):
            bit = 1 << number
            needs = sorted(_needs(items, self._known))[:_SETS]
            for _, keys in needs:
                sets[keys] = sets.get(keys, 0) | bit
                bit <<= self._size
            for _ in range(len(needs), _SETS):
                self._always |= bit
                bit <<= self._size
        serves: dict[str, int] = {}
        for keys, bits in sets.items():
            for key in keys:
                serves[key] = serves[key] | bits if key in serves else bits
        self._serves = _Served(serves, literals).__getitem__

    def needed(self, items: Items) -> tuple[str, ...]:
        """Words of which the items need one, empty where they can do without any."""
        return min(_needs(items, self._known), default=_NO_NEED)[1]

    def left(self, words: Iterable[str]) -> int:
        """The phrases that may occur, as bits."""
        served = functools.reduce(operator.or_, map(self._serves, words), self._always)
        pairs = served & (served >> self._size)
        return pairs & (pairs >> (2 * self._size)) & self._all


class _Served(dict[str, int]):
    """Word to the bits of the sets it belongs to, worked out when it is met."""

    def __init__(self, serves: Mapping[str, int], literals: Literals) -> None:
        super().__init__()
        self._serves = serves
        self._literals = literals

    def __missing__(self, word: str) -> int:
        serves = self._serves
        bits = 0
        for literal in self._literals[word]:
            if literal in serves:
                bits |= serves[literal]
        if len(self) < MOST_WORDS:
            self[word] = bits
        return bits


def _needs(items: Items, known: dict[int, Need]) -> Iterator[Need]:
    """Sets of words of each of which one must occur for the items to match; `known` keeps those of choices."""
    for item in items:
        if isinstance(item, Word):
            if item.literal != START:
                yield (1, -len(item.literal)), (item.literal,)
        elif isinstance(item, Choice) and not item.optional:
            need = known.get(id(item))
            if need is None:
                need = known[id(item)] = _need(item, known)
            if need[1]:
                yield need


def _need(choice: Choice, known: dict[int, Need]) -> Need:
    """The words of which one must occur for any way of a choice; none where a way needs no certain word."""
    keys: dict[str, None] = {}
    for option in choice.options:
        way = min(_needs(option, known), default=_NO_NEED)[1]
        if not way:
            return _NO_NEED
        keys.update(dict.fromkeys(way))
    return ((len(keys), -min(map(len, keys))) if keys else _NO_NEED[0]), tuple(keys)
