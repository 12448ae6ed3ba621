"""Google's Additional Consent names providers that are on no vendor list (Google, support article 9681920)."""

import re
from collections.abc import Sequence

from cookietui.core.consent import Consent, Holders
from cookietui.core.errors import BadInput
from cookietui.core.signal import Signal
from cookietui.core.signals.pieces import LIMIT

TITLE = "Google Additional Consent"
COOKIES = ("addtl_consent", "IABTCF_AddtlConsent")
_FORM = re.compile(r"\d{1,3}~[\d.]*(?:~dv\.[\d.]*)?")
_LIKELY = re.compile(r"\d+~[\w.~-]*", re.ASCII)
_KNOWN = (1, 2)
_DIGITS = 7


def recognise(text: str) -> str:
    """`certain` for a version and numbers between dots; `fallback` for a version and something else."""
    return "certain" if _FORM.fullmatch(text) else "fallback" if _LIKELY.fullmatch(text) else "no"


def read(text: str) -> Signal:
    """`version`, `consented` and `disclosed` (None before version 2 told them); raises BadInput."""
    text = text.strip()
    if len(text) > LIMIT:
        raise BadInput(f"is longer than such a string can be ({len(text)} characters)")
    if not _FORM.fullmatch(text):
        raise BadInput("is no Additional Consent string such as 2~1.35.41~dv.9.21")
    version, consented, *rest = text.split("~")
    if int(version) not in _KNOWN:
        raise BadInput(f"has the unknown version {version}")
    disclosed = _numbers(rest[0].removeprefix("dv.")) if rest else None
    return Signal(
        kind="addtl_consent",
        fields={"version": int(version), "consented": _numbers(consented), "disclosed": disclosed},
    )


def _numbers(text: str) -> list[int]:
    """The numbers between the dots, ascending."""
    parts: Sequence[str] = text.split(".") if text else ()
    if any(not part or len(part) > _DIGITS for part in parts):
        raise BadInput("has an empty or endless number between its dots")
    return sorted({int(part) for part in parts})


def consent(found: Signal) -> Consent:
    """The providers that have consent; what for stands in the TC string beside it."""
    disclosed = found.fields["disclosed"]
    notes = (f"{len(disclosed)} more providers were shown to you",) if disclosed else ()
    return Consent(holders=(Holders(ids=tuple(found.fields["consented"]), register="google"),), notes=notes)
