"""Whatever kind of string or cookie holds it, consent is answers to questions, and who may rely on them."""

from typing import Literal, TypeAlias

import msgspec

from cookietui.core.words import CookieCategory

Ground: TypeAlias = Literal["consent", "legitimate-interest", "opt-out"]
"""consent: yes was needed; legitimate-interest: goes on until the person objects; opt-out: goes on until refused."""
Register: TypeAlias = Literal["iab", "google"]
"""Who gave the vendors their numbers: the Global Vendor List, or Google's list of ad technology providers."""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was asked and what stands in the record."""

    subject: str
    """In words for people, lower case: `marketing`, `the sale of your data`."""
    allowed: bool | None
    """None where it does not apply or nobody asked."""
    ground: Ground = "consent"
    category: CookieCategory | None = None
    """The category of cookies it is about, None where that is not known."""


class Holders(msgspec.Struct, frozen=True, kw_only=True):
    """Vendors that may rely on the record, by their numbers."""

    ids: tuple[int, ...]
    ground: Ground = "consent"
    register: Register = "iab"


class Consent(msgspec.Struct, frozen=True, kw_only=True):
    """What one record says was agreed to."""

    answers: tuple[Answer, ...] = ()
    holders: tuple[Holders, ...] = ()
    given: int | None = None
    """When, in milliseconds since 1970 UTC."""
    asked: bool | None = None
    """Whether the person clicked: False where the answers were assumed, None where the record does not say."""
    vendor_list: int | None = None
    """Version of the Global Vendor List that gives the numbers their names."""
    only: bool = False
    """The record names only what was accepted; whatever else was asked was not."""
    notes: tuple[str, ...] = ()
    """Whole sentences about the record, without full stop."""


def contradicted(found: Consent, category: CookieCategory) -> tuple[Answer, ...]:
    """The answers that allow uses of this category, for a person who denies it."""
    return tuple(a for a in found.answers if a.allowed and a.category == category and a.ground != "legitimate-interest")


def left_on(found: Consent) -> tuple[Answer, ...]:
    """Uses that go on under legitimate interest although consent to them, or to anything, was refused."""
    refused = {a.subject for a in found.answers if a.ground == "consent" and a.allowed is False}
    relied = any(each.ids for each in found.holders if each.ground == "legitimate-interest")
    on = (a for a in found.answers if a.ground == "legitimate-interest" and a.allowed and a.subject in refused)
    return tuple(on) if relied else ()
