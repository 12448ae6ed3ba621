"""A sentence's words are cut once and shared by every set of phrases; the sentences of a text are searched together."""

import functools
from collections.abc import Iterable
from typing import Any

from cookietui.core.phrase_syntax import APOSTROPHES, TOKEN

_PLAIN = {code: (chr(code).lower() if chr(code).isalnum() else " ") for code in range(128)}


_TOGETHER = 1000
"""Words of sentences that are searched together."""


class Prepared:
    """A sentence with its words, made once and shared by every set of phrases."""

    __slots__ = ("_batch", "_low", "_spans", "number", "text", "tokens")

    def __init__(self, text: str) -> None:
        self.text = text
        self._low: str | None = None
        self._spans: list[tuple[int, int]] | None = None
        self._batch: Batch | None = None
        self.number = 0
        """Which sentence of its batch it is."""
        # An apostrophe may stand inside a word; without one, whatever is no letter or digit ends it.
        plain = text.isascii() and "'" not in text and "`" not in text
        self.tokens: list[str] = text.translate(_PLAIN).split() if plain else TOKEN.findall(self.low)

    @property
    def batch(self) -> "Batch":
        """The sentences that are searched together with this one."""
        return self._batch or self.join(Batch(), 0)

    def join(self, batch: "Batch", number: int) -> "Batch":
        """Become one sentence of a batch; the batch."""
        self._batch, self.number = batch, number
        batch.sentences.append(self)
        return batch

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


class Batch:
    """Sentences that are searched together."""

    def __init__(self) -> None:
        self.sentences: list[Prepared] = []
        self.kept: dict[object, Any] = {}
        """What sets of phrases have found in them, by set."""

    @functools.cached_property
    def words(self) -> frozenset[str]:
        """The words of all sentences."""
        return frozenset(word for sentence in self.sentences for word in sentence.tokens)

    @property
    def is_long(self) -> bool:
        """Whether it is one sentence with more words than are searched together."""
        return len(self.sentences[0].tokens) > _TOGETHER


def _lowered(text: str, low: str) -> str:
    if len(low) == len(text):
        return low
    return "".join(c if len(c.lower()) != 1 else c.lower() for c in text)


def prepare(text: str) -> Prepared:
    """One sentence."""
    return Prepared(text)


def prepare_all(texts: Iterable[str]) -> tuple[Prepared, ...]:
    """The sentences of a document, which are searched together."""
    sentences = tuple(map(Prepared, texts))
    batch, words = Batch(), 0
    for sentence in sentences:
        words += len(sentence.tokens)
        if words > _TOGETHER and batch.sentences:
            batch, words = Batch(), len(sentence.tokens)
        sentence.join(batch, len(batch.sentences))
    return sentences
