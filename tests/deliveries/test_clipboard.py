"""The clipboard program gets the letter on its standard input, and nothing on its command line."""

import sys
from pathlib import Path

import pytest

from cookietui.core.delivery import Settings
from cookietui.core.errors import CannotSave
from cookietui.core.mail import Draft
from cookietui.deliveries import clipboard


def program(folder: Path, text: str) -> tuple[str, ...]:
    path = folder / "copy.py"
    path.write_text(text)
    return (sys.executable, str(path), str(folder / "out"))


def test_the_letter_goes_in_by_standard_input(draft: Draft, folder: Path) -> None:
    copy = program(folder, "import sys\nopen(sys.argv[1], 'wb').write(sys.stdin.buffer.read())\n")
    receipt = clipboard.deliver(draft, Settings(command=copy))
    assert (folder / "out").read_text("utf-8") == draft.body == receipt.text
    assert "history" in receipt.warnings[0]


def test_a_program_that_fails_is_told(draft: Draft, folder: Path) -> None:
    with pytest.raises(CannotSave, match="did not take the letter"):
        clipboard.deliver(draft, Settings(command=program(folder, "raise SystemExit(3)")))


def test_without_a_program_it_is_not_ready(draft: Draft, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setenv("PATH", str(folder))
    assert not clipboard.ready(Settings()).ok
    assert not clipboard.ready(Settings(command=("wl-copy",))).ok
    with pytest.raises(CannotSave, match="no program"):
        clipboard.deliver(draft, Settings())


def test_the_program_of_the_running_desktop_is_taken(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    for name in ("wl-copy", "xclip"):
        (folder / name).write_text("#!/bin/sh\n")
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", ":0")
    assert clipboard.ready(Settings()).ok
    assert clipboard._command(Settings(), {"DISPLAY": ":0"})[0] == "xclip"
    assert clipboard._command(Settings(), {"DISPLAY": ":0", "WAYLAND_DISPLAY": "w"})[0] == "wl-copy"
    assert clipboard._command(Settings(), {}) == ()
