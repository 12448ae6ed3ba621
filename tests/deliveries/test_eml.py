"""One .eml file a request, in the folder given and through the save function alone."""

import email
import email.policy
from pathlib import Path

import msgspec
import pytest

from cookietui.core.delivery import Receipt, Settings
from cookietui.core.errors import BadInput, CannotSave
from cookietui.core.mail import Draft
from cookietui.deliveries import eml


def test_the_draft_is_written_under_its_reference(draft: Draft, settings: Settings, folder: Path) -> None:
    receipt = eml.deliver(draft, settings)
    assert receipt.path == folder / "ck-7f3a2c.eml"
    message = email.message_from_bytes(receipt.path.read_bytes(), policy=email.policy.default)
    assert message["To"] == draft.to
    assert message["Subject"] == draft.subject
    assert message.get_content().replace("\r\n", "\n") == draft.body
    assert "X-Unsent" not in message


def test_writing_again_replaces_the_file(draft: Draft, settings: Settings, folder: Path) -> None:
    eml.deliver(draft, settings)
    eml.deliver(msgspec.structs.replace(draft, body="new\n"), settings)
    (only,) = folder.iterdir()
    assert b"new" in only.read_bytes()


def desktop(folder: Path, settings: Settings, *programs: str, **table: object) -> Settings:
    """Settings on a desktop where these programs are."""
    for name in programs:
        (folder / "bin").mkdir(exist_ok=True)
        (folder / "bin" / name).write_text("#!/bin/sh\n")
        (folder / "bin" / name).chmod(0o755)
    surroundings = {"PATH": str(folder / "bin"), "DISPLAY": ":0"}
    return msgspec.structs.replace(settings, table=table, environment=surroundings)


def marked(receipt: Receipt) -> bool:
    assert receipt.path is not None
    return b"\r\nX-Unsent: 1\r\n" in receipt.path.read_bytes()


@pytest.mark.parametrize(
    ("table", "mark", "command"),
    [
        ({}, False, None),
        ({"program": "thunderbird"}, True, ("thunderbird", "{path}")),
        ({"program": "neomutt"}, False, ("neomutt", "-H", "{path}")),
        ({"program": "neomutt", "unsent": True}, True, ("neomutt", "-H", "{path}")),
        ({"program": "thunderbird", "unsent": False}, False, ("thunderbird", "{path}")),
        ({"command": ["my-mailer", "--draft={file}", "-x"]}, False, ("my-mailer", "--draft={path}", "-x")),
        ({"command": ["my-mailer"], "terminal": False}, True, ("my-mailer", "{path}")),
    ],
)
def test_only_graphical_programs_get_the_unsent_mark(
    draft: Draft, settings: Settings, table: dict[str, object], mark: bool, command: tuple[str, ...] | None
) -> None:
    assert settings.folder is not None
    receipt = eml.deliver(draft, desktop(settings.folder, settings, "thunderbird", "neomutt", **table))
    assert marked(receipt) is mark
    wanted = command and tuple(word.replace("{path}", str(receipt.path)) for word in command)
    assert (receipt.launch.command if receipt.launch else None) == wanted


def test_to_open_it_the_first_program_that_can_show_itself_is_taken(
    draft: Draft, settings: Settings, folder: Path
) -> None:
    here = msgspec.structs.replace(desktop(folder, settings, "thunderbird", "neomutt"), opening=True)
    on_desktop = eml.deliver(draft, here)
    assert on_desktop.launch is not None
    assert (on_desktop.launch.command[0], on_desktop.launch.terminal, marked(on_desktop)) == (
        "thunderbird",
        False,
        True,
    )
    bare = msgspec.structs.replace(here, environment={"PATH": here.environment["PATH"]})
    in_terminal = eml.deliver(draft, bare)
    assert in_terminal.launch is not None
    assert (in_terminal.launch.command[0], in_terminal.launch.terminal) == ("neomutt", True)
    assert not marked(in_terminal)


def test_a_program_that_is_absent_is_said_and_the_draft_is_there(
    draft: Draft, settings: Settings, folder: Path
) -> None:
    receipt = eml.deliver(draft, desktop(folder, settings, program="neomutt"))
    assert receipt.path is not None
    assert receipt.path.exists()
    assert receipt.launch is None
    assert "neomutt was not found here" in receipt.warnings[0]
    with pytest.raises(BadInput, match="program 'pigeon' is not on file; there are: desktop, thunderbird"):
        eml.ready(desktop(folder, settings, program="pigeon"))


def test_without_a_folder_nothing_is_written(draft: Draft) -> None:
    assert not eml.ready(Settings()).ok
    with pytest.raises(BadInput, match="no folder"):
        eml.deliver(draft, Settings())


@pytest.mark.parametrize("reference", ["../../evil", "ck/../x", "", ".eml"])
def test_a_reference_never_leads_out_of_the_folder(
    draft: Draft, settings: Settings, folder: Path, reference: str
) -> None:
    with pytest.raises(BadInput):
        eml.deliver(msgspec.structs.replace(draft, reference=reference), settings)
    assert list(folder.iterdir()) == []


def test_a_bad_draft_and_a_full_disk_leave_nothing(draft: Draft, settings: Settings, folder: Path) -> None:
    with pytest.raises(BadInput):
        eml.deliver(msgspec.structs.replace(draft, to="a@b.example, c@d.example"), settings)

    def full(path: Path, _data: bytes) -> None:
        raise CannotSave("no space left", input=str(path))

    with pytest.raises(CannotSave):
        eml.deliver(draft, msgspec.structs.replace(settings, save=full))
    assert list(folder.iterdir()) == []
