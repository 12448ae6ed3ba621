"""A reply is shown as what it looks like, with the words it rests on, before anything is asked."""

import shlex
from collections.abc import Sequence

import msgspec

from cookietui.actions.reply import Reply
from cookietui.cli import report
from cookietui.cli.report import Span
from cookietui.core.request import Request

EVASIONS = {
    "identity-copy": "they want a copy of an identity paper",
    "more-data": "they want more data about you",
    "wrong-channel": "they want it through another channel",
    "signature": "they want a signature",
    "language": "they want another language",
    "excessive": "they call it excessive",
}
"""Evasions in words."""
_BY = {
    "in-reply-to": "it answers your letter",
    "references": "it is in the thread of your letter",
    "returned": "your letter came back in it",
    "subject": "its subject has the reference",
    "text": "its text has the reference",
}


def show_reply(reply: Reply) -> None:
    """Write a reply and what it proposes."""
    if report.wants_json():
        report.emit(reply)
        return
    who = reply.message.sender or "text without a head"
    report.show(Span(f"{reply.reference}: {looks_like(reply)}", "" if reply.kind else "warn"))
    named = _BY[reply.matched] if reply.matched else "named by you"
    attached = f", {len(reply.message.attachments)} attached" if reply.message.attachments else ""
    report.paragraph(f"from {who}, {reply.on}; {named}{attached}", "  ")
    for row in reply.evidence:
        place = f"line {row.line}" if isinstance(row.line, int) else str(row.pointer).removeprefix("header:")
        report.paragraph(f'"{report.one_line(row.quote)}" ({place})', "  ", "   ")
    if reply.evasion:
        report.show("  ", EVASIONS[reply.evasion])
    if reply.next:
        report.say("next: ", reply.next)
    for note in reply.notes:
        report.say("note: ", note)


def looks_like(reply: Reply) -> str:
    """`looks like extended until 2027-02-02`."""
    if reply.recorded:
        return f"recorded already ({reply.state})"
    if reply.kind is None:
        return "nothing in it says what became of the request"
    reason = f" ({reply.reason})" if reply.reason and reply.kind != "bounced" else ""
    until = f" until {reply.until}" if reply.until else ""
    return f"looks like {reply.kind}{reason}{until}{'' if reply.sure else ', but look yourself'}"


def show_recorded(request: Request, reply: Reply) -> None:
    """Write what the ledger says now."""
    if report.wants_json():
        event = request.events[-1]
        said = {"state": event.state, "reason": event.reason, "until": event.until, "on": event.on}
        report.emit(msgspec.structs.replace(reply, recorded=True, problem=None, **said))
        return
    day = request.latest or request.due
    due = f", answer due {day}" if day and request.state in {"acknowledged", "needs-identity", "extended"} else ""
    report.say(f"recorded: {request.reference} is {request.state}{due}")
    if request.state == "draft":
        report.say(f"it never arrived; draft it again to another address: cookietui requests {request.site or ''}")


def how_to_confirm(words: Sequence[str], reply: Reply) -> str:
    """The call that records what is shown."""
    return " ".join(["cookietui reply", *map(shlex.quote, words or [reply.input]), "--yes"])
