"""Dates of requests: the known vectors, and ten thousand pairs against a calendar counted by hand."""

import datetime
import random

import pytest

from cookietui.core.deadline import (
    Clock,
    Dates,
    Pause,
    end_of,
    legal,
    paused_days,
    promised,
    received,
    reminder,
    together,
)
from cookietui.core.errors import UsageError
from cookietui.core.law import Ground, Law, Period

MONTH = Period(amount=1, unit="months")
THANKSGIVING = datetime.date(2026, 11, 26)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def a_law(*, rolls: bool = False, pauses: bool = False, holidays: tuple[datetime.date, ...] = ()) -> Law:
    return Law(
        id="xx",
        name="Law",
        checked_on=day("2026-11-21"),
        rolls_over_weekends=rolls,
        pauses=pauses,
        holidays=holidays,
        holidays_complete=True,
    )


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-01-31", "2026-03-02"),
        ("2028-01-31", "2028-02-29"),
        ("2026-08-31", "2026-09-30"),
        ("2026-09-03", "2026-10-05"),
        ("2026-12-31", "2027-02-01"),
        ("2026-11-21", "2026-12-21"),
    ],
)
def test_a_month_ends_on_its_number_or_last_day_and_rolls(start: str, end: str) -> None:
    assert end_of(day(start), MONTH, rolls=True) == day(end)


def test_a_month_without_rolling_ends_on_a_saturday() -> None:
    assert end_of(day("2026-01-31"), MONTH) == day("2026-02-28")


def test_a_holiday_on_the_first_of_may_moves_the_end_past_the_weekend() -> None:
    assert end_of(day("2027-04-01"), MONTH, {day("2027-05-01")}, rolls=True) == day("2027-05-03")


def test_a_holiday_on_the_monday_moves_the_end_further() -> None:
    assert end_of(day("2026-01-31"), MONTH, {day("2026-03-02")}, rolls=True) == day("2026-03-03")


def test_three_months_are_counted_in_one_go() -> None:
    assert end_of(day("2026-11-21"), Period(amount=3, unit="months"), rolls=True) == day("2027-02-22")


@pytest.mark.parametrize(
    ("amount", "unit", "holidays", "end"),
    [
        (15, "business-days", {THANKSGIVING}, "2026-12-14"),
        (15, "business-days", set(), "2026-12-11"),
        (10, "business-days", {THANKSGIVING}, "2026-12-07"),
        (45, "days", set(), "2027-01-04"),
        (90, "days", set(), "2027-02-18"),
        (40, "days", set(), "2026-12-30"),
    ],
)
def test_days_from_the_twentieth_of_november(amount: int, unit: str, holidays: set[datetime.date], end: str) -> None:
    period = Period(amount=amount, unit=unit)  # type: ignore[arg-type]  # the table has plain strings
    assert end_of(day("2026-11-20"), period, holidays) == day(end)


def test_day_counts_are_exact_and_only_the_reminder_leaves_the_weekend() -> None:
    end = end_of(day("2026-11-20"), Period(amount=43, unit="days"), rolls=True)
    assert end == day("2027-01-02")
    assert end.weekday() == 5
    assert reminder(end) == day("2027-01-05")
    assert reminder(day("2026-12-30")) == day("2027-01-04"), "a Saturday moves to Monday"
    assert reminder(day("2026-12-30"), {day("2027-01-04")}) == day("2027-01-05"), "and past a holiday"


def test_no_calendar_reaches_past_the_year_9999() -> None:
    with pytest.raises(UsageError, match="9999-12-31"):
        end_of(day("9999-12-31"), MONTH)
    with pytest.raises(UsageError):
        end_of(day("9999-12-30"), Period(amount=9, unit="business-days"))


def test_a_letter_takes_three_working_days_and_an_email_none() -> None:
    assert received(day("2026-11-21"), "email") == day("2026-11-21")
    assert received(day("2026-11-20"), "post") == day("2026-11-25")
    assert received(day("2026-11-24"), "post", {THANKSGIVING}) == day("2026-11-30")


def test_latest_only_once_an_extension_is_recorded() -> None:
    law = a_law(rolls=True)
    row = Ground(right="access", articles=("1",), answer=MONTH, extension=Period(amount=2, unit="months"))
    start = day("2026-11-21")
    before = legal(law, row, Clock(sent=start, received=start), start)
    assert (before.due, before.latest, before.remind) == (day("2026-12-21"), None, day("2026-12-24"))
    after = legal(law, row, Clock(sent=start, received=start, extended=True), start)
    assert (after.due, after.latest) == (day("2026-12-21"), day("2027-02-22"))
    assert after.remind == day("2027-02-25")


def test_a_date_the_organisation_names_counts_up_to_what_the_law_allows() -> None:
    row = Ground(
        right="access",
        articles=("1",),
        answer=Period(amount=45, unit="days"),
        extension=Period(amount=45, unit="days"),
    )
    start = day("2026-11-20")
    for until, latest in (("2027-01-20", "2027-01-20"), ("2027-06-01", "2027-02-18")):
        clock = Clock(sent=start, received=start, extended=True, until=day(until))
        assert legal(a_law(), row, clock, start).latest == day(latest)


def test_a_law_without_extension_keeps_its_date_and_an_open_one_takes_theirs() -> None:
    start = day("2026-11-20")
    clock = Clock(sent=start, received=start, extended=True, until=day("2027-06-01"))
    fixed = Ground(right="access", articles=("1",), answer=Period(amount=40, unit="days"))
    unlimited = Ground(right="access", articles=("1",), answer=Period(amount=40, unit="days"), open_extension=True)
    assert legal(a_law(), fixed, clock, start).latest == day("2026-12-30")
    assert legal(a_law(), unlimited, clock, start).latest == day("2027-06-01")


