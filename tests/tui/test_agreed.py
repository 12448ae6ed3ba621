"""The site screen says what the consent cookies in the browsers hold, and marks what is not wanted."""

from pathlib import Path

import pytest

from cookietui.actions.agreed import agreed
from cookietui.actions.prefer import Wanted, set_choices
from cookietui.actions.sites import site_view
from cookietui.actions.workspace import Workspace
from cookietui.tui import declared
from cookietui.tui.signs import CONFLICT
from tests.actions.test_agreed import jar
from tests.tui.seeing import opened, press, screen_text, settled, typed


def keep(ws: Workspace, home: Path) -> None:
    set_choices(ws, [Wanted(site="tea.example", categories={"marketing": "deny"})])
    folder = home / ".mozilla" / "firefox" / "abc.default"
    folder.mkdir(parents=True)
    jar(folder)


def test_rows_of_what_was_agreed_to(ws: Workspace, home: Path) -> None:
    keep(ws, home)
    view = site_view(ws, "tea.example")
    rows = declared.site_rows(view, agreed(ws, "tea.example", view.decisions))
    start = next(number for number, row in enumerate(rows) if row.cells[0] == "What you agreed to")
    assert rows[start + 2].cells[0] == "You agreed to targeting, and you deny marketing"
    assert rows[start + 2].sign == CONFLICT
    assert len({row.key for row in rows}) == len(rows)


async def test_the_site_screen_says_it(ws: Workspace, home: Path) -> None:
    keep(ws, home)
    async with opened(ws) as pilot:
        await settled(pilot)
        await press(pilot, "enter")
        await settled(pilot)
        await press(pilot, "l", "l", "l")
        await settled(pilot)
        text = screen_text(pilot.app)
        assert "What you agreed to" in text
        assert "OptanonConsent at tea.example" in text
        assert "[!]" in text
        assert "my-own-number" not in text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1YYN", "You opted out of: the sale of your data."),
        ("CO!x", "is not base64url text"),
        ("-", "is no consent string"),
    ],
)
async def test_a_string_is_decoded_where_one_types_it(ws: Workspace, text: str, words: str) -> None:
    async with opened(ws) as pilot:
        await settled(pilot)
        await press(pilot, "c")
        await typed(pilot, text)
        await settled(pilot)
        assert words in screen_text(pilot.app)
        await press(pilot, "escape")
        await settled(pilot)
        assert words not in screen_text(pilot.app)
