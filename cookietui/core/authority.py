"""Who hears a complaint follows from the law, from where the person lives, and from where the organisation is."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from cookietui.core.law import Confidence


class Authority(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A supervisory authority, an attorney general, a commissioner."""

    id: str
    name: str
    places: tuple[str, ...]
    """Where it is: `DE`, or `DE-BY` for a part of a country (ISO 3166)."""
    laws: tuple[str, ...]
    """Ids of the laws it hears complaints under."""
    only_for: str = ""
    """What alone it oversees, such as churches or public bodies; it is never picked, only named."""
    second: bool = False
    """Another one of the same place that comes first."""
    address: tuple[str, ...] = ()
    email: str = ""
    form: str = ""
    """The page with its complaint form."""
    phone: str = ""
    fax: str = ""
    web: str = ""
    languages: tuple[str, ...] = ()
    """That complaints are taken in, the usual one first; empty where that is not on file."""
    medium: Literal["", "email", "letter", "form"] = ""
    """How it prefers a complaint; empty where it does not say."""
    confidence: Confidence
    checked_on: datetime.date
    source: str


class Hearing(msgspec.Struct, frozen=True, kw_only=True):
    """An authority that could hear a complaint, and why."""

    authority: Authority
    why: str


def hearings(
    authorities: Iterable[Authority],
    law: str | None,
    *,
    residence: Sequence[str] = (),
    establishment: Sequence[str] = (),
) -> tuple[Hearing, ...]:
    """Those that hear a complaint under the law, the most fitting first.

    `residence` and `establishment` are `core.law.places(...)`. Where the person lives comes before where the
    organisation is (Art. 77 GDPR names both), a part of a country before the whole; what is only for churches,
    broadcasters or public bodies is left out. Without a law nothing is known.
    """
    rows: list[tuple[int, int, bool, str, Hearing]] = []
    for each in authorities:
        if law not in each.laws or each.only_for:
            continue
        home = _closeness(each, residence)
        seat = _closeness(each, establishment)
        if home is not None:
            why = f"you say that you live in {residence[home]}"
            rows.append((0, -home, each.second, each.id, Hearing(authority=each, why=why)))
        elif seat is not None:
            why = f"the organisation gives an address in {establishment[seat]}"
            rows.append((1, -seat, each.second, each.id, Hearing(authority=each, why=why)))
        elif each.laws == (law,) and law != "eu":
            rows.append((2, 0, each.second, each.id, Hearing(authority=each, why=f"it hears complaints under {law}")))
    return tuple(row[-1] for row in sorted(rows, key=lambda row: row[:-1]))


def _closeness(authority: Authority, places: Sequence[str]) -> int | None:
    """The last of the places that the authority is for, None where there is none."""
    return next((i for i in reversed(range(len(places))) if places[i] in authority.places), None)


def parts(authorities: Iterable[Authority], first: Authority) -> tuple[Authority, ...]:
    """The authorities for parts of the country that `first` is for as a whole; empty where it is for a part itself."""
    lands = {place for place in first.places if "-" not in place}
    return tuple(
        each
        for each in authorities
        if set(each.laws) & set(first.laws)
        and not each.only_for
        and any("-" in place and place.partition("-")[0] in lands for place in each.places)
    )
