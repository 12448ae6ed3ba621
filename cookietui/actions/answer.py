"""A reply becomes one row: whose it is, which request it is about, what it proposes, and what stands in the way."""

import datetime
import re
from collections.abc import Sequence
from typing import Any

import msgspec

from cookietui.actions.matching import Match, MatchedBy
from cookietui.actions.requests import law_of
from cookietui.actions.workspace import Workspace
from cookietui.core.declaration import Evidence
from cookietui.core.errors import UsageError
from cookietui.core.reply import Proposal, ReplyKind
from cookietui.core.request import BOUNCED, Event, Request, advance
from cookietui.core.text import one_line
from cookietui.core.words import Evasion, RequestState
from cookietui.readers._replies import Asked, ReplyReading, read_reply
from cookietui.sources.mailboxes import Letter
from cookietui.sources.message import Message

SCHEMA = "cookietui.reply/1"
TEXT_SHOWN = 20_000
"""Characters of a reply's own words that are handed out."""
_QUOTE = 300
_PLAIN_ID = re.compile(r"<[A-Za-z0-9._+=-]{1,120}@[A-Za-z0-9.-]{1,120}>")
"""As core/mail.py takes it; stranger ones are not answered by name."""


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """Whose reply it is, as the mail says; nobody has checked it."""

    sender: str = ""
    name: str = ""
    subject: str = ""
    date: datetime.datetime | None = None
    message_id: str | None = None
    automatic: bool = False
    attachments: tuple[str, ...] = ()


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """One reply with what it proposes; nothing has changed yet. The documented object."""

    schema: str = SCHEMA
    input: str
    reference: str | None
    """The request that it is about, None where nothing names one."""
    matched: MatchedBy | None = None
    """What named it; None where only the person did."""
    others: tuple[str, ...] = ()
    """Further requests that it names."""
    message: Head
    kind: ReplyKind | None = None
    """What it seems to be, `bounced` or a state."""
    state: RequestState | None = None
    """The state that the request would get."""
    reason: str = ""
    evasion: Evasion | None = None
    until: datetime.date | None = None
    on: datetime.date
    """The day of the event."""
    sure: bool = False
    evidence: tuple[Evidence, ...] = ()
    language: str | None = None
    text: str = ""
    """Its own words, in which the evidence counts."""
    digest: str
    notes: tuple[str, ...] = ()
    problem: str | None = None
    """Why it can not be recorded as it is."""
    recorded: bool = False
    """True once it stands in the ledger."""
    next: str | None = None
    """The call that drafts the letter that answers it, in the same thread."""


def after_reply(ws: Workspace, request: Request, event: Event) -> Request:
    """The request after the event; raises UsageError where it can not be."""
    before = next((each for each in request.events if each.digest and each.digest == event.digest), None)
    if before is not None:
        raise UsageError(f"this reply was recorded before: {request.reference} became {before.state} on {before.on}")
    if request.state == "draft":
        raise UsageError(
            f"{request.reference} is still a draft; say first when it was sent: "
            f"cookietui request {request.reference} sent --on YYYY-MM-DD"
        )
    return advance(request, event, law=law_of(request), today=ws.today)


def elsewhere(reference: str, others: Sequence[str]) -> str:
    """What to say of a reply that names other requests than the one that the person named."""
    named = ", ".join(others[:4])
    return f"this reply answers {named}, not {reference}; leave the reference out, or name the other"


