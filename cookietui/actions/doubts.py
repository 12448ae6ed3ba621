"""Whether an address is theirs is judged by its domain alone; where nothing gives that to them, it takes a yes."""

from collections.abc import Sequence
from pathlib import PurePath
from typing import NamedTuple

import msgspec

from cookietui.actions.catalogued import knows
from cookietui.actions.order import Doubt, Order, Recipient
from cookietui.actions.recipients import contact_of
from cookietui.actions.target import Target
from cookietui.actions.workspace import Workspace
from cookietui.core import address
from cookietui.core.address import Address
from cookietui.core.declaration import Evidence, span_of
from cookietui.core.errors import BadInput, UsageError
from cookietui.core.text import one_line

_AROUND = 100
"""Characters of the text that are shown before and after an address."""


class Unconfirmed(UsageError):
    """An address is in doubt and nobody said yes to it; it is refused only where the draft would be kept."""

    def __init__(self, doubt: Doubt) -> None:
        other = next(iter(doubt.others), None)
        instead = f"; else --recipient {other.value} ({other.why})" if other else ""
        super().__init__(f"{doubt.sentence}. If it is theirs, name it: --recipient {doubt.address}{instead}")
        self.doubt = doubt


class Look(NamedTuple):
    """What a look at an address tells."""

    doubt: Doubt | None
    notes: tuple[str, ...]
    """What to know about it where nothing is asked."""


def look_at(ws: Workspace, target: Target, to: Recipient | None, among: Sequence[Recipient] = ()) -> Look:
    """Judge an e-mail address by the site's domain, the catalogue and its letters; `among` are the other places."""
    why, note = _judged(ws, target, to) if to else ("", "")
    if to is None or not why:
        return Look(None, (note,) if note else ())
    sound = (each for each in among if each.kind == "email" and not _judged(ws, target, each)[0])
    return Look(
        Doubt(address=to.value, why=one_line(why), source=_source(target, to), others=tuple(sound)),
        (),
    )


def _judged(ws: Workspace, target: Target, to: Recipient) -> tuple[str, str]:
    """Why it is in doubt, and else what to know about it; both empty where nothing speaks against it."""
    try:
        found = address.parse(to.value) if to.kind == "email" else None
    except BadInput:
        found = None
    if found is None:
        return "", ""
    if found.suspicious:
        return _deceiving(found), ""
    if to.same_site:
        return "", ""
    if to.freemail or _is_free(found):
        return "", f"{to.value} is at a free mail provider, where anybody can have an address"
    if to.named:
        return "", f"{to.value} is not at {target.site}; you named it"
    tie = _tie(ws, target, to, found)
    return ("", tie) if tie else (_elsewhere(ws, target, found), "")


def _is_free(found: Address) -> bool:
    from cookietui.readers.policy.wordlists import freemail  # noqa: PLC0415 - most addresses are the site's own

    return (found.registrable or found.domain) in freemail()


def agreed(order: Order, doubt: Doubt) -> bool:
    """Whether the person's yes names that address: in A-label form, so that it cannot be mistaken for another."""
    return order.yes_to.strip().casefold() == doubt.address.casefold()


def _tie(ws: Workspace, target: Target, to: Recipient, found: Address) -> str:
    """What gives an address elsewhere to them: its domain's owner, or a record that names the address."""
    owner = ws.knowledge.owner(found.domain)
    if owner is not None and owner.organisation == target.organisation:
        return f"{to.value} is at {found.registrable or found.domain}, which is {owner.name}'s too, by the catalogue"
    if to.catalogued:
        whose = f" ({owner.name})" if owner else ""
        return f"{to.value} is not at {target.site} but at {found.registrable or found.domain}{whose}"
    record = knows(target.record, to.value)
    return f"{to.value} is not at {target.site}; {record} names it for them too" if record else ""


def _elsewhere(ws: Workspace, target: Target, found: Address) -> str:
    domain = found.registrable or found.domain
    owner = ws.knowledge.owner(found.domain)
    whose = f"the catalogue gives {domain} to {owner.name}" if owner else f"nothing known gives {domain} to them"
    return f"{address.in_both_forms(found.spec)} is not at {target.site}, and {whose}"


def _deceiving(found: Address) -> str:
    return f"the domain of {found.spec} reads {found.shown.rpartition('@')[2]}, which could be taken for another one"


def _source(target: Target, to: Recipient) -> str:
    """`it stands in line 12 of policy.html, read on 2026-11-21: "... write to privacy@group.example"`."""
    if to.named:
        return "it was named by you"
    if to.catalogued:
        return f"it stands in a record: {to.why}"
    row = _first(target, to)
    source = target.declaration.source_of(row) if row else target.declaration.source
    page = target.pages.get(source.path)
    file = one_line(PurePath(source.path).name, 60) or "the policy"
    day = f"of {source.archived}" if source.archived else f"read on {page.day if page else target.read_on}"
    line = f"line {to.line} of " if to.line else ""
    quote = _words(target, to)
    return f"it stands in {line}{file}, {day}" + (f': "{quote}"' if quote else "")


def _words(target: Target, to: Recipient) -> str:
    """The words around the first place of an address, on one line; of one in a link, the link itself."""
    row = _first(target, to)
    span = span_of(row, target.pages) if row and target.text else None
    if row is None or span is None:
        return one_line(row.quote, 2 * _AROUND) if row else ""
    begin, end = span
    start = max(target.text.rfind("\n", 0, begin) + 1, begin - _AROUND)
    stop = target.text.find("\n", end)
    stop = min(stop if stop >= 0 else len(target.text), end + _AROUND)
    return one_line(target.text[start:stop])


def _first(target: Target, to: Recipient) -> Evidence | None:
    """Where an address stands first in the text, else in a link."""
    contact = contact_of(target, "email", to.value)
    rows = [target.declaration.evidence[index] for index in contact.evidence] if contact else []
    return next((row for row in rows if isinstance(row.start, int)), rows[0] if rows else None)


def with_yes(order: Order, doubt: Doubt) -> Order:
    """The order with a yes to that address, and to no other."""
    return msgspec.structs.replace(order, recipient=doubt.address, yes_to=doubt.address)
