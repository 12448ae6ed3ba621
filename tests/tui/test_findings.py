"""Findings in full screen: the list, the page of a site, the letter, the choice, the baseline."""

import time
from collections.abc import Callable

import msgspec
import pytest
from textual.pilot import Pilot

from cookietui.actions import compare
from cookietui.actions.compare import Comparison, JarRead
from cookietui.actions.observing import Observed
from cookietui.actions.prefer import Wanted, set_choices
from cookietui.actions.workspace import Workspace
from cookietui.core.declaration import Problem
from cookietui.core.errors import Interrupted
from cookietui.core.finding import Found
from cookietui.tui import found
from cookietui.tui.widgets.layout import Row
from tests.tui.seeing import opened, press, screen_text, typed
from tests.tui.stage import Stage, made_up_findings, short


async def until(pilot: Pilot[int], words: str) -> None:
    """Wait until they stand on the screen: one window closes by itself before the next opens."""
    for _ in range(200):
        if words in screen_text(pilot.app):
            return
        await pilot.pause(0.02)
    raise AssertionError(screen_text(pilot.app))


async def test_one_key_composes_the_letter_to_whoever_is_behind_the_cookie(ws: Workspace, stage: Stage) -> None:
    async with opened(ws) as pilot:
        await press(pilot, "4", "r")
        assert "ads.example › New request" in screen_text(pilot.app)
        await press(pilot, "G")
        assert "[ ] value of the cookie uid: it knows you by this" in screen_text(pilot.app)
        await press(pilot, "space")
        assert "[x] value of the cookie uid" in screen_text(pilot.app)
        await press(pilot, "m")
    ((_, order, _way),) = [deed for deed in stage.deeds if deed[0] == "draft"]
    assert [each.name for each in order.told] == ["uid"]


async def test_a_choice_is_for_the_cookie_here_or_the_organisation(ws: Workspace, stage: Stage) -> None:
    first, absent, shared = made_up_findings()
    assert found.wish_about(first, "deny").cookies == {"uid": "deny"}
    assert found.wish_about(absent, "allow").site == "kettle.example"
    assert (found.wish_about(shared, "deny").site, found.wish_about(shared, "deny").organisations) == (
        None,
        {"google.com": "deny"},
    )
    async with opened(ws) as pilot:
        await press(pilot, "4", "a")
        assert stage.deeds


async def test_the_page_of_a_site_shows_its_findings_first(ws: Workspace, stage: Stage) -> None:
    stage.findings["kettle.example"] = made_up_findings()[:2]
    async with opened(ws) as pilot:
        await press(pilot, "down", "down", "enter")
        text = screen_text(pilot.app)
        assert text.index("Findings") < text.index("uid (marketing) is there")
        assert "There, although denied" in text
        await press(pilot, "enter")
        assert "cookietui enforce --list" in screen_text(pilot.app)
        await press(pilot, "escape", "r")
        assert "ads.example › New request" in screen_text(pilot.app)


async def test_the_filter_looks_at_cookie_site_and_kind(ws: Workspace, stage: Stage) -> None:
    async with opened(ws) as pilot:
        await press(pilot, "4", "slash", *"although", "enter")
        text = screen_text(pilot.app)
        assert "uid" in text
        assert "_ga" not in text
        await press(pilot, "slash", *"zzz", "enter")
        assert "no finding fits the filter" in screen_text(pilot.app)


async def test_another_jar_is_compared(ws: Workspace, stage: Stage) -> None:
    async with opened(ws) as pilot:
        await press(pilot, "4", "o")
        await typed(pilot, "/tmp/x.har")
        await press(pilot, "4")
    assert (None, ("/tmp/x.har",)) in stage.compared


@pytest.mark.parametrize("page", ["1", "4"])
async def test_the_baseline_is_shown_and_asked(page: str, ws: Workspace, stage: Stage) -> None:
    async with opened(ws) as pilot:
        await press(pilot, page, "b")
        await until(pilot, "keep what is there now at 2 sites?")
        await press(pilot, "n")
        assert not stage.deeds
        await press(pilot, "b")
        await until(pilot, "keep what is there now")
        await press(pilot, "y")
        await until(pilot, "2 changes")
        assert stage.deeds == [("baseline", ("kettle.example", "news.example"))]