def answer_of(ws: Workspace, letter: Letter, message: Message, found: Sequence[Match], request: Request) -> Reply:
    """The row of a reply to this request; reads it, and tries whether it could be recorded."""
    day, notes = _day(message, request, ws.today)
    sent = next((e for e in reversed(request.events) if e.state == "sent"), None)
    asked = Asked(
        rights=request.rights,
        body=f"{request.subject}\n{request.body}",
        due=request.due or request.asked,
        received=(sent.received or sent.on) if sent else None,
    )
    reading = read_reply(message, asked, day)
    match = next((each for each in found if each.reference == request.reference), None)
    others = tuple(each.reference for each in found if each.reference != request.reference)
    if others and match is None:
        notes.append(elsewhere(request.reference, others))
    reply = Reply(
        input=letter.place,
        reference=request.reference,
        matched=match.by if match else None,
        others=others,
        message=_head(message),
        on=day,
        digest=message.digest,
        language=reading.language,
        text=reading.text[:TEXT_SHOWN],
        **_proposed(reading.proposal),
    )
    notes += [*reading.proposal.notes, *_late(reading, request), *message.problems]
    return _checked(ws, request, msgspec.structs.replace(reply, notes=tuple(dict.fromkeys(notes))))


def _proposed(proposal: Proposal) -> dict[str, Any]:
    return {
        "kind": proposal.kind,
        "state": proposal.state,
        "reason": BOUNCED if proposal.kind == "bounced" else proposal.reason,
        "evasion": proposal.evasion,
        "until": proposal.until,
        "sure": proposal.sure,
        "evidence": proposal.evidence,
    }


def _head(message: Message) -> Head:
    return Head(
        sender=message.sender,
        name=message.sender_name,
        subject=message.subject,
        date=message.date,
        message_id=message.message_id,
        automatic=message.automatic is not None,
        attachments=message.attachments,
    )


def _day(message: Message, request: Request, today: datetime.date) -> tuple[datetime.date, list[str]]:
    """The day of the event: the mail's own where that is possible, and what is odd about it."""
    if message.date is None:
        return today, []
    day = message.date.date()
    last = request.events[-1].on if request.events else None
    if day > today:
        return today, [f"it is dated {day}, which is still to come; today is taken"]
    if last and day < last:
        return last, [f"it is dated {day}, before {request.reference} became {request.state} on {last}"]
    return day, []


def _late(reading: ReplyReading, request: Request) -> list[str]:
    """What the person would overlook."""
    until, due = reading.proposal.until, request.due
    if until and due and until <= due:
        return [f"they name {until}, which is no later than the answer is due anyway"]
    return []


def _checked(ws: Workspace, request: Request, reply: Reply) -> Reply:
    """With what stands in the way of recording it, told by trying."""
    reply = msgspec.structs.replace(reply, next=_next(request, reply))
    if any(each.digest == reply.digest for each in request.events if each.digest):
        return msgspec.structs.replace(reply, recorded=True)
    if reply.state is None:
        return msgspec.structs.replace(reply, problem="nothing in it says what became of the request")
    event = Event(state=reply.state, on=reply.on, reason=reason_of(reply), until=reply.until, digest=reply.digest)
    try:
        after_reply(ws, request, event)
    except UsageError as error:
        return msgspec.structs.replace(reply, problem=error.message)
    return reply


def _next(request: Request, reply: Reply) -> str | None:
    """The counter-letter to an evasion, the appeal or complaint after a refusal."""
    thread = f" --in-reply-to '{reply.message.message_id}'" if answerable(reply.message.message_id) else ""
    if reply.evasion:
        return f"cookietui follow-up {request.reference} --because {reply.evasion}{thread}"
    if reply.kind in {"denied", "partly"}:
        law = law_of(request)
        if law is not None and law.appeal_answer:
            return f"cookietui follow-up {request.reference} --because appeal{thread}"
        return f"cookietui complain {request.reference}"
    return None


def answerable(identifier: str | None) -> bool:
    """Whether a Message-ID of theirs can stand in a line of the shell and in a header of ours."""
    return identifier is not None and _PLAIN_ID.fullmatch(identifier) is not None


def reason_of(reply: Reply) -> str:
    """The reason as the ledger takes it with the proposed state."""
    return reply.reason if reply.state in {"denied", "needs-identity", "draft"} else ""


def quote_of(reply: Reply) -> str:
    """The evidence on one line, as the ledger keeps it."""
    return one_line(" … ".join(one_line(row.quote) for row in reply.evidence), _QUOTE)
