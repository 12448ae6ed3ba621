"""Every screen at three sizes, as text: a change of looks is a change of these files."""

import pytest
from syrupy.assertion import SnapshotAssertion

from cookietui.actions.workspace import Workspace
from cookietui.tui.showing import short
from tests.tui.seeing import SIZES, opened, press, screen_text, start_again
from tests.tui.stage import Stage

WAYS: dict[str, tuple[str, ...]] = {
    "sites": ("down", "down"),
    "sites-filter": ("slash", "g", "y", "m"),
    "site": ("down", "down", "enter"),
    "site-technology": ("down", "down", "enter", "right", "right"),
    "evidence": ("down", "down", "enter", "enter"),
    "compose": ("down", "down", "r"),
    "compose-law": ("down", "down", "r", "l"),
    "catalogue": ("w", *"_ga", "enter"),
    "requests": ("2",),
    "letter": ("2", "enter"),
    "profiles": ("3",),
    "findings": ("4",),
    "finding": ("4", "enter"),
    "profile-export": ("3", "E"),
    "profile-import": ("3", "I", "a", "enter"),
    "confirm": ("3", "I", "a", "enter", "w"),
    "prompt": ("3", "I"),
    "help": ("question_mark",),
    "palette": ("ctrl+p",),
}

WINDOWS = ("confirm", "prompt", "help", "palette", "sites-filter")
"""Ways whose screen is the same on a large terminal."""


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_screens(size: tuple[int, int], ws: Workspace, stage: Stage, shown: SnapshotAssertion) -> None:
    async with opened(ws, size) as pilot:
        for name, keys in WAYS.items():
            if size == SIZES[-1] and name in WINDOWS:
                continue
            await press(pilot, *keys)
            text = screen_text(pilot.app)
            assert text == shown(name=f"{name}-{size[0]}x{size[1]}"), name
            assert all(len(line) <= size[0] for line in text.split("\n"))
            await start_again(pilot)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_welcome(size: tuple[int, int], ws: Workspace, stage: Stage, shown: SnapshotAssertion) -> None:
    stage.declarations, stage.extra = {}, ()
    async with opened(ws, size) as pilot:
        text = screen_text(pilot.app).replace(short(ws.places.data), "~/data")
    assert text == shown(name=f"welcome-{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", [(39, 24), (80, 11), (1, 1)])
async def test_a_terminal_that_is_too_small_shows_one_line(size: tuple[int, int], ws: Workspace, stage: Stage) -> None:
    async with opened(ws, size) as pilot:
        assert screen_text(pilot.app) == "cookietui needs 40 x 12"[: size[0]].rstrip()
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "bakery.example" in screen_text(pilot.app)


async def test_without_utf8_everything_is_ascii(ws: Workspace, stage: Stage) -> None:
    async with opened(ws, utf8=False) as pilot:
        for name in ("sites", "site", "compose", "help"):
            await press(pilot, *WAYS[name])
            assert screen_text(pilot.app).isascii(), name
            await start_again(pilot)


async def test_a_page_follows_the_size_that_changed_while_a_window_was_open(ws: Workspace, stage: Stage) -> None:
    async with opened(ws, (120, 40)) as pilot:
        wide = screen_text(pilot.app)
        await press(pilot, "question_mark")
        await pilot.resize_terminal(60, 24)
        await press(pilot, "escape")
        narrow = screen_text(pilot.app)
        await press(pilot, "question_mark")
        await pilot.resize_terminal(120, 40)
        await press(pilot, "escape")
        assert screen_text(pilot.app) == wide
    async with opened(ws, (60, 24)) as pilot:
        assert screen_text(pilot.app) == narrow
