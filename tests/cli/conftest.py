"""Commands run in process by `run`, or as a real process by `spawn`; both give code, stdout and stderr."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner

from cookietui import readers
from cookietui.cli.main import cli
from cookietui.storage import journal, library
from cookietui.storage.places import find_places
from tests.actions.conftest import TEXT, TODAY, tea


class Ran(NamedTuple):
    """What a command gave."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[Any]:
        """The JSON Lines of stdout."""
        assert self.out.isascii()
        return [json.loads(line) for line in self.out.splitlines()]


def run(*words: str, stdin: bytes | str = b"") -> Ran:
    """Run cookietui in this process, with no terminal."""
    result = CliRunner().invoke(cli, list(words), input=stdin)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return Ran(result.exit_code, result.stdout, result.stderr)


def spawn(*words: str, stdin: bytes = b"", **env: str) -> Ran:
    """Run cookietui as a process of its own, with no terminal."""
    done = subprocess.run(
        [sys.executable, "-m", "cookietui", *words],
        input=stdin,
        capture_output=True,
        timeout=60,
        check=False,
        env={**os.environ, **env},
        cwd=Path(__file__).parents[2],
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def tea_kept(home: Path) -> str:
    """A site with two rights in the library, kept without a reader."""
    places = find_places(os.environ)
    with journal.change(places, "add tea.example") as change:
        library.add(change, "tea.example", data=b"x", text=TEXT, declaration=tea(), version=readers.VERSION, day=TODAY)
    return "tea.example"
