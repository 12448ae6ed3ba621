"""A reply is read, matched and shown; only `confirm` writes, and it writes one event and nothing of the mail itself."""

import datetime
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from cookietui.actions.matching import Match, MatchedBy, identifiers, matches
from cookietui.actions.requests import find_request, law_of
from cookietui.actions.workspace import Workspace
from cookietui.core.declaration import Evidence
from cookietui.core.errors import BadInput, CookietuiError, MissingInput, UsageError
from cookietui.core.reply import Proposal, ReplyKind
from cookietui.core.request import BOUNCED, Event, Request, advance, is_open
from cookietui.core.text import one_line
from cookietui.core.words import RequestState
from cookietui.readers._replies import Asked, ReplyReading, read_reply
from cookietui.sources import mailboxes
from cookietui.sources.mailboxes import Letter
from cookietui.sources.message import Message, read_message
from cookietui.storage import identity as identities
from cookietui.storage import ledger

SCHEMA = "cookietui.reply/1"
TEXT_SHOWN = 20_000
"""Characters of a reply's own words that are handed out."""
_QUOTE = 300


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
    evasion: str = ""
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


def read_replies(ws: Workspace, source: str, reference: str | None = None) -> Iterator[Reply]:
    """The replies in a file, an mbox (`inbox#3` is its third message) or `-`, each with its proposal.

    Raises MissingInput, BadInput, and UsageError for a single message that names no request while none is given.
    """
    requests = _requests(ws)
    given = find_request(ws, reference) if reference is not None else None
    letters = list(_letters(source))
    for letter in letters:
        message = read_message(letter.data, letter.place, cut=letter.cut)
        found = matches(message, requests)
        if len(letters) > 1 and not _concerns(found, given):
            continue
        yield _reply(ws, letter, message, found, given or _chosen(found, requests, letter.place))


def scan(ws: Workspace, folder: str) -> Iterator[Reply | CookietuiError]:
    """Replies to open requests below a folder, in a Maildir or mbox, read only; what cannot be read is an error in it.

    Raises MissingInput, BadInput for the folder itself.
    """
    if not Path(folder).exists():
        raise MissingInput("no such folder", input=folder)
    waiting = [each for each in _requests(ws) if is_open(each)]
    needles = _needles(waiting)
    myself = identities.load(ws.places).email
    for letter in mailboxes.scan(folder):
        if isinstance(letter, BadInput):
            yield letter
            continue
        if not needles or not _mentions(letter.data, needles):
            continue
        try:
            message = read_message(letter.data, letter.place, cut=letter.cut)
            found = matches(message, waiting)
            if found and not _own(message, waiting, myself):
                yield _reply(ws, letter, message, found, _chosen(found, waiting, letter.place))
        except CookietuiError as error:
            yield error


def confirm(
    ws: Workspace,
    reply: Reply,
    *,
    state: RequestState | None = None,
    reason: str | None = None,
    until: datetime.date | None = None,
    on: datetime.date | None = None,
) -> Request:
    """Record a reply as it was proposed, or as the person says; returns the request after it.

    Raises UsageError where it belongs to another request, proposes nothing, was recorded before or can not follow.
    """
    if reply.reference is None:
        raise UsageError("it names no request; say which one: cookietui reply REF FILE")
    if reply.matched is None and reply.others:
        raise UsageError(_elsewhere(reply.reference, reply.others))
    chosen = state or reply.state
    if chosen is None:
        raise UsageError("nothing in it says what became of the request; name the state with --as")
    request = find_request(ws, reply.reference)
    same = chosen == reply.state
    event = Event(
        state=chosen,
        on=on or reply.on,
        reason=reason if reason is not None else _reason(reply) if same else "",
        until=until or (reply.until if same else None),
        quote=_quote(reply) or None,
        digest=reply.digest,
        message_id=reply.message.message_id,
    )
    return ledger.record(ws.places, _after(ws, request, event))


