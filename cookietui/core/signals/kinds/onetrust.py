"""OneTrust keeps the groups in OptanonConsent, and in OptanonAlertBoxClosed when the banner was answered."""

import datetime
import re
import urllib.parse
from typing import Any

from cookietui.core import moment
from cookietui.core.consent import Answer, Consent
from cookietui.core.declaration import Problem
from cookietui.core.errors import BadInput
from cookietui.core.observation import iso
from cookietui.core.purposes import category_of
from cookietui.core.signal import Signal
from cookietui.core.signals.pieces import layers, short, switches, truth
from cookietui.core.signals.wording import words

TITLE = "OneTrust consent"
COOKIES = ("OptanonConsent", "OptanonAlertBoxClosed")
_PAIRS = re.compile(r"(?:^|&)(?:groups|datestamp|consentId|interactionCount|isGpcEnabled|isIABGlobal)=")
_CLOSED = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?")
_DATE = re.compile(
    r"[^\s,]{1,20},? ([A-Z][a-z]{2}) (\d{1,2}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) (?:GMT|UTC)([+-]\d{4})?\b"
)
_LISTS = ("groups", "hosts", "genVendors")
_TRUTHS = frozenset({"isGpcEnabled", "browserGpcFlag", "isIABGlobal", "isAnonUser", "AwaitingReconsent"})
_IDENTITY = "consentId"
_LANDING = "landingPath"
_ANSWERED = "NotLandingPage"
_FIELDS = 100


def recognise(text: str) -> str:
    """`certain` for the pairs of OptanonConsent and for the time of OptanonAlertBoxClosed."""
    shown = layers(text)
    return "certain" if any(_PAIRS.search(layer) or _CLOSED.fullmatch(layer) for layer in shown) else "no"


def read(text: str) -> Signal:
    """Its fields by their own names; groups, hosts and vendors as truths. The consent's number is left out."""
    for layer in layers(text):
        if _CLOSED.fullmatch(layer):
            closed = moment.from_text(layer)
            if closed is None:
                raise BadInput("holds a time that no calendar has")
            return Signal(kind="onetrust", fields={"alertBoxClosed": iso(closed)})
        if _PAIRS.search(layer):
            return _pairs(layer)
    raise BadInput("is no OptanonConsent cookie: it has no groups and no datestamp")


def _pairs(text: str) -> Signal:
    try:
        pairs = dict(urllib.parse.parse_qsl(text, keep_blank_values=True, max_num_fields=_FIELDS, errors="replace"))
    except ValueError as error:
        raise BadInput(f"has more than {_FIELDS} fields") from error
    fields: dict[str, Any] = {}
    odd = 0
    for name, value in pairs.items():
        if name in _LISTS:
            fields[name], more = switches(value)
            odd += more
        elif name in _TRUTHS:
            fields[name] = truth(value)
        elif name == "datestamp":
            fields[name] = iso(_date(value))
        elif name == "interactionCount" and value.isascii() and value.isdigit() and len(value) < 10:  # noqa: PLR2004
            fields[name] = int(value)
        else:
            fields[short(name)] = short(value)
    withheld = [name for name in (_IDENTITY,) if fields.pop(name, None)]
    if fields.get(_LANDING, _ANSWERED) not in {_ANSWERED, ""}:
        withheld.append(_LANDING)
        del fields[_LANDING]
    note = Problem(kind="note", message=f"entries that are neither on nor off, left out: {odd}")
    return Signal(kind="onetrust", fields=fields, withheld=tuple(withheld), problems=(note,) if odd else ())


def _date(text: str) -> int | None:
    """The moment of a date as JavaScript writes it, whatever language its zone is named in."""
    found = _DATE.match(text)
    if found is None:
        return moment.from_text(text)
    month, day, year, hour, minute, second, zone = found.groups()
    plain = moment.from_text(f"{day} {month} {year} {hour}:{minute}:{second}")
    if plain is None:
        return None
    sign = -1 if (zone or "+").startswith("-") else 1
    shift = datetime.timedelta(hours=int((zone or "+0000")[1:3]), minutes=int((zone or "+0000")[3:5]))
    return plain - sign * int(shift.total_seconds()) * 1000


def consent(found: Signal) -> Consent:
    """An answer a group; without an answer to the banner they are what the site assumes."""
    fields = found.fields
    if "alertBoxClosed" in fields:
        return Consent(given=moment.from_text(fields["alertBoxClosed"]), asked=True)
    known = words("onetrust", "groups")
    answers = tuple(
        Answer(subject=known.get(name.lower(), f"group {name}"), allowed=on, category=category_of("optanon", name))
        for name, on in fields.get("groups", {}).items()
    )
    stamp = fields.get("datestamp")
    gpc = fields.get("isGpcEnabled") or fields.get("browserGpcFlag")
    return Consent(
        answers=answers,
        given=moment.from_text(stamp) if stamp else None,
        asked=fields["interactionCount"] > 0 if isinstance(fields.get("interactionCount"), int) else None,
        notes=("Global Privacy Control was on",) if gpc else (),
    )
