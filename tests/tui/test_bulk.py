"""Many drafts on the full screen: the plan first, one question, a count, and Esc that loses nothing."""

from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from cookietui import readers
from cookietui.actions import bulk, handing
from cookietui.actions.draft import Order, draft
from cookietui.actions.identity import set_identity
from cookietui.actions.requests import list_requests, record_state
from cookietui.actions.workspace import Workspace
from cookietui.core.declaration import Channel, Contact, OfferedRight
from cookietui.core.errors import CookietuiError
from cookietui.core.request import Request
from cookietui.storage import journal, library
from cookietui.tui.screens import writing
from tests.actions.conftest import declaration
from tests.tui.seeing import SIZES, opened, press, screen_text, settled, typed


def keep(ws: Workspace, site: str, address: str) -> None:
    """A shop that lets people object by e-mail."""
    text = f"{site}\nYou may object at any time by e-mail to {address}.\n"
    found = declaration(
        text,
        site,
        site.partition(".")[0].title(),
        contacts=[(Contact(kind="email", value=address, roles=("privacy",)), address)],
        rights=[(OfferedRight(right="object", channels=(Channel("email", address),)), "You may object at any time")],
    )
    with journal.change(ws.places, "add") as change:
        library.add(
            change, site, data=text.encode(), text=text, declaration=found, version=readers.VERSION, day=ws.today
        )


@pytest.fixture
def shops(ws: Workspace, tmp_path: Path) -> Workspace:
    """Five sites: three to write to, one that names the address of another, one asked already."""
    set_identity(ws, {"name": "Ann Example", "email": "ann@home.example"})
    for name in ("ash", "birch", "cedar", "elm"):
        keep(ws, f"{name}.example", f"privacy@{name}.example")
    keep(ws, "alder.example", "privacy@ash.example")
    reference = draft(ws, Order(target="elm.example", rights=("object",))).request.reference
    record_state(ws, reference, "sent")
    return ws


def written(request: Request) -> bool:
    """Whether the letter is in its file."""
    return request.path is not None and Path(request.path).is_file()


async def chosen(pilot: Any) -> None:
    """R on the list, then `object` as the right."""
    await press(pilot, "R", "r", "down", "down", "down", "down", "down", "down", "enter")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_plan_and_the_question(size: tuple[int, int], shops: Workspace, shown: SnapshotAssertion) -> None:
    async with opened(shops, size) as pilot:
        await chosen(pilot)
        home = str(shops.places.drafts)
        texts = {"plan": screen_text(pilot.app)}
        await press(pilot, "m")
        texts["question"] = screen_text(pilot.app)
        await press(pilot, "n")
        assert [row.state for row in list_requests(shops)] == ["sent"]
    for name, text in texts.items():
        assert all(len(line) <= size[0] for line in text.split("\n"))
        assert text.replace(home, "~/drafts") == shown(name=f"{name}-{size[0]}x{size[1]}")


async def test_all_are_written_after_one_yes_and_planned_no_more(shops: Workspace) -> None:
    async with opened(shops, (120, 40)) as pilot:
        await chosen(pilot)
        text = screen_text(pilot.app)
        assert "left out" in text
        assert "look whether" in " ".join(text.split()).casefold()
        await press(pilot, "m", "y")
        await settled(pilot)
        made = [row for row in list_requests(shops) if row.state == "draft"]
        assert sorted(row.to for row in made) == [f"privacy@{name}.example" for name in ("ash", "birch", "cedar")]
        assert all(map(written, made))
        assert "drafted 3 requests; nothing was sent" in screen_text(pilot.app)
        await press(pilot, "m")
        assert "nothing to draft here" in screen_text(pilot.app)
        await press(pilot, "u")
        assert [row.state for row in list_requests(shops)] == ["sent"]


async def test_only_what_the_filter_shows_is_written_to(shops: Workspace) -> None:
    async with opened(shops) as pilot:
        await press(pilot, "slash")
        await typed(pilot, "birch")
        await chosen(pilot)
        await press(pilot, "m", "y")
        await settled(pilot)
        assert [row.to for row in list_requests(shops) if row.state == "draft"] == ["privacy@birch.example"]


async def test_esc_stops_after_a_batch_and_the_rest_goes_on(shops: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "BATCH", 1)
    original = handing.keep_draft
    app: list[Any] = []

    def pressed(*given: Any) -> Any:
        app[0].call_from_thread(app[0].screen.action_stop)
        return original(*given)

    async with opened(shops) as pilot:
        app.append(pilot.app)
        await chosen(pilot)
        with monkeypatch.context() as patch:
            patch.setattr(bulk, "keep_draft", pressed)
            await press(pilot, "m", "y")
            await settled(pilot)
        assert "stopped: 1 drafts are kept, 2 are left; m goes on" in screen_text(pilot.app)
        assert sum(row.state == "draft" for row in list_requests(shops)) == 1
        await press(pilot, "m", "y")
        await settled(pilot)
        assert sum(row.state == "draft" for row in list_requests(shops)) == 3


async def test_the_profile_that_wishes_nothing_says_so_and_a_law_can_be_chosen(shops: Workspace) -> None:
    async with opened(shops, (120, 40)) as pilot:
        await press(pilot, "R")
        assert "your profile wishes nothing here" in screen_text(pilot.app)
        await press(pilot, "m")
        assert "r chooses another right" in screen_text(pilot.app)
        await press(pilot, "r", "down", "enter", "l", "G", "enter")
        assert "does not give" in screen_text(pilot.app) or "to be drafted" in screen_text(pilot.app)
        await press(pilot, "question_mark")
        assert "write them all" in screen_text(pilot.app)


async def test_help_on_the_list_names_the_key(shops: Workspace) -> None:
    async with opened(shops) as pilot:
        await press(pilot, "question_mark")
        assert "request all" in screen_text(pilot.app)


def test_leaving_stops_the_planning(shops: Workspace) -> None:
    def stop(looked: int) -> None:
        if looked == 2:
            raise CookietuiError("enough")

    with pytest.raises(CookietuiError, match="enough"):
        bulk.plan(shops, (), Order(target="", rights=("object",)), watch=stop)