def _after(ws: Workspace, request: Request, event: Event) -> Request:
    """The request after the event; raises UsageError where it can not be."""
    before = next((each for each in request.events if each.digest and each.digest == event.digest), None)
    if before is not None:
        raise UsageError(f"this reply was recorded before: {request.reference} became {before.state} on {before.on}")
    if request.state == "draft":
        raise UsageError(
            f"{request.reference} is still a draft; say first when it was sent: "
            f"cookietui request {request.reference} sent --on YYYY-MM-DD"
        )
    if event.state == request.state == "acknowledged":
        raise UsageError(f"{request.reference} is acknowledged already; this adds nothing")
    return advance(request, event, law=law_of(request), today=ws.today)


def _requests(ws: Workspace) -> tuple[Request, ...]:
    found, broken = ledger.load_all(ws.places)
    ws.tell(broken)
    return found


def _letters(source: str) -> Iterator[Letter]:
    """The messages of a source; `inbox#3` names one of an mbox."""
    path, mark, number = source.rpartition("#")
    if not mark or not number.isdecimal() or Path(source).exists():
        yield from mailboxes.letters(source)
        return
    for letter in mailboxes.letters(path):
        if letter.place in {source, f"{path}#{int(number)}"} or (letter.place == path and int(number) == 1):
            yield letter
            return
    raise MissingInput(f"holds no message number {number}", input=path)


def _concerns(found: Sequence[Match], given: Request | None) -> bool:
    return bool(found) and (given is None or any(each.reference == given.reference for each in found))


def _chosen(found: Sequence[Match], requests: Sequence[Request], place: str) -> Request:
    """The request that the strongest signs name; raises UsageError where none or several are named."""
    known = {each.reference: each for each in requests}
    best = [each for each in found if each.by == found[0].by]
    waiting = [each for each in best if is_open(known[each.reference])] if len(best) > 1 else best
    if len(waiting) == 1:
        return known[waiting[0].reference]
    if not found:
        message = "names none of your requests; say which one it answers: cookietui reply REF FILE"
        raise UsageError(message, input=place)
    named = ", ".join(each.reference for each in best[:6])
    raise UsageError(f"names several requests ({named}); say which one: cookietui reply REF FILE", input=place)


def _elsewhere(reference: str, others: Sequence[str]) -> str:
    return f"this reply answers {', '.join(others[:4])}, not {reference}; leave the reference out, or name the other"


def _reply(ws: Workspace, letter: Letter, message: Message, found: Sequence[Match], request: Request) -> Reply:
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
        notes.append(_elsewhere(request.reference, others))
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
    if any(each.digest == reply.digest for each in request.events if each.digest):
        return msgspec.structs.replace(reply, recorded=True)
    if reply.state is None:
        return msgspec.structs.replace(reply, problem="nothing in it says what became of the request")
    event = Event(state=reply.state, on=reply.on, reason=_reason(reply), until=reply.until, digest=reply.digest)
    try:
        _after(ws, request, event)
    except UsageError as error:
        return msgspec.structs.replace(reply, problem=error.message)
    return reply


def _reason(reply: Reply) -> str:
    return reply.reason if reply.state in {"denied", "needs-identity", "draft"} else ""


def _quote(reply: Reply) -> str:
    """The evidence on one line, as the ledger keeps it."""
    return one_line(" … ".join(one_line(row.quote) for row in reply.evidence), _QUOTE)


def _needles(requests: Sequence[Request]) -> tuple[bytes, ...]:
    """What a message holds somewhere in its bytes when it belongs to one of the requests."""
    found = [each.reference for each in requests]
    found += [identifier.strip("<>") for each in requests for identifier in identifiers(each)]
    return tuple(dict.fromkeys(word.lower().encode("ascii", "ignore") for word in found if word))


def _mentions(data: bytes, needles: Sequence[bytes]) -> bool:
    """Whether a message could belong to one of the requests; encoded texts are looked into later."""
    low = data.lower()
    return any(needle in low for needle in needles) or b"base64" in low or b"=?" in low[:20_000]


def _own(message: Message, requests: Sequence[Request], myself: str) -> bool:
    """Whether it is our own letter, as sent folders hold it."""
    if myself and message.sender.casefold() == myself.casefold():
        return True
    return message.message_id is not None and any(message.message_id in identifiers(each) for each in requests)
