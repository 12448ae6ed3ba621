"""A later letter is written for one request of the ledger, is kept beside it, and is sent by the person alone."""

import datetime
import secrets
from pathlib import Path

import msgspec

from cookietui.actions.handing import Delivery, hand_later, pass_later
from cookietui.actions.order import Drafted
from cookietui.actions.pursuing import Manner, pursuit_of, sender_of
from cookietui.actions.requests import find_request, law_of
from cookietui.actions.ways import find_way, usual_way
from cookietui.actions.workspace import Workspace
from cookietui.core.errors import NotOffered
from cookietui.core.follow_up import FollowUp
from cookietui.core.identity import Identity
from cookietui.core.letter import Pursuit
from cookietui.core.mail import Draft, new_message_id
from cookietui.core.pursuit import answer_by, check_kind, number_for, usual_kind, with_letter
from cookietui.core.request import Request
from cookietui.core.words import ChannelKind, FollowUpKind
from cookietui.letters.own import own_templates
from cookietui.letters.pursuing import later_letter


def follow_up(
    ws: Workspace,
    reference: str,
    because: FollowUpKind | None = None,
    *,
    in_reply_to: str | None = None,
    references: tuple[str, ...] = (),
    recipient: str | None = None,
    reason: str = "",
    language: str | None = None,
    way: str | None = None,
    folder: Path | None = None,
    dry_run: bool = False,
    opening: bool = False,
) -> Drafted:
    """Draft the next letter to the organisation: a reminder, a counter-letter or an appeal, in the request's thread.

    `because` None takes what usually comes next. `in_reply_to` is the Message-ID of their answer (None: the last on
    record, else our own letter), `references` the thread before it. An unsent letter of the same kind is replaced.

    Raises MissingInput, UsageError for a request not sent or over, NotOffered for an appeal that the law does not give
    and where only a complaint is left, and as `draft` for the delivery.
    """
    request = find_request(ws, reference)
    kind = _kind(request, because)
    facts = pursuit_of(ws, request, kind, Manner(language=language, reason=reason))
    thread = _thread(request, references, in_reply_to)
    letter = written(ws, request, facts, to=recipient or request.to, channel=request.channel)
    letter = msgspec.structs.replace(letter, in_reply_to=thread[-1] if thread else None)
    how = Delivery(way=way or usual_way(ws, letter.channel), folder=folder, opening=opening)
    return deliver(ws, request, letter, sender_of(ws, request), how, thread=thread, dry_run=dry_run)


def written(ws: Workspace, request: Request, facts: Pursuit, *, to: str, channel: ChannelKind) -> FollowUp:
    """The letter in words, as a draft of today; raises BadInput for a template of the person's own."""
    text = later_letter(facts, own_templates(ws.places.letters))
    return FollowUp(
        kind=facts.kind,
        number=number_for(request, facts.kind),
        drafted=ws.today,
        to=to,
        channel=channel,
        language=text.language,
        subject=text.subject,
        body=text.body,
        due=answer_by(request, facts.kind, law_of(request), ws.today),
        warnings=(*text.warnings, *_unsure(facts)),
    )


def _unsure(facts: Pursuit) -> tuple[str, ...]:
    """What the law's file itself marks as to be verified."""
    law = facts.letter.law
    if facts.kind != "appeal" or law is None or "verify" not in law.appeal:
        return ()
    return (f"verify: the time for an appeal under {law.id} was written from memory (checked {law.checked_on})",)


def _thread(request: Request, references: tuple[str, ...], in_reply_to: str | None) -> tuple[str, ...]:
    """Message-IDs of the case, what is answered at the end: the message named, else their last, else our last."""
    ours = (request.message_id, *(each.message_id for each in request.follow_ups if each.sent))
    theirs = tuple(event.message_id for event in request.events if event.message_id)
    last = in_reply_to or next(reversed(theirs), None)
    rows = [each for each in (*ours, *theirs, *references) if each and each != last]
    return tuple(dict.fromkeys((*rows, last) if last else rows))


def _kind(request: Request, because: FollowUpKind | None) -> FollowUpKind:
    """The kind asked for, else the usual one; raises as `follow_up`."""
    law = law_of(request)
    kind = because or usual_kind(request, law)
    check_kind(request, kind, law)
    if kind == "complaint":
        raise NotOffered(
            f"{request.reference} was refused and no letter to them is left to write; a complaint is the next step: "
            f"cookietui complain {request.reference}",
            ("complaint",),
        )
    return kind


def deliver(
    ws: Workspace,
    request: Request,
    letter: FollowUp,
    sender: Identity,
    how: Delivery,
    *,
    thread: tuple[str, ...] = (),
    lines: str = "",
    dry_run: bool = False,
) -> Drafted:
    """Keep the letter beside its request and hand it over, as one undo step; nothing is kept for a mere look.

    `lines` is the postal address where the letter's `to` is the page of a form.
    """
    way = find_way(how.way)
    identifier = new_message_id(request.reference, secrets.token_bytes, sender.email)
    letter = msgspec.structs.replace(letter, message_id=identifier)
    if dry_run:
        return Drafted(request=with_letter(request, letter), letter=letter, way=how.way, text=letter.body)
    message = _draft(ws, request, letter, sender, thread)
    if lines:
        message = msgspec.structs.replace(message, to=lines, channel="post")
    if not way.keeps:
        return pass_later(ws, way, request, letter, message)
    folder = how.folder.expanduser().absolute() if how.folder else None
    return hand_later(ws, request, letter, message, msgspec.structs.replace(how, folder=folder))


def _draft(ws: Workspace, request: Request, letter: FollowUp, sender: Identity, thread: tuple[str, ...]) -> Draft:
    """The letter as a delivery takes it; its file is named for the request and its number in the case."""
    return Draft(
        reference=f"{request.reference}-{letter.number}",
        to=letter.to,
        subject=letter.subject,
        body=letter.body,
        message_id=letter.message_id or "",
        sender_name=sender.name,
        sender_email=sender.email,
        sender_address=sender.address,
        in_reply_to=letter.in_reply_to,
        references=thread[-20:],
        channel=letter.channel,
        date=datetime.datetime.combine(ws.today, datetime.datetime.now(datetime.UTC).timetz()),
    )
