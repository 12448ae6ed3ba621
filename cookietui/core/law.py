"""A law is data: which right stands on which article, until when an answer is due, and how sure we are of each row."""

import datetime
from typing import Literal

import msgspec

from cookietui.core.words import Right

Confidence = Literal["A", "B", "M", "m"]
"""A: the law's text was read; B: a secondary source was read; M: well known; m: from memory, to be verified."""


class Period(msgspec.Struct, frozen=True, kw_only=True):
    """A length of time as the law counts it."""

    amount: int
    unit: Literal["days", "business-days", "months"]
    starts: Literal["receipt", "sending"] = "receipt"


class Ground(msgspec.Struct, frozen=True, kw_only=True):
    """One right as one law gives it."""

    right: Right
    articles: tuple[str, ...]
    """As a lawyer cites them: `Art. 15 GDPR`."""
    answer: Period | None
    """None where the law names no number; the letter then asks for an answer within `asks`."""
    asks: Period | None = None
    extension: Period | None = None
    acknowledge: Period | None = None
    needs_reason: bool = False
    note: str = ""
    confidence: Confidence = "m"


class Law(msgspec.Struct, frozen=True, kw_only=True):
    """One jurisdiction's law on privacy rights."""

    id: str
    name: str
    """As a letter names it in its own language, by language code under `names`."""
    names: dict[str, str] = {}
    checked_on: datetime.date
    sources: tuple[str, ...] = ()
    applies: str = ""
    status: Literal["in-force", "not-yet"] = "in-force"
    since: datetime.date | None = None
    rolls_over_weekends: bool = False
    """Whether a due date on a weekend or holiday moves to the next working day (Reg. 1182/71 Art. 3(4))."""
    holidays: tuple[datetime.date, ...] = ()
    fee: str = ""
    identity: str = ""
    agent: str = ""
    form: str = ""
    complaint: str = ""
    grounds: tuple[Ground, ...] = ()
