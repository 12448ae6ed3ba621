"""Calendar files read back as they were meant, by a reader written from RFC 5545 for these tests."""

import datetime
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from cookietui.core.icalendar import Task, calendar_text
from cookietui.core.text import clean, one_line

DAY = datetime.date(2026, 12, 22)
STAMP = datetime.datetime(2026, 11, 21, 12, tzinfo=datetime.UTC)


def read(text: str) -> list[tuple[str, str]]:
    """Name (with parameters) and value of each line, unfolded."""
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    for line in text.split("\r\n"):
        assert len(line.encode()) <= 75
    whole = text.replace("\r\n ", "").split("\r\n")[:-1]
    return [(line.partition(":")[0], line.partition(":")[2]) for line in whole]


def unescaped(value: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def task(**changes: object) -> Task:
    fields = {"uid": "ck-7f3a2c@x", "summary": "s", "due": DAY, "alarms": (DAY,)}
    return Task(**(fields | changes))  # type: ignore[arg-type]  # a table of fields


def test_a_task_is_a_vtodo_with_its_day_and_alarms() -> None:
    alarms = (DAY - datetime.timedelta(days=3), DAY, DAY + datetime.timedelta(days=2))
    rows = read(calendar_text([task(description="a\nb", alarms=alarms, categories=("x", "y"))], STAMP))
    names = [f"{name}:{value}" for name, value in rows if name in ("BEGIN", "END")]
    nested = ["BEGIN:VALARM", "END:VALARM"] * 3
    assert names == ["BEGIN:VCALENDAR", "BEGIN:VTODO", *nested, "END:VTODO", "END:VCALENDAR"]
    found = dict(rows)
    assert found["VERSION"] == "2.0"
    assert found["DUE;VALUE=DATE"] == "20261222"
    assert found["DTSTAMP"] == "20261121T120000Z"
    assert found["CATEGORIES"] == "x,y"
    triggers = [value for name, value in rows if name == "TRIGGER;RELATED=END"]
    assert triggers == ["-P2DT15H", "PT9H", "P2DT9H"]


def test_no_tasks_make_an_empty_calendar() -> None:
    assert [name for name, _ in read(calendar_text([], STAMP))] == ["BEGIN", "VERSION", "PRODID", "CALSCALE", "END"]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300), st.text(max_size=400))
def test_any_text_reads_back_and_adds_no_line(summary: str, description: str) -> None:
    rows = read(calendar_text([task(summary=summary, description=description)], STAMP))
    names = [name for name, _ in rows]
    assert names.count("SUMMARY") == 1
    assert names.count("BEGIN") == 3
    found = dict(rows)
    assert unescaped(found["SUMMARY"]) == one_line(summary)
    if description:
        assert unescaped(next(v for n, v in rows if n == "DESCRIPTION")) == clean(description).replace("\t", " ")


def test_hostile_text_adds_no_property() -> None:
    rows = read(calendar_text([task(summary="x\r\nATTACH:file:///etc/passwd\r\nEND:VTODO")], STAMP))
    assert "ATTACH" not in [name for name, _ in rows]
