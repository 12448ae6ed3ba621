"""US Privacy strings: a letter each for notice, opt-out of sale and the signatories' agreement."""

import re

from cookietui.core.consent import Answer, Consent
from cookietui.core.declaration import Problem
from cookietui.core.signal import Signal
from cookietui.core.signals import usp

TITLE = "US Privacy string"
COOKIES = ("usprivacy", "us_privacy", "IABUSPrivacy_String")
_CERTAIN = re.compile(r"1[YN-]{3}", re.IGNORECASE)
_LIKELY = re.compile(r"\d[YN-]{1,6}", re.IGNORECASE)


def recognise(text: str) -> str:
    """`certain` for four letters such as 1YNN; `fallback` where there are too many, too few, or another version."""
    return "certain" if _CERTAIN.fullmatch(text) else "fallback" if _LIKELY.fullmatch(text) else "no"


def read(text: str) -> Signal:
    """Raises BadInput."""
    odd = text.strip() != text.strip().upper()
    note = Problem(kind="note", message="it is written in lower case, which is read as upper case")
    return Signal(kind="usp", fields=usp.decode(text), problems=(note,) if odd else ())


def consent(found: Signal) -> Consent:
    """An opt-out of sale, unless the law does not apply."""
    sale = {"Y": False, "N": True}.get(found.fields["OptOutSale"])
    notes = []
    if found.fields["OptOutSale"] == "-":
        notes.append("California's law on the sale of data is said not to apply to you")
    elif found.fields["Notice"] == "N":
        notes.append("You were given no notice of your right to opt out")
    answer = Answer(subject="the sale of your data", allowed=sale, ground="opt-out", category="marketing")
    return Consent(answers=(answer,), notes=tuple(notes))
