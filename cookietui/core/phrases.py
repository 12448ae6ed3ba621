r"""Rules are phrases a lawyer can read; each becomes one small pattern over words, behind a keyword filter.

A phrase is words matched without regard to case and punctuation: `we do not sell`. `word*` matches any ending and
`*word` any beginning, `#` a word that begins with a digit, `(a|b|)` one of several (the empty one makes it optional),
`{name}` a named list of phrases, `^` the begin of the sentence, `..` at most three words between, `...` at most eight.
`opt-out` is two words and is found as `opt out` too; `'` stands for every apostrophe, and `user's` is one word.

How it is fast and linear: a sentence is turned into a string with one character a word, the character naming the
literals of the rules which that word satisfies. A phrase is a pattern over that string without open repetition. Of
each phrase the filter knows sets of keywords that must each be present; they are looked up for many sentences at once.
"""

import bisect
import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeGuard

import msgspec

from cookietui.core.phrase_filter import Filter, Prepared, prepare, prepare_all
from cookietui.core.phrase_syntax import START, Choice, Gap, Grammar, Items, Word, clauses, words

__all__ = ["Hit", "Phrases", "Prepared", "prepare", "prepare_all", "satisfies"]
_BASE, _ROOM = 0x3400, 0x6BFF
_WIDE_BASE = 0x20000
"""First character used for words and how many follow it; beyond that, characters of the upper planes."""
_MOST_WORDS = 50_000
"""Unknown words whose character a set of phrases keeps."""


class Hit(msgspec.Struct, frozen=True):
    """`text[start:end]` matched phrase number `index`."""

    index: int
    start: int
    end: int


class _Characters(dict[str, str]):
    """Word to its character, which stands for the literals that the word satisfies."""

    def __init__(self, literals: Iterable[str]) -> None:
        super().__init__()
        found = sorted(set(literals))
        exact = [word for word in found if "*" not in word and word != "#"]
        self._stems = {s: n for n, s in enumerate(["", *(w[:-1] for w in found if w[-1] == "*" and w[0] != "*"), "#"])}
        self._tails = {t: n for n, t in enumerate(["", *(w[1:] for w in found if w[0] == "*")])}
        room = len(exact) + len(self._stems) * len(self._tails)
        self._base = _BASE if room <= _ROOM else _WIDE_BASE
        self._first = self._base + len(exact)
        self._exact = exact
        for number, word in enumerate(exact):
            self[word] = chr(self._base + number)

    def __missing__(self, word: str) -> str:
        character = self._mixed(_longest(word, self._stems, ends=False), _longest(word, self._tails, ends=True))
        if len(self) < _MOST_WORDS:
            self[word] = character
        return character

    def _mixed(self, stem: str, tail: str) -> str:
        return chr(self._first + self._stems[stem] * len(self._tails) + self._tails[tail])

    def of(self, literal: str) -> str:
        """Every character whose words satisfy the literal."""
        if literal[0] == "*":
            exact = [word for word in self._exact if satisfies(word, literal)]
            mixed = [(s, t) for t in self._tails if satisfies(t, literal) for s in self._stems]
        elif literal == "#" or literal[-1] == "*":
            low, high = (":", "") if literal == "#" else (literal[:-1] + "\U0010ffff", literal[:-1])
            exact = self._exact[bisect.bisect_left(self._exact, high) : bisect.bisect_left(self._exact, low)]
            exact = [word for word in exact if satisfies(word, literal)]
            mixed = [(s, t) for s in self._stems if satisfies(s, literal) for t in self._tails]
        else:
            return self[literal]
        return "".join((*(self[word] for word in exact), *(self._mixed(s, t) for s, t in mixed)))


def satisfies(word: str, literal: str) -> bool:
    """Whether a word (lower case, plain apostrophes) is what the literal means."""
    if literal == "#":
        return word[:1].isdigit() or word == "#"
    if literal[0] == "*":
        return word.endswith(literal[1:])
    return word.startswith(literal[:-1]) if literal[-1] == "*" else word == literal


def _longest(word: str, known: Mapping[str, int], *, ends: bool) -> str:
    for size in range(len(word), 0, -1):
        part = word[-size:] if ends else word[:size]
        if part in known:
            return part
    return "#" if not ends and word[0].isdigit() else ""


