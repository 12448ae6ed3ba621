"""How a case goes on follows from its events, its dates and its law; the person alone decides to go on."""

import datetime

import msgspec

from cookietui.core.deadline import end_of
from cookietui.core.errors import NotOffered, UsageError
from cookietui.core.follow_up import FollowUp
from cookietui.core.law import Law, Period
from cookietui.core.request import Event, Request, advance
from cookietui.core.words import FollowUpKind

PATIENCE = Period(amount=14, unit="days")
"""How long a later letter waits for an answer, where the law's file names nothing else."""
_OVER: dict[str, str] = {
    "draft": "was not sent yet: send it first",
    "fulfilled": "is fulfilled; if something is missing, record `partly` first",
    "withdrawn": "is withdrawn",
}
_ASKED_FOR: dict[str, FollowUpKind] = {"identity": "identity-copy", "clarification": "more-data", "fee": "excessive"}
_REFUSED_FOR: dict[str, FollowUpKind] = {"insufficient-verification": "identity-copy", "too-many": "excessive"}


def usual_kind(request: Request, law: Law | None) -> FollowUpKind:
    """The letter that usually comes next; `complaint` where nothing is left to say to the organisation itself.

    What their reply asked for in place of an answer is answered first.
    """
    last = next((each for each in reversed(request.events) if not each.letter), None)
    if last is not None and last.evasion and not was_sent(request, last.evasion):
        return last.evasion
    reason = request.events[-1].reason if request.events else ""
    if request.state == "needs-identity":
        return _ASKED_FOR.get(reason, "identity-copy")
    if request.state in {"denied", "partly"}:
        if law is not None and law.appeal_answer and not was_sent(request, "appeal"):
            return "appeal"
        asked = _REFUSED_FOR.get(reason)
        return asked if asked and not was_sent(request, asked) else "complaint"
    return "silence" if was_sent(request, "reminder") else "reminder"


def check_kind(request: Request, kind: FollowUpKind, law: Law | None) -> None:
    """Refuse a letter that can not be written in this state, or that the law does not give.

    Raises UsageError, and NotOffered for an appeal where there is none, with what there is.
    """
    if request.state in _OVER:
        raise UsageError(f"{request.reference} {_OVER[request.state]}")
    if kind != "appeal":
        return
    if law is None or law.appeal_answer is None:
        rests = f"{law.id} ({law.short or law.name})" if law else "the site's own promise"
        raise NotOffered(
            f"{rests} gives no appeal; a complaint is the next step: cookietui complain {request.reference}",
            ("reminder", "complaint"),
        )
    if request.state not in {"denied", "partly"}:
        raise UsageError(
            f"{request.reference} is {request.state}; an appeal answers a refusal: "
            f"cookietui request {request.reference} denied, if they refused"
        )


def was_sent(request: Request, kind: FollowUpKind) -> FollowUp | None:
    """The newest letter of that kind that went out, None where there is none."""
    return next((each for each in reversed(request.follow_ups) if each.kind == kind and each.sent), None)


def unsent(request: Request) -> FollowUp | None:
    """The newest letter that is still a draft."""
    return next((each for each in reversed(request.follow_ups) if each.sent is None), None)


def answer_by(request: Request, kind: FollowUpKind, law: Law | None, day: datetime.date) -> datetime.date | None:
    """Until when a letter of that kind, sent on `day`, waits; never shorter than what the law still leaves them."""
    if kind == "complaint":
        return end_of(day, law.progress) if law and law.progress else None
    if kind == "appeal":
        return end_of(day, law.appeal_answer) if law and law.appeal_answer else None
    patience = end_of(day, law.patience if law else PATIENCE)
    left = request.latest or request.due or request.asked
    return max(patience, left) if left else patience


def with_letter(request: Request, letter: FollowUp) -> Request:
    """The request with one more draft beside it, in the place of an unsent one of the same kind."""
    others = tuple(each for each in request.follow_ups if each.sent or each.kind != letter.kind)
    return msgspec.structs.replace(request, follow_ups=(*others, letter))


def number_for(request: Request, kind: FollowUpKind) -> int:
    """The number of the next letter: that of the draft whose place it takes, else one that was never used."""
    same = next((each.number for each in request.follow_ups if each.sent is None and each.kind == kind), None)
    return same or max((each.number for each in request.follow_ups), default=0) + 1


def letter_sent(
    request: Request, letter: FollowUp, on: datetime.date, *, law: Law | None, today: datetime.date
) -> Request:
    """The request after one of its letters went out; a complaint makes it `complained`, others leave its state.

    Raises UsageError as `core.request.advance` does.
    """
    state = "complained" if letter.kind == "complaint" else request.state
    after = advance(request, Event(state=state, on=on, letter=letter.kind), law=law, today=today)
    done = msgspec.structs.replace(letter, sent=on, due=answer_by(request, letter.kind, law, on))
    rows = tuple(done if each.number == letter.number else each for each in after.follow_ups)
    return msgspec.structs.replace(after, follow_ups=rows)
