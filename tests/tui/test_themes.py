"""Every text of our own themes can be read: 4.5:1 or more (WCAG 2.2, 1.4.3)."""

import itertools

import pytest
from textual.color import Color
from textual.theme import Theme

from cookietui.actions.workspace import Workspace
from cookietui.tui.themes import DEFAULT, own_themes
from tests.tui.seeing import opened, press, screen_text
from tests.tui.stage import Stage

TEXTS = ("foreground", "primary", "accent", "success", "warning", "error", "muted")
GROUNDS = ("background", "surface", "panel")


def contrast(one: Color, two: Color) -> float:
    """The ratio of WCAG 2.2."""
    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(color: Color) -> float:
    """Relative luminance of WCAG 2.2."""
    parts = [part / 255 for part in color.rgb]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", own_themes(), ids=lambda theme: theme.name)
def test_contrast(theme: Theme) -> None:
    colors = {**vars(theme), **theme.variables}
    pairs = list(itertools.product(TEXTS, GROUNDS))
    pairs += [
        ("block-cursor-foreground", "block-cursor-background"),
        ("block-cursor-blurred-foreground", "block-cursor-blurred-background"),
    ]
    for text, ground in pairs:
        ratio = contrast(Color.parse(colors[text]), Color.parse(colors[ground]))
        assert ratio >= 4.5, f"{text} on {ground}: {ratio:.2f}"


def test_there_is_a_dark_and_a_light_one() -> None:
    assert {theme.dark for theme in own_themes()} == {True, False}
    assert DEFAULT in {theme.name for theme in own_themes()}


@pytest.mark.parametrize("name", ["biscuit-light", "ansi-dark", "nord"])
async def test_every_theme_shows_the_same_words(
    name: str, ws: Workspace, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(ws) as pilot:
        await press(pilot, "down", "down", "enter")
        before = screen_text(pilot.app)
        pilot.app.theme = name
        await press(pilot)
        assert screen_text(pilot.app) == before


async def test_without_colour_the_cursor_and_the_states_can_be_seen(
    ws: Workspace, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(ws) as pilot:
        await press(pilot, "down", "down")
        strips = pilot.app.screen._compositor.render_strips()
        styles = [segment.style for strip in strips for segment in strip if segment.style is not None]
        for style in styles:
            for color in (style.color, style.bgcolor):
                assert color is None or color.triplet is None or len(set(color.triplet)) == 1
        text = screen_text(pilot.app)
        assert "› [!] conflict" in text
        assert all(sign in text for sign in ("[=]", "[~]", "[?]", "[x]"))
