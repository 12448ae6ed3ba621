"""Composing is pure: it fills in what can be known, lists what can be chosen, and says what stands in the way."""

import hashlib
import itertools
from collections.abc import Container, Mapping, Sequence
from typing import NamedTuple

import msgspec

from cookietui.actions.asked import Asked
from cookietui.actions.catalogued import needed
from cookietui.actions.concerns import concerns
from cookietui.actions.doubts import agreed, look_at
from cookietui.actions.identifiers import identifier_options, told_items, unfound
from cookietui.actions.objections import StillOpen, objection
from cookietui.actions.options import known_items, law_options, likely_laws, right_options
from cookietui.actions.order import Composition, Doubt, Order, Recipient, Share
from cookietui.actions.proposing import proposed
from cookietui.actions.recipients import is_own, offers, recipients_of
from cookietui.actions.target import Case, Target, find_target
from cookietui.actions.ways import ready_ways
from cookietui.actions.workspace import Workspace
from cookietui.core.address import as_written
from cookietui.core.errors import CookietuiError, UsageError
from cookietui.core.identity import Identity
from cookietui.core.letter import Item, Letter, LetterText, Quote
from cookietui.core.request import Request, is_open, new_reference, refresh
from cookietui.core.words import ChannelKind, Right
from cookietui.letters.laws import law as find_law
from cookietui.letters.own import own_templates
from cookietui.letters.render import letter
from cookietui.letters.words import closest, languages
from cookietui.storage import identity as identities
from cookietui.storage import ledger, settings


def compose(ws: Workspace, order: Order) -> Composition:
    """The letter for this order without writing anything; never raises for what can be chosen otherwise.

    Raises MissingInput where the target is unknown, UsageError for an unknown law or language.
    """
    return composed(ws, order).composition


class Composed(NamedTuple):
    """A composition with what drafting it needs to know."""

    composition: Composition
    error: CookietuiError | None
    """What stands in the way."""
    target: Target


class Known(NamedTuple):
    """What every letter rests on, read once for one letter or for many."""

    person: Identity
    requests: Asked
    own: Mapping[str, str]
    """The person's own templates."""


def known_of(ws: Workspace) -> Known:
    """The identity, the ledger and the person's templates; raises BadInput for a template that can not work."""
    found, broken = ledger.load_all(ws.places)
    ws.tell(broken)
    return Known(identities.load(ws.places), Asked(found), own_templates(ws.places.letters))


class Drawn(NamedTuple):
    """A letter with what was filled in, before anything is listed that could be chosen otherwise."""

    case: Case
    request: Request
    warnings: tuple[str, ...]
    error: CookietuiError | None
    options: tuple[Recipient, ...]
    dated: str
    earlier: Sequence[Request]
    doubt: Doubt | None
    """Why the person has to say yes to the address first; None where she did, and where nothing speaks against it."""
    person: Identity


def drawn(ws: Workspace, target: Target, order: Order, known: Known) -> Drawn:
    """The letter for an order with rights; raises UsageError for an unknown law or language."""
    law = find_law(order.law) if order.law else None
    options = recipients_of(target, order.rights, known.person.country)
    recipient = _recipient(target, order, options)
    full = _filled(ws, order, target, recipient)
    case = Case(target=target, order=full, law=law, recipient=recipient)
    earlier = _earlier(known.requests, target, full)
    told, unread = told_items(ws, full.told)
    items = (*items_of(known.person, full.share or (), target.organisation), *told)
    text = _text(ws, case, items, _reference(ws, full, target, earlier, known.requests.references), known.own)
    look = look_at(ws, target, recipient, options)
    said = concerns(target, full.rights, recipient, ws.today, look)
    warnings = (*unread, *unfound(target, full), *said, *text.warnings)
    error = objection(case, earlier, ws.today, lambda: likely_laws(ws, target, known.person))
    request = msgspec.structs.replace(_request(ws, case, text), warnings=warnings)
    doubt = None if look.doubt is None or agreed(order, look.doubt) else look.doubt
    return Drawn(case, request, warnings, error, options, text.dated, earlier, doubt, known.person)


def composed(ws: Workspace, order: Order) -> Composed:
    """The composition, what stands in the way of drafting it, and whom it is for."""
    target = find_target(ws, order.target)
    order = order if order.rights else proposed(ws, target, order)
    known = known_of(ws)
    made = drawn(ws, target, order, known)
    full, law, person = made.case.order, made.case.law, known.person
    ways = ready_ways(ws, made.request.channel)
    composition = Composition(
        order=full,
        request=made.request,
        site=target.site,
        organisation=target.organisation,
        rights=right_options(target.declaration, full.rights, law, ws.today),
        laws=law_options(ws, target, person, full.rights),
        languages=languages(),
        recipients=made.options,
        shares=tuple(known_items(person, target.organisation)),
        identifiers=identifier_options(target, full),
        ways=tuple(each.name for each in ways),
        way_options=ways,
        warnings=made.warnings,
        doubt=made.doubt,
        problem=str(made.error) if made.error else None,
        refused_open=isinstance(made.error, StillOpen),
        offered=tuple(offers(target.declaration)),
        dated=made.dated,
    )
    return Composed(composition, made.error, target)


