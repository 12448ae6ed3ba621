"""What a person does with a request of the ledger: mark it sent, write the next letter, complain, record an answer."""

from typing import TYPE_CHECKING

from cookietui.actions import requests
from cookietui.actions.complain import complain
from cookietui.actions.follow_up import follow_up
from cookietui.actions.order import Drafted
from cookietui.actions.workspace import day_of
from cookietui.core.pursuit import unsent
from cookietui.core.request import DENIALS, FOLLOWS, QUESTIONS, Request
from cookietui.core.words import EVASIONS, FollowUpKind
from cookietui.tui.showing import short

if TYPE_CHECKING:
    from cookietui.tui.app import Application

_REASONS = {"denied": DENIALS, "needs-identity": QUESTIONS}
_EVASION_WORDS: dict[FollowUpKind, str] = {
    "reminder": "there is no answer yet",
    "identity-copy": "they want a copy of an identity document",
    "more-data": "they want more data of me",
    "wrong-channel": "they want it by another way",
    "signature": "they want a signature",
    "language": "they want another language",
    "excessive": "they call it excessive",
    "silence": "still nothing after a reminder",
    "appeal": "they refused, and the law has an appeal",
}


async def mark_sent(desk: "Application", request: Request) -> None:
    """Record today as the day of sending, after a yes: what happened is not taken back."""
    letter = unsent(request) if request.state != "draft" else None
    what = f"the {letter.kind}" if letter else "the request"
    lines = [f"{what} to {request.organisation} went out today", "the days are counted from it; this is not undone"]
    if not await desk.ask("confirm", f"mark {request.reference} as sent?", *lines):
        return
    after = await desk.do(requests.record_state, desk.ws, request.reference, "sent")
    until = after.latest or after.due or after.asked
    desk.say(f"{request.reference} is sent{f'; an answer is due by {until}' if until else ''}", "good")
    desk.changed()


async def write_next(desk: "Application", request: Request) -> None:
    """Choose why, and draft the letter to them."""
    kinds: tuple[FollowUpKind, ...] = ("reminder", *EVASIONS, "appeal")
    options = [(_EVASION_WORDS[kind], kind) for kind in kinds]
    picked = await desk.ask("choose", "write again, because", options, 0)
    if picked is None:
        return
    done = await desk.do(follow_up, desk.ws, request.reference, kinds[picked])
    _tell(desk, done)


async def write_complaint(desk: "Application", request: Request) -> None:
    """Draft the complaint to the authority that hears it."""
    _tell(desk, await desk.do(complain, desk.ws, request.reference))


def _tell(desk: "Application", done: Drafted) -> None:
    if done.letter is None:
        return
    where = f": {short(done.path)}" if done.path else ""
    note = next((said for said in done.letter.warnings if said.startswith(("verify", "it takes"))), "")
    desk.say(
        f"drafted the {done.letter.kind}{where}   S when it is sent, u takes it back{f'   {note}' if note else ''}",
        "good",
    )
    desk.changed()


async def record_answer(desk: "Application", request: Request) -> None:
    """Choose what happened, its reason or its day, and record it as of today."""
    states = sorted(state for state in FOLLOWS[request.state] if state not in {"sent", "draft"})
    if request.state == "needs-identity":
        states.append("sent")
    if not states:
        desk.say(f"{request.reference} is {request.state}; nothing follows it")
        return
    picked = await desk.ask("choose", "what happened?", [(state, "") for state in states], 0)
    if picked is None:
        return
    state, reason, until = states[picked], "", None
    if state in _REASONS:
        reasons = _REASONS[state]
        chosen = await desk.ask("choose", "for which reason?", [(each, "") for each in reasons], 0)
        reason = reasons[chosen] if chosen is not None else ""
    if state == "extended":
        given = await desk.ask(
            "prompt", "until when?", "the day they named, as YYYY-MM-DD; nothing where they named none"
        )
        until = day_of(given, "the day") if given else None
    after = await desk.do(requests.record_state, desk.ws, request.reference, state, reason=reason, until=until)
    desk.say("; ".join((f"{request.reference} is {after.state}", *after.warnings[-1:])), "good")
    desk.changed()
