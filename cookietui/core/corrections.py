"""What a person corrects is a short list of fields by cookie or organisation; it is checked like any foreign data."""

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeAlias

import msgspec

from cookietui.core import address
from cookietui.core.catalogue import OWN, Batch, CookieRow, OrganisationRow, Source, lines_of, web_address
from cookietui.core.duration import read_duration
from cookietui.core.errors import BadInput, UsageError
from cookietui.core.names import pattern_of
from cookietui.core.site import host, registrable
from cookietui.core.text import clean, one_line
from cookietui.core.words import COOKIE_CATEGORIES

Value: TypeAlias = str | tuple[str, ...]
COOKIE_FIELDS = ("category", "organisation", "lifetime", "domain")
ORGANISATION_FIELDS = ("name", "email", "form", "post", "web", "language", "needs", "domains", "without")
SIDES = ("cookies", "organisations")
_WAYS = ("email", "form", "post", "web")


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """What a person says of one cookie or one organisation."""

    side: str
    """`cookies` or `organisations`."""
    name: str
    """The cookie's name or pattern, or the organisation's id."""
    fields: dict[str, Value]
    date: str = ""
    """The day it was last changed."""


def checked(side: str, field: str, given: str) -> Value:
    """The value of a field as it is kept; raises UsageError for a field or value that does not fit."""
    known = COOKIE_FIELDS if side == "cookies" else ORGANISATION_FIELDS
    if field not in known:
        raise UsageError(f"there is no field {field!r}; there are: {', '.join((*COOKIE_FIELDS, *ORGANISATION_FIELDS))}")
    text = lines_of(given.replace("\\n", "\n")) if field == "post" else one_line(given, 1000)
    value = _as_list(field, text) if field in {"needs", "domains", "without"} else _as_text(field, text)
    if not value:
        raise UsageError(f"{field} cannot be {one_line(given, 80)!r}{_hint(field)}")
    return value


def _as_text(field: str, text: str) -> str:
    return _READ[field](text) if field in _READ else text


def _email(text: str) -> str:
    try:
        return address.parse(text).spec
    except BadInput as error:
        raise UsageError(error.message) from error


def _language(text: str) -> str:
    return text.lower() if re.fullmatch(r"[A-Za-z]{2}", text) else ""


def _as_list(field: str, text: str) -> tuple[str, ...]:
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if field == "domains":
        return tuple(name for name in map(host, parts) if name and registrable(name))
    if field == "without":
        return tuple(parts) if set(parts) <= set(_WAYS) else ()
    return tuple(parts)


def _hint(field: str) -> str:
    hints = {
        "category": f"; there are: {', '.join(COOKIE_CATEGORIES)}",
        "without": f"; there are: {', '.join(_WAYS)}",
        "lifetime": "; say it as: 2 years, session, never expires",
    }
    return hints.get(field, "")


def lifetime_of(text: str) -> str:
    """A lifetime in words as a row keeps it; empty where the words cannot be read."""
    found = read_duration(text)
    if found.seconds:
        return str(found.seconds)
    if found.session:
        return "session"
    return "" if found.unknown else "endless"


_READ: dict[str, Callable[[str], str]] = {
    "category": lambda text: text if text in COOKIE_CATEGORIES else "",
    "form": web_address,
    "web": web_address,
    "organisation": lambda text: host(text) or "",
    "domain": lambda text: host(text) or "",
    "email": _email,
    "lifetime": lambda text: text if lifetime_of(text) else "",
    "language": _language,
}
"""What a field must be; empty for what does not fit."""


def corrections_of(tables: Mapping[str, Any], source: str) -> tuple[Correction, ...]:
    """The corrections of a file's tables; raises BadInput (file) for what does not fit."""
    try:
        return tuple(_corrections(tables))
    except UsageError as error:
        raise BadInput(error.message, input=source) from error


def _corrections(tables: Mapping[str, Any]) -> Iterator[Correction]:
    for side in SIDES:
        table = tables.get(side, {})
        for name, said in table.items() if isinstance(table, dict) else ():
            fields: dict[str, Value] = {}
            for field, value in said.items() if isinstance(said, dict) else ():
                if field == "date":
                    continue
                given = ",".join(each for each in value if isinstance(each, str)) if isinstance(value, list) else value
                if not isinstance(given, str):
                    raise UsageError(f"{field} of {one_line(name, 80)!r} must be a text in quotes")
                fields[field] = checked(side, field, given)
            date = said.get("date") if isinstance(said, dict) else None
            when = date.isoformat() if isinstance(date, datetime.date) else ""
            if fields:
                yield Correction(side=side, name=one_line(clean(name), 300), fields=fields, date=when)


def batches_of(corrections: Iterable[Correction], key: str, title: str) -> tuple[Batch, ...]:
    """The corrections as batches, one a date; cookies hold only what was said."""
    by_date: dict[str, list[Correction]] = {}
    for each in corrections:
        by_date.setdefault(each.date, []).append(each)
    return tuple(
        Batch(
            source=Source(key=key, title=title, date=date),
            cookies=tuple(_cookie(each) for each in rows if each.side == "cookies"),
            organisations=tuple(_organisation(each) for each in rows if each.side == "organisations"),
        )
        for date, rows in by_date.items()
    )


def own_batches(corrections: Iterable[Correction]) -> tuple[Batch, ...]:
    """The person's own corrections as batches."""
    return batches_of(corrections, OWN, "your correction")


def _cookie(each: Correction) -> CookieRow:
    name, match = pattern_of(each.name)
    said = each.fields
    domain = said.get("domain")
    return msgspec.convert(
        {
            "cookie": name,
            "match": match,
            "category": said.get("category", "unclassified"),
            "organisation": said.get("organisation", ""),
            "domains": [domain] if domain else [],
            "lifetime": lifetime_of(str(said["lifetime"])) if "lifetime" in said else "",
        },
        CookieRow,
    )


def _organisation(each: Correction) -> OrganisationRow:
    return msgspec.convert({"id": each.name, **each.fields}, OrganisationRow)
