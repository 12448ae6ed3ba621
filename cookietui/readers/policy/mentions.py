"""What a sentence says of a company that it names: the site uses it, does not use it, or neither."""

import functools
from collections.abc import Sequence
from typing import Any, Literal

import msgspec

from cookietui.core.knowledge import Named
from cookietui.core.phrases import Phrases, Prepared, prepare
from cookietui.readers.policy.reading import rules

Verdict = Literal["used", "named", "aside", "not-used"]
"""`used`: words say so; `named`: nothing speaks against it; `aside`: named for another reason."""
_NAME = "thenameofthevendor"
"""Stands in for the name, so that rules can speak of what is before and behind it."""
_BEFORE, _AFTER = 300, 150
"""Characters around a name that are looked at."""
_BESIDE = ("aside", "denied", "withheld", "excepted", "partial")


class Cues(msgspec.Struct, frozen=True):
    """The phrases of one language (data/rules/<language>/vendors.toml)."""

    used: Phrases
    shared: Phrases
    beside: Phrases
    kinds: tuple[str, ...]
    """For each phrase of `beside` its list."""
    opt_out: Phrases
    policies: Phrases
    context: Phrases


@functools.cache
def cues_of(language: str) -> Cues:
    """The cues of a language; in one without rules names count only where they need no words."""
    found: dict[str, Any] = rules(language, "vendors")
    beside: list[str] = []
    kinds: list[str] = []
    for kind in _BESIDE:
        beside += found.get(kind, [])
        kinds += [kind] * len(found.get(kind, []))
    return Cues(
        used=Phrases(found.get("used", [])),
        shared=Phrases(found.get("shared", [])),
        beside=Phrases(beside, {"name": [_NAME]}),
        kinds=tuple(kinds),
        opt_out=Phrases(found.get("opt_out", [])),
        policies=Phrases(found.get("policies", [])),
        context=Phrases(found.get("context", [])),
    )


def says(phrases: Phrases, sentence: Prepared) -> bool:
    """Whether any of the phrases occurs."""
    return any(True for _ in phrases.find(sentence))


def judge(cues: Cues, text: str, span: tuple[int, int], place: Named, around: Sequence[Prepared]) -> Verdict:
    """What the sentence `text[span]` says of what is named in it; `around` are it and what introduces it."""
    start, end = span
    before = text[max(start, place.start - _BEFORE) : place.start]
    after = text[place.end : min(end, place.end + _AFTER)]
    hits = {cues.kinds[hit.index] for hit in cues.beside.find(prepare(f"{before} {_NAME} {after}"))}
    denied = "withheld" in hits or ("denied" in hits and "partial" not in hits)
    if denied and "excepted" not in hits:
        return "not-used"
    if "aside" in hits:
        return "aside"
    if any(says(cues.used, sentence) for sentence in around):
        return "used"
    return "used" if any(says(cues.shared, sentence) for sentence in around) else "named"
