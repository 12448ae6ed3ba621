"""Drafts in a Maildir: LF line ends, flags D and S, one a reference, and nothing of other programs touched."""

import mailbox
import os
from pathlib import Path

import msgspec
import pytest

from cookietui.core.delivery import Settings
from cookietui.core.errors import BadInput
from cookietui.core.mail import Draft
from cookietui.deliveries import maildir
from cookietui.storage import atomic


@pytest.fixture
def box(folder: Path) -> Path:
    for part in ("cur", "new", "tmp"):
        (folder / part).mkdir()
    return folder


@pytest.mark.usefixtures("box")
def test_the_draft_is_there_for_other_programs(draft: Draft, settings: Settings, folder: Path) -> None:
    receipt = maildir.deliver(draft, settings)
    assert receipt.path == folder / "cur" / "ck-7f3a2c.cookietui:2,DS"
    data = receipt.path.read_bytes()
    assert b"\r" not in data
    assert b"X-Unsent" not in data
    (message,) = list(mailbox.Maildir(folder, create=False))
    assert set(message.get_flags()) == {"D", "S"}
    assert message["Message-ID"] == draft.message_id


@pytest.mark.usefixtures("box")
def test_our_own_draft_is_replaced(draft: Draft, settings: Settings, folder: Path) -> None:
    maildir.deliver(draft, settings)
    maildir.deliver(msgspec.structs.replace(draft, body="new\n"), settings)
    (only,) = (folder / "cur").iterdir()
    assert b"new" in only.read_bytes()


@pytest.mark.parametrize(
    "name", ["cur/ck-7f3a2c.cookietui,U=3:2,DS", "cur/ck-7f3a2c.cookietui:2,DFS", "new/ck-7f3a2c.cookietui"]
)
def test_what_another_program_took_over_stays(draft: Draft, settings: Settings, box: Path, name: str) -> None:
    (box / name).write_bytes(b"theirs")
    receipt = maildir.deliver(draft, settings)
    assert receipt.path == box / name
    assert "stays as it is" in receipt.warnings[0]
    assert (box / name).read_bytes() == b"theirs"
    assert sum(1 for part in ("cur", "new") for _ in (box / part).iterdir()) == 1


def test_the_maildir_of_the_config_goes_before_the_drafts_folder_and_a_named_one_before_both(
    draft: Draft, settings: Settings, box: Path
) -> None:
    own = box / "Mail" / "Drafts"
    for part in ("cur", "new", "tmp"):
        (own / part).mkdir(parents=True)
    table = {"folder": str(own)}
    assert maildir.deliver(draft, msgspec.structs.replace(settings, table=table)).path.parent.parent == own  # type: ignore[union-attr]
    named = msgspec.structs.replace(settings, table=table, chosen=True)
    assert maildir.deliver(draft, named).path.parent.parent == box  # type: ignore[union-attr]


def test_a_folder_that_is_no_maildir_is_refused_and_not_made_one(
    draft: Draft, settings: Settings, folder: Path
) -> None:
    assert "no cur, new, tmp" in maildir.ready(settings).missing[0]
    with pytest.raises(BadInput, match="no Maildir"):
        maildir.deliver(draft, settings)
    assert list(folder.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_only_the_person_can_read_the_draft_whatever_the_umask(draft: Draft, box: Path) -> None:
    before = os.umask(0)
    try:
        receipt = maildir.deliver(draft, Settings(folder=box, save=atomic.write))
    finally:
        os.umask(before)
    assert receipt.path is not None
    assert receipt.path.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in (box / "cur").iterdir()] == [receipt.path.name], "no temporary file stays"
