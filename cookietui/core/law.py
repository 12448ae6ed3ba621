"""A law is data: which right stands on which article, until when an answer is due, and how sure we are of each row."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec

from cookietui.core.errors import NotOffered
from cookietui.core.words import Right

Confidence = Literal["A", "B", "M", "m"]
"""A: the law's text was read; B: a secondary source was read; M: well known; m: from memory, to be verified."""

SURENESS: Mapping[Confidence, str] = {
    "A": "law read",
    "B": "second-hand source read",
    "M": "well known, not re-read",
    "m": "verify",
}
"""How each confidence is shown to a person; `m` is never shown as certain."""


class Period(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A length of time as the law counts it."""

    amount: int
    unit: Literal["days", "business-days", "months"]
    starts: Literal["receipt", "sending"] = "receipt"


class Ground(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One right as one law gives it."""

    right: Right
    articles: tuple[str, ...]
    """As a lawyer cites them: `Art. 15 GDPR`."""
    articles_in: dict[str, tuple[str, ...]] = {}
    """The same in other languages, by language code: `Art. 15 DSGVO`."""
    answer: Period | None = None
    """None where the law names no number; the letter then asks for an answer within `asks`."""
    answer_article: str = ""
    """Where the time to answer stands."""
    answer_article_in: dict[str, str] = {}
    asks: Period | None = None
    extension: Period | None = None
    """Added to the time to answer, once they have told it in time."""
    open_extension: bool = False
    """True where they may take longer for reasons told in time, without a limit (PDPO s. 19(2))."""
    acknowledge: Period | None = None
    needs_reason: bool = False
    unverified: bool = False
    """True where the organisation may not ask for proof of identity (an opt-out under the CCPA)."""
    since: datetime.date | None = None
    """Day from which this right is given, where later than the law itself."""
    note: str = ""
    confidence: Confidence = "m"


class Absence(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A right that a person may look for in this law in vain, and what stands there instead."""

    right: Right
    says: str
    instead: tuple[Right, ...] = ()


class Law(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One jurisdiction's law on privacy rights."""

    id: str
    name: str
    """Full name in English."""
    names: dict[str, str] = {}
    """As a letter names it in another language, by language code."""
    short: str = ""
    """As a person says it: `GDPR`."""
    family: Literal["gdpr", "ccpa", "us-state", "pdpo", "other"] = "other"
    """Which wording of a letter fits: what may be demanded in detail differs by family."""
    checked_on: datetime.date
    sources: tuple[str, ...] = ()
    applies: str = ""
    territory: tuple[str, ...] = ()
    """Places it is the law of: `DE`, or `US-CA` for a part of a country (ISO 3166)."""
    by_residence: bool = True
    """Whether it can protect whoever lives in the territory, wherever the organisation is."""
    by_establishment: bool = False
    """Whether it can bind an organisation in the territory, wherever the person lives."""
    status: Literal["in-force", "not-yet"] = "in-force"
    since: datetime.date | None = None
    rolls_over_weekends: bool = False
    """Whether a due date on a weekend or holiday moves to the next working day (Reg. 1182/71 Art. 3(4))."""
    pauses: bool = False
    """Whether the clock stops while the organisation waits for the person's answer (UK GDPR Art. 12A)."""
    calendar: str = ""
    """Name of the holiday calendar in the data; empty where the law's file names none."""
    holidays: tuple[datetime.date, ...] = ()
    holidays_complete: bool = False
    """Whether `holidays` names every public holiday of each year it has a day of."""
    fee: str = ""
    identity: str = ""
    agent: str = ""
    form: str = ""
    form_for: tuple[Right, ...] = ()
    """The rights that the form is meant for."""
    form_languages: tuple[str, ...] = ()
    """Languages (ISO 639-1) that a request for these rights has to be in; empty where any will do."""
    refusal_article: str = ""
    """Where it stands that a refusal has to give its reasons."""
    refusal_article_in: dict[str, str] = {}
    identity_article: str = ""
    """Where it stands when more may be asked to prove who one is."""
    identity_article_in: dict[str, str] = {}
    burden_article: str = ""
    """Where it stands that the organisation has to show that a request is excessive."""
    burden_article_in: dict[str, str] = {}
    formal: str = ""
    """Where a complaint to the organisation itself stands; a reminder is then such a complaint."""
    formal_acknowledge: Period | None = None
    """How soon that complaint has to be confirmed."""
    patience: Period = Period(amount=14, unit="days")
    """How long a reminder waits for an answer."""
    silence_article: str = ""
    """Where it stands that silence counts as a refusal."""
    silence_article_in: dict[str, str] = {}
    silence_for: tuple[Right, ...] = ()
    """The rights of which that is said."""
    appeal: str = ""
    appeal_answer: Period | None = None
    complaint: str = ""
    complaint_article: str = ""
    """Where the complaint to an authority stands."""
    complaint_article_in: dict[str, str] = {}
    progress: Period | None = None
    """How soon an authority has to tell of its progress."""
    progress_article: str = ""
    progress_article_in: dict[str, str] = {}
    complaint_form: str = ""
    """What the authority wants of a complaint: its form, its language, a proof."""
    complaint_url: str = ""
    follow_up: tuple[str, ...] = ()
    """Steps after silence or refusal, in order."""
    confidence: Confidence = "m"
    """Of what stands outside the grounds: fee, identity, agent, complaint."""
    grounds: tuple[Ground, ...] = ()
    absent: tuple[Absence, ...] = ()


class Proposal(msgspec.Struct, frozen=True):
    """A law that could apply, and why it is proposed; the person chooses."""

    law: Law
    why: str


def in_force(law: Law, today: datetime.date) -> bool:
    """Whether the law gives rights on that day."""
    started = law.since is None or law.since <= today
    return started and (law.status == "in-force" or law.since is not None)


def given(law: Law, today: datetime.date) -> tuple[Right, ...]:
    """The rights this law gives on that day, in the order of its file."""
    if not in_force(law, today):
        return ()
    return tuple(g.right for g in law.grounds if g.since is None or g.since <= today)


def ground(law: Law, right: Right) -> Ground | None:
    """The row of this right, None where the law does not have it."""
    return next((g for g in law.grounds if g.right == right), None)


def grounds(law: Law, rights: Iterable[Right], today: datetime.date) -> tuple[Ground, ...]:
    """The rows of these rights; raises NotOffered, with what the law does give, when one is not given on that day."""
    offered = given(law, today)
    wanted = tuple(rights)
    for right in wanted:
        if right not in offered:
            raise NotOffered(_refusal(law, right, today, offered), offered)
    return tuple(g for right in wanted for g in law.grounds if g.right == right)


def _refusal(law: Law, right: Right, today: datetime.date, offered: tuple[Right, ...]) -> str:
    title = law.short or law.name
    if not in_force(law, today):
        start = f" before {law.since}" if law.since else " yet"
        return f"{law.id} ({title}) gives no rights{start}: it is not in force"
    row = ground(law, right)
    absence = next((a for a in law.absent if a.right == right), None)
    head = f"{law.id} ({title}) does not give {right}"
    if row is not None:
        head = f"{head} before {row.since}"
    if absence is not None:
        head = f"{head}: {absence.says.rstrip('.')}"
    return f"{head}; it gives: {', '.join(offered)}"


def places(country: str, region: str = "") -> tuple[str, ...]:
    """A country and, where stated, its part, as `territory` writes them; empty for no country."""
    land = country.strip().upper()
    part = region.strip().upper().removeprefix(f"{land}-")
    return () if not land else (land, f"{land}-{part}") if part else (land,)


def proposals(
    laws: Iterable[Law],
    *,
    residence: tuple[str, ...] = (),
    establishment: tuple[str, ...] = (),
    today: datetime.date,
) -> tuple[Proposal, ...]:
    """The laws that could apply to a person who lives in `residence` and an organisation in `establishment`.

    Both are `places(...)`. Laws of the person's own part of a country come first, then those of the country, then
    those that bind the organisation. Laws not yet in force are left out.
    """
    found: list[tuple[int, str, Proposal]] = []
    for law in laws:
        if not in_force(law, today):
            continue
        home = [p for p in residence if p in law.territory]
        seat = [p for p in establishment if p in law.territory]
        if law.by_residence and home:
            why = f"you say that you live in {home[-1]}"
            found.append((0 if "-" in home[-1] else 1, law.id, Proposal(law, why)))
        elif law.by_establishment and seat:
            why = f"the organisation gives an address in {seat[-1]}"
            found.append((2, law.id, Proposal(law, why)))
    return tuple(p for _, _, p in sorted(found, key=lambda row: row[:2]))
