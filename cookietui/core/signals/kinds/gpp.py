"""GPP strings: one section a law; those of US states are opt-outs, those of the EU and Canada are TCF."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from cookietui.core.consent import Answer, Consent, Holders
from cookietui.core.signal import Signal
from cookietui.core.signals import gpp, gpp_tcf
from cookietui.core.signals.kinds import tcf, usp
from cookietui.core.signals.pieces import listed
from cookietui.core.signals.wording import words

TITLE = "GPP string"
COOKIES = ("__gpp", "OTGPPConsent", "IABGPP_HDR_GppString")
_CERTAIN = re.compile(r"DB[\w-]{2,}(?:~[\w.*-]*)*", re.ASCII)
_LIKELY = re.compile(r"D[^\s{}=&;:]*|[^\s{}=&;:]*~[^\s{}=&;:]*[A-Za-z][^\s{}=&;:]*")
_REFUSED, _ALLOWED = 1, 2


def recognise(text: str) -> str:
    """`certain` for a header of version 1; `fallback` for what has sections without one, or letters that are none."""
    return "certain" if _CERTAIN.fullmatch(text) else "fallback" if _LIKELY.fullmatch(text) else "no"


def read(text: str) -> Signal:
    """Raises BadInput."""
    return Signal(kind="gpp", fields=gpp.decode(text))


def consent(found: Signal) -> Consent:
    """The answers of all sections; a section that cannot be decoded here is named."""
    parts = [_section(name, fields) for name, fields in found.fields["sections"].items()]
    return Consent(
        answers=tuple(answer for part in parts for answer in part.answers),
        holders=tuple(each for part in parts for each in part.holders),
        given=max((part.given for part in parts if part.given is not None), default=None),
        vendor_list=next((part.vendor_list for part in parts if part.vendor_list is not None), None),
        notes=tuple(note for part in parts for note in part.notes)
        or (() if parts else ("It holds no answers at all",)),
    )


def _section(name: str, fields: Any) -> Consent:
    place = words("gpp", "sections").get(name)
    if name == "tcfeuv2":
        return tcf.agreed(gpp_tcf.plain_eu(fields))
    if name == "uspv1":
        return usp.consent(Signal(kind="usp", fields={key: str(value).upper() for key, value in fields.items()}))
    if name == "tcfcav1":
        return _canada(fields)
    if not isinstance(fields, dict) or place is None:
        return Consent(notes=(f"Section {name} is newer than this program and was left as it is",))
    gpc = (f"Global Privacy Control was on ({place})",) if fields.get("Gpc") else ()
    return Consent(answers=tuple(_answers(fields, place)), notes=gpc)


def _answers(fields: Mapping[str, Any], place: str) -> Iterator[Answer]:
    """Opt-outs and consents of a US section, a list of kinds as one answer each way."""
    for field, subject in words("gpp", "opt_outs").items():
        if fields.get(field) in {_REFUSED, _ALLOWED}:
            yield Answer(
                subject=f"{subject} ({place})",
                allowed=fields[field] == _ALLOWED,
                ground="opt-out",
                category="marketing",
            )
    for field, subject in words("gpp", "consents").items():
        value = fields.get(field)
        items = value if isinstance(value, list) else [value]
        for code in (_ALLOWED, _REFUSED):
            kinds = [str(number) for number, item in enumerate(items, 1) if item == code]
            if kinds:
                word = "kinds" if len(kinds) > 1 else "kind"
                which = f", {word} {listed(kinds)} of {len(items)}" if len(items) > 1 else ""
                yield Answer(subject=f"{subject} ({place}{which})", allowed=code == _ALLOWED)


def _canada(fields: Mapping[str, Any]) -> Consent:
    known = words("tcf", "purposes")
    express, implied = set(fields["PurposesExpressConsent"]["ids"]), set(fields["PurposesImpliedConsent"]["ids"])
    answers = [
        Answer(subject=f"{known.get(str(number), f'purpose {number}')} (Canada)", allowed=number in express | implied)
        for number in sorted(express | implied | {int(key) for key in known})
    ]
    assumed = (f"In Canada {len(implied - express)} of these were assumed, not asked",) if implied - express else ()
    ids = sorted({*fields["VendorExpressConsent"], *fields["VendorImpliedConsent"]})
    return Consent(
        answers=tuple(answers),
        holders=(Holders(ids=tuple(ids)),),
        given=fields["LastUpdated"]["date_ms"],
        vendor_list=fields["VendorListVersion"],
        notes=assumed,
    )
