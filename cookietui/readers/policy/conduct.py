"""Practices come from claims: what a sentence says, split by stance and recipient, joined where it is said again."""

import functools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, cast

import msgspec

from cookietui.core.declaration import Practice, Retention
from cookietui.core.phrases import Phrases, Prepared
from cookietui.core.text import one_line
from cookietui.core.words import ChoiceType, Data, PracticeCategory, Purpose, Recipient, Stance
from cookietui.readers.policy import retention
from cookietui.readers.policy.claims import Claim, Found, Row, judged
from cookietui.readers.policy.language import detect
from cookietui.readers.policy.passages import passages
from cookietui.readers.policy.reading import Line, Reading
from cookietui.readers.policy.rulebook import Rulebook, rulebook

APART: tuple[Recipient, ...] = ("processors", "advertisers", "authorities", "successors", "public")
"""Recipients whose practice stands on its own (design.md: processors and advertisers have their own stance)."""
_VAGUE = frozenset({"anyone", "public"})
_USES: frozenset[PracticeCategory] = frozenset({"first-party-use", "third-party-sharing"})
_PLACES = 50
"""Sentences kept as evidence of one practice, from the first on."""
_FEW_WORDS = 20
"""Below so many words a language without rules is not believed."""
_BEFORE = 3
"""Words before a cue in which a "may" belongs to it."""


class Part(msgspec.Struct, frozen=True):
    """A practice as one sentence says it, before what is said twice is joined."""

    practice: Practice
    row: int
    lines: tuple[Line, ...]
    passage: int


def add(reading: Reading) -> None:
    """Add what the policy says it does, does not and may do; without practices files only how long data are kept."""
    reading.practices += _found(reading, piece=False)


def pieces(reading: Reading) -> list[Practice]:
    """The practices of a short text that stands alone, in the language of its words."""
    told = detect(reading.page.text, reading.page.language).main
    few = len(reading.page.text.split()) < _FEW_WORDS
    reading.language = told if told and (rulebook(told) or not few) else reading.language
    return _found(reading, piece=True)


def _found(reading: Reading, *, piece: bool) -> list[Practice]:
    book = rulebook(reading.language)
    kept = list(retention.find(reading))
    if book is None:
        return list(retention.practices(kept, reading))
    parts = [
        part
        for number, passage in enumerate(passages(reading, book, piece=piece))
        for part in _parts(passage, number, book)
    ]
    dated = {k.start for k in kept}
    plain = [p for p in parts if p.practice.category != "retention" or p.lines[0].sentence.start not in dated]
    return [*joined(plain, reading), *retention.practices(kept, reading, functools.partial(_data, book))]


def _data(book: Rulebook, sentence: Prepared) -> Iterable[Data]:
    return cast("Iterable[Data]", _named(book, "data", sentence))


def _parts(passage: Sequence[tuple[Line, Row]], number: int, book: Rulebook) -> list[Part]:
    rows = [row for _, row in passage]
    kept, aside = judged(rows, book)
    parts = [
        Part(practice, claim.row, (passage[claim.row][0],), number)
        for claim in kept
        for practice in _practices(claim, rows[claim.row].prepared, book)
    ]
    for claim in aside:
        if claim.category == "choice":
            _attach(parts, claim, passage, book)
    return parts


def _attach(parts: list[Part], claim: Claim, passage: Sequence[tuple[Line, Row]], book: Rulebook) -> None:
    """A choice that a passage mentions in passing belongs to the use or sharing told before it."""
    uses = [n for n, p in enumerate(parts) if p.practice.category in _USES and p.practice.stance != "does-not"]
    if not uses:
        return
    number = max((n for n in uses if parts[n].row <= claim.row), key=lambda n: parts[n].row, default=uses[0])
    line, row = passage[claim.row]
    named = _named(book, "choices", row.prepared, [v for f in claim.cues for v in f.rule.choices])
    part = parts[number]
    choices = tuple(dict.fromkeys((*part.practice.choices, *named)))
    practice = msgspec.structs.replace(part.practice, choices=cast("tuple[ChoiceType, ...]", choices))
    parts[number] = msgspec.structs.replace(part, practice=practice, lines=(*part.lines, line))


def _practices(claim: Claim, sentence: Prepared, book: Rulebook) -> Iterator[Practice]:
    """One practice for each stance in the sentence and, of sharing, for each kind of recipient."""
    denials = [f for f in claim.cues if f.rule.stance == "does-not"]
    others = [f for f in claim.cues if f.rule.stance != "does-not"]
    if denials:
        yield from _shared(claim, "does-not", denials, sentence, book)
    if denials and claim.category == "third-party-sharing":
        yield from _exceptions(denials, sentence, book)
    if not denials or any(f.rule.weight > 1 for f in others):
        possible = claim.category != "other" and _possible(others, sentence, book)
        stance: Stance = "may" if possible else "does"
        yield from _shared(claim, stance, others, sentence, book)