def test_the_clock_may_start_at_sending() -> None:
    row = Ground(right="access", articles=("1",), answer=Period(amount=10, unit="business-days", starts="sending"))
    clock = Clock(sent=day("2026-11-20"), received=day("2026-11-25"))
    assert legal(a_law(), row, clock, day("2026-11-25")).due == day("2026-12-04")


def test_days_of_a_pause_do_not_count_where_the_law_stops_the_clock() -> None:
    row = Ground(right="access", articles=("1",), answer=MONTH)
    start = day("2026-11-02")
    clock = Clock(sent=start, received=start, pauses=(Pause(day("2026-11-09"), day("2026-11-14")),))
    assert legal(a_law(rolls=True, pauses=True), row, clock, start).due == day("2026-12-08")
    assert legal(a_law(rolls=True), row, clock, start).due == day("2026-12-02")


def test_overlapping_pauses_count_once_and_an_open_one_until_today() -> None:
    first = Pause(day("2026-11-01"), day("2026-11-11"))
    inside = Pause(day("2026-11-05"), day("2026-11-08"))
    still_open = Pause(day("2026-11-10"))
    today = day("2026-11-15")
    assert paused_days([inside, first], today) == 11, "the days of question and answer included"
    assert paused_days([still_open, first], today) == 15
    assert paused_days([Pause(day("2026-11-20"))], today) == 0
    assert paused_days([], today) == 0


def test_unknown_holidays_make_a_date_the_earliest_possible() -> None:
    start = day("2026-11-20")
    clock = Clock(sent=start, received=start)
    row = Ground(right="stop-sale", articles=("1",), answer=Period(amount=15, unit="business-days"))
    exact = Ground(right="access", articles=("1",), answer=Period(amount=45, unit="days"))
    assert legal(a_law(), row, clock, start).earliest
    assert not legal(a_law(holidays=(THANKSGIVING,)), row, clock, start).earliest
    assert not legal(a_law(), exact, clock, start).earliest
    later = Clock(sent=day("2026-12-20"), received=day("2026-12-20"))
    assert legal(a_law(holidays=(THANKSGIVING,)), row, later, start).earliest, "the next year is not on file"


def test_a_promise_is_asked_for_and_never_due() -> None:
    start = day("2026-11-21")
    dates = promised(Clock(sent=start, received=start))
    assert dates == Dates(asked=day("2026-12-21"), remind=day("2026-12-24"))


def test_a_right_without_a_number_is_asked_for() -> None:
    row = Ground(right="stop-marketing", articles=("1",), asks=Period(amount=10, unit="business-days"))
    start = day("2026-11-20")
    dates = legal(a_law(), row, Clock(sent=start, received=start), start)
    assert (dates.due, dates.asked, dates.remind) == (None, day("2026-12-04"), day("2026-12-07"))


def test_several_rights_are_due_with_the_first_and_extended_to_the_last() -> None:
    one = Dates(due=day("2026-12-14"), remind=day("2026-12-17"), earliest=True)
    other = Dates(due=day("2027-01-04"), remind=day("2027-01-07"), latest=day("2027-02-18"))
    asked = Dates(asked=day("2026-12-04"), remind=day("2026-12-07"))
    found = together([one, other, asked])
    assert found.due == day("2026-12-14")
    assert found.asked == day("2026-12-04")
    assert found.remind == day("2026-12-17")
    assert found.latest == day("2027-02-18")
    assert found.earliest
    assert together([asked]).remind == day("2026-12-07")
    assert together([]) == Dates()


def counted_calendar(first: int, last: int) -> list[tuple[int, int, int, int]]:
    """Every day as (year, month, day, weekday) counted up one by one; 2024-01-01 was a Monday."""
    lengths = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    rows, weekday = [], 0
    for year in range(first, last + 1):
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        for month, length in enumerate(lengths, 1):
            for number in range(1, length + (leap and month == 2) + 1):
                rows.append((year, month, number, weekday))
                weekday = (weekday + 1) % 7
    return rows


def test_ten_thousand_dates_agree_with_a_calendar_counted_by_hand() -> None:
    rows = counted_calendar(2024, 2034)
    place = {row[:3]: index for index, row in enumerate(rows)}
    rng = random.Random(1182)
    free = {rows[rng.randrange(len(rows))][:3] for _ in range(200)}
    holidays = {datetime.date(*entry) for entry in free}

    def workable(index: int) -> bool:
        return rows[index][3] < 5 and rows[index][:3] not in free

    def by_hand(index: int, amount: int, unit: str, rolls: bool) -> int:
        if unit == "days":
            return index + amount
        if unit == "business-days":
            while amount:
                index += 1
                amount -= workable(index)
            return index
        year, month, number, _ = rows[index]
        for _ in range(amount):
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        while (year, month, number) not in place:
            number -= 1
        index = place[year, month, number]
        while rolls and not workable(index):
            index += 1
        return index

    for _ in range(10_000):
        index = rng.randrange(len(rows) - 800)
        unit = rng.choice(["days", "business-days", "months"])
        amount = rng.randrange(1, 13) if unit == "months" else rng.randrange(1, 121)
        rolls = rng.random() < 0.5
        start = datetime.date(*rows[index][:3])
        period = Period(amount=amount, unit=unit)  # type: ignore[arg-type]  # drawn from plain strings
        wanted = rows[by_hand(index, amount, unit, rolls)]
        got = end_of(start, period, holidays, rolls=rolls)
        assert (got.year, got.month, got.day, got.weekday()) == wanted, (start, period, rolls)
