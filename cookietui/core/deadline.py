"""Deadlines are pure date arithmetic: days are exact, months follow Reg. 1182/71, only reminders skip weekends."""

import calendar
import datetime
from collections.abc import Callable, Collection, Iterable

import msgspec

from cookietui.core.errors import UsageError
from cookietui.core.law import Ground, Law, Period
from cookietui.core.words import ChannelKind

GRACE = 3
"""Calendar days after a due date before a reminder is worth writing."""
PROMISE = Period(amount=1, unit="months")
"""What a letter asks for where no law is named: an answer within a month."""
POST_DAYS = 3
"""Working days until a letter counts as received, where nobody recorded its arrival."""
_SATURDAY = 5


class Pause(msgspec.Struct, frozen=True):
    """Days that do not count (UK GDPR Art. 12A): from the organisation's question to the day of the answer."""

    start: datetime.date
    end: datetime.date | None = None
    """None while the question is open."""


class Clock(msgspec.Struct, frozen=True, kw_only=True):
    """When the clock of a request started and what happened to it."""

    sent: datetime.date
    received: datetime.date
    pauses: tuple[Pause, ...] = ()
    extended: bool = False
    """True once a notice of extension was recorded."""
    until: datetime.date | None = None
    """The date that the notice named, if it did."""


class Dates(msgspec.Struct, frozen=True, kw_only=True):
    """The dates of a request; each None where there is nothing to say."""

    due: datetime.date | None = None
    """Last day that the law leaves for an answer."""
    asked: datetime.date | None = None
    """Last day that the letter asks for, where the law names no number."""
    acknowledge: datetime.date | None = None
    remind: datetime.date | None = None
    latest: datetime.date | None = None
    """Last day of a recorded extension."""
    earliest: bool = False
    """True where public holidays that are not on file could move `due` to a later day."""


def working(day: datetime.date, holidays: Collection[datetime.date] = ()) -> bool:
    """Whether the day is Monday to Friday and no holiday."""
    return day.weekday() < _SATURDAY and day not in holidays


def next_working(day: datetime.date, holidays: Collection[datetime.date] = ()) -> datetime.date:
    """The day itself, or the first working day after it."""
    while not working(day, holidays):
        day += datetime.timedelta(days=1)
    return day


def add_months(day: datetime.date, months: int) -> datetime.date:
    """The same-numbered day `months` later, or the last day of that month (Reg. 1182/71 Art. 3(2)(c))."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def end_of(
    start: datetime.date,
    period: Period,
    holidays: Collection[datetime.date] = (),
    *,
    rolls: bool = False,
) -> datetime.date:
    """The last day of a period whose first day, `start`, is not counted; raises UsageError past the year 9999.

    `rolls` moves the end of a period of months off weekends and holidays; days are exact; business days are
    Monday to Friday without the holidays.
    """
    try:
        if period.unit == "months":
            end = add_months(start, period.amount)
            return next_working(end, holidays) if rolls else end
        if period.unit == "days":
            return start + datetime.timedelta(days=period.amount)
        end = start
        for _ in range(period.amount):
            end = next_working(end + datetime.timedelta(days=1), holidays)
    except (OverflowError, ValueError) as error:
        raise UsageError(f"no calendar reaches {period.amount} {period.unit} after {start}") from error
    return end


def reminder(day: datetime.date, holidays: Collection[datetime.date] = ()) -> datetime.date:
    """The working day on which to remind: three days of grace after `day`, moved off weekends and holidays."""
    return next_working(end_of(day, Period(amount=GRACE, unit="days")), holidays)


def received(sent: datetime.date, channel: ChannelKind, holidays: Collection[datetime.date] = ()) -> datetime.date:
    """The day a message counts as received: the day it is sent, three working days later for a letter by post."""
    if channel != "post":
        return sent
    return end_of(sent, Period(amount=POST_DAYS, unit="business-days"), holidays)


def paused_days(pauses: Iterable[Pause], today: datetime.date) -> int:
    """Days during which the clock stood still, the days of question and answer included; overlaps count once.

    An open pause counts until `today`. The wording is that of DPA 2018 s. 54(3C)(b), the twin of Art. 12A UK GDPR.
    """
    still: set[datetime.date] = set()
    for pause in pauses:
        end = pause.end or today
        still.update(pause.start + datetime.timedelta(days=n) for n in range((end - pause.start).days + 1))
    return len(still)


def promised(clock: Clock, holidays: Collection[datetime.date] = ()) -> Dates:
    """The dates of a request that rests on the site's own promise: nothing is due, an answer is asked for."""
    asked = end_of(clock.received, PROMISE)
    return Dates(asked=asked, remind=reminder(clock.until or asked, holidays), latest=clock.until)


def legal(law: Law, ground: Ground, clock: Clock, today: datetime.date) -> Dates:
    """The dates of one right under a law; `latest` only once an extension was recorded."""
    holidays = frozenset(law.holidays)
    still = paused_days(clock.pauses, today) if law.pauses else 0

    def end(period: Period) -> datetime.date:
        start = clock.sent if period.starts == "sending" else clock.received
        raw = end_of(start, period, holidays)
        shifted = end_of(raw, Period(amount=still, unit="days"))
        return next_working(shifted, holidays) if law.rolls_over_weekends and period.unit == "months" else shifted

    due = end(ground.answer) if ground.answer else None
    asked = end(ground.asks) if ground.asks and not ground.answer else None
    latest = _latest(ground, clock, end) if clock.extended else None
    watched = latest or due or asked
    return Dates(
        due=due,
        asked=asked,
        acknowledge=end(ground.acknowledge) if ground.acknowledge else None,
        remind=reminder(watched, holidays) if watched else None,
        latest=latest,
        earliest=_holidays_could_move(law, ground.answer, clock.received, due),
    )


def _latest(ground: Ground, clock: Clock, end: Callable[[Period], datetime.date]) -> datetime.date | None:
    answer, more = ground.answer, ground.extension
    if answer is None or ground.open_extension:
        return clock.until
    if more is None:
        return end(answer)
    if more.unit == answer.unit:
        most = end(Period(amount=answer.amount + more.amount, unit=answer.unit, starts=answer.starts))
    else:
        most = end_of(end(answer), more)
    return min(clock.until, most) if clock.until else most


def _holidays_could_move(law: Law, answer: Period | None, start: datetime.date, due: datetime.date | None) -> bool:
    if answer is None or due is None:
        return False
    if answer.unit == "days" or (answer.unit == "months" and not law.rolls_over_weekends):
        return False
    years = {day.year for day in law.holidays}
    return not (law.holidays_complete and set(range(start.year, due.year + 1)) <= years)


def together(each: Iterable[Dates]) -> Dates:
    """The dates of a request with several rights: the first day on which something is due, the last extension."""
    rows = tuple(each)

    def first(name: str) -> datetime.date | None:
        return min((d for d in (getattr(row, name) for row in rows) if d is not None), default=None)

    due = first("due")
    latest = max((row.latest for row in rows if row.latest), default=None)
    timed = [row for row in rows if row.due is not None] or list(rows)
    return Dates(
        due=due,
        asked=first("asked"),
        acknowledge=first("acknowledge"),
        remind=min((row.remind for row in timed if row.remind), default=None),
        latest=latest,
        earliest=any(row.earliest for row in rows if row.due == due),
    )
