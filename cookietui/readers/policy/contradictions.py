"""Two places of a text that can not both be true are shown side by side; which one holds is not decided."""

import itertools
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from cookietui.core.declaration import Problem, Technology, Vendor
from cookietui.core.saying import SIGNALS, TECHNOLOGIES
from cookietui.core.words import CookieCategory
from cookietui.readers.policy.denials import Denials, cues
from cookietui.readers.policy.reading import Reading
from cookietui.readers.policy.rulebook import Rulebook, rulebook
from cookietui.readers.policy.whole import TRACKING, Whole

_REACH = frozenset({"partners", "advertisers", "anyone", "public"})
"""Recipients that a denial of all sharing speaks of; who works for the site or the law itself is another matter."""
_PERSONAL = frozenset({"contact", "financial", "identifier", "demographic", "location"})
"""Data that are personal beyond doubt."""
_TRADES: Mapping[str, tuple[frozenset[CookieCategory], str]] = {
    "advertising": (frozenset({"marketing"}), "Says that it has no advertising or advertising partners"),
    "analytics": (frozenset({"analytics"}), "Says that it uses no analytics"),
    "tracking": (TRACKING, "Says that it does not track"),
    "trackers": (TRACKING, "Says that it has no trackers of others"),
}
"""What a denial of a topic speaks of, and how it is said."""


class Sides(msgspec.Struct, frozen=True):
    """One place that denies and one that affirms, as evidence indices, and the sentence that says so."""

    denied: int
    affirmed: int
    message: str


def add(reading: Reading) -> None:
    """Add a problem for each contradiction, both places as evidence; nothing in a language without rules."""
    book, found = rulebook(reading.language), cues(reading.language)
    sides = [*_vendors(reading.vendors)]
    if book is not None and found is not None:
        sides += _Search(reading, book, Denials(reading, found)).all()
    seen: set[tuple[int, int]] = set()
    for each in sides:
        pair = (each.denied, each.affirmed)
        if each.denied != each.affirmed and pair not in seen:
            seen.add(pair)
            line = reading.book.rows[each.denied].line
            where = line if isinstance(line, int) else None
            reading.problems.append(Problem(kind="contradiction", message=each.message, line=where, evidence=pair))


def _vendors(facts: Iterable[Vendor]) -> Iterator[Sides]:
    said = {(fact.domain, fact.name, fact.stance): fact for fact in facts if fact.evidence}
    for (domain, name, stance), fact in said.items():
        other = said.get((domain, name, "used"))
        if stance == "not-used" and other:
            message = f"Says in one place that it does not use {name}, and in another that it does"
            yield Sides(fact.evidence[0], other.evidence[0], message)


