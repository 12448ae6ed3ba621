"""Sentences are searched together: the places of a word are the bits of a number, a phrase is shifts and ands."""

import functools
from collections.abc import Iterable, Sequence

from cookietui.core.phrase_syntax import APOSTROPHES, TOKEN
from cookietui.core.phrase_words import CLASSES

_ROWS = 1024
_WORDS = 6144
"""Sentences and words looked at together: numbers stay short, so that time grows with the text."""
_PLAIN = {code: (chr(code).lower() if chr(code).isalnum() else " ") for code in range(128)}


class Prepared:
    """A sentence with its words, made once and shared by every set of phrases."""

    __slots__ = ("_block", "_low", "_row", "_spans", "text", "tokens")

    def __init__(self, text: str) -> None:
        self.text = text
        self._low: str | None = None
        self._spans: list[tuple[int, int]] | None = None
        self._block: Block | None = None
        self._row = 0
        # An apostrophe may stand inside a word; without one, whatever is no letter or digit ends it.
        plain = text.isascii() and "'" not in text and "`" not in text
        self.tokens: list[str] = text.translate(_PLAIN).split() if plain else TOKEN.findall(self.low)

    @property
    def low(self) -> str:
        """The text in lower case with plain apostrophes, character for character as long as the text."""
        if self._low is None:
            low = self.text.lower()
            if not low.isascii():
                low = _lowered(self.text, low)
            self._low = low.translate(APOSTROPHES)
        return self._low

    @property
    def words(self) -> frozenset[str]:
        """The words without order."""
        return frozenset(self.tokens)

    @property
    def spans(self) -> list[tuple[int, int]]:
        """First and last character of each word."""
        if self._spans is None:
            self._spans = [match.span() for match in TOKEN.finditer(self.low)]
        return self._spans

    @property
    def place(self) -> tuple["Block", int]:
        """The block that the sentence is searched with, and its row there."""
        if self._block is None:
            self._block = Block((self,))
        return self._block, self._row

    def join(self, block: "Block", row: int) -> None:
        """Let the sentence be one row of a block."""
        self._block, self._row = block, row


def _lowered(text: str, low: str) -> str:
    if len(low) == len(text):
        return low
    return "".join(c if len(c.lower()) != 1 else c.lower() for c in text)


def prepare(text: str) -> Prepared:
    """One sentence on its own."""
    return Prepared(text)


def prepare_all(texts: Iterable[str]) -> tuple[Prepared, ...]:
    """The sentences of a document; they are then searched many at a time."""
    rows = tuple(map(Prepared, texts))
    first = words = 0
    for number, row in enumerate(rows):
        words += len(row.tokens) + 1
        if number - first >= _ROWS or words > _WORDS:
            _join(rows[first:number])
            first, words = number, len(row.tokens) + 1
    _join(rows[first:])
    return rows


def _join(rows: Sequence[Prepared]) -> None:
    block = Block(rows)
    for number, row in enumerate(rows):
        row.join(block, number)


class Block:
    """The words of some sentences: word n is bit n of a number, and one bit after each sentence stays empty."""

    def __init__(self, rows: Sequence[Prepared]) -> None:
        self.tokens = [row.tokens for row in rows]
        self.size = len(rows)
        self.kept: dict[object, object] = {}
        """What sets of phrases have found here, by set."""
        self.starts = [0]
        """The place of the first word of each row, and where a further row would begin."""
        for tokens in self.tokens:
            self.starts.append(self.starts[-1] + len(tokens) + 1)
        self._bits: list[int] = []

    @functools.cached_property
    def places(self) -> dict[str, list[int]]:
        """Every word with its places."""
        places: dict[str, list[int]] = {}
        get = places.get
        for at, tokens in zip(self.starts, self.tokens, strict=False):
            for place, token in enumerate(tokens, at):
                known = get(token)
                if known is None:
                    places[token] = [place]
                else:
                    known.append(place)
        return places

    @property
    def bits(self) -> Sequence[int]:
        """The places of the words of each class."""
        if CLASSES.size != len(self._bits):
            self._bits = [0] * CLASSES.size
            for word, places in self.places.items():
                classes = CLASSES.of(word)
                if classes:
                    here = as_bits(places)
                    for number in classes:
                        self._bits[number] |= here
        return self._bits

    @functools.cached_property
    def begins(self) -> int:
        """The places of first words."""
        return as_bits([at for at, tokens in zip(self.starts, self.tokens, strict=False) if tokens])

    @functools.cached_property
    def real(self) -> "Runs":
        """From where so many words of one sentence stand in a row."""
        ends = as_bits([at - 1 for at in self.starts[1:]])
        return Runs(((1 << max(0, self.starts[-1] - 1)) - 1) & ~ends)


class Runs(dict[int, int]):
    """The places from where n words stand in a row, by n."""

    def __init__(self, words: int) -> None:
        super().__init__({1: words})

    def __missing__(self, number: int) -> int:
        self[number] = self[number - 1] & (self[1] >> (number - 1))
        return self[number]


def as_bits(places: Sequence[int]) -> int:
    """A number with those bits set; the places are in order."""
    if len(places) == 1:
        return 1 << places[0]
    array = bytearray((max(places, default=0) >> 3) + 1)
    for at in places:
        array[at >> 3] |= 1 << (at & 7)
    return int.from_bytes(array, "little")
