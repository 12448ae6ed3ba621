"""Words that rules ask for are put into numbered classes, so that a text's word is looked up once for all rules."""

from collections.abc import Iterable

_MOST_WORDS = 100_000
"""Words of texts whose classes are remembered."""
START = "^"
"""The literal that is no word but the place before the first one."""
DIGIT = "#"
"""The literal of every word that begins with a digit."""


class Classes:
    """Sets of literals (`sell`, `disclos*`, `*daten`, `#`) and the words that belong to them."""

    def __init__(self) -> None:
        self._numbers: dict[frozenset[str], int] = {}
        self._exact: dict[str, list[int]] = {}
        self._stems: dict[str, list[int]] = {}
        self._tails: dict[str, list[int]] = {}
        self._digits: list[int] = []
        self._known: dict[str, tuple[int, ...]] = {}
        self._stem_sizes: list[int] = []
        self._tail_sizes: list[int] = []

    @property
    def size(self) -> int:
        """How many classes there are."""
        return len(self._numbers)

    def number(self, literals: Iterable[str]) -> int:
        """The number of the class of all words that satisfy one of the literals."""
        wanted = frozenset(literals)
        if wanted not in self._numbers:
            self._numbers[wanted] = len(self._numbers)
            for literal in wanted:
                self._put(literal, self._numbers[wanted])
            self._known.clear()
        return self._numbers[wanted]

    def _put(self, literal: str, number: int) -> None:
        if literal == DIGIT:
            self._digits.append(number)
        elif literal[0] == "*":
            self._tails.setdefault(literal[1:], []).append(number)
            self._tail_sizes = sorted({len(tail) for tail in self._tails})
        elif literal[-1] == "*":
            self._stems.setdefault(literal[:-1], []).append(number)
            self._stem_sizes = sorted({len(stem) for stem in self._stems})
        else:
            self._exact.setdefault(literal, []).append(number)

    def of(self, word: str) -> tuple[int, ...]:
        """The classes of a word in lower case with plain apostrophes."""
        known = self._known.get(word)
        if known is None:
            known = tuple(dict.fromkeys(self._all(word)))
            if len(self._known) < _MOST_WORDS:
                self._known[word] = known
        return known

    def _all(self, word: str) -> Iterable[int]:
        yield from self._exact.get(word, ())
        size = len(word)
        for length in self._stem_sizes:
            if length > size:
                break
            yield from self._stems.get(word[:length], ())
        for length in self._tail_sizes:
            if length > size:
                break
            yield from self._tails.get(word[-length:], ())
        if word[0].isdigit():
            yield from self._digits


CLASSES = Classes()
"""The classes of all rules in use: texts are searched for every set of rules, their words are classed once."""


def satisfies(word: str, literal: str) -> bool:
    """Whether a word (lower case, plain apostrophes) is what the literal means."""
    if literal == DIGIT:
        return word[:1].isdigit()
    if literal[0] == "*":
        return word.endswith(literal[1:])
    return word.startswith(literal[:-1]) if literal[-1] == "*" else word == literal
