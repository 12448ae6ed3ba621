"""Every key has a name that is stable, is shown by `?`, and stands in the palette; nothing needs Alt."""

from collections.abc import Iterator

import pytest
from textual.binding import Binding
from textual.dom import DOMNode

from cookietui import plugins
from cookietui.actions.workspace import Workspace
from cookietui.tui import screens
from cookietui.tui.app import Application
from cookietui.tui.keys import shown_key
from cookietui.tui.palette import Commands
from cookietui.tui.widgets.filter_line import FilterLine
from cookietui.tui.widgets.line import Line
from cookietui.tui.widgets.lines import Lines
from cookietui.tui.widgets.rows import Rows
from tests.tui.seeing import opened, press, start_again
from tests.tui.stage import Stage
from tests.tui.test_screens import WAYS

AVOID = {"ctrl+i", "ctrl+m", "ctrl+j", "ctrl+h", "ctrl+s", "ctrl+b", "ctrl+a", "f11", "f12"}


def own_bindings() -> Iterator[tuple[str, Binding]]:
    """Every binding that is ours, with the name of where it stands."""
    nodes: list[tuple[str, type[DOMNode]]] = [
        (name, plugins.load(screens, name).View) for name in plugins.names(screens)
    ]
    nodes += [(kind.__name__, kind) for kind in (Application, Lines, Rows, Line, FilterLine)]
    for name, node in nodes:
        for binding in node.__dict__.get("BINDINGS", ()):
            yield name, binding


def test_every_binding_has_a_name_and_a_label() -> None:
    for name, binding in own_bindings():
        assert binding.id, (name, binding)
        assert binding.description, (name, binding)
        assert binding.description == binding.description.strip()


def test_no_key_is_one_that_terminals_swallow() -> None:
    for name, binding in own_bindings():
        for key in binding.key.split(","):
            assert key not in AVOID, (name, key)
            assert not key.startswith(("alt+", "meta+")), (name, key)


def test_letters_do_not_need_control() -> None:
    """What is reached with Ctrl has another key or is the redo and palette that every program has there."""
    only_ctrl = {
        binding.id for _, binding in own_bindings() if all(key.startswith("ctrl+") for key in binding.key.split(","))
    }
    assert only_ctrl == {"app.redo", "app.commands"}


def test_one_name_means_one_thing() -> None:
    seen: dict[str, tuple[str, str]] = {}
    for _, binding in own_bindings():
        assert binding.id is not None
        keys = seen.setdefault(binding.id, (binding.key.split(",")[0], binding.action.split("(")[0]))
        assert keys[0] == binding.key.split(",")[0], binding.id


async def test_help_and_palette_list_every_key_of_the_page(ws: Workspace, stage: Stage) -> None:
    async with opened(ws) as pilot:
        for name in ("sites", "site", "profile-import"):
            await press(pilot, *WAYS[name])
            page = pilot.app.screen
            named = {active.binding.id for active in page.active_bindings.values() if active.binding.id}
            labels = {
                (active.binding.id, shown_key(active.binding.key))
                for active in page.active_bindings.values()
                if active.binding.id
            }
            offered = {key for _, keys, _ in Commands(page).commands() for key in keys.split(" ")}
            enabled = {shown_key(a.binding.key) for a in page.active_bindings.values() if a.binding.id and a.enabled}
            assert enabled - {"^p"} <= offered, name
            await press(pilot, "question_mark" if name != "prompt" else "f1")
            rows = pilot.app.screen.query_one(Lines).rows
            shown = " ".join(str(getattr(cell, "text", cell)) for row in rows for cell in row.cells).split()
            missing = {(name, key) for name, key in labels if key not in shown}
            assert not missing
            assert {"app.help", "app.quit", "app.undo", "app.redo", "app.commands"} <= named
            await start_again(pilot)


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("ctrl+r", "^r"),
        ("question_mark", "?"),
        ("enter", "Enter"),
        ("shift+tab", "Shift+Tab"),
        ("f1", "F1"),
        ("G", "G"),
        ("slash", "/"),
    ],
)
def test_keys_are_shown_as_words(key: str, expected: str) -> None:
    assert shown_key(key) == expected


async def test_the_palette_carries_out_what_it_lists(ws: Workspace, stage: Stage) -> None:
    async with opened(ws) as pilot:
        await press(pilot, "ctrl+p")
        for key in ("d", "e", "n", "y"):
            await pilot.press(key)
        await pilot.pause(0.3)
        await pilot.press("enter")
        await press(pilot)
        assert stage.deeds == [("set", "bakery.example", "deny")]
