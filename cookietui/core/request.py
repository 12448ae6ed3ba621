"""A request is a frozen letter plus dated events; its state is always what the last event made it."""

import datetime
import itertools
from collections.abc import Callable, Container, Mapping
from typing import Any

import msgspec

from cookietui.core.deadline import Clock, Dates, Pause, legal, promised, received, together
from cookietui.core.errors import UsageError
from cookietui.core.follow_up import FollowUp
from cookietui.core.law import Law, ground
from cookietui.core.words import OPEN_STATES, ChannelKind, Evasion, FollowUpKind, RequestState, Right

SCHEMA = "cookietui.request/1"
DENIALS: tuple[str, ...] = (
    "fraud", "insufficient-verification", "no-match", "not-covered", "outside-jurisdiction", "too-many", "other",
)  # fmt: skip
"""Reasons of a denial (Data Rights Protocol, with hyphens)."""
QUESTIONS: tuple[str, ...] = ("identity", "clarification", "fee")
"""What an organisation may ask for first; the UK's clock pauses for a clarification and restarts after the others."""

_ANSWERED: frozenset[RequestState] = frozenset({"fulfilled", "partly", "denied", "withdrawn", "expired", "complained"})
_FIRST_STEPS: frozenset[RequestState] = frozenset({"acknowledged", "needs-identity", "extended"})
_LATER_STEPS: frozenset[RequestState] = frozenset({"needs-identity", "extended"})
_RESUMED: frozenset[RequestState] = frozenset({"sent", "acknowledged", "extended"})
BOUNCED = "bounced"
"""Why what was sent is a draft again: it never arrived, so no clock runs and it can go to another address."""
FOLLOWS: Mapping[RequestState, frozenset[RequestState]] = {
    "draft": frozenset({"sent", "withdrawn"}),
    "sent": _FIRST_STEPS | _ANSWERED | {"draft"},
    "acknowledged": _LATER_STEPS | _ANSWERED,
    "needs-identity": _RESUMED | _ANSWERED,
    "extended": _LATER_STEPS | _ANSWERED,
    "fulfilled": frozenset({"partly", "complained"}),
    "partly": frozenset({"fulfilled", "denied", "withdrawn", "complained"}),
    "denied": frozenset({"fulfilled", "partly", "withdrawn", "complained"}),
    "expired": frozenset({"acknowledged", "fulfilled", "partly", "denied", "withdrawn", "complained"}),
    "complained": frozenset({"fulfilled", "partly", "denied", "withdrawn"}),
    "withdrawn": frozenset(),
}
"""Which state may follow which (after the Data Rights Protocol; `sent` after `needs-identity`: the person answered)."""


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happened to a request on a day."""

    state: RequestState
    on: datetime.date
    reason: str = ""
    """For `denied` one of DENIALS, for `needs-identity` one of QUESTIONS; free text otherwise."""
    until: datetime.date | None = None
    """For `extended`: the new date the organisation named."""
    received: datetime.date | None = None
    """For `sent`: the day it arrived, where that is known and another."""
    quote: str | None = None
    """The reply's own words that say so, cut to a few lines."""
    digest: str | None = None
    """SHA-256 of the reply, so that it is recorded once; the reply itself is not kept."""
    message_id: str | None = None
    """Of the reply, with its angle brackets: the next letter answers it."""
    evasion: Evasion | None = None
    """What the reply asked for in place of an answer."""
    letter: FollowUpKind | None = None
    """The later letter that was sent that day; the state then stays as it was, or becomes `complained`."""


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """One or more rights exercised towards one organisation under one law, or under the site's own promise."""

    schema: str = SCHEMA
    reference: str
    site: str | None
    organisation: str
    rights: tuple[Right, ...]
    law: str | None = None
    """Id of a law (`eu`, `us-ca`, `hk`), None when it rests on the site's own promise."""
    articles: tuple[str, ...] = ()
    language: str = "en"
    channel: ChannelKind = "email"
    to: str = ""
    """An e-mail address, or the postal lines of a letter."""
    subject: str = ""
    body: str = ""
    state: RequestState = "draft"
    due: datetime.date | None = None
    remind: datetime.date | None = None
    latest: datetime.date | None = None
    message_id: str | None = None
    """With its angle brackets."""
    path: str | None = None
    uri: str | None = None
    events: tuple[Event, ...] = ()
    warnings: tuple[str, ...] = ()
    asked: datetime.date | None = None
    """Last day the letter asks for, where no law names one."""
    acknowledge: datetime.date | None = None
    """Day by which the law wants the receipt confirmed."""
    earliest: bool = False
    """True where public holidays that are not on file could move `due` to a later day."""
    drafted: datetime.date | None = None
    """The day of the draft; a draft that was never marked sent is recalled after a week."""
    follow_ups: tuple[FollowUp, ...] = ()
    """Later letters of the case, oldest first."""


def is_open(request: Request) -> bool:
    """Whether an answer is still awaited."""
    return request.state in OPEN_STATES


def sent_on(request: Request) -> datetime.date | None:
    """The day the request went out, None for a draft and for what came back."""
    return next((each.on for each in _since_bounce(request) if each.state == "sent" and not each.letter), None)


def history(request: Request) -> list[str]:
    """What happened, day by day: states with their reasons, later letters, and drafts that wait to be sent."""
    rows = [(request.drafted, "drafted")] if request.drafted else []
    for event in request.events:
        until = f" until {event.until}" if event.until else ""
        said = f" ({event.reason})" if event.reason else ""
        quote = f': "{event.quote}"' if event.quote else ""
        rows.append((event.on, f"{event.letter} sent" if event.letter else f"{event.state}{until}{said}{quote}"))
    rows += [(each.drafted, f"{each.kind} drafted, not sent") for each in request.follow_ups if not each.sent]
    return [f"{day} {what}" for day, what in sorted(rows, key=lambda row: row[0])]


