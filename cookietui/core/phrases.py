r"""Rules are phrases a lawyer can read; a whole document is searched for all of them at once, and in linear time.

A phrase is words matched without regard to case and punctuation: `we do not sell`. `word*` matches any ending and
`*word` any beginning, `#` a word that begins with a digit, `(a|b|)` one of several (the empty one makes it optional),
`{name}` a named list of phrases, `^` the begin of the sentence, `..` at most three words between, `...` at most eight.
`opt-out` is two words and is found as `opt out` too; `'` stands for every apostrophe, and `user's` is one word.

How it is fast and linear: the places of each class of words are the bits of one number (phrase_block.py), so a phrase
is a few shifts and ands over all sentences (phrase_search.py). Phrases that begin alike share their beginning, and one
whose beginning does not occur is not looked at further. There is no backtracking, and nothing repeats without bound.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

import msgspec

from cookietui.core.phrase_block import Prepared, prepare, prepare_all
from cookietui.core.phrase_search import Plan, Search, Spot, ends_of
from cookietui.core.phrase_words import satisfies

__all__ = ["Hit", "Phrases", "Prepared", "prepare", "prepare_all", "satisfies"]


class Hit(msgspec.Struct, frozen=True):
    """`text[start:end]` matched phrase number `index`."""

    index: int
    start: int
    end: int


class Phrases:
    """Compiled phrases; `find` gives the same hits as trying each in turn, and `find_slowly` proves it.

    Of several ends the farthest is taken, in a phrase with a gap the nearest; hits of a phrase do not overlap.
    Raises ValueError for what is no phrase.
    """

    def __init__(self, phrases: Sequence[str], words: Mapping[str, Sequence[str]] | None = None) -> None:
        self.phrases = tuple(phrases)
        self._plan = Plan(self.phrases, words or {})

    def spots(self, sentence: Prepared) -> Sequence[Spot]:
        """Every place of every phrase as (index, first word, word after the last), in order of phrase and place."""
        block, row = sentence.place
        found = block.kept.get(self)
        if found is None:
            found = block.kept[self] = Search(block, self._plan).rows()
        return cast("list[list[Spot]]", found)[row]

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
        for index, items in enumerate(self._plan.items):
            for first in range(len(sentence.tokens) + 1):
                ends = set(ends_of(items, sentence.tokens, first))
                if ends:
                    yield _hit(sentence, (index, first, min(ends) if self._plan.near[index] else max(ends)))
                    break


def _hit(sentence: Prepared, spot: Spot) -> Hit:
    index, first, last = spot
    spans = sentence.spans
    return Hit(index, spans[first][0], spans[last - 1][1])