def _recipient(target: Target, order: Order, options: Sequence[Recipient]) -> Recipient | None:
    """Where it goes: the person's own word, else the first option of the channel asked for."""
    if order.recipient:
        named = order.recipient.strip()
        kind: ChannelKind = order.channel or ("email" if "@" in named and "\n" not in named else "post")
        named = as_written(named) if kind == "email" else named
        known = next((each for each in options if each.value.casefold() == named.casefold()), None)
        own = kind != "email" or is_own(target, named)
        return known or Recipient(kind=kind, value=named, why="named by you", same_site=own, named=True)
    fitting = [each for each in options if order.channel in {None, each.kind}]
    return fitting[0] if fitting else None


def _filled(ws: Workspace, order: Order, target: Target, recipient: Recipient | None) -> Order:
    """The order with language, recipient, channel and what is ticked filled in."""
    channel = recipient.kind if recipient else order.channel or "email"
    usual: tuple[Share, ...] = ("name", "email", "address") if channel == "post" else ("name", "email")
    usual = tuple(dict.fromkeys((*usual, *needed(target.record))))
    return msgspec.structs.replace(
        order,
        rights=tuple(dict.fromkeys(order.rights)),
        language=_language(ws, order.language, target),
        recipient=recipient.value if recipient else None,
        channel=channel,
        share=usual if order.share is None else order.share,
    )


def _language(ws: Workspace, asked: str | None, target: Target) -> str:
    """The person's word, else her wish in the config or the identity, else the policy's language; raises UsageError."""
    if asked:
        return letter_language(asked)
    wish = settings.load(ws.places).language or identities.load(ws.places).language
    return closest(wish or target.declaration.source.language or "en")


def letter_language(asked: str) -> str:
    """The code of a language there are letters in; raises UsageError naming those there are."""
    found = closest(asked)
    if not asked.lower().startswith(found):
        raise UsageError(f"there are no letters in {asked!r}; there are: {', '.join(languages())}")
    return found


def _earlier(asked: Asked, target: Target, order: Order) -> tuple[Request, ...]:
    """Requests to the same organisation under the same law for the same rights, or open for one of them."""
    rights = set(order.rights)
    return tuple(
        each
        for each in asked.of(target.organisation)
        if each.law == order.law and (set(each.rights) == rights or (is_open(each) and rights & set(each.rights)))
    )


def _reference(ws: Workspace, order: Order, target: Target, earlier: Sequence[Request], taken: Container[str]) -> str:
    """The reference of the draft it takes the place of, else one that stays the same while the letter is composed."""
    draft = next((each for each in earlier if each.state == "draft"), None)
    if draft:
        return draft.reference
    seed = f"{target.organisation}|{order.law}|{','.join(sorted(order.rights))}|{ws.today}"
    counter = itertools.count()

    def draw(size: int) -> bytes:
        return hashlib.sha256(f"{seed}|{next(counter)}".encode()).digest()[:size]

    return new_reference(draw, taken)


def _text(ws: Workspace, case: Case, items: tuple[Item, ...], reference: str, own: Mapping[str, str]) -> LetterText:
    """The letter in words; empty while no right is chosen."""
    order, target = case.order, case.target
    language = order.language or "en"
    if not order.rights:
        return LetterText(subject="", body="", language=language)
    facts = Letter(
        reference=reference,
        rights=order.rights,
        today=ws.today,
        law=case.law,
        quotes=quotes_of(target, order.rights),
        site_name=target.name,
        domain=target.site,
        items=items,
        language=language,
        reason=order.reason,
        marketing=order.marketing,
        channel=order.channel or "email",
    )
    return letter(facts, own)


def quotes_of(target: Target, rights: Sequence[Right]) -> tuple[Quote, ...]:
    """The site's own sentence for each right, with the date of the policy."""
    offered = offers(target.declaration)
    found = []
    for right in rights:
        indices = offered[right].evidence if right in offered else ()
        spans = (target.declaration.evidence[index] for index in indices)
        row = next((row for row in spans if isinstance(row.start, int)), None)
        if row and row.quote:
            source = target.declaration.source_of(row)
            found.append(Quote(text=row.quote, right=right, revised=source.revised, archived=source.archived))
    return tuple(found)


def items_of(person: Identity, share: Sequence[Share], organisation: str) -> tuple[Item, ...]:
    """What was ticked and is known, in a fixed order."""
    known = known_items(person, organisation)
    return tuple(Item(kind=kind, value=value) for kind, value in known.items() if kind in share)


def _request(ws: Workspace, case: Case, text: LetterText) -> Request:
    """The request as it would be kept, its dates as if sent and received today."""
    request = Request(
        reference=text.subject.rpartition("[")[2].rstrip("]") if text.subject else "",
        site=case.target.site,
        organisation=case.target.organisation,
        rights=case.order.rights,
        law=case.order.law,
        articles=text.articles,
        language=text.language,
        channel=case.order.channel or "email",
        to=case.order.recipient or "",
        subject=text.subject,
        body=text.body,
        drafted=ws.today,
    )
    return refresh(request, law=case.law, today=ws.today)
