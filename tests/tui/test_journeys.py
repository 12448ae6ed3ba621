"""The ways a person goes, by keys: how many it takes, and what comes of them."""

import datetime

import msgspec
import pytest

from cookietui.actions.order import LawOption
from cookietui.actions.sites import SiteRow
from cookietui.actions.workspace import Workspace
from cookietui.core.declaration import OfferedRight
from cookietui.tui.app import Application
from tests.tui.seeing import opened, press, screen_text
from tests.tui.stage import Stage

SMALL = [(80, 24), (40, 24)]


@pytest.mark.parametrize("size", SMALL)
async def test_from_the_list_to_a_draft_in_two_keys(size: tuple[int, int], ws: Workspace, stage: Stage) -> None:
    async with opened(ws, size) as pilot:
        await press(pilot, "r", "m")
        assert [deed[0] for deed in stage.deeds] == ["draft"]
        assert stage.deeds[0][1].target == "bakery.example"
        assert "draft CT-NEW1" in screen_text(pilot.app)
        assert "bakery.example" in screen_text(pilot.app)


async def test_keys_typed_ahead_act_on_the_page_they_were_meant_for(ws: Workspace, stage: Stage) -> None:
    async with opened(ws) as pilot:
        for key in ("down", "down", "enter", "r", "m"):
            pilot.app.simulate_key(key)
        await press(pilot, "f12")
        assert [deed[0] for deed in stage.deeds] == ["draft"]
        assert stage.deeds[0][1].target == "kettle.example"
        assert "Sites › kettle.example " in screen_text(pilot.app)


async def test_a_site_shows_its_worst_finding_first_and_its_evidence(ws: Workspace, stage: Stage) -> None:
    async with opened(ws, (80, 24)) as pilot:
        await press(pilot, "down", "down", "enter")
        assert "› [!] problem contradiction" in screen_text(pilot.app)
        assert "evidence 1 of 2, line 4" in screen_text(pilot.app)
        await press(pilot, "n")
        assert "evidence 2 of 2, line 10" in screen_text(pilot.app)
        assert "Our pages never set advertising cookies." in screen_text(pilot.app)
        await press(pilot, "n")
        assert "evidence 1 of 2" in screen_text(pilot.app)
        await press(pilot, "N")
        assert "evidence 2 of 2" in screen_text(pilot.app)


async def test_a_choice_on_a_row_is_for_its_category_here(ws: Workspace, stage: Stage) -> None:
    async with opened(ws, (120, 40)) as pilot:
        await press(pilot, "down", "down", "enter", "right", "right", "s")
        assert stage.deeds == [("set", "kettle.example/marketing", "session")]
        assert "who wins for marketing: session" in screen_text(pilot.app)
        await press(pilot, "i")
        assert stage.deeds[-1] == ("unset", "kettle.example/marketing")
        await press(pilot, "u")
        assert stage.undone == [("unset", "kettle.example/marketing")]
        await press(pilot, "ctrl+r")
        assert stage.deeds[-1] == ("unset", "kettle.example/marketing")


@pytest.mark.parametrize(("key", "choice"), [("a", "allow"), ("s", "session"), ("d", "deny")])
async def test_a_choice_in_the_list_is_for_the_whole_site(key: str, choice: str, ws: Workspace, stage: Stage) -> None:
    async with opened(ws) as pilot:
        await press(pilot, "down", "down", key)
        assert stage.deeds == [("set", "kettle.example", choice)]
        row = next(line for line in screen_text(pilot.app).split("\n") if "kettle.example" in line)
        assert row.startswith("›")
        assert choice in row


async def test_where_no_choice_can_act_its_keys_are_off(ws: Workspace, stage: Stage) -> None:
    async with opened(ws) as pilot:
        await press(pilot, "down", "down", "enter", "d")
        assert stage.deeds == []
        assert "d deny" not in screen_text(pilot.app)


async def test_a_reading_is_marked_wrong_and_counts_again(ws: Workspace, stage: Stage) -> None:
    async with opened(ws) as pilot:
        await press(pilot, "down", "down", "enter", "x")
        assert stage.deeds[-1][::3] == ("mark", True)
        assert "› [x] problem" in screen_text(pilot.app)
        await press(pilot, "x")
        assert stage.deeds[-1][::3] == ("mark", False)


async def test_the_composer_changes_the_letter_at_once(ws: Workspace, stage: Stage) -> None:
    async with opened(ws, (120, 40)) as pilot:
        await press(pilot, "down", "down", "r", "down", "enter")
        assert "I make use of: access, object." in screen_text(pilot.app)
        await press(pilot, "l")
        assert "Art. 21 GDPR" in screen_text(pilot.app)
        assert "answer due 2026-12-21" in screen_text(pilot.app)
        assert "[!]  an objection needs a reason" in screen_text(pilot.app)
        await press(pilot, "t")
        assert "To: Kettle Shop Ltd" in screen_text(pilot.app)
        await press(pilot, "L", "w", "m")
        (deed,) = stage.deeds
        assert deed[1].rights == ("access", "object")
        assert (deed[1].law, deed[1].language, deed[1].channel, deed[2]) == ("eu", "de", "post", "letter")


