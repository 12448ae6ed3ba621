"""A person's verdict on a fact is keyed by what the fact says and the words it rests on, never by its position."""

import datetime
from typing import Any, Literal, TypeAlias

import msgspec

from cookietui.core.declaration import FACT_FIELDS, Declaration, Evidence

Verdict: TypeAlias = Literal["wrong"]

_KEYS: dict[str, tuple[str, ...]] = {
    "contacts": ("kind", "value"),
    "cookies": ("name", "domain"),
    "technologies": ("kind", "stance"),
    "practices": ("category", "stance", "data", "purposes", "choices", "recipients", "sale", "retention"),
    "rights": ("right",),
    "vendors": ("name", "stance", "role"),
    "embedded": ("host",),
    "problems": ("kind", "message"),
}
"""What tells one fact of a field from another of the same declaration."""


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """`fact` is `field:what it says`, `quote` the words it rests on, blanks folded."""

    fact: str
    quote: str
    verdict: Verdict = "wrong"
    on: datetime.date | None = None


def fact_key(field: str, fact: Any) -> str:
    """A stable name of a fact, such as `technologies:cookies:used`."""
    return ":".join((field, *(_word(getattr(fact, name)) for name in _KEYS[field])))


def quote_of(declaration: Declaration, fact: Any) -> str:
    """The words of the first evidence of a fact, blanks folded; empty when it has none."""
    rows: tuple[Evidence, ...] = declaration.evidence
    return next((" ".join(rows[i].quote.split()) for i in fact.evidence if i < len(rows)), "")


def mark_of(declaration: Declaration, field: str, index: int, *, on: datetime.date | None = None) -> Mark:
    """The mark for the fact at `index` of `field`; raises IndexError, and KeyError for no field of facts."""
    fact = getattr(declaration, field)[index] if field in _KEYS else _KEYS[field]
    return Mark(fact=fact_key(field, fact), quote=quote_of(declaration, fact), on=on)


def marked(declaration: Declaration, marks: tuple[Mark, ...]) -> frozenset[tuple[str, int]]:
    """Where the marks stand in this declaration: field and index of every fact that one of them means."""
    if not marks:
        return frozenset()
    known = {(mark.fact, mark.quote) for mark in marks}
    return frozenset(
        (field, index)
        for field in FACT_FIELDS
        for index, fact in enumerate(getattr(declaration, field))
        if (fact_key(field, fact), quote_of(declaration, fact)) in known
    )


def _word(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ",".join(map(str, value))
    if isinstance(value, msgspec.Struct):
        return str(getattr(value, "period", None) or "")
    return str(value).lower() if isinstance(value, bool) else str(value)
