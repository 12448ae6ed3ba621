"""m uses the default way, M offers those that are ready; a command is shown first, and the terminal comes back."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import pytest

from cookietui.actions import draft, launching
from cookietui.actions.order import Composition, Doubt, Drafted, WayOption
from cookietui.actions.workspace import Workspace
from cookietui.core.delivery import Launch
from cookietui.core.errors import NotDelivered
from cookietui.tui.app import Application
from tests.tui.seeing import opened, press, screen_text
from tests.tui.stage import Stage

OPENS = Launch(command=("neomutt", "-H", "/drafts/ck-1.eml"), terminal=True)
SENDS = Launch(command=("msmtp", "-t"), feed=b"x", sends=True, rehearsal=("msmtp", "--pretend", "-t"))


@pytest.fixture
def given(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What `draft` answers besides; and what was run."""
    told: dict[str, Any] = {"launch": None, "ran": []}
    composed, drafted = stage.compose, stage.draft

    def compose(*words: Any, **more: Any) -> Composition:
        options = (
            WayOption(name="eml", title="a file", note="opened with NeoMutt"),
            WayOption(name="imap", title="your mail server", note="Drafts of ann", runs=("pass mail",)),
            WayOption(name="stdout", title="print it", keeps=False),
        )
        return msgspec.structs.replace(
            composed(*words, **more), ways=tuple(each.name for each in options), way_options=options
        )

    def make(*words: Any, **more: Any) -> Drafted:
        told["way"] = more.get("way")
        made: Drafted = drafted(*words, **more)
        return msgspec.structs.replace(made, kept=True, launch=told["launch"])

    monkeypatch.setattr(draft, "compose", compose)
    monkeypatch.setattr(draft, "draft", make)
    monkeypatch.setattr(launching, "open_draft", lambda launch: told["ran"].append(launch.command))
    monkeypatch.setattr(launching, "rehearse", lambda _launch: "host = 127.0.0.1\nfrom = ann")

    def send(_ws: Any, request: Any, launch: Launch, _letter: Any = None) -> Any:
        told["ran"].append(launch.command)
        return request

    monkeypatch.setattr(launching, "send", send)
    return told


@pytest.fixture
def lent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Each time the terminal was lent and came back."""
    marks: list[str] = []

    @contextmanager
    def suspend(_self: Application) -> Iterator[None]:
        marks.append("lent")
        yield
        marks.append("back")

    monkeypatch.setattr(Application, "suspend", suspend)
    return marks


async def test_capital_m_offers_the_ways_that_keep_and_writes_in_the_chosen_one(
    ws: Workspace, given: dict[str, Any]
) -> None:
    async with opened(ws) as pilot:
        await press(pilot, "r", "M")
        shown = screen_text(pilot.app)
        assert "eml: a file" in shown
        assert "imap: your mail server" in shown
        assert "Drafts of ann" in shown
        assert "pass mail" in shown
        assert "stdout" not in shown
        await press(pilot, "j", "enter")
        assert given["way"] == "imap"
        assert "draft CT-NEW1" in screen_text(pilot.app)


async def test_esc_in_the_choice_writes_nothing(ws: Workspace, stage: Stage, given: dict[str, Any]) -> None:
    async with opened(ws) as pilot:
        await press(pilot, "r", "M", "escape")
        assert "way" not in given
        assert not stage.deeds
        assert "write draft" in screen_text(pilot.app)


@pytest.mark.parametrize(("answer", "runs"), [("y", 1), ("n", 0), ("escape", 0)])
async def test_the_command_is_shown_and_the_terminal_lent_only_after_a_yes(
    ws: Workspace, given: dict[str, Any], lent: list[str], answer: str, runs: int
) -> None:
    given["launch"] = OPENS
    async with opened(ws) as pilot:
        await press(pilot, "r", "m")
        shown = screen_text(pilot.app)
        assert "Runs: neomutt -H /drafts/ck-1.eml" in shown
        assert "takes the whole terminal" in shown
        assert given["ran"] == []
        await press(pilot, answer)
        assert given["ran"] == [OPENS.command] * runs
        assert lent == ["lent", "back"] * runs
        assert "draft CT-NEW1" in screen_text(pilot.app)


async def test_a_program_that_fails_gives_the_terminal_back_and_is_told(
    ws: Workspace, given: dict[str, Any], lent: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    given["launch"] = OPENS

    def fail(_launch: Launch) -> None:
        raise NotDelivered("neomutt ended with 1")

    monkeypatch.setattr(launching, "open_draft", fail)
    async with opened(ws) as pilot:
        await press(pilot, "r", "m", "y")
        assert lent == ["lent", "back"]
        assert "neomutt ended with 1; the draft is kept" in screen_text(pilot.app)


@pytest.mark.parametrize(("answer", "runs", "said"), [("y", 1, "was sent today"), ("n", 0, "not sent")])
async def test_sending_is_rehearsed_and_asked(
    ws: Workspace, given: dict[str, Any], answer: str, runs: int, said: str
) -> None:
    given["launch"] = SENDS
    async with opened(ws) as pilot:
        await press(pilot, "r", "m")
        shown = screen_text(pilot.app)
        assert "Rehearsal, nothing was sent: msmtp --pretend -t" in shown
        assert "from = ann" in shown
        assert "Runs: msmtp -t" in shown
        assert "nobody else" in shown
        await press(pilot, answer)
        assert given["ran"] == [SENDS.command] * runs
        assert said in screen_text(pilot.app)


async def test_what_a_server_does_not_take_is_told_and_the_lists_know_the_draft(
    ws: Workspace, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_words: Any, **_more: Any) -> Drafted:
        stage.deeds.append(("draft",))
        raise NotDelivered(f"mail.example did not answer; the draft is kept: {Path('ck-1.eml')}")

    monkeypatch.setattr(draft, "draft", refuse)
    async with opened(ws) as pilot:
        before = pilot.app.changes  # type: ignore[attr-defined]
        await press(pilot, "r", "m")
        assert "mail.example did not answer" in screen_text(pilot.app)
        assert pilot.app.changes > before  # type: ignore[attr-defined]


@pytest.mark.parametrize(("answer", "kept"), [("y", True), ("n", False), ("escape", False), ("enter", False)])
async def test_an_address_in_doubt_is_asked_about_with_its_source(
    ws: Workspace, stage: Stage, monkeypatch: pytest.MonkeyPatch, answer: str, kept: bool
) -> None:
    composed = stage.compose
    doubt = Doubt(address="p@xn--bcher-kva.example", why="it is not at kettle.example", source="it stands in line 8")

    def compose(*words: Any, **more: Any) -> Composition:
        return msgspec.structs.replace(composed(*words, **more), doubt=doubt)

    monkeypatch.setattr(draft, "compose", compose)
    async with opened(ws) as pilot:
        await press(pilot, "r")
        assert "m asks first" in screen_text(pilot.app)
        await press(pilot, "m")
        shown = screen_text(pilot.app)
        assert all(
            words in shown
            for words in ("p@xn--bcher-kva.example (p@bücher.example)", "not at kettle.example", "line 8")
        )
        assert not stage.deeds
        await press(pilot, answer)
        assert bool(stage.deeds) == kept
        if kept:
            _, order, _ = stage.deeds[0]
            assert order.yes_to == order.recipient == doubt.address
