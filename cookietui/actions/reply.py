"""A reply is read, matched and shown; only `confirm` writes, and it writes one event and nothing of the mail itself."""

import datetime
from collections.abc import Iterator, Sequence
from pathlib import Path

from cookietui.actions.answer import Reply, after_reply, answer_of, answerable, elsewhere, quote_of, reason_of
from cookietui.actions.matching import Match, identifiers, matches
from cookietui.actions.requests import find_request
from cookietui.actions.workspace import Workspace
from cookietui.core.errors import BadInput, CookietuiError, MissingInput, UsageError
from cookietui.core.request import Event, Request, is_open
from cookietui.core.words import RequestState
from cookietui.sources import mailboxes
from cookietui.sources.mailboxes import Letter
from cookietui.sources.message import Message, read_message
from cookietui.storage import identity as identities
from cookietui.storage import ledger

__all__ = ["Reply", "confirm", "read_pasted", "read_replies", "scan"]
_TEXTS = (".txt", ".eml", ".md")
"""Files without the head of a message that a scan takes for replies all the same."""


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
        yield answer_of(ws, letter, message, found, given or _chosen(found, requests, letter.place))


def read_pasted(ws: Workspace, text: str, reference: str) -> Reply:
    """The reply in a text that was pasted for one request; raises BadInput where it is empty or no text."""
    data = text.encode("utf-8", "replace")
    message = read_message(data[: mailboxes.MESSAGE_LIMIT], "pasted text", cut=len(data) > mailboxes.MESSAGE_LIMIT)
    found = matches(message, _requests(ws))
    return answer_of(ws, Letter("pasted text", data), message, found, find_request(ws, reference))


def scan(ws: Workspace, folder: str) -> Iterator[Reply | CookietuiError]:
    """Replies to open requests below a folder, in a Maildir or mbox, read only.

    A file that cannot be opened, or that names several requests, is an error among them and stops nothing.

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
        except BadInput:
            continue  # a folder holds other files than letters, too
        found = matches(message, waiting) if message.mail or letter.place.lower().endswith(_TEXTS) else ()
        if not found or _own(message, waiting, myself):
            continue
        try:
            yield answer_of(ws, letter, message, found, _chosen(found, waiting, letter.place))
        except UsageError as error:
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
        raise UsageError(elsewhere(reply.reference, reply.others))
    chosen = state or reply.state
    if chosen is None:
        raise UsageError("nothing in it says what became of the request; name the state with --as")
    request = find_request(ws, reply.reference)
    same = chosen == reply.state
    event = Event(
        state=chosen,
        on=on or reply.on,
        reason=reason if reason is not None else reason_of(reply) if same else "",
        until=until or (reply.until if same else None),
        quote=quote_of(reply) or None,
        digest=reply.digest,
        message_id=reply.message.message_id if answerable(reply.message.message_id) else None,
        evasion=reply.evasion if same else None,
    )
    return ledger.record(ws.places, after_reply(ws, request, event))


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
