"""A signal is what a consent string or consent cookie says, field by field, and in sentences."""

from typing import Any

import msgspec

from cookietui.core.consent import Consent
from cookietui.core.declaration import Problem

SCHEMA = "cookietui.signal/1"


class Signal(msgspec.Struct, frozen=True, kw_only=True):
    """One signal; `fields` has the names of its own specification."""

    schema: str = SCHEMA
    kind: str
    """`tcf`, `gpp`, `usp`, `onetrust`, `cookiebot`, `klaro` ..."""
    fields: dict[str, Any]
    withheld: tuple[str, ...] = ()
    """Fields that identify the person and are left out."""
    cookie: str | None = None
    """The cookie or stored item it was found in."""
    domain: str | None = None
    """The host of that cookie, without a leading dot."""
    since: str | None = None
    """When it was given, ISO 8601 UTC."""
    until: str | None = None
    """When the cookie ends, ISO 8601 UTC."""
    vendors: dict[str, str] = {}
    """Names of the vendors in it by their number, where a vendor list is at hand."""
    says: tuple[str, ...] = ()
    """What it means, in sentences without full stop."""
    consent: Consent | None = None
    """What it says was agreed to."""
    problems: tuple[Problem, ...] = ()


def as_json(found: Signal) -> dict[str, Any]:
    """The documented object; the answers of the consent stand beside the fields that they are taken from."""
    plain: dict[str, Any] = msgspec.to_builtins(found)
    consent = plain.pop("consent")
    return {**plain, "answers": consent["answers"] if consent else []}
