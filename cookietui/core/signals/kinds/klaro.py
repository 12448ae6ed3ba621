"""Klaro keeps one truth a service, as JSON."""

from cookietui.core.consent import Answer, Consent
from cookietui.core.errors import BadInput
from cookietui.core.purposes import category_of
from cookietui.core.signal import Signal
from cookietui.core.signals.pieces import json_object, short

TITLE = "Klaro consent"
COOKIES = ("klaro",)
_MOST = 2000


def recognise(text: str) -> str:
    """`certain` for a JSON object of truths alone."""
    found = json_object(text)
    return "certain" if found and all(isinstance(value, bool) for value in found.values()) else "no"


def read(text: str) -> Signal:
    """One truth a service; raises BadInput."""
    found = json_object(text)
    if found is None:
        raise BadInput("is no JSON object of services")
    if any(not isinstance(value, bool) for value in found.values()) or len(found) > _MOST:
        raise BadInput("has services that are neither on nor off, or too many of them")
    return Signal(kind="klaro", fields={short(name): value for name, value in found.items()})


def consent(found: Signal) -> Consent:
    """An answer a service; its purpose stands in the site's configuration, not here."""
    rows = found.fields.items()
    return Consent(answers=tuple(Answer(subject=n, allowed=on, category=category_of("service", n)) for n, on in rows))
