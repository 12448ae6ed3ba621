"""The list: the cursor is found again by its key, and only what is seen is drawn."""

import pytest
from textual.app import App, ComposeResult

from cookietui.tui.signs import Toned
from cookietui.tui.styles import sheets
from cookietui.tui.widgets.layout import Column, Drawn, Row
from cookietui.tui.widgets.rows import Rows


class Listed(App[None]):
    """One list."""

    def __init__(self, *, wraps: bool = False) -> None:
        super().__init__()
        self.wraps = wraps
        for name, text in sheets():
            self.stylesheet.add_source(text, read_from=(name, ""), is_default_css=False)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return {"muted": "#888888", "rule": "#888888"}

    def compose(self) -> ComposeResult:
        yield Rows(Column(), wraps=self.wraps)

    @property
    def list(self) -> Rows:
        return self.query_one(Rows)


def rows(*keys: str) -> list[Row]:
    """Rows by their keys; one that begins with # is a heading."""
    return [Row(key, (key,), kind="heading" if key.startswith("#") else "item") for key in keys]


async def test_the_cursor_keeps_its_row_when_others_come_and_go() -> None:
    async with Listed().run_test() as pilot:
        pilot.app.query_one(Rows).show(rows("a", "b", "c"))
        await pilot.press("down", "down")
        made = pilot.app.query_one(Rows)
        assert made.key == "c"
        made.show(rows("c", "a"))
        assert made.key == "c"
        made.show(rows("a", "b"))
        assert made.key == "a", "gone: it stays where it was"
        made.show([])
        assert made.key is None
        await pilot.press("down", "up", "end", "home", "pagedown", "pageup")


@pytest.mark.parametrize("wraps", [False, True])
async def test_headings_never_take_the_cursor(wraps: bool) -> None:
    async with Listed(wraps=wraps).run_test() as pilot:
        made = pilot.app.query_one(Rows)
        made.show(rows("# one", "a", "# two", "b", "# three"))
        assert made.key == "a"
        await pilot.press("down")
        assert made.key == "b"
        await pilot.press("down", "end")
        assert made.key == "b"
        await pilot.press("up", "up", "up")
        assert made.key == "a"
        assert made.scroll_offset.y == 0


async def test_letters_and_arrows_move_alike() -> None:
    async with Listed().run_test(size=(40, 10)) as pilot:
        made = pilot.app.query_one(Rows)
        made.show(rows(*map(str, range(100))))
        for keys, expected in (
            (("j", "j"), "2"),
            (("k",), "1"),
            (("G",), "99"),
            (("g",), "0"),
            (("pagedown",), "10"),
            (("ctrl+d",), "20"),
            (("ctrl+u", "pageup"), "0"),
        ):
            await pilot.press(*keys)
            assert made.key == expected, keys


async def test_the_row_under_the_cursor_is_always_in_view() -> None:
    async with Listed(wraps=True).run_test(size=(40, 10)) as pilot:
        made = pilot.app.query_one(Rows)
        made.show([Row(str(number), ("word " * 20,)) for number in range(8)])
        for key in ("down",) * 7 + ("up",) * 7:
            await pilot.press(key)
            first, end = made.span(made.cursor)
            assert made.scroll_offset.y <= first
            assert end <= made.scroll_offset.y + made.room


async def test_a_click_goes_to_a_row() -> None:
    async with Listed().run_test() as pilot:
        made = pilot.app.query_one(Rows)
        made.show(rows("a", "b", "c"))
        await pilot.click(Rows, offset=(5, 2))
        assert made.key == "c"
        await pilot.click(Rows, offset=(5, 20))
        assert made.key == "c"


async def test_only_what_is_seen_is_drawn() -> None:
    drawn: set[int] = set()

    def draw(number: int) -> Row:
        drawn.add(number)
        return Row(str(number), (str(number),), Toned("[=]", "good"))

    async with Listed().run_test(size=(40, 20)) as pilot:
        pilot.app.query_one(Rows).show(Drawn(range(100_000), draw))
        await pilot.pause()
        await pilot.press("end")
        await pilot.pause()
        assert pilot.app.query_one(Rows).key == "99999"
        assert len(drawn) < 100