async def test_a_hundred_thousand_findings_are_drawn_when_looked_at(
    ws: Workspace, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = made_up_findings()[0]
    stage.everywhere = tuple(msgspec.structs.replace(first, cookie=f"c{number}") for number in range(100_000))
    drawn: list[str] = []

    def draw(finding: Found) -> Row:
        drawn.append(finding.cookie or "")
        return list_row(finding)

    list_row = found.list_row
    monkeypatch.setattr(found, "list_row", draw)
    async with opened(ws) as pilot:
        await press(pilot, "4", "j", "G")
        await until(pilot, "c99999")
        await press(pilot, "slash", *"c4711", "enter")
        await until(pilot, "filter: c4711")
        await until(pilot, "c47110")
    assert len(set(drawn)) < 500


async def test_what_was_skipped_in_a_jar_is_said(ws: Workspace, stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    torn = JarRead(
        path="/home/a/torn.har",
        reader="har",
        cookies=1,
        problems=(
            Problem(kind="note", message="not this"),
            Problem(kind="cut", message="the file breaks off in line 9"),
        ),
    )
    monkeypatch.setattr("cookietui.actions.compare.compare", lambda *_args, **_more: Comparison(jars=(torn,)))
    async with opened(ws) as pilot:
        await press(pilot, "4")
        await until(pilot, "torn.har: the file breaks off in line 9")


def test_every_word_of_a_filter_must_be_held() -> None:
    made = tuple(map(short, made_up_findings()))
    stacks = [found.words_of(each) for each in made]
    name = (made[0].cookie or "").casefold()
    assert found.fitting(made, stacks, ()) == list(made)
    assert found.fitting(made, stacks, (name, made[0].site or ""))[0] == made[0]
    assert all(name in found.words_of(each) for each in found.fitting(made, stacks, (name,)))
    assert found.fitting(made, stacks, (name, "no such word")) == []


def test_a_finding_is_known_by_what_it_is_about() -> None:
    first = made_up_findings()[0]
    row = found.list_row(short(first))
    assert row.key == "kettle.example|present-although-denied|uid|ads.example|ads.example"
    assert found.finding_of(made_up_findings(), f"finding:{row.key}") == first
    assert found.finding_of(made_up_findings(), "category:marketing") is None


async def test_a_long_comparison_counts_and_stops_for_escape_and_for_another_page(
    ws: Workspace, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    ends: list[str] = []

    def endless(*_given: object, watch: Callable[[int, int], None]) -> Comparison:
        try:
            for _ in range(2000):
                watch(1234, 50_000)
                time.sleep(0.005)
        except Interrupted:
            ends.append("stopped")
            raise
        raise AssertionError("nobody stopped it")

    monkeypatch.setattr("cookietui.actions.compare.compare", endless)
    async with opened(ws) as pilot:
        await pilot.press("4")
        await until(pilot, "1,234 of 50,000 sites compared")
        await pilot.press("escape")
        await until(pilot, "stopped: 4 compares again")
        await pilot.press("4")
        await until(pilot, "1,234 of 50,000 sites compared")
        await pilot.press("1")
        await until(pilot, "kettle.example")
        assert ends == ["stopped", "stopped"]
        await pilot.press("4")
        await until(pilot, "1,234 of 50,000 sites compared")
    assert ends == ["stopped"] * 3


def test_what_watches_a_comparison_stops_it(ws: Workspace) -> None:
    seen = []

    def watch(done: int, every: int) -> None:
        seen.append((done, every))
        raise Interrupted("stopped")

    set_choices(ws, [Wanted(site=f"shop{n}.example", choice="deny") for n in range(3)])
    with pytest.raises(Interrupted):
        compare.compare(ws, observed=Observed(), watch=watch)
    assert seen == [(0, 3)]
