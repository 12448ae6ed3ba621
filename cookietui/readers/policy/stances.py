"""Which technologies a line names, and whether the words around each say that it is used, denied or only mentioned."""

import functools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args

import msgspec

from cookietui.core.tags import Sifted, Tag, Tagged, nested
from cookietui.core.words import TechnologyKind, TechnologyStance
from cookietui.readers.policy.reading import rules

KINDS: tuple[TechnologyKind, ...] = get_args(TechnologyKind)
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
    """One language's phrases for technologies, compiled once, in the groups that are asked for."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        nouns: Mapping[TechnologyKind, list[str]] = table["nouns"]
        signals = [noun for kind in nouns if kind in SIGNALS for noun in nouns[kind]]
        plain = [noun for kind in nouns if kind not in SIGNALS for noun in nouns[kind]]
        words = {**table.get("words", {}), **nouns, "tech": plain, "named-signal": signals}
        lists = nested(table, "nouns", "stances", "purposes")
        for name, phrases in table["signals"].items():
            lists[f"signals:{name}"] = [phrase.replace("{tech}", "{named-signal}") for phrase in phrases]
        groups = {
            "nouns": [name for name in lists if name.startswith("nouns:")],
            "uses": ["stances:uses"],
            "said": [f"stances:{name}" for name in ("denies", "elsewhere", "choices", "narrow", "others_do")],
            "around": [f"stances:{name}" for name in ("partial", "whole", "qualified", "pronoun")],
            "collected": ["stances:collected"],
            "signals": ["signals:honours", "signals:ignores"],
            "answers": ["signals:follow_honours", "signals:follow_ignores"],
            "purposes": [name for name in lists if name.startswith("purposes:")],
        }
        self.tagged = Tagged(lists, words, groups)
        self._cased: Mapping[str, list[str]] = table.get("cased", {})

    def nouns(self, sifted: Sifted, index: int, text: str) -> list[Noun]:
        """The technologies a sentence names, in order."""
        nouns = []
        for name, start, end in sifted.every(index, "nouns"):
            kind = next(kind for kind in KINDS if name == f"nouns:{kind}")
            words = text[max(0, start - 1) : end + _EDGE]
            if kind not in self._cased or any(form in words for form in self._cased[kind]):
                nouns.append(Noun(kind, start, end))
        return sorted(nouns, key=lambda noun: (noun.start, noun.end))


def judge(sifted: Sifted, index: int, nouns: Sequence[Noun]) -> None:
    """Give each noun the stance of the phrase that covers it, then pass stances along enumerations."""
    said = sifted.every(index, "said")
    hits = [*said, *_uses(sifted, index, nouns, enough=not said)]
    if not hits:
        return
    around = sifted.every(index, "around") if any(hit[0] == "stances:denies" for hit in hits) else []
    for noun in nouns:
        over = [hit for hit in hits if hit[1] <= noun.start < hit[2]]
        noun.stance = _stance(over, noun, around)
        if noun.stance == "not-used" and _limited([_chain(nouns, noun), *(e for _, _, e in over)], around):
            noun.stance = "mentioned"
    _pass_along(nouns, hits)


def _uses(sifted: Sifted, index: int, nouns: Sequence[Noun], *, enough: bool) -> Iterator[Tag]:
    """Phrases of use; with `enough` (nothing speaks against) no more than it takes to cover every noun."""
    left = {noun.start for noun in nouns}
    for tag in sifted.every(index, "uses"):
        yield tag
        left = {start for start in left if not tag[1] <= start < tag[2]}
        if enough and not left:
            return


@functools.cache
def rules_of(language: str) -> Rules | None:
    """The phrases of a language, None where it has no rules for technologies."""
    table = rules(language, "technologies")
    return Rules(table) if table else None


def _stance(over: Sequence[Tag], noun: Noun, around: Sequence[Tag]) -> TechnologyStance:
    names = {name.removeprefix("stances:") for name, _, _ in over}
    if "elsewhere" in names:
        return "mentioned"
    if "others_do" in names:
        return "used"
    if "denies" in names:
        return "mentioned" if _qualified(noun, around) else "not-used"
    if "uses" not in names or "narrow" in names:
        return "mentioned"
    latest = {name: max(start for n, start, _ in over if n == f"stances:{name}") for name in names}
    return "mentioned" if latest.get("choices", -1) >= latest["uses"] else "used"


def _qualified(noun: Noun, around: Sequence[Tag]) -> bool:
    """Whether a denial is of a sort only ("no tracking cookies")."""
    return noun.kind not in PARTS and any(n == "stances:qualified" and s < noun.start < e for n, s, e in around)


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
    if any(name == "stances:whole" and start in after for name, start, _ in around):
        return False
    return any(name == "stances:partial" and start in after for name, start, _ in around)


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
