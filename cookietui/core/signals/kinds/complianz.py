"""Complianz keeps one cookie a category, `cmplz_marketing=allow`; together they are one signal."""

import re
from typing import Any

from cookietui.core.consent import Answer, Consent
from cookietui.core.errors import BadInput
from cookietui.core.purposes import category_of
from cookietui.core.signal import Signal
from cookietui.core.signals.pieces import layers, short, truth

TITLE = "Complianz consent"
COOKIES = ("cmplz_*",)
_PREFIX = "cmplz_"
_PAIR = re.compile(r"cmplz_([\w-]{1,80})\s*[=:]\s*(.*)", re.ASCII | re.DOTALL)
_BETWEEN = re.compile(r"[;&\n]")
_IDENTITY = frozenset({"id", "user_data"})
_MOST = 200


def recognise(text: str) -> str:
    """`certain` for pairs that begin with cmplz_."""
    return "certain" if _PAIR.match(text.lstrip()[:200]) else "no"


def read(text: str) -> Signal:
    """One field a cookie without its prefix, allow and deny as truths; raises BadInput."""
    fields: dict[str, Any] = {}
    for part in _BETWEEN.split(text)[:_MOST]:
        found = _PAIR.fullmatch(part.strip())
        if found is None:
            if part.strip():
                raise BadInput("has something between its cookies that is none, such as cmplz_marketing=allow")
            continue
        value = (layers(found[2]) or [""])[-1]
        known = truth(value) if not value.isdigit() else None
        fields[found[1].removeprefix("rt_")] = short(value) if known is None else known
    if not fields:
        raise BadInput("is no Complianz cookie such as cmplz_marketing=allow")
    withheld = tuple(sorted(_IDENTITY & set(fields)))
    return Signal(kind="complianz", fields={n: v for n, v in fields.items() if n not in _IDENTITY}, withheld=withheld)


def consent(found: Signal) -> Consent:
    """An answer a category."""
    rows = [(name, on) for name, on in found.fields.items() if isinstance(on, bool)]
    asked = True if found.fields.get("banner-status") == "dismissed" or "saved_categories" in found.fields else None
    return Consent(
        answers=tuple(Answer(subject=n, allowed=on, category=category_of("complianz", n)) for n, on in rows),
        asked=asked,
    )
