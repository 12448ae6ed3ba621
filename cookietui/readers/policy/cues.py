"""Cues for contacts are looked up word by word in the few sentences around one, not in the whole text."""

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from cookietui.core.phrase_syntax import APOSTROPHES, STEM, TOKEN, Choice, Gap, Grammar, Items, Word
from cookietui.core.phrases import satisfies

Cue: TypeAlias = tuple[int, int, str]
"""End and start of a phrase in the text, and the list it is from: in this order they sort."""
_Step: TypeAlias = str | int
"""A literal, or at most so many words between."""
_Phrase: TypeAlias = tuple[tuple[_Step, ...], str]
"""The steps that are left, and the list they are from."""
_MOST_WORDS = 50_000


class Cues:
    """Phrases of several lists (syntax: core/phrases.py), found in short texts."""

    def __init__(self, lists: Iterable[tuple[str, Sequence[str]]]) -> None:
        grammar = Grammar()
        self._begun: dict[str, tuple[_Phrase, ...]] = {}
        self._exact: dict[str, list[_Phrase]] = {}
        self._stems: dict[str, list[_Phrase]] = {}
        self._tails: dict[str, list[_Phrase]] = {}
        for what, phrases in lists:
            for phrase in phrases:
                for steps in _expanded(grammar.parse(phrase)):
                    self._put(steps, what)

    def _put(self, steps: tuple[_Step, ...], what: str) -> None:
        first = str(steps[0])
        if first.endswith("*"):
            self._stems.setdefault(first[:-1][:STEM], []).append((steps, what))
        elif first.startswith("*"):
            self._tails.setdefault(first[1:][-STEM:], []).append((steps, what))
        else:
            self._exact.setdefault(first, []).append((steps[1:], what))

    def find(self, text: str, base: int = 0) -> Sequence[Cue]:
        """Every phrase at every place, in order of its end; `base` is added to the offsets."""
        low = text.lower()
        if len(low) != len(text):
            low = text
        if not low.isascii():
            low = low.translate(APOSTROPHES)
        words = TOKEN.findall(low)
        begun = self._begun
        found: list[tuple[int, int, str]] = []
        for at, word in enumerate(words):
            for steps, what in begun[word] if word in begun else self._begin(word):
                stop = _matched(steps, words, at + 1) if steps else at + 1
                if stop is not None:
                    found.append((stop - 1, at, what))
        if not found:
            return ()
        spans = [match.span() for match in TOKEN.finditer(low)]
        return sorted({(base + spans[last][1], base + spans[first][0], what) for last, first, what in found})

    def _begin(self, word: str) -> tuple[_Phrase, ...]:
        """The phrases that may begin with a word, kept for the words to come."""
        found = list(self._exact.get(word, ()))
        stems = [self._stems.get(word[:size], ()) for size in range(min(STEM, len(word)), 1, -1)]
        for steps, what in (*(phrase for phrases in stems for phrase in phrases), *self._tails.get(word[-STEM:], ())):
            if satisfies(word, str(steps[0])):
                found.append((steps[1:], what))
        if len(self._begun) < _MOST_WORDS:
            self._begun[word] = tuple(found)
        return tuple(found)


def _matched(steps: Sequence[_Step], words: Sequence[str], at: int) -> int | None:
    """The word after the last one of the phrase, None where the words from `at` on do not match."""
    for number, step in enumerate(steps):
        if isinstance(step, int):
            tries = (_matched(steps[number + 1 :], words, at + skip) for skip in range(step + 1))
            return next((end for end in tries if end is not None), None)
        if at >= len(words) or not (words[at] == step or satisfies(words[at], step)):
            return None
        at += 1
    return at


def _expanded(items: Items) -> list[tuple[_Step, ...]]:
    """Every sequence of words that the items stand for."""
    if not items:
        return [()]
    first = items[0]
    heads: list[tuple[_Step, ...]]
    if isinstance(first, Choice):
        heads = [steps for option in first.options for steps in _expanded(option)]
        heads += [()] if first.optional else []
    else:
        heads = [(first.literal,)] if isinstance(first, Word) else [(first.words,)] if isinstance(first, Gap) else [()]
    rest = _expanded(items[1:])
    return [head + tail for head in heads for tail in rest]
