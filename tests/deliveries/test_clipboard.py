"""The clipboard program gets the letter on its standard input, nothing on its command line; else the terminal is asked."""

import os
import sys
from pathlib import Path

import msgspec
import pytest

from cookietui.core.delivery import Settings
from cookietui.core.errors import BadInput, NotDelivered
from cookietui.core.mail import Draft
from cookietui.deliveries import clipboard


def own(folder: Path, text: str) -> Settings:
    path = folder / "copy.py"
    path.write_text(text)
    table = {"command": [sys.executable, str(path), str(folder / "out")]}
    return Settings(table=table, environment={"PATH": os.environ["PATH"]})


def found(folder: Path, *names: str, **environment: str) -> Settings:
    for name in names:
        (folder / name).write_text("#!/bin/sh\ncat > /dev/null\n")
        (folder / name).chmod(0o755)
    return Settings(environment={"PATH": str(folder), **environment})


def test_the_letter_goes_in_by_standard_input(draft: Draft, folder: Path) -> None:
    settings = own(folder, "import sys\nopen(sys.argv[1], 'wb').write(sys.stdin.buffer.read())\n")
    receipt = clipboard.deliver(draft, settings)
    assert not (folder / "out").exists(), "only carry runs a program"
    clipboard.carry(draft, settings)
    assert (folder / "out").read_text("utf-8") == draft.body == receipt.text
    assert "history" in receipt.warnings[0]
    assert receipt.copy == ""


def test_a_program_that_fails_is_told(draft: Draft, folder: Path) -> None:
    with pytest.raises(NotDelivered, match="did not take the letter"):
        clipboard.carry(draft, own(folder, "raise SystemExit(3)"))


def test_without_a_program_and_a_terminal_it_is_not_ready(folder: Path) -> None:
    assert "wl-copy" in clipboard.ready(found(folder)).missing[0]
    assert not clipboard.ready(found(folder, TERM="dumb")).ok
    named = Settings(table={"command": ["no-such-copier"]}, environment={"PATH": str(folder), "TERM": "xterm"})
    assert clipboard.ready(named).missing == ("no-such-copier was not found",)


def test_the_program_of_the_running_desktop_is_taken(folder: Path) -> None:
    def note(**environment: str) -> str:
        return clipboard.ready(found(folder, "wl-copy", "xclip", **environment)).note

    assert note(DISPLAY=":0") == "xclip"
    assert note(DISPLAY=":0", WAYLAND_DISPLAY="w") == "wl-copy"
    assert note(TERM="xterm") == "through the terminal (OSC 52)"


def test_the_terminal_is_asked_where_no_program_is(draft: Draft, folder: Path) -> None:
    over_ssh = found(folder, TERM="xterm-256color", SSH_TTY="/dev/pts/1")
    receipt = clipboard.deliver(draft, over_ssh)
    assert receipt.copy == draft.body
    assert "gives no answer" in receipt.warnings[0]
    assert clipboard.carry(draft, over_ssh).warnings == ()


def test_the_person_can_choose_the_terminal_or_forbid_it(draft: Draft, folder: Path) -> None:
    desktop = found(folder, "xclip", DISPLAY=":0", TERM="xterm")
    chosen = msgspec.structs.replace(desktop, table={"osc52": True})
    assert clipboard.deliver(draft, chosen).copy == draft.body
    forbidden = msgspec.structs.replace(found(folder, TERM="xterm"), table={"osc52": False})
    assert not clipboard.ready(forbidden).ok


def test_what_a_terminal_cannot_take_is_not_sent_to_it(draft: Draft, folder: Path) -> None:
    long = msgspec.structs.replace(draft, body="漢" * 30_000)
    receipt = clipboard.deliver(long, found(folder, TERM="xterm"))
    assert receipt.copy == ""
    assert "90000 bytes" in receipt.warnings[0]


def test_a_wrong_table_names_file_and_key(draft: Draft) -> None:
    with pytest.raises(BadInput, match=r"config\.toml: \[clipboard\].*command"):
        clipboard.ready(Settings(table={"command": "wl-copy"}))
