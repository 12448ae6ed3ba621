"""A calendar file is written line by line as RFC 5545 asks: CRLF, folded at 75 octets, text escaped, days as dates."""

import datetime
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from cookietui.core.text import clean, one_line

_OCTETS = 75
_PRODUCT = "-//cookietui//requests//EN"


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to do: a VTODO of RFC 5545 (3.6.2)."""

    uid: str
    """Stays the same from export to export, so that a calendar replaces the task."""
    summary: str
    description: str = ""
    due: datetime.date
    alarms: tuple[datetime.date, ...] = ()
    """Days on which to be told."""
    categories: tuple[str, ...] = ()
    url: str = ""


def calendar_text(tasks: Iterable[Task], stamp: datetime.datetime) -> str:
    """The tasks as an iCalendar file; `stamp` is the moment of writing (UTC)."""
    rows = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{_PRODUCT}", "CALSCALE:GREGORIAN"]
    for task in tasks:
        rows += _task(task, stamp)
    rows.append("END:VCALENDAR")
    return "".join(f"{line}\r\n" for row in rows for line in _folded(row))


def escaped(text: str) -> str:
    r"""Text as a value (RFC 5545 3.3.11): `\`, `;` and `,` with a backslash, line breaks as `\n`, no controls."""
    plain = clean(text)
    for mark in ("\\", ";", ","):
        plain = plain.replace(mark, f"\\{mark}")
    return plain.replace("\n", "\\n").replace("\t", " ")


def _task(task: Task, stamp: datetime.datetime) -> Iterator[str]:
    yield "BEGIN:VTODO"
    yield f"UID:{escaped(one_line(task.uid))}"
    yield f"DTSTAMP:{stamp.astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}"
    yield f"DUE;VALUE=DATE:{task.due:%Y%m%d}"
    yield f"SUMMARY:{escaped(one_line(task.summary))}"
    if task.description:
        yield f"DESCRIPTION:{escaped(task.description)}"
    if task.categories:
        yield f"CATEGORIES:{','.join(escaped(one_line(each)) for each in task.categories)}"
    if task.url:
        yield f"URL:{one_line(task.url)}"
    yield "STATUS:NEEDS-ACTION"
    for day in task.alarms:
        yield from _alarm(task, day)
    yield "END:VTODO"


def _alarm(task: Task, day: datetime.date) -> Sequence[str]:
    """An alarm at nine in the morning of the day, by the clock of the calendar: an offset from the due day."""
    return (
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{escaped(one_line(task.summary))}",
        f"TRIGGER;RELATED=END:{_offset(task.due, day)}",
        "END:VALARM",
    )


def _offset(due: datetime.date, day: datetime.date) -> str:
    """From the first moment of the due day to nine o'clock of `day`, as a duration."""
    hours = (day - due).days * 24 + 9
    sign, hours = ("-", -hours) if hours < 0 else ("", hours)
    days, hours = divmod(hours, 24)
    return f"{sign}P{f'{days}D' if days else ''}{f'T{hours}H' if hours or not days else ''}"


def _folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 octets, further ones led by a blank; characters stay whole."""
    piece, size = "", 0
    for char in line:
        width = len(char.encode())
        if size + width > _OCTETS:
            yield piece
            piece, size = " ", 1
        piece += char
        size += width
    yield piece
