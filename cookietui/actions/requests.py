"""The ledger is listed and moved on by hand: only the person knows what was sent and what came back."""

import datetime

from cookietui.actions.library import host_of
from cookietui.actions.workspace import Workspace
from cookietui.core.errors import MissingInput, UsageError
from cookietui.core.follow_up import FollowUp
from cookietui.core.law import Law
from cookietui.core.pursuit import letter_sent, unsent
from cookietui.core.request import Event, Request, advance, is_open
from cookietui.core.site import registrable
from cookietui.core.words import RequestState
from cookietui.letters.laws import laws
from cookietui.storage import ledger


def list_requests(ws: Workspace, site: str | None = None) -> tuple[Request, ...]:
    """Every request, the next due first, then the newest; only those of one site or organisation when named.

    A file that cannot be read is told by `notices`.
    """
    found, broken = ledger.load_all(ws.places)
    ws.tell(broken)
    if site is not None:
        named = host_of(site)
        found = tuple(each for each in found if _belongs(each, named))
    newest_first = reversed(found)
    return tuple(sorted(newest_first, key=_urgency))


def _belongs(request: Request, named: str) -> bool:
    return named in {request.site, request.organisation} or (
        request.site is not None and registrable(request.site) == named
    )


def _urgency(request: Request) -> tuple[bool, datetime.date]:
    """Open ones by due date, then all others."""
    day = request.latest or request.due or request.asked
    waiting = is_open(request) and day is not None
    return (not waiting, day if waiting and day else datetime.date.max)


def find_request(ws: Workspace, reference: str) -> Request:
    """The request with that reference or a beginning of it that fits one alone; raises UsageError, MissingInput."""
    found, broken = ledger.load_all(ws.places)
    ws.tell(broken)
    exact = [each for each in found if each.reference == reference]
    fitting = exact or [each for each in found if reference and each.reference.startswith(reference)]
    if not fitting:
        raise MissingInput(f"there is no request {reference!r}; `cookietui requests` lists them")
    if len(fitting) > 1:
        raise UsageError(f"{reference!r} fits {len(fitting)} requests: {', '.join(e.reference for e in fitting[:6])}")
    return fitting[0]


def record_state(
    ws: Workspace,
    reference: str,
    state: RequestState,
    *,
    on: datetime.date | None = None,
    reason: str = "",
    until: datetime.date | None = None,
) -> Request:
    """Record what happened on a day (today when None), with new dates; what happened is never undone.

    `sent` marks the newest later letter that is still a draft as sent, where there is one, else the request itself;
    `complained` marks a drafted complaint as sent.

    Raises UsageError for a state that cannot follow or a day in the future, MissingInput for an unknown reference.
    """
    request = find_request(ws, reference)
    law, day = law_of(request), on or ws.today
    letter = unsent(request)
    if letter and request.state != "draft" and _means(letter, state):
        return ledger.record(ws.places, letter_sent(request, letter, day, law=law, today=ws.today))
    event = Event(state=state, on=day, reason=reason, until=until)
    return ledger.record(ws.places, advance(request, event, law=law, today=ws.today))


def _means(letter: FollowUp, state: RequestState) -> bool:
    """Whether recording that state says that the drafted letter went out."""
    return state == "sent" or (state == "complained" and letter.kind == "complaint")


def law_of(request: Request) -> Law | None:
    """The law a request rests on, None for the site's own promise or a law that is no longer on file."""
    return laws().get(request.law) if request.law else None
