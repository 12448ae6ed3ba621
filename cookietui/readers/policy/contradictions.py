"""Two places of a text that can not both be true are shown side by side; which one holds is not decided."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from cookietui.core.declaration import Practice, Problem, Technology, Vendor
from cookietui.core.phrases import Phrases, Prepared
from cookietui.core.saying import SIGNALS, TECHNOLOGIES
from cookietui.readers.policy.reading import Reading
from cookietui.readers.policy.rulebook import Rulebook, rulebook

_BARE = 25
"""Words of a denial that is short enough to mean what it says without a condition."""
_REACH = frozenset({"partners", "advertisers", "anyone", "public"})
"""Recipients that a denial of all sharing speaks of; who works for the site or the law itself is another matter."""
_PERSONAL = frozenset({"contact", "financial", "identifier", "demographic", "location"})
"""Data that are personal beyond doubt."""


class Sides(msgspec.Struct, frozen=True):
    """One place that denies and one that affirms, as evidence indices, and the sentence that says so."""

    denied: int
    affirmed: int
    message: str


def add(reading: Reading) -> None:
    """Add a problem for each contradiction, both places as evidence."""
    book = rulebook(reading.language)
    found = [*_vendors(reading.vendors)]
    if book is not None:
        words = _Words(reading, book)
        found += [*_technologies(words, reading), *_sales(reading.practices), *_adverts(reading)]
        found += [*_shares(words, reading), *_collects(words, reading)]
    seen: set[tuple[int, int]] = set()
    for sides in found:
        pair = (sides.denied, sides.affirmed)
        if sides.denied != sides.affirmed and pair not in seen:
            seen.add(pair)
            line = reading.book.rows[sides.denied].line
            where = line if isinstance(line, int) else None
            reading.problems.append(Problem(kind="contradiction", message=sides.message, line=where, evidence=pair))


class _Words:
    """The sentences behind evidence, to see conditions in them."""

    def __init__(self, reading: Reading, book: Rulebook) -> None:
        self._reading = reading
        self._conditions: tuple[Phrases, ...] = (book.excepting, book.conditions)
        self._lines = {line.sentence.start: line.prepared for line in reading.lines}

    def bare(self, evidence: Iterable[int]) -> int | None:
        """The first evidence that is short and without condition or exception."""
        return next((i for i in evidence if self._is_bare(i)), None)

    def _is_bare(self, index: int) -> bool:
        start = self._reading.book.rows[index].start
        sentence: Prepared | None = self._lines.get(start) if isinstance(start, int) else None
        if sentence is None or len(sentence.tokens) > _BARE:
            return False
        return not any(phrases.spots(sentence) for phrases in self._conditions)


def _technologies(words: _Words, reading: Reading) -> Iterator[Sides]:
    """A plain denial against a use that is the site's own; signals of browsers are answered, not used."""
    foreign = {i for p in reading.practices if p.category == "third-party-sharing" for i in p.evidence}
    said: dict[tuple[str, str], Technology] = {(fact.kind, fact.stance): fact for fact in reading.technologies}
    for (kind, stance), fact in said.items():
        if stance != "not-used" or (kind, "used") not in said or kind in SIGNALS:
            continue
        place = words.bare(fact.evidence)
        own = next((i for i in said[kind, "used"].evidence if i not in foreign), None)
        if place is not None and own is not None:
            message = f"Says in one place that it does not use {TECHNOLOGIES[kind]}, and in another that it does"
            yield Sides(place, own, message)


def _vendors(facts: Iterable[Vendor]) -> Iterator[Sides]:
    said = {(fact.domain, fact.name, fact.stance): fact for fact in facts if fact.evidence}
    for (domain, name, stance), fact in said.items():
        other = said.get((domain, name, "used"))
        if stance == "not-used" and other:
            message = f"Says in one place that it does not use {name}, and in another that it does"
            yield Sides(fact.evidence[0], other.evidence[0], message)


def _sharing(practices: Iterable[Practice]) -> tuple[list[Practice], list[Practice]]:
    shared = [p for p in practices if p.category == "third-party-sharing" and p.evidence]
    return [p for p in shared if p.stance == "does-not"], [p for p in shared if p.stance != "does-not"]


def _sales(practices: Iterable[Practice]) -> Iterator[Sides]:
    denied, affirmed = _sharing(practices)
    for no in (p for p in denied if p.sale is False):
        for yes in (p for p in affirmed if p.sale and "merger" not in p.purposes):
            message = "Says that it does not sell data, and in another place that it does or may"
            yield Sides(no.evidence[0], yes.evidence[0], message)
            return


def _adverts(reading: Reading) -> Iterator[Sides]:
    """A denial of advertising partners against a place that names them."""
    denied, affirmed = _sharing(reading.practices)
    partners: Sequence[Practice | Vendor] = [
        *(p for p in affirmed if "advertisers" in p.recipients),
        *(v for v in reading.vendors if v.stance == "used" and v.category == "marketing" and v.role == "tracker"),
    ]
    for no in denied:
        if "advertisers" in no.recipients and not no.data:
            for yes in (p for p in partners if p.evidence):
                message = "Says that it has no advertising partners, and in another place names them"
                yield Sides(no.evidence[0], yes.evidence[0], message)
                return


def _shares(words: _Words, reading: Reading) -> Iterator[Sides]:
    """A denial of all sharing, short and without condition, against sharing of personal data."""
    denied, affirmed = _sharing(reading.practices)
    for no in denied:
        place = words.bare(no.evidence)
        if place is None or no.sale is not None or no.basis or no.purposes or "anyone" not in no.recipients:
            continue
        for yes in affirmed:
            personal = "generic" in yes.data or _PERSONAL & set(yes.data)
            if personal and yes.basis != "consent" and _REACH & set(yes.recipients):
                message = "Says that it shares no personal data, and in another place that it does or may"
                yield Sides(place, yes.evidence[0], message)
                return


def _collects(words: _Words, reading: Reading) -> Iterator[Sides]:
    """A denial of collecting personal data, short and without condition, against collecting some."""
    uses = [p for p in reading.practices if p.category == "first-party-use" and p.evidence]
    for no in uses:
        place = (
            words.bare(no.evidence) if no.stance == "does-not" and no.data == ("generic",) and not no.purposes else None
        )
        if place is None:
            continue
        for yes in uses:
            if yes.stance == "does" and _PERSONAL & set(yes.data):
                message = "Says that it collects no personal data, and in another place that it does"
                yield Sides(place, yes.evidence[0], message)
                return