def new_reference(draw: Callable[[int], bytes], taken: Container[str] = ()) -> str:
    """A reference such as `ck-7f3a2c` that is not in `taken`; `draw(n)` gives n random bytes."""
    for size in itertools.chain(itertools.repeat(3, 64), itertools.repeat(6, 64)):
        found = f"ck-{draw(size).hex()}"
        if found not in taken:
            return found
    raise UsageError("no unused reference was found: the randomness handed in repeats itself")


def advance(request: Request, event: Event, *, law: Law | None, today: datetime.date) -> Request:
    """The request after an event, with its dates computed anew; its letter never changes.

    Raises UsageError for a state that can not follow, a day in the future, and a day before the last event.
    """
    allowed = FOLLOWS[request.state]
    again = event.state == request.state != "draft" and bool(event.letter or event.digest)
    if event.state not in allowed and not again:
        can = ", ".join(sorted(allowed)) or "nothing"
        raise UsageError(f"{request.reference} is {request.state}; {event.state} can not follow, only: {can}")
    if event.on > today:
        raise UsageError(f"{event.on} is after today, {today}")
    if request.events and event.on < request.events[-1].on:
        last = request.events[-1]
        raise UsageError(f"{event.on} is before {request.reference} became {last.state} on {last.on}")
    _check_words(event)
    said = _doubts(request, event, law)
    after = msgspec.structs.replace(
        request, state=event.state, events=(*request.events, event), warnings=(*request.warnings, *said)
    )
    return refresh(after, law=law, today=today)


def _check_words(event: Event) -> None:
    if event.state == "draft" and event.reason != BOUNCED:
        raise UsageError(f"what was sent is a draft again only when it came back; give {BOUNCED!r} as the reason")
    allowed = {"denied": DENIALS, "needs-identity": QUESTIONS}.get(event.state)
    if allowed and event.reason and event.reason not in allowed:
        raise UsageError(f"the reason of {event.state} is one of: {', '.join(allowed)}")
    if event.until and event.until < event.on:
        raise UsageError(f"an extension until {event.until} ends before it was told on {event.on}")
    if event.received and event.received < event.on:
        raise UsageError(f"it can not arrive on {event.received}, before it was sent on {event.on}")


def _doubts(request: Request, event: Event, law: Law | None) -> tuple[str, ...]:
    """What is wrong with a notice of extension, in words for the person."""
    if event.state != "extended" or event.letter or law is None:
        return ()
    rows = [row for row in (ground(law, right) for right in request.rights) if row]
    if not any(row.extension or row.open_extension for row in rows):
        return (f"{law.short or law.name} knows no extension for this request",)
    found = []
    if request.due and event.on > request.due:
        found.append(f"the extension was told on {event.on}, after the answer was due on {request.due}")
    most = refresh(
        msgspec.structs.replace(
            request, events=(*request.events, msgspec.structs.replace(event, until=None)), state="extended"
        ),
        law=law,
        today=event.on,
    ).latest
    if event.until and most and event.until > most:
        found.append(f"the law allows an extension until {most}, they named {event.until}")
    return tuple(found)


def refresh(request: Request, *, law: Law | None, today: datetime.date) -> Request:
    """The request with the dates that its events give; a draft's are as if sent and received today."""
    dates = dates_of(request.rights, law, _clock(request, law, today), today)
    waiting = request.state == "draft" or is_open(request)
    return msgspec.structs.replace(
        request,
        due=dates.due,
        asked=dates.asked,
        acknowledge=dates.acknowledge,
        remind=dates.remind if waiting else None,
        latest=dates.latest,
        earliest=dates.earliest,
    )


def dates_of(rights: tuple[Right, ...], law: Law | None, clock: Clock, today: datetime.date) -> Dates:
    """The dates of a request for these rights, under a law or resting on the site's promise."""
    if law is None:
        return promised(clock)
    rows = (ground(law, right) for right in rights)
    return together(legal(law, row, clock, today) for row in rows if row is not None)


def _clock(request: Request, law: Law | None, today: datetime.date) -> Clock:
    # A later letter of the person's answers no question and tells of no extension, whatever state it stands beside.
    events = [e for e in _since_bounce(request) if e.letter is None or e.letter == "complaint"]
    sent = next((e for e in events if e.state == "sent"), None)
    if sent is None:
        return Clock(sent=today, received=today)
    holidays = frozenset(law.holidays) if law else frozenset()
    start = sent.received or received(sent.on, request.channel, holidays)
    pauses = []
    for question, answer in itertools.zip_longest(events, events[1:]):
        if question.state != "needs-identity":
            continue
        if question.reason == "clarification":
            pauses.append(Pause(question.on, answer.on if answer else None))
        elif law and law.pauses:
            start = max(start, answer.on if answer else today)
    notice = next((e for e in reversed(events) if e.state == "extended"), None)
    return Clock(
        sent=sent.on,
        received=start,
        pauses=tuple(pauses),
        extended=notice is not None,
        until=notice.until if notice else None,
    )


def _since_bounce(request: Request) -> tuple[Event, ...]:
    """The events that count: what came back was never received."""
    last = max((number for number, event in enumerate(request.events) if event.state == "draft"), default=-1)
    return request.events[last + 1 :]


def to_json(request: Request) -> dict[str, Any]:
    """The request as the contract's JSON object, `cookietui.request/1`: dates are ISO 8601 strings or null."""
    built: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(request))
    return built
