"""Sending needs a command of the person's own, is rehearsed where that is possible, and keeps the message as a file."""

import os
from pathlib import Path

import msgspec
import pytest

from cookietui.core.delivery import Settings
from cookietui.core.errors import BadInput
from cookietui.core.mail import Draft, as_eml
from cookietui.deliveries import sendmail


def own(folder: Path, settings: Settings, *programs: str, **table: object) -> Settings:
    for name in programs:
        (folder / name).write_text("#!/bin/sh\n")
        (folder / name).chmod(0o755)
    return msgspec.structs.replace(settings, table=table, environment={**os.environ, "PATH": str(folder)})


def test_without_a_command_nothing_is_ready(draft: Draft, settings: Settings) -> None:
    assert '[sendmail] command = ["msmtp", "-t"]' in sendmail.ready(settings).missing[0]
    with pytest.raises(BadInput):
        sendmail.deliver(draft, settings)


def test_a_command_that_is_not_there_is_named(settings: Settings, folder: Path) -> None:
    assert sendmail.ready(own(folder, settings, command=["msmtp", "-t"])).missing == ("msmtp was not found",)
    both = own(folder, settings, "send", command=["send"], pretend=["try"])
    assert sendmail.ready(both).missing == ("try was not found",)


@pytest.mark.parametrize(
    ("table", "command", "rehearsal"),
    [
        ({"command": ["msmtp", "-t"]}, ("msmtp", "-t"), ("msmtp", "--pretend", "-t")),
        ({"command": ["msmtp", "-t"], "pretend": []}, ("msmtp", "-t"), ()),
        ({"command": ["sendmail", "-oi", "{to}"]}, ("sendmail", "-oi", "privacy@harbour.example"), ()),
        ({"command": ["send"], "pretend": ["send", "-n"]}, ("send",), ("send", "-n")),
    ],
)
def test_the_command_is_a_list_of_words_and_is_rehearsed(
    draft: Draft, settings: Settings, table: dict[str, object], command: tuple[str, ...], rehearsal: tuple[str, ...]
) -> None:
    assert settings.folder is not None
    receipt = sendmail.deliver(draft, own(settings.folder, settings, **table))
    assert receipt.launch is not None
    assert receipt.launch.sends
    assert (receipt.launch.command, receipt.launch.rehearsal) == (command, rehearsal)
    assert receipt.launch.feed == as_eml(draft)
    assert receipt.path is not None
    assert receipt.path.read_bytes() == receipt.launch.feed, "what is kept is what is sent"


def test_a_line_for_a_shell_is_refused(settings: Settings, folder: Path) -> None:
    with pytest.raises(BadInput, match=r"\[sendmail\].*command"):
        sendmail.ready(own(folder, settings, command="msmtp -t"))
