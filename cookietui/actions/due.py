"""What is due is one list: each open case with its dates, its next step, and the day that step is worth taking."""

import datetime
from pathlib import Path

import msgspec

from cookietui.actions.requests import law_of, list_requests
from cookietui.actions.workspace import Workspace
from cookietui.core.agenda import Step, next_step
from cookietui.core.errors import CannotSave
from cookietui.core.icalendar import Task, calendar_text
from cookietui.core.request import Request, is_open, sent_on
from cookietui.core.spreadsheet import csv_text
from cookietui.core.words import FollowUpKind, RequestState, Right
from cookietui.storage import atomic

SCHEMA = "cookietui.due/1"
HEAD = (
    "reference", "site", "organisation", "rights", "law", "state", "drafted", "sent", "due", "remind", "latest",
    "asked", "next", "next_on", "why",
)  # fmt: skip
"""Columns of the CSV export."""
_COMMANDS = {
    "send": "cookietui request {} sent",
    "answer": "cookietui follow-up {}",
    "follow-up": "cookietui follow-up {}",
    "complain": "cookietui complain {}",
}
_CALENDAR = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//cookietui//"


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """One request with its next step."""

    schema: str = SCHEMA
    reference: str
    site: str | None
    organisation: str
    rights: tuple[Right, ...]
    law: str | None
    state: RequestState
    action: str
    """`send`, `wait`, `answer`, `follow-up`, `complain` or `none`."""
    kind: FollowUpKind | None
    on: datetime.date | None
    """From which day the next step is worth taking."""
    days: int | None
    """Days until then; negative once it has passed."""
    why: str
    command: str
    """The command that does it, empty where nothing is to be done."""
    late: bool
    """True where the last day for an answer has passed without one."""
    due: datetime.date | None
    remind: datetime.date | None
    latest: datetime.date | None
    asked: datetime.date | None
    acknowledge: datetime.date | None
    earliest: bool


def due_list(ws: Workspace, site: str | None = None, *, within: int | None = None) -> tuple[Due, ...]:
    """Every request with something left to do, the next first; `within` leaves out what is more days away."""
    rows = [due_of(request, step_of(ws, request), ws.today) for request in list_requests(ws, site)]
    rows = [row for row in rows if row.action != "none"]
    if within is not None:
        rows = [row for row in rows if row.days is None or row.days <= within]
    return tuple(sorted(rows, key=lambda row: (row.on or datetime.date.max, row.reference)))


def step_of(ws: Workspace, request: Request) -> Step:
    """The next step of a request today."""
    return next_step(request, law_of(request), ws.today)


def due_of(request: Request, step: Step, today: datetime.date) -> Due:
    """A request and its next step as one row."""
    until = request.latest or request.due or request.asked
    return Due(
        reference=request.reference,
        site=request.site,
        organisation=request.organisation,
        rights=request.rights,
        law=request.law,
        state=request.state,
        action=step.action,
        kind=step.kind,
        on=step.on,
        days=(step.on - today).days if step.on else None,
        why=step.why,
        command=_COMMANDS.get(step.action, "").format(request.reference),
        late=is_open(request) and until is not None and until < today,
        due=request.due,
        remind=request.remind,
        latest=request.latest,
        asked=request.asked,
        acknowledge=request.acknowledge,
        earliest=request.earliest,
    )


def calendar(ws: Workspace, rows: tuple[Due, ...]) -> str:
    """The rows as an iCalendar file: one task a request, with alarms on its last day and on the day to act."""
    tasks = (_task(row) for row in rows if row.on)
    return calendar_text(tasks, datetime.datetime.combine(ws.today, datetime.time(), datetime.UTC))


def _task(row: Due) -> Task:
    last = row.latest or row.due or row.asked
    day = last if last and row.action in {"wait", "follow-up"} and row.state != "draft" else row.on
    verbs = {"send": "Send or drop", "answer": "Answer", "complain": "Complain about", "wait": "Answer due from"}
    verb = "Remind" if row.kind == "reminder" and row.action == "follow-up" else verbs.get(row.action, "Follow up")
    alarms = tuple(sorted({each for each in (day, row.on, row.acknowledge) if each}))
    return Task(
        uid=f"{row.reference}@cookietui.internal",
        summary=f"{verb} {row.site or row.organisation}: {', '.join(row.rights)} [{row.reference}]",
        description="\n".join(part for part in (row.why, row.command) if part),
        due=day or datetime.date.max,
        alarms=alarms,
        categories=("cookietui",),
    )


def table(ws: Workspace, site: str | None = None) -> str:
    """Every request as CSV, answered ones too; no letter and nothing of the person is in it."""
    return csv_text(HEAD, (_cells(each, step_of(ws, each)) for each in list_requests(ws, site)))


def _cells(request: Request, step: Step) -> tuple[str, ...]:
    days = (request.drafted, sent_on(request), request.due, request.remind, request.latest, request.asked)
    return (
        request.reference,
        request.site or "",
        request.organisation,
        " ".join(request.rights),
        request.law or "",
        request.state,
        *(str(day) if day else "" for day in days),
        " ".join(part for part in (step.action, step.kind) if part),
        str(step.on) if step.on else "",
        step.why,
    )


def save(path: Path, text: str) -> Path:
    """Write an export, 0600; one of ours is replaced, anything else is left alone (CannotSave)."""
    target = path.expanduser().absolute()
    old = atomic.read(target)
    ours = (_CALENDAR, ",".join(HEAD).encode())
    if old is not None and not old.startswith(ours):
        raise CannotSave(f"{target} is there and was not written by this program; name another file")
    atomic.write(target, text.encode(), seen=atomic.digest(old))
    return target
