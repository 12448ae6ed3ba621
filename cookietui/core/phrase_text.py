"""A sentence's words are cut once and shared by every set of phrases that is looked for in it."""

from collections.abc import Iterable

from cookietui.core.phrase_syntax import APOSTROPHES, TOKEN

_PLAIN = {code: (chr(code).lower() if chr(code).isalnum() else " ") for code in range(128)}


class Prepared:
    """A sentence with its words, made once and shared by every set of phrases."""

    __slots__ = ("_low", "_spans", "kept", "text", "tokens")

    def __init__(self, text: str) -> None:
        self.text = text
        self._low: str | None = None
        self._spans: list[tuple[int, int]] | None = None
        self.kept: dict[object, object] = {}
        """What sets of phrases have found here, by set."""
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


def _lowered(text: str, low: str) -> str:
    if len(low) == len(text):
        return low
    return "".join(c if len(c.lower()) != 1 else c.lower() for c in text)


def prepare(text: str) -> Prepared:
    """One sentence."""
    return Prepared(text)


def prepare_all(texts: Iterable[str]) -> tuple[Prepared, ...]:
    """The sentences of a document."""
    return tuple(map(Prepared, texts))
