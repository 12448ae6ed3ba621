"""An answer in the full screen: a file or pasted text, shown with its words, recorded on a yes alone."""

import asyncio
import datetime
from pathlib import Path

import pytest
from textual.pilot import Pilot

from cookietui.actions.requests import find_request, record_state
from cookietui.actions.workspace import Workspace
from cookietui.core.request import Event, Request, refresh
from cookietui.letters.laws import law
from cookietui.storage import journal, ledger
from tests.tui.seeing import opened, press, screen_text, settled, typed

REF = "ck-aaaaaa"
SIZES = [(80, 24), (40, 24)]


@pytest.fixture
def sent(ws: Workspace) -> Workspace:
    """A request that was sent."""
    day = ws.today - datetime.timedelta(days=10)
    made = Request(
        reference=REF, site="tea.example", organisation="tea.example", rights=("object",), law="eu",
        to="privacy@tea.example", subject=f"Objection [{REF}]", body="Please stop.\n", message_id="<a@mail.example>",
        state="sent", events=(Event(state="sent", on=day),),
    )  # fmt: skip
    with journal.change(ws.places, "test") as change:
        ledger.create(change, refresh(made, law=law("eu"), today=ws.today))
    return ws


def flat(text: str) -> str:
    return " ".join(text.replace("│", " ").split())


@pytest.mark.parametrize("size", SIZES)
async def test_a_file_is_shown_and_recorded_on_y(sent: Workspace, size: tuple[int, int], tmp_path: Path) -> None:
    file = tmp_path / "a.eml"
    file.write_text(f"From: Desk <p@tea.example>\nSubject: [{REF}]\n\nPlease send us a copy of your passport.\n")
    async with opened(sent, size) as pilot:
        await press(pilot, "2", "a", "enter")
        await typed(pilot, str(file))
        seen = await shown(pilot, "looks needs-identity (identity)")
        assert "looks needs-identity (identity)" in seen
        assert "of your passport" in seen
        assert find_request(sent, REF).state == "sent"
        await press(pilot, "y")
        assert "draft the next letter?" in await shown(pilot, "draft the next letter?")
        assert find_request(sent, REF).state == "needs-identity"
        await press(pilot, "y")
        assert "drafted: " in await shown(pilot, "drafted: ")
        assert find_request(sent, REF).follow_ups[-1].kind == "identity-copy"


async def test_n_changes_nothing(sent: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "a.eml"
    file.write_text("We have stopped processing your data for advertising.\n")
    async with opened(sent, (80, 24)) as pilot:
        await press(pilot, "2", "a", "enter")
        await typed(pilot, str(file))
        assert "looks fulfilled" in await shown(pilot, "looks fulfilled")
        await press(pilot, "n")
        assert "nothing was recorded" in await shown(pilot, "nothing was recorded")
    assert find_request(sent, REF).state == "sent"


async def test_text_is_pasted(sent: Workspace) -> None:
    from textual.events import Paste

    async with opened(sent, (80, 24)) as pilot:
        await press(pilot, "2", "a", "down", "enter")
        assert pilot.app.focused is not None
        pilot.app.focused.post_message(Paste("Dear Ann,\n\nwe have received\x1b[2J your letter.\n"))
        await settled(pilot)
        await press(pilot, "f2")
        assert "looks acknowledged" in await shown(pilot, "looks acknowledged")
        await press(pilot, "y")
        assert "is acknowledged" in await shown(pilot, "is acknowledged")


async def test_what_says_nothing_asks_for_the_state(sent: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("See you at lunch.\n")
    async with opened(sent, (80, 24)) as pilot:
        await press(pilot, "2", "a", "enter")
        await typed(pilot, str(file))
        assert "nothing in it says" in await shown(pilot, "nothing in it says")
        await press(pilot, "enter")
        assert "is acknowledged" in await shown(pilot, "is acknowledged")
    assert find_request(sent, REF).state == "acknowledged"


@pytest.mark.parametrize(
    ("content", "words"), [(b"", "is empty"), (b"%PDF-1.4", "is a PDF"), (bytes(range(256)) * 30, "is no text")]
)
async def test_bad_input_is_said_in_one_line(sent: Workspace, tmp_path: Path, content: bytes, words: str) -> None:
    file = tmp_path / "a.eml"
    file.write_bytes(content)
    async with opened(sent, (80, 24)) as pilot:
        await press(pilot, "2", "a", "enter")
        await typed(pilot, str(file))
        assert words in await shown(pilot, words)
    assert find_request(sent, REF).state == "sent"


async def test_esc_leaves_at_every_step(sent: Workspace) -> None:
    async with opened(sent, (80, 24)) as pilot:
        for keys, window in (
            (("a",), "its text"),
            (("a", "enter"), "Tab completes"),
            (("a", "down", "enter"), "press F2"),
        ):
            await press(pilot, "2", *keys)
            assert window in await shown(pilot, window)
            await press(pilot, "escape")
            assert window not in flat(screen_text(pilot.app))
    assert find_request(sent, REF).state == "sent"


async def test_looking_again_shows_promise_by_promise(sent: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    from cookietui.actions import recheck
    from cookietui.actions.observing import Observed

    monkeypatch.setattr(recheck, "observe", lambda *_: Observed())
    async with opened(sent, (80, 24)) as pilot:
        await press(pilot, "2", "l")
        assert "no promise of tea.example" in await shown(pilot, "no promise")
        record_state(sent, REF, "fulfilled")
        await press(pilot, "l")
        assert "unclear: object" in await shown(pilot, "unclear")
        await press(pilot, "enter")
        assert "unclear: object" not in flat(screen_text(pilot.app))


async def shown(pilot: Pilot[int], words: str) -> str:
    """The screen once it has these words, or after a while without them."""
    for _ in range(100):
        await settled(pilot)
        if words in flat(screen_text(pilot.app)):
            break
        await asyncio.sleep(0.02)
    return flat(screen_text(pilot.app))