def _possible(found: Iterable[Found], sentence: Prepared, book: Rulebook) -> bool:
    """Whether the first cue that counts holds, or directly follows, a word of possibility."""
    strong = [f for f in found if f.rule.weight > 1]
    if not strong or all(f.rule.stance == "may" for f in strong):
        return bool(strong)
    may = [first for _, first, _ in book.may.spots(sentence)]
    leading = min(f.first for f in strong)
    return all(any(f.first - _BEFORE <= at < f.last for at in may) for f in strong if f.first == leading)


def _shared(
    claim: Claim, stance: Stance, found: Sequence[Found], sentence: Prepared, book: Rulebook
) -> Iterator[Practice]:
    named: dict[str, Any] = {
        "data": tuple(_named(book, "data", sentence, [v for f in found for v in f.rule.data])),
        "purposes": tuple(_named(book, "purposes", sentence, [v for f in found for v in f.rule.purposes])),
        "basis": next(iter(_named(book, "basis", sentence)), None),
    }
    if claim.category == "choice":
        named["choices"] = tuple(_named(book, "choices", sentence, [v for f in found for v in f.rule.choices]))
    if claim.category not in _USES:
        named = {key: named[key] for key in named if key in {"choices", "data"}}
    practice = Practice(category=claim.category, stance=stance, **named)
    if claim.category == "retention":
        first, last = min((f.first, f.last) for f in found)
        words = sentence.text[sentence.spans[first][0] : sentence.spans[last - 1][1]]
        practice = msgspec.structs.replace(practice, retention=Retention(None, one_line(words)))
    if claim.category != "third-party-sharing":
        yield practice
        return
    recipients = tuple(_named(book, "recipients", sentence, [v for f in found for v in f.rule.recipients]))
    sells = any(f.rule.sale for f in found) or _sells(found, sentence, book.sale)
    sale = stance != "does-not" if sells else None
    rest = tuple(r for r in recipients if r not in APART)
    for group in (*((r,) for r in recipients if r in APART and stance != "does-not"), rest):
        if group or (not recipients or stance == "does-not"):
            every = recipients if stance == "does-not" else group
            yield msgspec.structs.replace(practice, recipients=every, sale=sale)
            if stance == "does-not":
                return


def _exceptions(denials: Sequence[Found], sentence: Prepared, book: Rulebook) -> Iterator[Practice]:
    """What a denial excepts, as practices of their own; consent is no exception but the ground of the denial."""
    first = min(f.first for f in denials)
    for _, at, after in book.excepting.places(sentence):
        last = first if at < first else len(sentence.tokens)
        if after >= last:
            continue
        part = range(at, last)
        recipients = cast(
            "list[Recipient]", [r for r in _within(book, "recipients", sentence, part) if r not in _VAGUE]
        )
        purposes = cast("tuple[Purpose, ...]", tuple(_within(book, "purposes", sentence, part)))
        for recipient in recipients:
            yield Practice(category="third-party-sharing", stance="may", recipients=(recipient,), purposes=purposes)
        if recipients:
            return


def _sells(found: Iterable[Found], sentence: Prepared, sale: Phrases) -> bool:
    at = [first for _, first, _ in sale.spots(sentence)]
    return any(f.first <= place < f.last for f in found for place in at)


def _named(book: Rulebook, kind: str, sentence: Prepared, given: Iterable[str] = ()) -> Iterable[str]:
    """The values of a kind that the sentence names, after those its cues mean, each once."""
    detail = book.details.get(kind)
    found = [detail.values[n] for n, _, _ in detail.phrases.places(sentence)] if detail else []
    return dict.fromkeys((*given, *found))


def _within(book: Rulebook, kind: str, sentence: Prepared, part: range) -> Iterable[str]:
    """The values of a kind that some words of the sentence name, each once."""
    detail = book.details.get(kind)
    found = detail.phrases.spots(sentence) if detail else ()
    return dict.fromkeys(detail.values[n] for n, at, end in found if at in part and end <= part.stop) if detail else {}


def joined(parts: Iterable[Part], reading: Reading) -> list[Practice]:
    """The practices, what is said in several places once with all its evidence.

    Uses of data are joined within a passage, since what is used for what belongs together; sharing is joined by
    recipient and everything else by category, over the whole text.
    """
    groups: dict[tuple[Any, ...], list[Part]] = {}
    for part in parts:
        practice = part.practice
        told = bool(practice.data or practice.purposes or practice.choices)
        place = part.passage if told and practice.category in {"first-party-use", "choice"} else -1
        key = (practice.category, practice.stance, practice.recipients, practice.sale, practice.basis, place)
        groups.setdefault(key, []).append(part)
    return [_join(group, reading) for group in groups.values()]


def _join(group: Sequence[Part], reading: Reading) -> Practice:
    practices = [part.practice for part in group]
    lines = list(dict.fromkeys(line for part in group[:_PLACES] for line in part.lines))
    return msgspec.structs.replace(
        practices[0],
        data=tuple(dict.fromkeys(v for p in practices for v in p.data)),
        purposes=tuple(dict.fromkeys(v for p in practices for v in p.purposes)),
        choices=tuple(dict.fromkeys(v for p in practices for v in p.choices)),
        evidence=tuple(dict.fromkeys(i for line in lines for i in reading.evidence(line))),
    )
