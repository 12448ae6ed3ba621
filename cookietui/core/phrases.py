r"""Rules are phrases a lawyer can read; a whole document is searched for all of them at once, and in linear time.

A phrase is words matched without regard to case and punctuation: `we do not sell`. `word*` matches any ending and
`*word` any beginning, `#` a word that begins with a digit, `(a|b|)` one of several (the empty one makes it optional),
`{name}` a named list of phrases, `^` the begin of the sentence, `..` at most three words between, `...` at most eight.
`opt-out` is two words and is found as `opt out` too; `'` stands for every apostrophe, and `user's` is one word.

How it is fast and linear: all phrases that are looked for together are one automaton over words (phrase_walk.py). A
step that was taken before is one look-up; there is no backtracking, and nothing repeats without bound.
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias, cast

import msgspec

from cookietui.core.phrase_join import Joined
from cookietui.core.phrase_sieve import Sieve
from cookietui.core.phrase_syntax import Grammar, Items, ends_of, is_gapped
from cookietui.core.phrase_text import Prepared, prepare, prepare_all
from cookietui.core.phrase_words import satisfies

__all__ = ["Hit", "Part", "Phrases", "Prepared", "Spot", "Together", "prepare", "prepare_all", "satisfies"]


Spot: TypeAlias = tuple[int, int, int]
"""Phrase, first word, word after the last."""


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
        self._sieve: Sieve | None = None

    def add(self, phrases: Sequence[str]) -> tuple[int, tuple[Items, ...]]:
        """Take in one more set; its number, and what its phrases mean. Raises ValueError for what is no phrase."""
        items = tuple(map(self._grammar.parse, phrases))
        self._sets.append(items)
        self._sieve = None
        return len(self._sets) - 1, items

    @property
    def sets(self) -> Sequence[tuple[Items, ...]]:
        """The phrases of each set."""
        return self._sets

    def worth(self, sentence: Prepared) -> int:
        """The phrases that may occur, as bits; they count on from set to set."""
        worth = sentence.kept.get(self)
        if worth is None:
            if self._sieve is None:
                self._sieve = Sieve([items for phrases in self._sets for items in phrases])
            worth = sentence.kept[self] = self._sieve.left(sentence.tokens)
        return cast("int", worth)


class Part:
    """Some of the sets that belong together, which are looked for in one go and apart from the others."""

    def __init__(self, together: Together) -> None:
        self._together = together
        self._numbers: list[int] = []
        self._joined: Joined | None = None
        self._bits = 0
        self._owners: list[tuple[int, int]] = []
        """For each phrase the number of its set, and its number there."""

    def add(self, phrases: Sequence[str]) -> tuple[int, tuple[Items, ...]]:
        """Take in one more set; its number, and what its phrases mean. Raises ValueError for what is no phrase."""
        number, items = self._together.add(phrases)
        self.take(number)
        return number, items

    def take(self, number: int) -> None:
        """Take in a set that belongs to what is together."""
        self._numbers.append(number)
        self._joined = None

    def _compile(self) -> Joined:
        sets = self._together.sets
        numbers = self._numbers
        begins = list(itertools.accumulate(map(len, sets), initial=0))
        self._bits = sum(((1 << len(sets[number])) - 1) << begins[number] for number in numbers)
        self._owners = [(number, place) for number in numbers for place in range(len(sets[number]))]
        self._joined = Joined([items for number in numbers for items in sets[number]])
        return self._joined

    def spots(self, sentence: Prepared) -> Mapping[int, Sequence[Spot]]:
        """The spots of each set that has any, by the number of the set."""
        found = sentence.kept.get(self)
        if found is None:
            found = sentence.kept[self] = self._find(sentence)
        return cast("Mapping[int, Sequence[Spot]]", found)

    def _find(self, sentence: Prepared) -> Mapping[int, Sequence[Spot]]:
        joined = self._joined or self._compile()
        if not self._together.worth(sentence) & self._bits:
            return _NOTHING
        found: dict[int, list[Spot]] = {}
        for phrase, spans in joined.find(sentence.tokens):
            number, place = self._owners[phrase]
            if number not in found:
                found[number] = []
            for first, last in spans:
                found[number].append((place, first, last))
        for spots in found.values():
            if len(spots) > 1:
                spots.sort()
        return found


_NOTHING: Mapping[int, Sequence[Spot]] = {}


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