class _Search:
    """Holds denials against what else is said, in a language with rules."""

    def __init__(self, reading: Reading, book: Rulebook, denials: Denials) -> None:
        self._reading = reading
        self._book = book
        self._denials = denials
        self._page = Whole(reading)
        shared = [p for p in reading.practices if p.category == "third-party-sharing" and p.evidence]
        self._denied = [p for p in shared if p.stance == "does-not"]
        self._shared = [p for p in shared if p.stance != "does-not"]

    def all(self) -> Iterator[Sides]:
        """Every contradiction, kind by kind."""
        yield from self._technologies()
        yield from self._sales()
        yield from self._shares()
        yield from self._loads()
        for topic, place in self._denials.topics():
            if topic in _TRADES:
                trades, message = _TRADES[topic]
                yield from _against(place, self._company(trades), f"{message}, and in another place names or loads one")
            elif topic == "content":
                message = "Says that it loads nothing from others, and the page does"
                yield from _against(place, next(self._page.loaded(), None), message)
            elif topic == "collecting":
                message = "Says that it collects no personal data, and in another place that it does"
                yield from _against(place, self._collected(), message)
            elif topic == "storing":
                message = "Says that it stores no personal data, and in another place for how long"
                yield from _against(place, self._kept(), message)

    def _technologies(self) -> Iterator[Sides]:
        """A denial against a use that is the site's own; signals of browsers are answered, not used."""
        foreign = {i for p in self._shared for i in p.evidence}
        facts = self._reading.technologies
        said: dict[tuple[str, str], Technology] = {(fact.kind, fact.stance): fact for fact in facts}
        for (kind, stance), fact in said.items():
            place = self._denials.outright(fact.evidence) if stance == "not-used" and kind not in SIGNALS else None
            if place is None:
                continue
            used = said.get((kind, "used"))
            own = next((i for i in used.evidence if i not in foreign), None) if used else None
            message = f"Says in one place that it does not use {TECHNOLOGIES[kind]}, and in another that it does"
            listed = next(self._page.cookies(), None) if kind == "cookies" and own is None else None
            yield from _against(place, listed if own is None else own, message)

    def _sales(self) -> Iterator[Sides]:
        for no in (p for p in self._denied if p.sale is False):
            for yes in (p for p in self._shared if p.sale and "merger" not in p.purposes):
                message = "Says that it does not sell data, and in another place that it does or may"
                denied, affirmed = no.evidence[0], yes.evidence[0]
                yield Sides(*(self._halves(denied) if denied == affirmed else (denied, affirmed)), message)
                return

    def _halves(self, index: int) -> tuple[int, int]:
        """One sentence that says both, parted at the comma between."""
        row = self._reading.book.rows[index]
        comma = row.quote.find(", ")
        if comma < 0 or not isinstance(row.start, int):
            return index, index
        middle = row.start + comma + 1
        return self._reading.book.span(row.start, middle), self._reading.book.span(middle, row.start + len(row.quote))

    def _shares(self) -> Iterator[Sides]:
        """An outright denial of all sharing against sharing of such data."""
        message = "Says that it shares no personal data, and in another place that it does or may"
        for no in self._denied:
            if no.sale is not None or no.basis or no.purposes or "anyone" not in no.recipients:
                continue
            place = self._denials.outright(no.evidence)
            affirmed = self._shared_of(self._data(place)) if place is not None else None
            if place is not None and affirmed is not None:
                yield Sides(place, affirmed, message)
                return

    def _shared_of(self, denied: frozenset[str]) -> int | None:
        """A sentence by which data of the kinds denied, or personal data where none were named, are shared."""
        for yes in self._shared:
            if yes.basis == "consent" or not _REACH & set(yes.recipients):
                continue
            for index in yes.evidence:
                data = self._data(index)
                fits = data & denied if denied - {"generic"} else data & (_PERSONAL | {"generic"})
                if fits and self._denials.plain([index]) is not None:
                    return index
        return None

    def _loads(self) -> Iterator[Sides]:
        """A company said not to be used whose product the page loads all the same."""
        for fact in self._reading.vendors:
            if fact.stance == "not-used" and fact.evidence:
                message = f"Says that it does not use {fact.name}, and the page loads it"
                yield from _against(fact.evidence[0], next(self._page.loaded_of(fact), None), message)

    def _company(self, trades: frozenset[CookieCategory]) -> int | None:
        """Where a company of such a trade is used, paid, listed with a cookie or loaded."""
        for vendor in self._reading.vendors:
            if vendor.stance == "used" and vendor.role == "tracker" and vendor.category in trades and vendor.evidence:
                return vendor.evidence[0]
        if "marketing" in trades:
            for practice in self._shared:
                if "advertisers" in practice.recipients:
                    return practice.evidence[0]
        return next(itertools.chain(self._page.cookies(trades), self._page.loaded(trades)), None)

    def _collected(self) -> int | None:
        for practice in self._reading.practices:
            if practice.category == "first-party-use" and practice.stance == "does" and _PERSONAL & set(practice.data):
                named = (i for i in practice.evidence if self._data(i) & _PERSONAL)
                found = self._denials.plain(named)
                if found is not None:
                    return found
        return None

    def _kept(self) -> int | None:
        for practice in self._reading.practices:
            kept = practice.category == "retention" and practice.retention and practice.retention.period
            if kept and set(practice.data) & (_PERSONAL | {"generic"}):
                found = self._denials.plain(practice.evidence)
                if found is not None:
                    return found
        return None

    def _data(self, index: int) -> frozenset[str]:
        """The kinds of data that one sentence names."""
        words, detail = self._denials.words(index), self._book.details.get("data")
        if words is None or detail is None:
            return frozenset()
        return frozenset(detail.values[n] for n, _, _ in detail.phrases.places(words))


def _against(denied: int, affirmed: int | None, message: str) -> Iterator[Sides]:
    if affirmed is not None:
        yield Sides(denied, affirmed, message)
