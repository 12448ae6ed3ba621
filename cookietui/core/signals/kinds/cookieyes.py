"""CookieYes keeps pairs of a category and yes or no, between commas."""

import re
from typing import Any

from cookietui.core import moment
from cookietui.core.consent import Answer, Consent
from cookietui.core.errors import BadInput
from cookietui.core.purposes import category_of
from cookietui.core.signal import Signal
from cookietui.core.signals.pieces import layers, short, truth

TITLE = "CookieYes consent"
COOKIES = ("cookieyes-consent", "cky-consent")
_FORM = re.compile(r"(?=.*\b(?:consent|action):)[\w-]+:[^,:]*(?:,[\w-]+:[^,:]*)*", re.ASCII)
_IDENTITY = "consentid"
_PLAIN = frozenset({"consent", "action", "lastRenewedDate"})
"""Fields that are no category."""


def recognise(text: str) -> str:
    """`certain` for pairs of which one is `consent` or `action`."""
    return "certain" if any(_FORM.fullmatch(layer) for layer in layers(text)) else "no"


def read(text: str) -> Signal:
    """Its fields by their own names, yes and no as truths, without the number of the consent; raises BadInput."""
    shape = next((layer for layer in layers(text) if _FORM.fullmatch(layer)), None)
    if shape is None:
        raise BadInput("is no CookieYes cookie such as consent:yes,action:yes,necessary:yes")
    fields: dict[str, Any] = {}
    for pair in shape.split(","):
        name, _, value = pair.partition(":")
        known = truth(value)
        fields[short(name)] = short(value) if known is None else known
    withheld = (_IDENTITY,) if fields.pop(_IDENTITY, None) else ()
    return Signal(kind="cookieyes", fields=fields, withheld=withheld)


def consent(found: Signal) -> Consent:
    """An answer a category; `action` says whether a button was pressed."""
    rows = [(name, on) for name, on in found.fields.items() if name not in _PLAIN and isinstance(on, bool)]
    renewed = found.fields.get("lastRenewedDate")
    asked = found.fields.get("action")
    return Consent(
        answers=tuple(Answer(subject=n, allowed=on, category=category_of("consent", n)) for n, on in rows),
        given=moment.from_text(str(renewed)) if renewed else None,
        asked=asked if isinstance(asked, bool) else None,
    )