class Phrases:
    """Compiled phrases; `find` gives the same hits as trying each in turn, and `find_slowly` proves it."""

    def __init__(self, phrases: Sequence[str], words: Mapping[str, Sequence[str]] | None = None) -> None:
        self.phrases = tuple(phrases)
        grammar = Grammar(words)
        self._items = [grammar.parse(phrase) for phrase in self.phrases]
        self._patterns: dict[int, re.Pattern[str]] = {}
        self._classes: dict[str, str] = {}
        self._choices: dict[int, str] = {}

    @functools.cached_property
    def filter(self) -> Filter:
        """The keyword filter, made on first use."""
        return Filter([clauses(items) for items in self._items])

    @functools.cached_property
    def _characters(self) -> _Characters:
        return _Characters(literal for items in self._items for literal in words(items))

    def _coded(self, sentence: Prepared) -> str:
        return "".join(map(self._characters.__getitem__, sentence.tokens))

    def places(self, sentence: Prepared) -> Iterator[tuple[int, int, int]]:
        """Every phrase that occurs, at its first place, as (index, first word, word after the last)."""
        found = sentence.candidates(self.filter)
        if found:
            coded = self._coded(sentence)
            for index in found:
                match = self._pattern(index).search(coded)
                if match:
                    yield index, match.start(), match.end()

    def find(self, sentence: Prepared) -> Iterator[Hit]:
        """Every phrase that occurs, each at its first place, in order of phrase."""
        for index, first, last in self.places(sentence):
            yield _hit(sentence, index, first, last)

    def find_slowly(self, sentence: Prepared) -> Iterator[Hit]:
        """The same as `find`, without the keyword filter."""
        coded = self._coded(sentence)
        for index in range(len(self.phrases)):
            match = self._pattern(index).search(coded)
            if match:
                yield _hit(sentence, index, match.start(), match.end())

    def first(self, sentence: Prepared) -> Hit | None:
        """The hit that starts first in the text, the lower phrase number on a tie."""
        found = min(self.places(sentence), key=lambda place: (place[1], place[0]), default=None)
        return _hit(sentence, *found) if found else None

    def spots(self, sentence: Prepared) -> Iterator[tuple[int, int, int]]:
        """Every place of every phrase as (index, first word, word after the last), in order of phrase and place."""
        found = sentence.candidates(self.filter)
        coded = self._coded(sentence) if found else ""
        for index in found:
            for match in self._pattern(index).finditer(coded):
                yield index, match.start(), match.end()

    def every(self, sentence: Prepared) -> Iterator[Hit]:
        """Every place of every phrase, in order of phrase and place."""
        for index, first, last in self.spots(sentence):
            yield _hit(sentence, index, first, last)

    def _pattern(self, index: int) -> re.Pattern[str]:
        pattern = self._patterns.get(index)
        if pattern is None:
            pattern = self._patterns[index] = re.compile(self._written(self._items[index]), re.DOTALL)
        return pattern

    def _written(self, items: Items) -> str:
        parts = []
        for item in items:
            if isinstance(item, Gap):
                parts.append(f".{{0,{item.words}}}?")
            elif item == Word(START):
                parts.append(r"\A")
            elif isinstance(item, Word):
                parts.append(_class(self._class_of(item.literal)))
            else:
                parts.append(self._choice(item))
        return "".join(parts)

    def _choice(self, choice: Choice) -> str:
        """The alternatives, longest first, all single words as one class; kept, as named lists recur."""
        if id(choice) not in self._choices:
            single = "".join(self._class_of(o[0].literal) for o in choice.options if _one_word(o))
            longer = [self._written(o) for o in choice.options if not _one_word(o)]
            text = "|".join((*longer, *([_class(single)] if single else [])))
            self._choices[id(choice)] = f"(?:{text})" if longer else text
        return self._choices[id(choice)] + ("?" if choice.optional else "")

    def _class_of(self, literal: str) -> str:
        if literal not in self._classes:
            self._classes[literal] = self._characters.of(literal)
        return self._classes[literal]


def _one_word(items: Items) -> TypeGuard[tuple[Word]]:
    return len(items) == 1 and isinstance(items[0], Word) and items[0].literal != START


def _class(characters: str) -> str:
    return characters if len(characters) == 1 else f"[{characters}]"


def _hit(sentence: Prepared, index: int, first: int, last: int) -> Hit:
    spans = sentence.spans
    return Hit(index, spans[first][0], spans[last - 1][1])
