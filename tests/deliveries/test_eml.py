"""One .eml file a request, in the folder given and through the save function alone."""

import email
import email.policy
from pathlib import Path

import msgspec
import pytest

from cookietui.core.delivery import Settings
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


def test_graphical_programs_get_the_unsent_mark(draft: Draft, settings: Settings) -> None:
    receipt = eml.deliver(draft, msgspec.structs.replace(settings, unsent=True))
    assert receipt.path is not None
    assert b"\r\nX-Unsent: 1\r\n" in receipt.path.read_bytes()


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
