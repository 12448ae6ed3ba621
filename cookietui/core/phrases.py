r"""Rules are phrases a lawyer can read; a whole document is searched for all of them at once, and in linear time.

A phrase is words matched without regard to case and punctuation: `we do not sell`. `word*` matches any ending and
`*word` any beginning, `#` a word that begins with a digit, `(a|b|)` one of several (the empty one makes it optional),
`{name}` a named list of phrases, `^` the begin of the sentence, `..` at most three words between, `...` at most eight.
`opt-out` is two words and is found as `opt out` too; `'` stands for every apostrophe, and `user's` is one word.

How it is fast and linear: the words that a phrase needs tell which few phrases may occur in a sentence
(phrase_sieve.py), and each of these is tried at all its places at once (phrase_match.py). There is no backtracking,
nothing repeats without bound, and a phrase that no text comes near costs no more than being parsed.
"""

import functools
import itertools
import operator
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias, cast

import msgspec

from cookietui.core.phrase_match import Plan, Plans, Window, parted, spots_in
from cookietui.core.phrase_meaning import ends_of
from cookietui.core.phrase_sieve import Sieve
from cookietui.core.phrase_syntax import Grammar, Items, is_gapped, length
from cookietui.core.phrase_text import Batch, Prepared, prepare, prepare_all
from cookietui.core.phrase_words import Literals, satisfies

__all__ = ["Hit", "Part", "Phrases", "Prepared", "Spot", "Together", "prepare", "prepare_all", "satisfies"]


Spot: TypeAlias = tuple[int, int, int]
"""Phrase, first word, word after the last."""
Found: TypeAlias = Mapping[int, Sequence[Spot]]
"""The spots of each set in one sentence."""


class Hit(msgspec.Struct, frozen=True):
    """`text[start:end]` matched phrase number `index`."""

    index: int
    start: int
    end: int


class Together:
    """Several sets of phrases over the same named lists; what no set can hold is told once for all of them."""

    def __init__(self, words: Mapping[str, Sequence[str]] | None = None) -> None:
        self._grammar = Grammar(words)
        self._sets: list[tuple[Items, ...]] = []
        self._ready: _Ready | None = None

    def add(self, phrases: Sequence[str]) -> tuple[int, tuple[Items, ...]]:
        """Take in one more set; its number, and what its phrases mean. Raises ValueError for what is no phrase."""
        items = tuple(map(self._grammar.parse, phrases))
        self._sets.append(items)
        self._ready = None
        return len(self._sets) - 1, items

    def bits(self, numbers: Iterable[int]) -> int:
        """The phrases of some sets as bits; they count on from set to set."""
        begins = list(itertools.accumulate(map(len, self._sets), initial=0))
        return sum(((1 << len(self._sets[number])) - 1) << begins[number] for number in numbers)

    def search(self, batch: Batch, wanted: int) -> Mapping[int, Found]:
        """What those phrases find in each sentence that holds any, by the number of the sentence."""
        if self._ready is None:
            self._ready = _Ready(self._sets, self._grammar.literals)
        return self._ready.search(batch, wanted)


_FEW = 100
"""Phrases for which one look at the words of all sentences is enough."""
_LITERALS = Literals()
"""Shared by all phrases, so that the words of a text are looked at once for all of them."""


class _Ready:
    """Sets of phrases as they are looked for; a phrase is made ready when it may first occur."""

    def __init__(self, sets: Sequence[Sequence[Items]], literals: Iterable[str]) -> None:
        _LITERALS.learn(literals)
        self._items = [items for phrases in sets for items in phrases]
        self._owners = [(number, place) for number, phrases in enumerate(sets) for place in range(len(phrases))]
        """For each phrase the number of its set, and its number there."""
        self._sieve = Sieve(self._items, _LITERALS)
        self._made = Plans(self._sieve.needed)
        self._plans: list[Plan | None] = [None] * len(self._items)
        self._longest = max(map(length, self._items), default=0)

    def search(self, batch: Batch, wanted: int) -> Mapping[int, Found]:
        """What those phrases find in each sentence that holds any, by the number of the sentence."""
        worth = batch.kept.get(self)
        if worth is None:
            worth = batch.kept[self] = self._worth(batch)
        found: dict[int, dict[int, list[Spot]]] = {}
        if not worth & wanted:
            return found
        windows = _windows(batch, self._longest)
        for phrase in _numbers(worth & wanted):
            plan = self._plans[phrase] or self._plan(phrase)
            number, place = self._owners[phrase]
            for row, first, last in windows[0].spots(plan) if len(windows) == 1 else spots_in(windows, plan):
                found.setdefault(row, {}).setdefault(number, []).append((place, first, last))
        return found

    def _worth(self, batch: Batch) -> int:
        """The phrases that may occur, as bits; of few phrases it is cheaper to look through all sentences at once."""
        if len(self._items) <= _FEW:
            return self._sieve.left(batch.words)
        left = map(self._sieve.left, (sentence.tokens for sentence in batch.sentences))
        return functools.reduce(operator.or_, left)

    def _plan(self, phrase: int) -> Plan:
        plan = self._plans[phrase] = self._made.plan(self._items[phrase])
        return plan


