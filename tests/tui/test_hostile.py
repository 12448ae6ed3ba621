"""Foreign text acts on nothing: it is shown as it is written, and its control characters go nowhere."""

import random
import re

import pytest

from cookietui.actions.workspace import Workspace
from cookietui.core.text import visible
from cookietui.tui.app import Application
from tests.tui.hostile import HostileStage
from tests.tui.payloads import MARKUP, TERMINAL
from tests.tui.seeing import opened, press, screen_text, settled, start_again
from tests.tui.stage import Stage
from tests.tui.test_screens import WAYS

DEEDS: tuple[tuple[str, ...], ...] = (
    *(WAYS[name] for name in ("evidence", "letter", "help", "palette")),
    ("down", "a", "d", "s", "i", "u", "ctrl+r"),
    ("enter", "x", "n", "N", "a", "u"),
    ("r", "enter", "t", "l", "L", "w", "m"),
    ("3", "enter", "I", "b", "enter", "A", "w", "y"),
    ("3", "E", "w", "escape"),
)
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]")


@pytest.mark.parametrize("payloads", [MARKUP, TERMINAL], ids=["markup", "terminal"])
async def test_each_payload_is_shown_as_it_is_written(
    payloads: tuple[str, ...], ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = HostileStage(payloads[0])
    stage.install(monkeypatch)
    async with opened(ws) as pilot:
        app = pilot.app
        assert isinstance(app, Application)
        assert app.page is not None
        for payload in payloads:
            stage.payloads = (payload,)
            app.page.reload()
            await settled(pilot)
            words = visible(payload).split("\n")[0].strip()
            assert not words or words in screen_text(pilot.app), payload


@pytest.mark.parametrize(("payloads", "size"), [(MARKUP, (80, 24)), (TERMINAL, (40, 24))], ids=["markup", "terminal"])
async def test_payloads_in_every_field_do_nothing(
    payloads: tuple[str, ...], size: tuple[int, int], ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    HostileStage(*payloads).install(monkeypatch)
    async with opened(ws, size) as pilot:
        for keys in DEEDS:
            await press(pilot, *keys)
            assert not CONTROL.search(screen_text(pilot.app)), keys
            await start_again(pilot)
        assert pilot.app.return_code is None


async def test_clicking_every_cell_of_hostile_text_does_not_leave(
    ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    HostileStage("[@click=app.quit]x[/] [link=https://x.example]y[/link] ").install(monkeypatch)
    async with opened(ws) as pilot:
        for keys in (("down",), ("enter",)):
            await press(pilot, *keys)
            for y in range(0, 24, 3):
                await pilot.click(offset=(12, y))
                await press(pilot)
        assert pilot.app.is_running
        assert pilot.app.return_code is None


@pytest.mark.parametrize(("size", "seed"), [((120, 40), 1), ((40, 24), 2)])
async def test_a_random_walk_over_the_keys_breaks_nothing(
    size: tuple[int, int], seed: int, ws: Workspace, stage: Stage
) -> None:
    dice = random.Random(seed)
    keys = [*"asdiurnNxlLtwmEIA123jkgGhyo/?", "enter", "escape", "tab", "space", "up", "down", "left", "right"]
    keys += ["ctrl+r", "ctrl+p", "pagedown", "end", "home", "ctrl+d"]
    async with opened(ws, size) as pilot:
        for _ in range(80):
            pilot.app.simulate_key(dice.choice(keys))
            await pilot.pause(0)
        await press(pilot)
        assert pilot.app.is_running


async def test_a_storm_of_sizes_breaks_nothing(ws: Workspace, stage: Stage) -> None:
    dice = random.Random(4)
    async with opened(ws) as pilot:
        for keys in (("1",), ("down", "down", "enter"), ("r",), ("question_mark",)):
            await press(pilot, *keys)
            for _ in range(3):
                await pilot.resize_terminal(dice.randint(1, 200), dice.randint(1, 60))
        await pilot.resize_terminal(80, 24)
        await press(pilot)
        assert "keys here" in screen_text(pilot.app)