async def test_a_reason_is_typed_and_goes_into_the_letter(ws: Workspace, stage: Stage) -> None:
    async with opened(ws, (120, 40)) as pilot:
        await press(pilot, "down", "down", "r", *["down"] * 7)
        assert "› " in next(line for line in screen_text(pilot.app).split("\n") if "Reason" in line)
        await press(pilot, "enter", *"I [b]am", "enter")
        assert "I [b]am" in screen_text(pilot.app)
        await press(pilot, "m")
        assert stage.deeds[0][1].reason == "I [b]am"


async def test_the_filter_keeps_the_cursor_on_its_row(ws: Workspace, stage: Stage) -> None:
    async with opened(ws) as pilot:
        await press(pilot, "end", "slash", *"example", "enter")
        assert "› [x] late      toys.example" in screen_text(pilot.app)
        await press(pilot, "slash", *" gym")
        assert "1 of 5 sites   filter: example gym" in screen_text(pilot.app)
        await press(pilot, "escape")
        assert "5 sites" in screen_text(pilot.app)
        await press(pilot, "slash", *"zzz", "enter")
        assert "no site fits the filter" in screen_text(pilot.app)
        await press(pilot, "escape", "d")
        assert len(stage.deeds) == 1


async def test_an_import_ticks_what_loosens_only_when_asked(ws: Workspace, stage: Stage) -> None:
    async with opened(ws) as pilot:
        await press(pilot, "3", "I", *"a.toml", "enter")
        assert "[ ]  defaults.analytics" in screen_text(pilot.app)
        await press(pilot, "w", "n")
        assert stage.deeds == []
        await press(pilot, "L", "w")
        assert "1 of them allows more" in screen_text(pilot.app)
        await press(pilot, "y")
        assert stage.deeds == [
            ("import", ("defaults.analytics", "defaults.marketing", 'sites."shop.example".choice')),
        ]
        assert "3 applied to mine" in screen_text(pilot.app)


async def test_an_import_that_cannot_be_read_says_so(ws: Workspace, stage: Stage) -> None:
    async with opened(ws) as pilot:
        await press(pilot, "3", "I", *"missing", "enter")
        assert "[!] missing: no such file" in screen_text(pilot.app)
        assert "balanced" in screen_text(pilot.app)


async def test_an_export_is_seen_before_it_is_written(ws: Workspace, stage: Stage) -> None:
    async with opened(ws) as pilot:
        await press(pilot, "3", "E")
        assert 'marketing = "deny"' in screen_text(pilot.app)
        assert stage.deeds == []
        await press(pilot, "w", "enter")
        assert [deed[0] for deed in stage.deeds] == ["export"]


async def test_q_leaves_with_code_0(ws: Workspace, stage: Stage) -> None:
    app = Application(ws)
    async with app.run_test() as pilot:
        await pilot.press("q")
    app.closing.close()
    assert app.return_value == 0


async def test_every_digit_leads_to_its_page_from_anywhere(ws: Workspace, stage: Stage) -> None:
    async with opened(ws) as pilot:
        await press(pilot, "down", "down", "enter", "r", "2")
        assert "CT-19BC" not in screen_text(pilot.app)
        assert "drafts 1" in screen_text(pilot.app)
        await press(pilot, "1")
        assert "› [!] conflict  kettle.example" in screen_text(pilot.app)
        assert len(pilot.app.screen_stack) == 2


async def test_twenty_thousand_sites_stay_fluid(ws: Workspace, stage: Stage) -> None:
    stage.extra = tuple(SiteRow(domain=f"site-{number:05}.example", status="ok") for number in range(20_000))
    async with opened(ws) as pilot:
        await press(pilot, "end")
        assert "site-19999.example" in screen_text(pilot.app)
        begun = datetime.datetime.now(tz=datetime.UTC)
        await press(pilot, "g", "pagedown", "pagedown", "slash", *"1999")
        assert (datetime.datetime.now(tz=datetime.UTC) - begun).total_seconds() < 8
        assert "12 of 20001 sites" in screen_text(pilot.app)


async def test_of_many_laws_one_is_chosen_in_a_window(ws: Workspace, stage: Stage) -> None:
    stage.laws = tuple(LawOption(id=f"law-{number}", name=f"Act {number}", fits=True) for number in range(9))
    async with opened(ws, (120, 40)) as pilot:
        await press(pilot, "down", "down", "r", "l")
        assert "── law ──" in screen_text(pilot.app)
        await press(pilot, "escape")
        assert "── law ──" not in screen_text(pilot.app)
        await press(pilot, "l", "end", "enter", "m")
        assert stage.deeds[0][1].law == "law-8"


async def test_a_request_is_for_the_right_under_the_cursor(ws: Workspace, stage: Stage) -> None:
    made = stage.declarations["kettle.example"]
    delete = OfferedRight(right="delete", evidence=made.rights[0].evidence)
    stage.declarations["kettle.example"] = msgspec.structs.replace(made, rights=(*made.rights, delete))
    async with opened(ws, (120, 40)) as pilot:
        await press(pilot, "down", "down", "enter", *["right"] * 5, "down")
        assert "› " in next(line for line in screen_text(pilot.app).split("\n") if "right delete" in line)
        await press(pilot, "r", "m")
        assert stage.deeds[0][1].rights == ("delete",)
