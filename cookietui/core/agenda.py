"""Every request has one next step with the day from which it is worth taking, so that nothing is forgotten."""

import datetime
from typing import Literal

import msgspec

from cookietui.core.deadline import end_of, reminder
from cookietui.core.follow_up import FollowUp
from cookietui.core.law import Law, Period
from cookietui.core.pursuit import unsent, usual_kind
from cookietui.core.request import Request, is_open
from cookietui.core.words import FollowUpKind

RECALL = Period(amount=7, unit="days")
"""A draft that was not marked sent is recalled after this time."""
Action = Literal["send", "wait", "answer", "follow-up", "complain", "none"]


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """What the person can do next."""

    action: Action
    on: datetime.date | None = None
    """From which day it is worth doing; None where nothing waits."""
    kind: FollowUpKind | None = None
    """Which letter, for `follow-up` and for `send` of a later letter."""
    why: str = ""


def next_step(request: Request, law: Law | None, today: datetime.date) -> Step:
    """The one next step of a request, as of `today`."""
    waiting = unsent(request)
    if request.state == "draft":
        return _send(request.drafted, "the request", None, today)
    if waiting is not None:
        return _send(waiting.drafted, f"the {waiting.kind}", waiting, today)
    if request.state in {"fulfilled", "withdrawn"}:
        return Step(action="none", why=f"it is {request.state}")
    if request.state == "complained":
        return _after_complaint(request)
    if is_open(request):
        return _while_open(request, today)
    return _after_answer(request, law)


def _send(drafted: datetime.date | None, what: str, letter: FollowUp | None, today: datetime.date) -> Step:
    day = drafted or today
    recall = end_of(day, RECALL)
    said = f"{what} was drafted on {day} and is not marked sent" if drafted else f"{what} is not marked sent"
    return Step(action="send", on=recall if drafted else today, kind=letter.kind if letter else None, why=said)


def _while_open(request: Request, today: datetime.date) -> Step:
    if request.state == "needs-identity":
        event = request.events[-1]
        asked = f" for {event.reason}" if event.reason else ""
        return Step(
            action="answer", on=event.on, kind=usual_kind(request, None), why=f"they asked{asked} on {event.on}"
        )
    last = _last_sent(request)
    if last is not None and last.due:
        said = f"the {last.kind} of {last.sent} asked for an answer by {last.due}"
        return Step(action="complain", on=reminder(last.due), why=said)
    if request.acknowledge and request.state == "sent" and request.acknowledge < today <= (request.remind or today):
        said = f"its receipt was to be confirmed by {request.acknowledge}"
        return Step(action="follow-up", on=reminder(request.acknowledge), kind="reminder", why=said)
    until = request.latest or request.due or request.asked
    said = f"an answer is {'due' if request.latest or request.due else 'asked for'} by {until}" if until else ""
    late = request.remind is not None and request.remind <= today
    return Step(action="follow-up" if late else "wait", on=request.remind, kind="reminder" if late else None, why=said)


def _after_answer(request: Request, law: Law | None) -> Step:
    """After a refusal, a part of an answer, or silence that was recorded as such."""
    last = _last_sent(request)
    if last is not None and last.due and last.sent and last.sent >= request.events[-1].on:
        said = f"the {last.kind} of {last.sent} waits for an answer until {last.due}"
        return Step(action="complain", on=reminder(last.due), why=said)
    day = request.events[-1].on
    kind = usual_kind(request, law)
    said = {"denied": "they refused", "partly": "they did a part of it"}.get(
        request.state, "the time to answer is over"
    )
    if kind == "complaint":
        return Step(action="complain", on=day, why=f"{said} on {day}")
    return Step(action="follow-up", on=day, kind=kind, why=f"{said} on {day}")


def _after_complaint(request: Request) -> Step:
    complaint = next((each for each in reversed(request.follow_ups) if each.kind == "complaint" and each.sent), None)
    if complaint is None or complaint.due is None:
        return Step(action="none", why="the authority has it")
    return Step(action="wait", on=complaint.due, why=f"the authority has to tell of its progress by {complaint.due}")


def _last_sent(request: Request) -> FollowUp | None:
    """The newest letter to the organisation that went out."""
    return next((each for each in reversed(request.follow_ups) if each.sent and each.kind != "complaint"), None)
