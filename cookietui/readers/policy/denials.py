"""A denial counts against other words only when it is outright: short, and not of one case, place or kind of people."""

import functools
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from cookietui.core.phrases import Part as Set
from cookietui.core.phrases import Phrases, Prepared, Together
from cookietui.readers.policy.reading import Line, Reading, rules

LONGEST = 25
"""Words of a denial that is short enough to mean what it says without a condition."""


class Cues:
    """One language's phrases of outright denial (data/rules/<language>/contradictions.toml)."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        together = Together(table["words"])
        rows = [(topic, phrase) for topic, phrases in table["denied"].items() for phrase in phrases]
        self.topics = tuple(topic for topic, _ in rows)
        self.denied = Phrases([phrase for _, phrase in rows], part=Set(together))
        self.limits = Phrases(table["cases"]["limits"], part=Set(together))
        self.supposed = Phrases(table["cases"]["supposed"], part=Set(together))


@functools.cache
def cues(language: str) -> Cues | None:
    """The phrases of a language, None where it has none."""
    table = rules(language, "contradictions")
    return Cues(table) if table else None


class Denials:
    """What the text denies outright, and whether other sentences bear being held against it."""

    def __init__(self, reading: Reading, found: Cues) -> None:
        self._reading = reading
        self._cues = found
        self._lines = {line.sentence.start: line for line in reading.lines}

    def topics(self) -> Iterator[tuple[str, int]]:
        """Each topic with the evidence of its first outright denial, in order of the text."""
        seen: set[str] = set()
        for line in self._reading.lines:
            for topic in {self._cues.topics[spot[0]] for spot in self._cues.denied.spots(line.prepared)} - seen:
                if self._outright(line):
                    seen.add(topic)
                    yield topic, self._reading.evidence(line)[0]

    def outright(self, evidence: Iterable[int]) -> int | None:
        """The first evidence that is an outright denial."""
        return next((i for i in evidence if (line := self._line(i)) and self._outright(line)), None)

    def plain(self, evidence: Iterable[int]) -> int | None:
        """The first evidence that does not speak of what happens only if the reader does something."""
        return next((i for i in evidence if (p := self.words(i)) and not self._cues.supposed.spots(p)), None)

    def words(self, index: int) -> Prepared | None:
        """The words of a sentence that is evidence."""
        line = self._line(index)
        return line.prepared if line else None

    def _line(self, index: int) -> Line | None:
        start = self._reading.book.rows[index].start
        return self._lines.get(start) if isinstance(start, int) else None

    def _outright(self, line: Line) -> bool:
        text = line.prepared.text.rstrip()
        if len(line.prepared.tokens) > LONGEST or text.endswith(("?", ":")):
            return False
        return not any(self._cues.limits.spots(words) for words in (line.prepared, line.title))
