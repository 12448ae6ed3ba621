"""The tracker: time drawn in the row, the next step below, and a key for each step, on a real ledger."""

import datetime
import re
from typing import Any

import pytest

from cookietui import readers
from cookietui.actions.draft import Order, draft
from cookietui.actions.due import due_of
from cookietui.actions.identity import set_identity
from cookietui.actions.requests import find_request, record_state
from cookietui.actions.workspace import Workspace
from cookietui.core.agenda import next_step
from cookietui.core.request import Event, Request, advance
from cookietui.letters.laws import law
from cookietui.storage import journal, library
from cookietui.tui.tracking import NARROW, STEP, WIDE, Span, bar, days_left, scale, strip_rows
from tests.actions.conftest import TEXT, tea
from tests.core.test_pursuit import request
from tests.tui.seeing import opened, press, screen_text

TODAY = datetime.date(2026, 11, 21)


PAST, WIDTH = NARROW.past, NARROW.width


def drawn(*events: Any, sent: str = "2026-11-05", span: Span = NARROW) -> str:
    """The bar of a request that was sent on that day."""
    case = Request(reference="ck-7f3a2c", site=None, organisation="x.example", rights=("access",), law="eu")
    for state, more in (("sent", {"on": datetime.date.fromisoformat(sent)}), *events):
        case = advance(case, Event(state=state, on=more["on"]), law=law("eu"), today=TODAY)
    return bar(case, TODAY, span)


def test_a_bar_shows_sending_today_and_the_last_day() -> None:
    line = drawn()
    assert len(line) == WIDTH
    assert line[PAST] == "|"
    assert line.index("s") < PAST < line.index("d")
    assert set(line[line.index("s") + 1 : PAST]) == {"="}
    assert set(line[PAST + 1 : line.index("d")]) == {"-"}


def test_a_missed_day_is_an_x_before_today() -> None:
    line = drawn(sent="2026-10-01")
    assert "X" in line[:PAST]
    assert "d" not in line
    assert line[0] == "<"


def test_an_answer_ends_the_line() -> None:
    line = drawn(("fulfilled", {"on": datetime.date(2026, 11, 15)}))
    assert "a" in line[:PAST]
    assert "-" not in line
    assert "d" not in line


def test_days_far_away_end_in_an_arrow_and_a_draft_has_no_line() -> None:
    late = drawn(("extended", {"on": datetime.date(2026, 11, 10)}))
    assert late.endswith(">")
    assert "e" in late
    draft_ = Request(reference="ck-7f3a2c", site=None, organisation="x.example", rights=("access",))
    assert set(bar(draft_, TODAY)) == {".", "|"}


def test_a_wide_bar_shows_half_a_year_with_the_same_marks() -> None:
    assert WIDE.width * STEP >= 26 * 7
    line = drawn(("extended", {"on": datetime.date(2026, 11, 10)}), sent="2026-09-20", span=WIDE)
    assert len(line) == WIDE.width
    assert line[WIDE.past] == "|"
    assert line.index("s") < line.index("e") < WIDE.past < line.index("d")
    assert ">" not in line
    assert "<" not in line


@pytest.mark.parametrize("span", [NARROW, WIDE])
@pytest.mark.parametrize("day", ["2026-01-01", "2026-02-28", "2026-11-21", "2028-02-29", "2026-12-31"])
def test_the_scale_fits_and_names_months_in_order(day: str, span: Span) -> None:
    line = scale(datetime.date.fromisoformat(day), span)
    assert len(line) <= span.width
    months = line.split()
    assert len(months) >= span.width * STEP // 31
    assert all(len(month) == 3 for month in months)


async def test_a_large_terminal_draws_half_a_year_and_the_next_step_below(ws: Workspace, case: str) -> None:
    record_state(ws, case, "sent", on=datetime.date(2026, 11, 2))
    async with opened(ws, (120, 40)) as pilot:
        await press(pilot, "2")
        lines = screen_text(pilot.app).split("\n")
    row = next(number for number, line in enumerate(lines) if "tea.example" in line and "|" in line)
    assert re.search(r"\.+s=+\|-+d\.+", lines[row])
    assert len(re.search(r"[.s=|d-]{20,}", lines[row])[0]) == WIDE.width  # type: ignore[index]  # found just above
    assert row < next(number for number, line in enumerate(lines) if "Next:" in line)


def test_the_next_step_and_its_key_stand_below() -> None:
    case = request("eu")
    row = due_of(case, next_step(case, law("eu"), TODAY), TODAY)
    first = strip_rows(case, row, ["2026-10-01 sent"])[0].cells[0]
    assert str(first).startswith("Next: reminder")
    assert str(first).endswith("R writes it")
    assert days_left(row) == "-19"


@pytest.fixture
def case(ws: Workspace) -> str:
    """A draft to the tea house, in a real ledger."""
    with journal.change(ws.places, "add tea.example") as change:
        library.add(change, "tea.example", data=b"x", text=TEXT, declaration=tea(), version=readers.VERSION, day=TODAY)
    set_identity(ws, {"name": "Ann Example", "email": "ann@home.example", "country": "IE"})
    return draft(ws, Order(target="tea.example", rights=("delete",), law="eu")).request.reference


@pytest.mark.parametrize("size", [(80, 24), (40, 24)], ids=["80x24", "40x24"])
async def test_a_case_is_pursued_by_keys_alone(ws: Workspace, case: str, size: tuple[int, int]) -> None:
    async with opened(ws, size) as pilot:
        await press(pilot, "2", "S", "y")
        assert find_request(ws, case).state == "sent"
        await press(pilot, "R", "enter")
        assert [each.kind for each in find_request(ws, case).follow_ups] == ["reminder"]
        await press(pilot, "S", "y")
        assert find_request(ws, case).follow_ups[0].sent == ws.today
        await press(pilot, "c")
        assert find_request(ws, case).follow_ups[-1].authority == "iedpc"
        await press(pilot, "t", "enter")
        assert find_request(ws, case).state == "acknowledged"
        text = screen_text(pilot.app)
        assert "tea.example" in text
        assert "Next" in text


async def test_a_late_case_says_so_in_words(ws: Workspace, case: str) -> None:
    record_state(ws, case, "sent", on=datetime.date(2026, 9, 1))
    async with opened(ws) as pilot:
        await press(pilot, "2")
        text = screen_text(pilot.app)
    assert "LATE" in text
    assert "late 1" in text
    assert "R writes it" in text


async def test_no_answer_marks_nothing(ws: Workspace, case: str) -> None:
    async with opened(ws) as pilot:
        await press(pilot, "2", "S", "escape", "R", "escape", "t", "escape")
        assert find_request(ws, case).state == "draft"
