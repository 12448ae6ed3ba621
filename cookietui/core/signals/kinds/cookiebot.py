"""Cookiebot keeps what looks like a JavaScript object: bare names, single quotes, commas that may be encoded."""

import re
from typing import Any

from cookietui.core.consent import Answer, Consent
from cookietui.core.declaration import Problem
from cookietui.core.errors import BadInput
from cookietui.core.purposes import category_of
from cookietui.core.signal import Signal
from cookietui.core.signals import tcf as codec
from cookietui.core.signals.kinds import addtl_consent, tcf
from cookietui.core.signals.pieces import layers, short, truth

TITLE = "Cookiebot consent"
COOKIES = ("CookieConsent", "CookieConsentBulkTicket")
_FORM = re.compile(r"\{\s*['\"]?stamp['\"]?\s*:")
_PAIR = re.compile(r"\s*+['\"]?([A-Za-z]\w{0,40})['\"]?\s*+:\s*+('[^']*+'|\"[^\"]*+\"|[^,'\"{}]*+)\s*+([,}])", re.ASCII)
_BARE = {"-1": True, "0": False}
"""The whole value where nobody answered: outside of the regions that must ask, or with nothing given."""
_CATEGORIES = ("necessary", "preferences", "statistics", "marketing")
_NUMBERS = frozenset({"ver", "utc"})
_PLAIN_STAMPS = frozenset({"-1", "0", ""})
_INSIDE = frozenset({"iab2", "gacm"})
"""Strings of their own: TCF and Google's additional consent."""
_DIGITS = 15
_Read = tuple[dict[str, Any], list[Problem]]


def recognise(text: str) -> str:
    """`certain` for an object that begins with its stamp, and for the bare values -1 and 0."""
    return "certain" if text in _BARE or any(_FORM.match(layer) for layer in layers(text)) else "no"


def read(text: str) -> Signal:
    """Its fields by their own names; `iab2` and `gacm` decoded. A stamp that is a person's own is left out."""
    shown = layers(text)
    if shown and shown[0] in _BARE:
        return Signal(kind="cookiebot", fields={"stamp": shown[0], **dict.fromkeys(_CATEGORIES, _BARE[shown[0]])})
    shape = next((layer for layer in reversed(shown) if _FORM.match(layer)), None)  # its commas may be encoded
    if shape is None:
        raise BadInput("is no Cookiebot cookie: it does not begin with its stamp")
    fields, problems = _pairs(shape.replace("+", " "))
    withheld: tuple[str, ...] = ()
    if fields["stamp"] not in _PLAIN_STAMPS:
        del fields["stamp"]
        withheld = ("stamp",)
    return Signal(kind="cookiebot", fields=fields, withheld=withheld, problems=tuple(problems))


def _pairs(text: str) -> _Read:
    """All pairs up to the closing brace; raises BadInput where it is cut off."""
    fields: dict[str, Any] = {}
    problems: list[Problem] = []
    at, ending = 1, ","
    while ending == ",":
        found = _PAIR.match(text, at)
        if found is None:
            raise BadInput(f"is cut off or damaged after {len(fields)} fields")
        name, value, ending = found.groups()
        fields[name] = _value(name, value.strip().strip("'\""), problems)
        at = found.end()
    if text[at:].strip():
        raise BadInput("goes on after its end")
    return fields, problems


def _value(name: str, text: str, problems: list[Problem]) -> Any:
    if name in _CATEGORIES:
        return truth(text)
    if name in _NUMBERS and text.isascii() and text.isdigit() and len(text) <= _DIGITS:
        return int(text)
    if name not in _INSIDE or not text:
        return short(text)
    try:
        return codec.decode(text) if name == "iab2" else addtl_consent.read(text).fields
    except BadInput as error:
        problems.append(Problem(kind="unread", message=f"{name} {error.message}"))
        return None


def consent(found: Signal) -> Consent:
    """The four categories, with the TCF consent where there is one."""
    fields = found.fields
    more = tcf.agreed(fields["iab2"]) if isinstance(fields.get("iab2"), dict) else Consent()
    answers = [
        Answer(subject=name, allowed=fields[name], category=category_of("cookiebot", name))
        for name in _CATEGORIES
        if isinstance(fields.get(name), bool)
    ]
    notes = list(more.notes)
    if fields.get("stamp") == "-1" and "method" not in fields:
        notes.append("You were not asked: the site takes your region for one where it need not ask")
    return Consent(
        answers=(*answers, *more.answers),
        holders=more.holders,
        given=fields.get("utc") if isinstance(fields.get("utc"), int) else None,
        asked={"explicit": True, "implied": False}.get(str(fields.get("method"))),
        vendor_list=more.vendor_list,
        notes=tuple(notes),
    )
