"""Keywords decide which phrases are tried on which sentence: one look at a document in place of one a sentence."""

import functools
from collections.abc import Iterable, Mapping, Sequence

from cookietui.core.phrase_syntax import APOSTROPHES, SHORT_STEM, STEM, TOKEN, Clauses

_ROWS = 256
"""Sentences looked up together: the bits of a number, so that the filter stays linear."""
_FEW = 3
"""Up to so many sentences, the search starts from their words and not from the phrases."""


class Prepared:
    """A sentence with its words, made once and shared by every set of phrases."""

    __slots__ = ("_block", "_row", "_spans", "low", "text", "tokens")

    def __init__(self, text: str) -> None:
        self.text = text
        low = text.lower()
        if not low.isascii():
            low = _lowered(text, low).translate(APOSTROPHES)
        self.low = low
        """The text in lower case with plain apostrophes, character for character as long as the text."""
        self.tokens: list[str] = TOKEN.findall(low)
        self._spans: list[tuple[int, int]] | None = None
        self._block: _Block | None = None
        self._row = 0

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

    def joined(self, block: "_Block", row: int) -> None:
        """Let the filter see this sentence as one row of a block."""
        self._block, self._row = block, row

    def candidates(self, chosen: "Filter") -> Sequence[int]:
        """The phrases that the keyword filter lets through, in order."""
        if self._block is None:
            self._block = _Block((self,))
        return self._block.candidates(chosen)[self._row]


def _lowered(text: str, low: str) -> str:
    if len(low) == len(text):
        return low
    return "".join(c if len(c.lower()) != 1 else c.lower() for c in text)


def prepare(text: str) -> Prepared:
    """One sentence on its own."""
    return Prepared(text)


def prepare_all(texts: Iterable[str]) -> tuple[Prepared, ...]:
    """The sentences of a document; the filter then works on many of them at a time."""
    rows = tuple(Prepared(text) for text in texts)
    for first in range(0, len(rows), _ROWS):
        _Block(rows[first : first + _ROWS])
    return rows


class _Block:
    """Up to `_ROWS` sentences with an index: key to a number whose bits are the sentences that hold it."""

    def __init__(self, rows: Sequence[Prepared]) -> None:
        self.size = len(rows)
        self._tokens = [row.tokens for row in rows]
        self._found: dict[Filter, Sequence[Sequence[int]]] = {}
        for number, row in enumerate(rows):
            row.joined(self, number)

    @functools.cached_property
    def index(self) -> dict[str, int]:
        """Every word, and its beginning and end as `begi*` and `*end`."""
        index: dict[str, int] = {}
        for row, tokens in enumerate(self._tokens):
            bit = 1 << row
            for token in set(tokens):
                index[token] = index.get(token, 0) | bit
        for token, bits in tuple(index.items()):
            for key in (f"{token[:STEM]}*", f"{token[:SHORT_STEM]}*", f"*{token[-STEM:]}", f"*{token[-SHORT_STEM:]}"):
                index[key] = index.get(key, 0) | bits
        return index

    def candidates(self, chosen: "Filter") -> Sequence[Sequence[int]]:
        """For each sentence the phrases whose keywords it has, in order."""
        if chosen not in self._found:
            find = chosen.few if self.size <= _FEW else chosen.many
            self._found[chosen] = find(self.index, self.size)
        return self._found[chosen]


class Filter:
    """Which phrases can occur in which sentences, judged by keywords alone."""

    def __init__(self, needed: Sequence[Clauses]) -> None:
        numbers: dict[frozenset[str], int] = {}
        self._needed = [tuple(numbers.setdefault(keys, len(numbers)) for keys in found) for found in needed]
        self._clauses = list(numbers)
        self._always = [i for i, found in enumerate(self._needed) if not found]
        self._by_key: dict[str, list[int]] = {}
        for number, keys in enumerate(self._clauses):
            for key in keys:
                self._by_key.setdefault(key, []).append(number)
        self._phrases: list[list[int]] = [[] for _ in self._clauses]
        for phrase, found in enumerate(self._needed):
            if found:
                rarest = max(found, key=lambda n: (min(map(len, self._clauses[n])), -len(self._clauses[n])))
                self._phrases[rarest].append(phrase)

    def few(self, index: Mapping[str, int], size: int) -> Sequence[Sequence[int]]:
        """Start from the keys that the index has; good for a few sentences."""
        bits = self._bits(self._by_key.keys() & index.keys(), index)
        phrases = [p for number in bits for p in self._phrases[number]]
        return self._rows(sorted(phrases), bits, size)

    def many(self, index: Mapping[str, int], size: int) -> Sequence[Sequence[int]]:
        """Start from the clauses; good for a whole document."""
        get = index.get
        bits = {}
        for number, keys in enumerate(self._clauses):
            present = 0
            for key in keys:
                present |= get(key, 0)
            if present:
                bits[number] = present
        return self._rows((p for p, found in enumerate(self._needed) if found), bits, size)

    def _bits(self, keys: Iterable[str], index: Mapping[str, int]) -> dict[int, int]:
        bits: dict[int, int] = {}
        for key in keys:
            present = index[key]
            for number in self._by_key[key]:
                bits[number] = bits.get(number, 0) | present
        return bits

    def _rows(self, phrases: Iterable[int], bits: Mapping[int, int], size: int) -> Sequence[Sequence[int]]:
        rows: list[list[int]] = [list(self._always) for _ in range(size)]
        get = bits.get
        for phrase in phrases:
            present = -1
            for number in self._needed[phrase]:
                present &= get(number, 0)
                if not present:
                    break
            while present:
                last = present & -present
                rows[last.bit_length() - 1].append(phrase)
                present ^= last
        if self._always:
            for row in rows:
                row.sort()
        return rows
