"""Who is behind the row under the cursor, and the letter to them."""

import time

import pytest

from cookietui.actions.workspace import Workspace
from cookietui.tui.known import record_at
from tests.tui.seeing import opened, press, screen_text, typed
from tests.tui.stage import Stage


async def test_w_on_a_cookie_says_who_sets_it(ws: Workspace, stage: Stage) -> None:
    async with opened(ws, (80, 24)) as pilot:
        await press(pilot, "down", "down", "enter", "right", "right", "right", "w")
        text = screen_text(pilot.app)
        assert "Catalogue › _ga" in text
        assert "_ga: analytics" in text
        assert "Spy & Co (spy.example), through Spyglass" in text
        assert "2 years" in text
        assert "A list of cookies, 2026-11-20" in text
        assert "your correction, 2026-11-21, corrected by you" in text
        await press(pilot, "r")
        assert "spy.example › New request" in screen_text(pilot.app)
        await press(pilot, "escape", "escape")
        assert "kettle.example" in screen_text(pilot.app)


async def test_w_on_a_finding_asks_for_its_cookie_then_for_its_organisation(ws: Workspace, stage: Stage) -> None:
    async with opened(ws, (80, 24)) as pilot:
        await press(pilot, "4", "down", "w")
        assert "Catalogue › _ga" in screen_text(pilot.app)
        await press(pilot, "escape", "up", "enter", "w")
        assert "nothing is known of it" in screen_text(pilot.app)


@pytest.mark.parametrize("size", [(80, 24), (40, 24), (120, 40)])
async def test_elsewhere_w_asks_for_a_word(size: tuple[int, int], ws: Workspace, stage: Stage) -> None:
    async with opened(ws, size) as pilot:
        await press(pilot, "w")
        assert "who is behind it?" in screen_text(pilot.app)
        await typed(pilot, "spy.example")
        text = screen_text(pilot.app)
        assert "dpo@spy.example" in text
        assert "Another list" in text
        await press(pilot, "question_mark")
        assert "request" in screen_text(pilot.app)


async def test_nobody_is_known(ws: Workspace, stage: Stage) -> None:
    async with opened(ws, (80, 24)) as pilot:
        await press(pilot, "w")
        await typed(pilot, "no-such-thing-at-all")
        assert "nothing is known of it" in screen_text(pilot.app)
        assert " r request" not in screen_text(pilot.app)
        await press(pilot, "r", "escape")
        assert "kettle.example" in screen_text(pilot.app)


async def test_c_writes_what_the_person_knows_better(ws: Workspace, stage: Stage) -> None:
    async with opened(ws, (80, 24)) as pilot:
        await press(pilot, "w", *"_ga", "enter", "c")
        assert "correct _ga" in screen_text(pilot.app)
        await typed(pilot, "category=marketing")
        assert stage.deeds == [("correct", "_ga", {"category": "marketing"})]
        assert "u takes it back" in screen_text(pilot.app)
        await press(pilot, "c")
        await typed(pilot, "email=a@spy.example")
        assert stage.deeds[-1] == ("correct", "spy.example", {"email": "a@spy.example"})
        await press(pilot, "c")
        await typed(pilot, "nonsense")
        assert len(stage.deeds) == 2
        assert "FIELD=VALUE is the form" in screen_text(pilot.app)


@pytest.mark.parametrize(("path", "said"), [("list.json", "A list: 3 cookies"), ("missing", "no such file")])
async def test_a_database_is_imported(path: str, said: str, ws: Workspace, stage: Stage) -> None:
    async with opened(ws, (80, 24)) as pilot:
        await press(pilot, "w", *"_ga", "enter", "I")
        await typed(pilot, path)
        end = time.monotonic() + 10
        while said not in screen_text(pilot.app):
            assert time.monotonic() < end, screen_text(pilot.app)
            await pilot.pause(0.02)
        assert stage.deeds[0][0] == "catalogue"


@pytest.mark.parametrize("key", [None, "", "x", "record:", "record:7", "record:-1", "record:x:y"])
def test_rows_of_no_record(key: str | None) -> None:
    assert record_at((), key) is None
