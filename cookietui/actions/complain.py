"""A complaint goes to the authority that the law, the person's home and the organisation's seat point to."""

from pathlib import Path

import msgspec

from cookietui.actions.follow_up import deliver, written
from cookietui.actions.handing import Delivery
from cookietui.actions.options import BY_POST, known_items
from cookietui.actions.order import Drafted, Share
from cookietui.actions.pursuing import Manner, countries_of, pursuit_of
from cookietui.actions.requests import find_request, law_of
from cookietui.actions.ways import find_way, usual_way
from cookietui.actions.workspace import Workspace
from cookietui.core.authority import Authority, Hearing, hearings, parts
from cookietui.core.errors import NotOffered, UsageError
from cookietui.core.follow_up import FollowUp
from cookietui.core.identity import Identity
from cookietui.core.law import Law, places
from cookietui.core.letter import Item
from cookietui.core.pursuit import check_kind, was_sent
from cookietui.core.request import Request, is_open
from cookietui.core.words import ChannelKind
from cookietui.letters.authorities import authorities, authority
from cookietui.letters.words import closest
from cookietui.storage import identity as identities
from cookietui.storage import settings

LEAST: tuple[Share, ...] = ("name", "email")
"""What an authority is told of the person unless she ticks more; a letter by post needs her address as well."""


def complain(
    ws: Workspace,
    reference: str,
    *,
    to_authority: str | None = None,
    reason: str = "",
    language: str | None = None,
    share: tuple[Share, ...] | None = None,
    confidential: bool = False,
    way: str | None = None,
    folder: Path | None = None,
    dry_run: bool = False,
    opening: bool = False,
) -> Drafted:
    """Draft the complaint about a request, with its history and the letters word for word; nothing is sent.

    `to_authority` names one by id or a word of its name. Raises NotOffered where no authority hears it, UsageError for
    a request that is not sent or over and where it is not known which authority, and as `draft` for the delivery.
    """
    request = find_request(ws, reference)
    check_kind(request, "complaint", law_of(request))
    person = identities.load(ws.places)
    hearing = heard_by(ws, request, to_authority)
    channel, to = _channel(hearing.authority, way)
    items = _items(ws, person, request, share, channel)
    chosen = language or _language(hearing.authority, request)
    manner = Manner(
        language=chosen, reason=reason, items=items, authority=hearing.authority.name, confidential=confidential
    )
    letter = written(ws, request, pursuit_of(ws, request, "complaint", manner), to=to, channel=channel)
    said = (*letter.warnings, *_concerns(ws, request, hearing, letter))
    letter = msgspec.structs.replace(letter, authority=hearing.authority.id, warnings=said)
    told = {item.kind: item.value for item in items}
    sender = Identity(name=told.get("name", ""), email=told.get("email", ""), address=told.get("address", ""))
    how = Delivery(way=way or _way(ws, channel), folder=folder, opening=opening)
    lines = _postal(hearing.authority) if find_way(how.way).channel == "post" else ""
    return deliver(ws, request, letter, sender, how, dry_run=dry_run, lines=lines)


def heard_by(ws: Workspace, request: Request, named: str | None = None) -> Hearing:
    """The authority for a complaint: the one named, else the most fitting; raises NotOffered, UsageError."""
    if named:
        return Hearing(authority=authority(named), why="you named it")
    law = law_of(request)
    if law is None:
        raise NotOffered(
            f"{request.reference} rests on the site's own promise, which no authority enforces as such; ask under a "
            f"law first (cookietui draft {request.site or request.organisation} --right {request.rights[0]} --law L), "
            "or name one with --authority"
        )
    found = candidates(ws, request)
    if not found:
        raise UsageError(
            f"it is not known which authority hears {request.reference} under {law.id}: say where you live with "
            "cookietui identity set country=XX, or name one with --authority"
        )
    return found[0]


