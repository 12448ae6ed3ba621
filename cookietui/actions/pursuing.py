"""A later letter rests on the ledger, on what is still known of the site, and gives away nothing new of the person."""

import datetime

import msgspec

from cookietui.actions.compose import letter_language, quotes_of
from cookietui.actions.requests import law_of
from cookietui.actions.target import Target, find_target
from cookietui.actions.workspace import Workspace
from cookietui.core.errors import CookietuiError
from cookietui.core.identity import Identity
from cookietui.core.letter import Copy, Happening, Item, Letter, Pursuit
from cookietui.core.pursuit import answer_by
from cookietui.core.request import Request, sent_on
from cookietui.core.words import FollowUpKind
from cookietui.letters.words import closest
from cookietui.storage import identity as identities
from cookietui.storage import ledger

_YEAR = datetime.timedelta(days=365)
_QUOTING: frozenset[FollowUpKind] = frozenset({"reminder", "silence", "complaint"})
"""Letters that repeat the site's own promise."""


def sender_of(ws: Workspace, request: Request) -> Identity:
    """Of the identity, what the request told already: a later letter gives away nothing new."""
    person = identities.load(ws.places)
    flat = " ".join(request.body.split())
    told = {
        field: value
        for field in ("name", "email", "address")
        if (value := getattr(person, field)) and " ".join(value.replace("\n", ", ").split()) in flat
    }
    return Identity(**told)


class Manner(msgspec.Struct, frozen=True, kw_only=True):
    """What the person chose about a later letter."""

    language: str | None = None
    """None: that of the request."""
    reason: str = ""
    items: tuple[Item, ...] | None = None
    """What of her goes out; None: the name alone signs, if the request told it."""
    authority: str = ""
    confidential: bool = False


def pursuit_of(ws: Workspace, request: Request, kind: FollowUpKind, manner: Manner) -> Pursuit:
    """The facts of a later letter, from the ledger and from what is still known of the site."""
    target = _target(ws, request)
    sent = sent_on(request) or ws.today
    facts = _letter(ws, request, target if kind in _QUOTING else None, manner)
    spoken = (target.declaration.source.language or "") if target else ""
    return Pursuit(
        kind=kind,
        letter=msgspec.structs.replace(facts, site_name=target.name if target else ""),
        sent=sent,
        to=request.to,
        subject=request.subject,
        by_post=request.channel == "post",
        due=request.latest or request.due,
        until=answer_by(request, kind, facts.law, ws.today),
        happened=tuple(Happening(on=each.on, what=each.letter or each.state) for each in request.events),
        copies=_copies(request, sent) if kind == "complaint" else (),
        authority=manner.authority,
        spoken=bool(spoken) and closest(spoken) == closest(facts.language),
        only_one=_only_one(ws, request, sent),
        confidential=manner.confidential,
    )


def _letter(ws: Workspace, request: Request, quoted: Target | None, manner: Manner) -> Letter:
    return Letter(
        reference=request.reference,
        rights=request.rights,
        today=ws.today,
        law=law_of(request),
        quotes=quotes_of(quoted, request.rights) if quoted else (),
        domain=request.site or request.organisation,
        items=_signature(ws, request) if manner.items is None else manner.items,
        language=letter_language(manner.language) if manner.language else request.language,
        reason=manner.reason,
        channel=request.channel,
    )


def _signature(ws: Workspace, request: Request) -> tuple[Item, ...]:
    name = sender_of(ws, request).name
    return (Item(kind="name", value=name),) if name else ()


def _target(ws: Workspace, request: Request) -> Target | None:
    """The site as the library knows it, None where it was removed since."""
    try:
        return find_target(ws, request.site) if request.site else None
    except CookietuiError:
        return None


def countries_of(ws: Workspace, request: Request) -> tuple[str, ...]:
    """Where the organisation gives addresses, ISO 3166-1."""
    target = _target(ws, request)
    return target.countries if target else ()


def _copies(request: Request, sent: datetime.date) -> tuple[Copy, ...]:
    later = (
        Copy(on=each.sent, text=each.body) for each in request.follow_ups if each.sent and each.kind != "complaint"
    )
    return (Copy(on=sent, text=request.body), *later)


def _only_one(ws: Workspace, request: Request, sent: datetime.date) -> bool:
    """Whether no other request went to this organisation within the year before."""
    found, broken = ledger.load_all(ws.places)
    return not broken and not any(
        event.state == "sent" and abs(event.on - sent) <= _YEAR
        for each in found
        if each.organisation == request.organisation and each.reference != request.reference
        for event in each.events
    )
