"""Every way to hand over a draft is a module of one shape, found by its name."""

import ast
from pathlib import Path

import pytest

from cookietui import deliveries, plugins
from cookietui.core.delivery import Ready, Settings

NAMES = plugins.names(deliveries)


def test_the_ways_are_found() -> None:
    assert {"eml", "stdout", "letter", "mailto", "maildir", "clipboard"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_each_has_a_title_says_whether_it_is_ready_and_delivers(name: str) -> None:
    way = plugins.load(deliveries, name)
    assert way.TITLE == way.TITLE.strip() != ""
    state = way.ready(Settings())
    assert isinstance(state, Ready)
    assert state.ok or state.missing, "what is missing is said"
    assert callable(way.deliver)


@pytest.mark.parametrize("name", NAMES)
def test_none_opens_files_or_shells_itself(name: str) -> None:
    source = Path(str(plugins.load(deliveries, name).__file__)).read_text("utf-8")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            assert called not in ("open", "os.open", "os.system", "os.popen"), called
            assert not called.endswith((".write_text", ".write_bytes", ".unlink", ".rename", ".mkdir"))
            assert not any(k.arg == "shell" for k in node.keywords)
