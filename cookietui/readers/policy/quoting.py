"""A quote of marked-up text is the runs of its words that stand in the source with nothing but blanks between."""

import re
from collections.abc import Iterator, Sequence

_WORD = re.compile(r"\w+")
_SHORTEST = 3
"""Words below which a run is left out when longer ones stand beside it."""


class Quoting:
    """Finds the words of sentences in the source they were normalised from, in order."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._spans = [match.span() for match in _WORD.finditer(source)]
        self._words = [source[start:end] for start, end in self._spans]
        self._places: dict[str, list[int]] = {}
        for number, word in enumerate(self._words):
            self._places.setdefault(word, []).append(number)

    def quotes(self, sentence: str) -> tuple[str, ...]:
        """Verbatim strings of the source that together are the sentence, as far as it stands there."""
        if sentence in self._source:
            return (sentence,)
        runs = sorted(self._runs(_WORD.findall(sentence)), key=lambda run: run[0] - run[1])
        kept = [run for run in runs if run[1] - run[0] >= _SHORTEST] or runs[:1]
        return tuple(self._source[self._spans[first][0] : self._spans[last - 1][1]] for first, last in sorted(kept))

    def _runs(self, words: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Longest runs of consecutive source words, taken greedily from the left."""
        at = 0
        while at < len(words):
            best = (0, 0)
            for place in self._places.get(words[at], [])[:200]:
                length = self._length(words, at, place)
                if length > best[1] - best[0]:
                    best = (place, place + length)
            if best[1]:
                yield best
            at += max(1, best[1] - best[0])

    def _length(self, words: Sequence[str], at: int, place: int) -> int:
        length = 0
        while at + length < len(words) and place + length < len(self._words):
            if words[at + length] != self._words[place + length]:
                break
            if length and "<" in self._source[self._spans[place + length - 1][1] : self._spans[place + length][0]]:
                break
            length += 1
        return length