def _windows(batch: Batch, longest: int) -> Sequence[Window]:
    """The words of a batch, the same for all phrases but where a sentence is so long that it is cut."""
    key = _LITERALS.number, longest if batch.is_long else 0
    if key not in batch.kept:
        words = [[*map(_LITERALS.__getitem__, sentence.tokens)] for sentence in batch.sentences]
        batch.kept[key] = parted(words[0], longest) if batch.is_long else [Window(words)]
    return cast("Sequence[Window]", batch.kept[key])


def _numbers(bits: int) -> Iterator[int]:
    """The numbers of the bits that are on, the lowest first."""
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low


class Part:
    """Some of the sets that belong together, which are looked for in one go and apart from the others."""

    def __init__(self, together: Together) -> None:
        self._together = together
        self._numbers: list[int] = []
        self._bits: int | None = None

    def add(self, phrases: Sequence[str]) -> tuple[int, tuple[Items, ...]]:
        """Take in one more set; its number, and what its phrases mean. Raises ValueError for what is no phrase."""
        number, items = self._together.add(phrases)
        self.take(number)
        return number, items

    def take(self, number: int) -> None:
        """Take in a set that belongs to what is together."""
        self._numbers.append(number)
        self._bits = None

    def spots(self, sentence: Prepared) -> Found:
        """The spots of each set that has any, by the number of the set."""
        batch = sentence.batch
        found = batch.kept.get(self)
        if found is None:
            if self._bits is None:
                self._bits = self._together.bits(self._numbers)
            found = batch.kept[self] = self._together.search(batch, self._bits)
        return cast("Found", found.get(sentence.number, _NOTHING))


_NOTHING: Found = {}


class Phrases:
    """Compiled phrases; `find` gives the same hits as trying each in turn, and `find_slowly` proves it.

    Of several ends the farthest is taken, in a phrase with a gap the nearest; hits of a phrase do not overlap.
    With `part` they are looked for in one go with the other sets of that part, over its named lists. Raises ValueError
    for what is no phrase.
    """

    def __init__(
        self, phrases: Sequence[str], words: Mapping[str, Sequence[str]] | None = None, part: Part | None = None
    ) -> None:
        self.phrases = tuple(phrases)
        self._part = part or Part(Together(words))
        self.number, self._items = self._part.add(self.phrases)

    def spots(self, sentence: Prepared) -> Sequence[Spot]:
        """Every place of every phrase as (index, first word, word after the last), in order of phrase and place."""
        return self._part.spots(sentence).get(self.number, ())

    def places(self, sentence: Prepared) -> Iterator[Spot]:
        """Every phrase that occurs, at its first place, as (index, first word, word after the last)."""
        last = -1
        for spot in self.spots(sentence):
            if spot[0] != last:
                last = spot[0]
                yield spot

    def find(self, sentence: Prepared) -> Iterator[Hit]:
        """Every phrase that occurs, each at its first place, in order of phrase."""
        for spot in self.places(sentence):
            yield _hit(sentence, spot)

    def first(self, sentence: Prepared) -> Hit | None:
        """The hit that starts first in the text, the lower phrase number on a tie."""
        found = min(self.places(sentence), key=lambda place: (place[1], place[0]), default=None)
        return _hit(sentence, found) if found else None

    def every(self, sentence: Prepared) -> Iterator[Hit]:
        """Every place of every phrase, in order of phrase and place."""
        for spot in self.spots(sentence):
            yield _hit(sentence, spot)

    def find_slowly(self, sentence: Prepared) -> Iterator[Hit]:
        """The same as `find`, word by word as the description of a phrase says it."""
        last = -1
        for hit in self.every_slowly(sentence):
            if hit.index != last:
                last = hit.index
                yield hit

    def every_slowly(self, sentence: Prepared) -> Iterator[Hit]:
        """The same as `every`, word by word as the description of a phrase says it."""
        for index, items in enumerate(self._items):
            nearest = is_gapped(items)
            free = 0
            for first in range(len(sentence.tokens) + 1):
                ends = set(ends_of(items, sentence.tokens, first)) if first >= free else None
                if ends:
                    free = min(ends) if nearest else max(ends)
                    yield _hit(sentence, (index, first, free))


def _hit(sentence: Prepared, spot: Spot) -> Hit:
    index, first, last = spot
    spans = sentence.spans
    return Hit(index, spans[first][0], spans[last - 1][1])
