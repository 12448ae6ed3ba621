"""A later letter is reported like a first one: its file or its text is data, what to know about it is talk."""

from typing import Any

from cookietui.actions.order import Drafted
from cookietui.actions.workspace import Workspace
from cookietui.cli import report
from cookietui.cli.handing_view import hand_on
from cookietui.core.address import in_both_forms
from cookietui.core.follow_up import FollowUp
from cookietui.core.request import SCHEMA, Request


def show_followed(ws: Workspace, done: Drafted, *, opening: bool = False) -> None:
    """With --json the request with this letter's own fields, else the path or the letter; then it is handed on."""
    letter = done.letter
    if letter is None:
        return
    if report.wants_json():
        report.emit(as_row(done.request, letter))
    elif done.path:
        for path in (done.path, *done.files):
            report.show(str(path))
    else:
        to = ", ".join(line.strip() for line in in_both_forms(letter.to).split("\n") if line.strip())
        report.raw(f"To: {to}\nSubject: {letter.subject}\n\n{letter.body}" if not done.kept else done.text)
    if not report.wants_json():
        _talk(done, letter)
    if done.kept:
        hand_on(ws, done, opening=opening)


def _talk(done: Drafted, letter: FollowUp) -> None:
    for warning in letter.warnings:
        report.say("note: ", warning)
    if done.kept:
        until = f", answer asked for by {letter.due}" if letter.due else ""
        report.say(f"drafted the {letter.kind} of {done.request.reference}{until}; nothing was sent")
        state = "complained" if letter.kind == "complaint" else "sent"
        report.say(f"when you have sent it: cookietui request {done.request.reference} {state}")


def as_row(found: Request, later: FollowUp) -> dict[str, Any]:
    """The request's JSON object with the letter's own fields in the place of the first letter's."""
    import msgspec  # noqa: PLC0415 - only with --json

    request: dict[str, Any] = msgspec.to_builtins(found)
    letter: dict[str, Any] = msgspec.to_builtins(later)
    own = ("to", "channel", "language", "subject", "body", "message_id", "path", "uri", "warnings")
    more = ("kind", "number", "in_reply_to", "authority")
    return {
        **request,
        "schema": SCHEMA,
        **{field: letter[field] for field in (*own, *more)},
        "answer_by": letter["due"],
    }