def candidates(ws: Workspace, request: Request) -> tuple[Hearing, ...]:
    """The authorities that could hear a complaint about a request, the most fitting first."""
    person = identities.load(ws.places)
    seat = tuple(place for country in countries_of(ws, request) for place in places(country))
    home = places(person.country or settings.load(ws.places).country, person.region)
    return hearings(authorities(), request.law, residence=home, establishment=seat)


def _channel(found: Authority, way: str | None) -> tuple[ChannelKind, str]:
    """How it goes there and where: as the authority prefers it, else e-mail, its form, the post."""
    post = way is not None and find_way(way).channel == "post"
    mail = way is not None and find_way(way).channel == "email"
    if mail and not found.email:
        raise UsageError(
            f"{found.name} has no e-mail address on file{f'; its form: {found.form}' if found.form else ''}"
        )
    if found.email and not post and (mail or found.medium in {"", "email"}):
        return "email", found.email
    if found.form and not post and found.medium != "letter":
        return "form", found.form
    if found.address:
        return "post", _postal(found)
    if found.web and not post:
        return "form", found.web
    raise UsageError(f"{found.name} has no postal address on file{f'; see {found.web}' if found.web else ''}")


def _postal(found: Authority) -> str:
    return "\n".join((found.name, *(found.address or (found.form or found.web,))))


def _way(ws: Workspace, channel: ChannelKind) -> str:
    """A complaint for a form is written like a letter, to be pasted."""
    return BY_POST if channel in {"post", "form"} else usual_way(ws, channel)


def _items(
    ws: Workspace, person: Identity, request: Request, share: tuple[Share, ...] | None, channel: ChannelKind
) -> tuple[Item, ...]:
    """What is ticked, and where the person lives: the authority has to see that the case is its own."""
    ticked = share if share is not None else (*LEAST, "address") if channel == "post" else LEAST
    known = known_items(person, request.organisation)
    rows = [Item(kind=kind, value=value) for kind, value in known.items() if kind in ticked]
    home = places(person.country or settings.load(ws.places).country, person.region)
    if home and share != () and "address" not in {row.kind for row in rows}:
        rows.append(Item(kind="residence", value=home[-1]))
    return tuple(rows)


def _language(found: Authority, request: Request) -> str:
    """The authority's first language that there are letters in, else that of the request."""
    return next((each for each in found.languages if closest(each) == each), request.language)


def _concerns(ws: Workspace, request: Request, hearing: Hearing, letter: FollowUp) -> list[str]:
    """What to know before it goes out, the weightiest first."""
    found, law = hearing.authority, law_of(request)
    said = [f"it goes to {found.name}: {hearing.why} (checked {found.checked_on}, {found.source})"]
    if found.confidence == "m":
        said.append(f"verify: how to reach {found.name} was written from memory")
    if letter.channel == "form":
        said.append(f"it takes complaints on a page: {letter.to}; the text is there to be pasted")
    if found.languages and letter.language not in found.languages:
        said.append(f"it works in {', '.join(found.languages)}; this letter is in {letter.language}")
    if hearing.why != "you named it" and (others := parts(authorities(), found)):
        named = ", ".join(each.id for each in others)
        said.append(
            f"there are authorities for parts of the country, and companies are mostly theirs: set your region "
            f"(cookietui identity set region=XX), or name one with --authority: {named}"
        )
    return [*said, *_too_early(ws, request, law)]


def _too_early(ws: Workspace, request: Request, law: Law | None) -> list[str]:
    said = []
    until = request.latest or request.due
    if is_open(request) and until and until >= ws.today:
        said.append(f"an answer is not due before {until}: it may be too early to complain")
    if law and law.formal and not was_sent(request, "reminder"):
        first = f"{law.short} wants a complaint to the organisation itself first"
        said.append(f"{first}: cookietui follow-up {request.reference} --because reminder")
    elif is_open(request) and not request.follow_ups:
        said.append("they were not reminded yet")
    if law and law.complaint_form:
        said.append(law.complaint_form)
    return said
