"""orestbida/cookieconsent keeps the categories that were accepted, as JSON (versions 2 and 3)."""

from typing import Any

from cookietui.core import moment
from cookietui.core.consent import Answer, Consent
from cookietui.core.errors import BadInput
from cookietui.core.purposes import category_of
from cookietui.core.signal import Signal
from cookietui.core.signals.pieces import json_object, names, scalar, short

TITLE = "cookieconsent"
COOKIES = ("cc_cookie",)
_IDENTITY = frozenset({"consentId", "consent_uuid", "data"})
"""A number of the person's own, and data of the site's own."""
_TIMES = ("lastConsentTimestamp", "last_consent_update", "consentTimestamp", "consent_date")


def recognise(text: str) -> str:
    """`certain` for a JSON object with a list of accepted categories."""
    found = json_object(text)
    return "certain" if found and isinstance(found.get("categories", found.get("level")), list) else "no"


def read(text: str) -> Signal:
    """Its fields by their own names, less what identifies the person; raises BadInput."""
    found = json_object(text)
    if found is None:
        raise BadInput("is no JSON object of categories")
    fields: dict[str, Any] = {}
    for key, value in found.items():
        if key in {"categories", "level"}:
            fields[key] = names(value)
        elif key == "services" and isinstance(value, dict):
            fields[key] = {short(name): names(listed) for name, listed in value.items()}
        elif key not in _IDENTITY and not isinstance(value, dict | list):
            fields[short(key)] = scalar(value)
    if "categories" not in fields and "level" not in fields:
        raise BadInput("has no list of accepted categories")
    withheld = tuple(sorted(key for key in _IDENTITY & set(found) if found[key] is not None))
    return Signal(kind="cookieconsent", fields=fields, withheld=withheld)


def consent(found: Signal) -> Consent:
    """The accepted categories; what was refused is not listed."""
    accepted = found.fields.get("categories", found.fields.get("level", []))
    services = found.fields.get("services", {})
    times = (found.fields.get(key) for key in _TIMES)
    given = next((time for text in times if isinstance(text, str) and (time := moment.from_text(text))), None)
    answers = [Answer(subject=name, allowed=True, category=category_of("consent", name)) for name in accepted]
    answers += [
        Answer(subject=name, allowed=True) for name in dict.fromkeys(n for row in services.values() for n in row)
    ]
    return Consent(answers=tuple(answers), given=given, only=True)
