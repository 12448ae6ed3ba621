"""A law is shown with where each row comes from and how sure it is; what is from memory reads "verify"."""

import datetime

import msgspec

from cookietui.actions.options import likely_laws
from cookietui.actions.target import find_target
from cookietui.actions.workspace import Workspace
from cookietui.core.authority import hearings
from cookietui.core.law import SURENESS, Ground, Law, Period, given, in_force
from cookietui.core.words import Right
from cookietui.letters.authorities import authorities
from cookietui.letters.laws import law as find_law
from cookietui.letters.laws import laws
from cookietui.storage import identity as identities

SCHEMA = "cookietui.law/1"
PROPOSAL = "cookietui.law-proposal/1"


class RightGiven(msgspec.Struct, frozen=True, kw_only=True):
    """One right as the law gives it."""

    right: Right
    articles: tuple[str, ...]
    answer: str
    """`1 months`, or `no number in the law; 14 days are asked for`."""
    extension: str
    note: str
    confidence: str
    sure: str
    """The confidence in words: `law read`, `verify`."""


class LawRow(msgspec.Struct, frozen=True, kw_only=True):
    """One law on file."""

    schema: str = SCHEMA
    id: str
    name: str
    short: str
    in_force: bool
    since: datetime.date | None
    checked_on: datetime.date
    sources: tuple[str, ...]
    confidence: str
    sure: str
    applies: str
    fee: str
    identity: str
    agent: str
    form: str
    appeal: str
    complaint: str
    authorities: tuple[str, ...]
    follow_up: tuple[str, ...]
    rights: tuple[RightGiven, ...]


class LawProposed(msgspec.Struct, frozen=True, kw_only=True):
    """A law that could apply to this person and this organisation."""

    schema: str = PROPOSAL
    site: str
    id: str
    name: str
    why: str
    rights: tuple[Right, ...]
    """What it gives today."""
    sure: str


def laws_for(ws: Workspace, named: str) -> tuple[LawProposed, ...]:
    """The laws that could apply to a request to this site or organisation, the likeliest first; the person chooses.

    Empty where neither her residence nor an address of theirs is known. Raises as `find_target`.
    """
    target = find_target(ws, named)
    return tuple(
        LawProposed(
            site=target.site,
            id=law.id,
            name=law.short or law.name,
            why=why,
            rights=given(law, ws.today),
            sure=SURENESS[law.confidence],
        )
        for law, why in (
            (laws()[each], why) for each, why in likely_laws(ws, target, identities.load(ws.places)).items()
        )
    )


def law_rows(ws: Workspace) -> tuple[LawRow, ...]:
    """Every law on file, by id."""
    return tuple(_row(ws, each) for each in laws().values())


def law_row(ws: Workspace, identifier: str) -> LawRow:
    """One law; raises NotOffered, with the ids there are, for any other."""
    return _row(ws, find_law(identifier))


def _row(ws: Workspace, law: Law) -> LawRow:
    hearing = (
        each.authority for place in law.territory for each in hearings(authorities(), law.id, residence=(place,))
    )
    return LawRow(
        id=law.id,
        name=law.name,
        short=law.short,
        in_force=in_force(law, ws.today),
        since=law.since,
        checked_on=law.checked_on,
        sources=law.sources,
        confidence=law.confidence,
        sure=SURENESS[law.confidence],
        applies=law.applies,
        fee=law.fee,
        identity=law.identity,
        agent=law.agent,
        form=law.form,
        appeal=law.appeal,
        complaint=law.complaint,
        authorities=tuple(dict.fromkeys(each.name for each in hearing)),
        follow_up=law.follow_up,
        rights=tuple(_right(each) for each in law.grounds),
    )


def _right(row: Ground) -> RightGiven:
    asked = f"no number in the law; {_said(row.asks)} are asked for" if row.asks else ""
    longer = "longer for reasons, without a limit" if row.open_extension else _said(row.extension)
    return RightGiven(
        right=row.right,
        articles=row.articles,
        answer=_said(row.answer) or asked,
        extension=longer,
        note=row.note,
        confidence=row.confidence,
        sure=SURENESS[row.confidence],
    )


def _said(period: Period | None) -> str:
    if period is None:
        return ""
    unit = period.unit.replace("-", " ")
    return f"{period.amount} {unit if period.amount != 1 else unit.removesuffix('s')}"
