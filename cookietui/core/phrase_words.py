"""A word of a text satisfies its own literal and those with a star that fit; which ones is worked out once a word."""

import sys
from collections.abc import Iterable

MOST_WORDS = 50_000
"""Words of texts that are remembered, whatever is remembered of them."""
START = "^"
"""The literal that is no word but the place before the first one."""
DIGIT = "#"
"""The literal of every word that begins with a digit."""


class Literals(dict[str, tuple[str, ...]]):
    """Word (lower case, plain apostrophes) to the literals that it satisfies, of those that are known.

    All are interned, so that telling two apart is one comparison.
    """

    def __init__(self) -> None:
        super().__init__()
        self._known: set[str] = set()
        self._stems: list[int] = []
        self._tails: list[int] = []

    def learn(self, literals: Iterable[str]) -> None:
        """Know some more literals from now on."""
        before = len(self._known)
        self._known.update(literals)
        if len(self._known) > before:
            self._stems = sorted({len(literal) - 1 for literal in self._known if literal[-1] == "*"})
            self._tails = sorted({len(literal) - 1 for literal in self._known if literal[0] == "*"})
            self.clear()

    @property
    def number(self) -> int:
        """How many literals are known."""
        return len(self._known)

    def __missing__(self, word: str) -> tuple[str, ...]:
        size = len(word)
        meant = [word, *([DIGIT] if word[0].isdigit() else ())]
        meant += [f"{word[:stem]}*" for stem in self._stems if stem <= size]
        meant += [f"*{word[-tail:]}" for tail in self._tails if tail <= size]
        literals = tuple(sys.intern(literal) for literal in meant if literal in self._known)
        if len(self) < MOST_WORDS:
            self[word] = literals
        return literals


def satisfies(word: str, literal: str) -> bool:
    """Whether a word (lower case, plain apostrophes) is what the literal means."""
    if literal == DIGIT:
        return word[:1].isdigit()
    if literal[0] == "*":
        return word.endswith(literal[1:])
    return word.startswith(literal[:-1]) if literal[-1] == "*" else word == literal
