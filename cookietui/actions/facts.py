"""A fact becomes a row with a stable id, a sentence, and the category that a choice made on the row is for."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal

import msgspec

from cookietui.actions import wording
from cookietui.core.decision import Decision
from cookietui.core.declaration import Declaration
from cookietui.core.marking import Mark, fact_key, marked, quote_of
from cookietui.core.purposes import category_of, weightiest
from cookietui.core.words import Choice, CookieCategory, Purpose

Kind = Literal["contact", "cookie", "technology", "practice", "right", "vendor", "embedded", "problem"]
FIELDS: dict[Kind, str] = {
    "right": "rights",
    "technology": "technologies",
    "practice": "practices",
    "cookie": "cookies",
    "vendor": "vendors",
    "embedded": "embedded",
    "contact": "contacts",
    "problem": "problems",
}
"""Kinds of facts and the field each comes from, in the order in which a person meets them."""
_TRACKING = frozenset({"cookies", "online-activity", "identifier", "device", "profile"})
"""Kinds of data that a choice about cookies can touch."""


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """One declared fact as a person meets it in a list."""

    id: str
    """Stable over readings as long as fact and quote stay (`practice-3fa2c81b`); what `mark` takes."""
    kind: Kind
    sentence: str
    """Plain text, cleaned, one line."""
    category: str = ""
    """The practice category, cookie category, technology kind, right ...; what rows are grouped by."""
    choice: Choice | None = None
    """What the decision below says, None where no choice about cookies can touch this fact."""
    decision: Decision | None = None
    """The decision that bears on this fact, a rule for its own cookie or organisation included."""
    chooses: CookieCategory | None = None
    """The cookie category that a choice made on this row is for; None: the whole site."""
    evidence: tuple[int, ...] = ()
    """Indices into the declaration's evidence."""
    wrong: bool = False
    """Marked wrong by the person."""
    about: str = ""
    """What the catalogue can be asked: a cookie's name, a company's domain or name, a host; empty for other facts."""


Decide = Callable[[CookieCategory, Any], Decision]
"""From the category and the fact to what the person decided."""


def facts_of(declaration: Declaration, marks: Sequence[Mark] = (), decide: Decide | None = None) -> tuple[Fact, ...]:
    """Every fact of a declaration as a row; practices of category `other`, folded away for people, come last."""
    wrong = marked(declaration, tuple(marks))
    rows = [
        _row(declaration, kind, fact, (field, index) in wrong, decide)
        for kind, field in FIELDS.items()
        for index, fact in enumerate(getattr(declaration, field))
    ]
    return tuple(sorted(rows, key=lambda row: row.kind == "practice" and row.category == "other"))


def fact_id(declaration: Declaration, kind: Kind, fact: Any) -> str:
    """The id of a fact: its kind and eight hex digits over what it says and the words it rests on."""
    said = f"{fact_key(FIELDS[kind], fact)}\n{quote_of(declaration, fact)}"
    return f"{kind}-{hashlib.sha256(said.encode('utf-8', 'replace')).hexdigest()[:8]}"


def _row(declaration: Declaration, kind: Kind, fact: Any, wrong: bool, decide: Decide | None) -> Fact:
    chooses = chooses_of(fact, kind)
    decidable = kind in {"cookie", "vendor", "embedded", "technology"} or chooses is not None
    decision = decide(chooses or "unclassified", fact) if decide and decidable else None
    return Fact(
        id=fact_id(declaration, kind, fact),
        kind=kind,
        sentence=wording.sentence(fact, declaration.practices),
        category=_group(fact),
        chooses=chooses,
        choice=decision.choice if decision else None,
        decision=decision,
        evidence=fact.evidence,
        wrong=wrong,
        about=_about(kind, fact),
    )


def _about(kind: Kind, fact: Any) -> str:
    if kind == "vendor":
        return str(fact.domain or fact.name)
    return str(fact.name) if kind == "cookie" else str(fact.host) if kind == "embedded" else ""


def _group(fact: Any) -> str:
    for name in ("category", "right", "kind"):
        if hasattr(fact, name):
            return str(getattr(fact, name))
    return ""


def chooses_of(fact: Any, kind: Kind) -> CookieCategory | None:
    """The cookie category that a fact bears on, None where it bears on none or on the whole site."""
    if kind in {"cookie", "vendor", "embedded"}:
        category: CookieCategory = fact.category
        return None if category == "unclassified" else category
    if kind == "technology" or (kind == "practice" and _TRACKING.intersection(fact.data)):
        return _category_of(fact.purposes)
    return None


def _category_of(purposes: Iterable[Purpose]) -> CookieCategory | None:
    return weightiest(category_of("purpose", purpose) for purpose in purposes)
