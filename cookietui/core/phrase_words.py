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
        self._classes: dict[frozenset[str], int] = {}
        self._members: dict[str, list[int]] = {}
        """The classes of each literal."""
        self._known: dict[str, tuple[int, ...]] = {}
        self._stem_sizes: list[int] = []
        self._tail_sizes: list[int] = []

    @property
    def size(self) -> int:
        """How many classes there are."""
        return len(self._classes)

    def number(self, literals: Iterable[str]) -> int:
        """The number of the class of all words that satisfy one of the literals."""
        wanted = frozenset(literals)
        if wanted not in self._classes:
            self._known.clear()
            self._classes[wanted] = len(self._classes)
            for literal in wanted:
                self._join(literal, self._classes[wanted])
        return self._classes[wanted]

    def _join(self, literal: str, number: int) -> None:
        if literal not in self._members:
            self._members[literal] = []
            if literal[0] == "*":
                self._tail_sizes = sorted({*self._tail_sizes, len(literal)})
            elif literal[-1] == "*":
                self._stem_sizes = sorted({*self._stem_sizes, len(literal) - 1})
        self._members[literal].append(number)

    def of(self, word: str) -> tuple[int, ...]:
        """The classes of a word in lower case with plain apostrophes."""
        known = self._known.get(word)
        if known is None:
            known = tuple({number for literal in self._literals(word) for number in self._members[literal]})
            if len(self._known) < _MOST_WORDS:
                self._known[word] = known
        return known

    def _literals(self, word: str) -> Iterable[str]:
        size = len(word)
        spellings = [word, *(f"{word[:n]}*" for n in self._stem_sizes if n <= size)]
        spellings += [f"*{word[1 - n :]}" for n in self._tail_sizes if 1 < n <= size + 1]
        spellings += [DIGIT] if word[0].isdigit() else []
        return [spelling for spelling in spellings if spelling in self._members]


CLASSES = Classes()
"""The classes of all rules in use: texts are searched for every set of rules, their words are classed once."""


def satisfies(word: str, literal: str) -> bool:
    """Whether a word (lower case, plain apostrophes) is what the literal means."""
    if literal == DIGIT:
        return word[:1].isdigit()
    if literal[0] == "*":
        return word.endswith(literal[1:])
    return word.startswith(literal[:-1]) if literal[-1] == "*" else word == literal
