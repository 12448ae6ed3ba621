"""Which technologies a line names, and whether the words around each say that it is used, denied or only mentioned."""

import functools
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from cookietui.core.phrases import Phrases, Prepared
from cookietui.core.words import TechnologyKind, TechnologyStance
from cookietui.readers.policy.reading import rules
from cookietui.readers.policy.tagged import Tag, Tagged

SIGNALS: frozenset[TechnologyKind] = frozenset({"do-not-track", "global-privacy-control"})
PARTS: tuple[TechnologyKind, ...] = ("persistent-cookies", "session-cookies")
_NEAR = 40
"""Characters between two nouns of one enumeration."""
_EDGE = 9
"""Characters after a noun that may hold the rest of its spelling with capitals."""


class Noun(msgspec.Struct):
    """A technology named in a line: `text[start:end]` of the line."""

    kind: TechnologyKind
    start: int
    end: int
    stance: TechnologyStance = "mentioned"


class Rules:
    """One language's phrases for technologies, compiled once."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        nouns: Mapping[TechnologyKind, list[str]] = table["nouns"]
        words = {**table.get("words", {}), "tech": [n for k in nouns if k not in SIGNALS for n in nouns[k]]}
        signals = {**words, "tech": [n for k in nouns if k in SIGNALS for n in nouns[k]]}
        said, answers = table["stances"], table["signals"]
        self._kinds = [kind for kind in nouns for _ in nouns[kind]]
        self._nouns = Phrases([n for kind in nouns for n in nouns[kind]], words)
        self._cased: Mapping[str, list[str]] = table.get("cased", {})
        self._hits = Tagged({n: said.get(n, ()) for n in ("uses", "denies", "elsewhere", "choices")}, words)
        self._around = Tagged({n: said.get(n, ()) for n in ("partial", "whole", "qualified")}, words)
        self.collected = Tagged({"collected": said.get("collected", ())}, words)
        self.signals = Tagged({n: p for n, p in answers.items() if not n.startswith("follow_")}, signals)
        self.answers = Tagged({n: p for n, p in answers.items() if n.startswith("follow_")}, signals)
        self.purposes = Tagged(table["purposes"], words)

    def nouns(self, sentence: Prepared) -> list[Noun]:
        """The technologies a sentence names, in order."""
        nouns = []
        for hit in self._nouns.every(sentence):
            kind = self._kinds[hit.index]
            words = sentence.text[max(0, hit.start - 1) : hit.end + _EDGE]
            if kind not in self._cased or any(form in words for form in self._cased[kind]):
                nouns.append(Noun(kind, hit.start, hit.end))
        return sorted(nouns, key=lambda noun: (noun.start, noun.end))

    def judge(self, sentence: Prepared, nouns: Sequence[Noun]) -> None:
        """Give each noun the stance of the phrase that covers it, then pass stances along enumerations."""
        hits = self._hits.every(sentence)
        if not hits:
            return
        around = self._around.every(sentence)
        for noun in nouns:
            over = [hit for hit in hits if hit[1] <= noun.start < hit[2]]
            noun.stance = _stance(over, noun, around)
            if noun.stance == "not-used" and _limited([_chain(nouns, noun), *(e for _, _, e in over)], around):
                noun.stance = "mentioned"
        _pass_along(nouns, hits)


@functools.cache
def rules_of(language: str) -> Rules | None:
    """The phrases of a language, None where it has no rules for technologies."""
    table = rules(language, "technologies")
    return Rules(table) if table else None


def _stance(over: Sequence[Tag], noun: Noun, around: Sequence[Tag]) -> TechnologyStance:
    names = {name for name, _, _ in over}
    if "elsewhere" in names:
        return "mentioned"
    if "denies" in names:
        return "mentioned" if _qualified(noun, around) else "not-used"
    if "uses" not in names:
        return "mentioned"
    latest = {name: max(start for n, start, _ in over if n == name) for name in names}
    return "mentioned" if latest.get("choices", -1) >= latest["uses"] else "used"


def _qualified(noun: Noun, around: Sequence[Tag]) -> bool:
    """Whether a denial is of a sort only ("no tracking cookies")."""
    return noun.kind not in PARTS and any(n == "qualified" and s < noun.start < e for n, s, e in around)


def _chain(nouns: Sequence[Noun], noun: Noun) -> int:
    """The end of the enumeration that begins with this noun."""
    end = noun.end
    for other in nouns:
        if end < other.end and other.start - end <= _NEAR:
            end = other.end
    return end


def _limited(ends: Sequence[int], around: Sequence[Tag]) -> bool:
    """Whether the words after the noun make a denial one of a purpose ("do not use cookies to ...")."""
    after = {place for end in ends for place in range(end, end + 4)}
    if any(name == "whole" and start in after for name, start, _ in around):
        return False
    return any(name == "partial" and start in after for name, start, _ in around)


def _pass_along(nouns: Sequence[Noun], hits: Sequence[Tag]) -> None:
    """Nouns of one enumeration share a stance, unless a phrase of its own speaks of the second."""
    covered = [any(start <= noun.start < end for _, start, end in hits) for noun in nouns]
    pairs = list(zip(nouns, nouns[1:], covered, covered[1:], strict=False))
    for first, second, _, own in pairs:
        if not own and second.start - first.end <= _NEAR:
            second.stance = first.stance
    for first, second, own, _ in reversed(pairs):
        if not own and first.stance == "mentioned" and second.start - first.end <= _NEAR:
            first.stance = second.stance
