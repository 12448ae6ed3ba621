"""Words that rules ask for are put into numbered classes, so that a text's word is looked up once for all rules."""

from collections.abc import Iterable

MOST_WORDS = 50_000
"""Words of texts that are remembered, whatever is remembered of them."""
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
        self._stem_sizes: list[int] = []
        self._tail_sizes: list[int] = []

    def number(self, literals: Iterable[str]) -> int:
        """The number of the class of all words that satisfy one of the literals."""
        wanted = frozenset(literals)
        number = self._classes.get(wanted)
        if number is None:
            number = self._classes[wanted] = len(self._classes)
            for literal in wanted:
                self._join(literal, number)
        return number

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
        members = self._members
        found = {*members.get(word, ())}
        size = len(word)
        for stem in self._stem_sizes:
            if stem <= size:
                found.update(members.get(f"{word[:stem]}*", ()))
        for tail in self._tail_sizes:
            if tail <= size + 1:
                found.update(members.get(f"*{word[1 - tail :]}", ()))
        if word[0].isdigit():
            found.update(members.get(DIGIT, ()))
        return tuple(sorted(found))


class Letters(dict[str, int]):
    """Word to its letter: words that belong to the same classes are one letter."""

    def __init__(self, classes: Classes) -> None:
        super().__init__()
        self._of = classes.of
        self._numbers: dict[tuple[int, ...], int] = {}
        self.classes: list[tuple[int, ...]] = []
        """The classes of each letter."""

    def __missing__(self, word: str) -> int:
        classes = self._of(word)
        letter = self._numbers.get(classes)
        if letter is None:
            letter = self._numbers[classes] = len(self.classes)
            self.classes.append(classes)
        if len(self) < MOST_WORDS:
            self[word] = letter
        return letter


def satisfies(word: str, literal: str) -> bool:
    """Whether a word (lower case, plain apostrophes) is what the literal means."""
    if literal == DIGIT:
        return word[:1].isdigit()
    if literal[0] == "*":
        return word.endswith(literal[1:])
    return word.startswith(literal[:-1]) if literal[-1] == "*" else word == literal
