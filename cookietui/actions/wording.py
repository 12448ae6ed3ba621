"""Every fact reads as one plain sentence; how practices are said is core's, the rest is said here."""

from collections.abc import Callable, Iterable
from typing import Any

from cookietui.core import address, saying
from cookietui.core.declaration import (
    Contact,
    Cookie,
    Embedded,
    Practice,
    Problem,
    Vendor,
)
from cookietui.core.duration import read_duration
from cookietui.core.errors import BadInput
from cookietui.core.text import one_line

LIMIT = 300
"""Characters of a sentence; foreign words in it are cut, never the sentence as a whole."""
_KINDS = {"email": "e-mail", "post": "post", "phone": "phone", "fax": "fax", "web": "web", "form": "form"}


def sentence(fact: Any, among: Iterable[Practice] = ()) -> str:
    """The fact as one line of plain, cleaned text; `among` are all practices of the site, for exceptions."""
    way = _WAYS.get(type(fact))
    return one_line(way(fact) if way else saying.say(fact, among))


def _contact(fact: Contact) -> str:
    value = ", ".join(line.strip() for line in fact.value.split("\n") if line.strip())
    value = safe_address(value) if fact.kind == "email" else value
    roles = ", ".join(role for role in fact.roles if role != "general")
    notes = [
        roles,
        fact.country or "",
        "" if fact.same_site else "on another domain",
        "a free mail address" if fact.freemail else "",
    ]
    said = ", ".join(note for note in notes if note)
    return f"{_KINDS[fact.kind]}: {one_line(value, LIMIT)}" + (f" ({said})" if said else "")


def safe_address(value: str) -> str:
    """An e-mail address as a person may see it: in its own letters, but xn-- where it could pass for another one."""
    try:
        found = address.parse(value)
    except BadInput:
        return value
    return found.spec if found.suspicious else found.shown


def _cookie(fact: Cookie) -> str:
    kind = "" if fact.storage == "cookie" else f" ({fact.storage.replace('-', ' ')})"
    who = fact.organisation or fact.domain
    lasts = "ends with the session" if fact.session else _lifetime(fact)
    purpose = f": {one_line(fact.purpose, LIMIT)}" if fact.purpose else ""
    return f"{one_line(fact.name, 80)}{kind}, {fact.category}, {f'of {who}, ' if who else ''}{lasts}{purpose}"


def _lifetime(fact: Cookie) -> str:
    """How long it is kept in the source's words, which may mean nothing to us."""
    text = fact.lifetime_text
    if not text:
        return "how long is not said"
    unknown = fact.lifetime_seconds is None and any(map(str.isalnum, text)) and read_duration(text).unknown
    return f'for how long is unknown ("{one_line(text, 80)}")' if unknown else one_line(text, LIMIT)


def _vendor(fact: Vendor) -> str:
    name = f"{one_line(fact.name, 80)} ({fact.domain})" if fact.domain else one_line(fact.name, 80)
    if fact.stance == "not-used":
        return f"Says it does not use {name}"
    role = {"tracker": "Names", "processor": "Has data processed by", "payment": "Takes payments through"}
    lead = role.get(fact.role, "Points to")
    tail = f", {fact.category}" if fact.category != "unclassified" else ""
    if fact.purposes or fact.legitimate_interests:
        tail += f"; purposes: {_purposes(fact)}"
    return f"{lead} {name}{tail}" + (f"; opt out at {fact.opt_out}" if fact.opt_out else "")


def _purposes(fact: Vendor) -> str:
    """The numbers of a vendor list's purposes by what they rest on."""
    asked = f"{', '.join(map(str, fact.purposes))} on consent" if fact.purposes else ""
    claimed = ", ".join(map(str, fact.legitimate_interests))
    return "; ".join(part for part in (asked, f"{claimed} on legitimate interest" if claimed else "") if part)


def _embedded(fact: Embedded) -> str:
    who = f" of {fact.organisation}" if fact.organisation and fact.organisation != fact.domain else ""
    tail = f", {fact.category}" if fact.category != "unclassified" else ""
    told = "the text names it" if fact.declared else "the text does not mention it"
    return f"The page loads {fact.host}{who}{tail}; {told}"


def _problem(fact: Problem) -> str:
    return one_line(fact.message, LIMIT)


_WAYS: dict[Any, Callable[[Any], str]] = {
    Contact: _contact,
    Cookie: _cookie,
    Embedded: _embedded,
    Problem: _problem,
    Vendor: _vendor,
}
