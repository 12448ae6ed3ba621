"""A sentence claims a practice when the cues in it weigh enough, and a passage when enough of it does."""

from collections.abc import Collection, Iterable, Sequence

import msgspec

from cookietui.core.phrases import Prepared
from cookietui.core.words import PracticeCategory
from cookietui.readers.policy.rulebook import Rule, Rulebook

ENOUGH = 2
"""Weight at which a sentence claims a category."""
NARROW = frozenset({"choice", "access", "security", "policy-change", "do-not-track", "audience"})
ORDER: tuple[PracticeCategory, ...] = (
    "do-not-track", "policy-change", "audience", "security", "retention", "access", "choice",
    "third-party-sharing", "first-party-use", "other",
)  # fmt: skip
"""Narrow categories first: what a passage is about decides how much a broader one needs."""
_OR = 3
"""Words after a denial in which an "or" carries it on."""
BROAD = frozenset({"first-party-use", "third-party-sharing", "other"})
"""Categories that need twice that weight in a sentence that speaks of a narrower one."""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence with what surrounds it."""

    prepared: Prepared
    kind: str
    """The kind of its block."""
    announced: frozenset[PracticeCategory] = frozenset()
    """Categories that the heading above announces."""


class Found(msgspec.Struct, frozen=True):
    """A cue of `rule` at words `first` to `last`."""

    rule: Rule
    cue: int
    first: int
    last: int


class Claim(msgspec.Struct, frozen=True):
    """Sentence number `row` speaks of `category`, by these cues."""

    category: PracticeCategory
    row: int
    weight: int
    cues: tuple[Found, ...]


def claims(rows: Sequence[Row], book: Rulebook) -> list[Claim]:
    """The claims of one passage: sentences that weigh enough, of categories to which enough of the passage goes."""
    return judged(rows, book)[0]


def judged(rows: Sequence[Row], book: Rulebook) -> tuple[list[Claim], list[Claim]]:
    """The claims of one passage, and what its sentences say aside of what it is about."""
    found: dict[PracticeCategory, list[Claim]] = {}
    for number, row in enumerate(rows):
        for claim in _claims_of(row, number, book):
            found.setdefault(claim.category, []).append(claim)
    words = sum(len(row.prepared.tokens) for row in rows) if found else 0
    announced = frozenset[PracticeCategory]().union(*(row.announced for row in rows))
    kept: dict[PracticeCategory, list[Claim]] = {}
    for category in ORDER if found else ():
        here = found.get(category)
        if here:
            half = 0.5 if category in announced else 1.0
            weight = sum(claim.weight for claim in here)
            others = kept.keys() - {"other"}
            if _wide(here, rows, words, half, book) and weight >= book.need(category, others) * half:
                kept[category] = here
    claims = sorted((c for here in kept.values() for c in here), key=lambda claim: (claim.row, claim.category))
    return claims, [claim for category, here in found.items() if category not in kept for claim in here]


def _wide(here: Sequence[Claim], rows: Sequence[Row], words: int, half: float, book: Rulebook) -> bool:
    """Whether the claims of a category are enough of the passage, or one of them is plain."""
    category = here[0].category
    wanted = book.shares.get(category, 0.0) * half
    if not wanted or any(claim.weight >= book.enough.get(category, 1000) for claim in here):
        return True
    return sum(len(rows[claim.row].prepared.tokens) for claim in here) >= wanted * max(1, words)


def _claims_of(row: Row, number: int, book: Rulebook) -> list[Claim]:
    claimed: list[Claim] = []
    for category, found in surviving(row, book).items():
        rules = {id(f.rule): f.rule for f in found}
        weight = sum(rule.weight for rule in rules.values()) + (category in row.announced)
        if weight >= ENOUGH:
            claimed.append(Claim(category, number, weight, tuple(f for f in found if f.rule.weight > 0)))
    if all(claim.category not in NARROW for claim in claimed):
        return claimed
    return [c for c in claimed if c.category not in BROAD or c.weight >= 2 * ENOUGH]


def surviving(row: Row, book: Rulebook) -> dict[PracticeCategory, list[Found]]:
    """The cues of a sentence by category, without those that a stronger reading hides."""
    hits = book.cues.spots(row.prepared)
    if not hits:
        return {}
    silent = {book.unless_of[n] for n, _, _ in book.unless.spots(row.prepared)}
    by_category: dict[PracticeCategory, list[Found]] = {}
    for cue, first, last in hits:
        number = book.rule_of[cue]
        rule = book.rules[number]
        if number not in silent and (not rule.where or rule.where == row.kind):
            by_category.setdefault(rule.category, []).append(Found(rule, cue, first, last))
    kept = {category: _unhidden(found, row, book) for category, found in by_category.items()}
    return {category: found for category, found in kept.items() if found}


def _unhidden(found: Sequence[Found], row: Row, book: Rulebook) -> list[Found]:
    """Void cues hide what begins within them; a denial hides what overlaps with it or is joined to it by an "or"."""
    voids = [(f.first, f.last) for f in found if f.rule.void]
    real = [f for f in found if not f.rule.void]
    if voids:
        real = [f for f in real if not any(first <= f.first < last for first, last in voids)]
    denials = [f for f in real if f.rule.stance == "does-not"]
    if not denials or len(denials) == len(real):
        return real
    joins = {first for _, first, _ in book.joining.spots(row.prepared)}
    carried = [(d.first, _carried(d.last, joins)) for d in denials]
    return [f for f in real if f.rule.stance == "does-not" or not _overlaps(f, carried)]


def _carried(last: int, joins: Collection[int]) -> int:
    """The word up to which a denial reaches: some words on where an "or" follows it."""
    return last + _OR if any(at in joins for at in range(last, last + _OR)) else last


def _overlaps(one: Found, others: Iterable[tuple[int, int]]) -> bool:
    return any(one.first < last and first < one.last for first, last in others)


def announced(text: Prepared, book: Rulebook) -> frozenset[PracticeCategory]:
    """The categories that a heading announces."""
    return frozenset(book.headings.values[n] for n, _, _ in book.headings.phrases.places(text))
