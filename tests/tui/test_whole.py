"""The main job with nothing made up: the real reader, the real letters, real files in an empty home."""

import asyncio
import time
from pathlib import Path

import pytest
from textual.pilot import Pilot

from cookietui.actions import prefer, sites
from cookietui.actions.workspace import Workspace
from cookietui.tui import reader
from cookietui.tui.app import Application
from tests.tui.seeing import opened, press, screen_text, settled, typed

POLICY = """<!doctype html><html lang="en"><head><title>Privacy policy - Lamp & Wick</title>
<link rel="canonical" href="https://www.lampwick.example/privacy"></head><body>
<h1>Privacy policy</h1>
<p>Lamp &amp; Wick Ltd runs lampwick.example. Last updated: 3 March 2026.</p>
<p>We use cookies to remember your basket.</p>
<p>We do not sell your personal information to anyone.</p>
<p>You may object to the use of your data for other purposes by e-mailing us at privacy@lampwick.example.</p>
</body></html>"""


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    path = tmp_path / "lamp.html"
    path.write_text(POLICY, encoding="utf-8")
    return path


async def until(pilot: Pilot[int], words: str, seconds: float = 30) -> None:
    """Wait for words on the screen."""
    end = time.monotonic() + seconds
    while words not in screen_text(pilot.app):
        assert time.monotonic() < end, screen_text(pilot.app)
        await settled(pilot)
        await asyncio.sleep(0.02)


def drafts(ws: Workspace) -> list[Path]:
    """Every draft on disk."""
    return sorted(ws.places.drafts.rglob("*.eml")) if ws.places.drafts.is_dir() else []


@pytest.mark.parametrize("size", [(40, 24)])
async def test_from_a_first_run_to_a_draft_in_a_file(size: tuple[int, int], ws: Workspace, policy: Path) -> None:
    async with opened(ws, size) as pilot:
        assert "Welcome" in screen_text(pilot.app)
        await press(pilot, "2")
        await typed(pilot, str(policy))
        await until(pilot, "lampwick.example")
        await until(pilot, "evidence" if size[0] > 60 else "What it says it does")
        assert drafts(ws) == []
        await press(pilot, "r", "m")
        await until(pilot, "draft ck-")
        (draft,) = drafts(ws)
        text = draft.read_text("utf-8")
        assert "To: privacy@lampwick.example" in text
        assert draft.stat().st_mode & 0o777 == 0o600
        await press(pilot, "u")
        await until(pilot, "undone")
        assert drafts(ws) == []
        await press(pilot, "ctrl+r")
        await until(pilot, "done again")
        assert drafts(ws) == [draft]


async def test_the_demo_saves_nothing_and_drafts_in_three_keys(ws: Workspace, home: Path) -> None:
    async with opened(ws) as pilot:
        await press(pilot, "1")
        await until(pilot, "DEMO", 60)
        await until(pilot, "7 sites")
        await press(pilot, "r", "m")
        await until(pilot, "draft ck-")
        app = pilot.app
        assert isinstance(app, Application)
        folder = app.ws.places.data
        assert folder.exists()
        assert not ws.places.data.exists()
    assert not folder.exists()


async def test_choices_are_written_and_walk_back(ws: Workspace, policy: Path) -> None:
    async with opened(ws) as pilot:
        await press(pilot, "2")
        await typed(pilot, str(policy))
        await until(pilot, "lampwick.example")
        await until(pilot, "evidence 1")
        await press(pilot, "1")
        await until(pilot, "1 site")
        await press(pilot, "d")
        await until(pilot, "u takes it back")
        assert sites.site_rows(ws)[0].choice == "deny"
        assert {each.choice for each in prefer.explain(ws, "lampwick.example") if each.category == "marketing"} == {
            "deny"
        }
        await press(pilot, "u")
        await until(pilot, "undone")
        assert sites.site_rows(ws)[0].choice is None


async def test_what_cannot_be_read_is_said_in_one_line(ws: Workspace, tmp_path: Path) -> None:
    async with opened(ws) as pilot:
        for name, content, words in (
            ("nothing-there.html", None, "no such file"),
            ("binary.bin", bytes(range(256)) * 40, "is no text"),
        ):
            path = tmp_path / name
            if content is not None:
                path.write_bytes(content)
            await press(pilot, "n" if name.startswith("b") else "2")
            await typed(pilot, str(path))
            await until(pilot, words)
            await until(pilot, "[!]")
            await press(pilot, "escape")


async def test_a_text_that_names_no_site_is_asked_for_it(ws: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "nameless.txt"
    path.write_text("We use cookies to remember you. We never sell your data.\n", encoding="utf-8")
    async with opened(ws) as pilot:
        await press(pilot, "2")
        await typed(pilot, str(path))
        await until(pilot, "whose policy is it?")
        await typed(pilot, "quill.example")
        await until(pilot, "Sites › quill.example")


async def stall() -> float:
    """The longest that the screen kept a short sleep waiting, in seconds, in twenty sleeps."""
    slowest = 0.0
    for _ in range(20):
        begun = time.monotonic()
        await asyncio.sleep(0.02)
        slowest = max(slowest, time.monotonic() - begun - 0.02)
    return slowest


async def test_esc_stops_a_reading_that_hangs_and_the_screen_stays_alive(
    ws: Workspace, policy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "_START", "import time; time.sleep(60)")
    async with opened(ws) as pilot:
        await press(pilot, "2")
        await typed(pilot, str(policy))
        await until(pilot, "── reading ──")
        assert min([await stall() for _ in range(3)]) < 0.3
        begun = time.monotonic()
        await press(pilot, "escape")
        await until(pilot, "stopped; nothing was kept")
        assert time.monotonic() - begun < 10, "the reading would have gone on for a minute"
        monkeypatch.undo()
