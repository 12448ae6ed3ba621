"""A deadline is drawn in its row with letters and dashes, so that it scrolls with the row and can be read aloud."""

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from cookietui.actions.due import Due
from cookietui.core.request import Request, is_open, sent_on
from cookietui.core.words import OPEN_STATES
from cookietui.tui.signs import CAREFUL, LATE, NONE, OK, STATES, Toned
from cookietui.tui.widgets.layout import Row

STEP = 4
"""Days that one column stands for."""


class Span(NamedTuple):
    """How much time a bar shows."""

    width: int
    """Columns of the bar."""
    past: int
    """Columns before today."""


NARROW = Span(22, 9)
"""Twelve weeks."""
WIDE = Span(46, 20)
"""26 weeks."""
KEY = "s sent  = waiting  | today  d due  X missed  r their answer  R our letter  a done  e extended"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MARKS = {
    "acknowledged": "r",
    "needs-identity": "r",
    "extended": "e",
    "fulfilled": "a",
    "partly": "r",
    "denied": "r",
    "withdrawn": "a",
    "expired": "X",
    "complained": "c",
}


def first_day(today: datetime.date, span: Span) -> datetime.date:
    """The day that the first column begins with."""
    return today - datetime.timedelta(days=span.past * STEP)


def scale(today: datetime.date, span: Span = NARROW) -> str:
    """The head of the bars: each month at the column in which it begins."""
    width = span.width
    line = [" "] * width
    for column in range(width):
        day = first_day(today, span) + datetime.timedelta(days=column * STEP)
        begins = any((day + datetime.timedelta(days=n)).day == 1 for n in range(STEP))
        if (begins or column == 0) and column + 3 <= width and not "".join(line[max(0, column - 1) :]).strip():
            name = _MONTHS[(day + datetime.timedelta(days=STEP - 1 if begins else 0)).month - 1]
            line[column : column + 3] = name
    return "".join(line).rstrip()


def bar(request: Request, today: datetime.date, span: Span = NARROW) -> str:
    """The time of a request: from its sending to its last day, with what happened in between."""
    sent = sent_on(request)
    if sent is None:
        return "." * span.past + "|" + "." * (span.width - span.past - 1)
    until = request.latest or request.due or request.asked
    waiting = is_open(request)
    last = max(event.on for event in request.events)
    end = max(until or today, today) if waiting else last
    begun, over = _column(sent, today, span), min(_column(end, today, span), span.width - 1)
    cells = [_filling(column, begun, over, span.past) for column in range(span.width)]
    for day, mark in _marks(request, sent, until, today):
        column = _column(day, today, span)
        if 0 <= column < span.width:
            cells[column] = mark
    if begun < 0 and cells[0] == "=":
        cells[0] = "<"
    if waiting and until and _column(until, today, span) >= span.width:
        cells[-1] = ">"
    return "".join(cells)


def _column(day: datetime.date, today: datetime.date, span: Span) -> int:
    return (day - first_day(today, span)).days // STEP


def _filling(column: int, begun: int, over: int, past: int) -> str:
    if column == past:
        return "|"
    if not begun <= column <= over:
        return "."
    return "=" if column < past else "-"


def _marks(
    request: Request, sent: datetime.date, until: datetime.date | None, today: datetime.date
) -> Iterator[tuple[datetime.date, str]]:
    """What stands on the line, the later over the earlier; the last day over everything but an answer."""
    yield sent, "s"
    for event in request.events:
        if event.letter and event.letter != "complaint":
            yield event.on, "R"
    if until and (is_open(request) or request.state == "expired"):
        yield until, "X" if until < today else "d"
    for event in request.events:
        if not event.letter or event.letter == "complaint":
            mark = _MARKS.get(event.state)
            if mark:
                yield event.on, mark


def sign_of(row: Due) -> Toned:
    """The sign of a request: late, to be done today, or its state's own."""
    if row.late:
        return LATE
    if row.action != "none" and row.days is not None and row.days <= 0:
        return CAREFUL
    return STATES[row.state]


def state_word(row: Due) -> Toned:
    """The state as a word, `LATE` where the last day has passed."""
    return Toned("LATE", "bad") if row.late else Toned(row.state, STATES[row.state].tone)


def days_left(row: Due) -> str:
    """Days to the last day for an answer, or to the day of the next step."""
    until = row.latest or row.due or row.asked
    if row.action == "none":
        return "done"
    if row.state == "draft":
        return "-"
    day = until if row.state in OPEN_STATES and until else row.on
    if day is None or row.on is None or row.days is None:
        return "-"
    return str(row.days + (day - row.on).days)


def strip_rows(request: Request, row: Due, lines: list[str]) -> list[Row]:
    """What happened, what is next, and with which key."""
    until = row.latest or row.due
    when = (
        f"answer due {until}" if until else f"answer asked for by {row.asked}" if row.asked else "no date to answer by"
    )
    more = f", law {request.law}" if request.law else ", the site's own promise"
    rows = [Row("next", (_next(row),), LATE if row.late else OK if row.action == "none" else CAREFUL)]
    rows.append(Row("dates", (f"{when}{more}",), NONE))
    if row.earliest and row.due:
        rows.append(Row("earliest", ("public holidays that are not on file could move that day",), NONE))
    rows += [Row(f"line {number}", (line,), NONE) for number, line in enumerate(lines)]
    return rows


def _next(row: Due) -> str:
    keys = {"send": "S marks it sent", "answer": "R answers", "follow-up": "R writes it", "complain": "c writes it"}
    what = {"send": "send it", "wait": "wait", "answer": "answer them", "complain": "a complaint", "none": "nothing"}
    step = row.kind if row.action == "follow-up" and row.kind else what.get(row.action, row.action)
    day = f" from {row.on}" if row.action != "send" and row.on and row.days is not None and row.days > 0 else ""
    key = f"   {keys[row.action]}" if row.action in keys else ""
    return f"Next: {step}{day}: {row.why}{key}" if row.why else f"Next: {step}{day}{key}"
