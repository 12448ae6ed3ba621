"""Mailboxes are read and left as they are: names, flags, bytes and times."""

import os
from pathlib import Path

import pytest

from cookietui.core.errors import BadInput, MissingInput
from cookietui.sources import mailboxes
from cookietui.sources.mailboxes import Letter, letters, scan

ONE = b"From: a@tea.example\nSubject: one\n\nhello\n"
MBOX = b"From a@b Tue Nov  3 10:00:00 2026\n" + ONE + b"\nFrom a@b Wed Nov  4 10:00:00 2026\n" + ONE


def places(found: object) -> list[str]:
    assert isinstance(found, list)
    return [Path(each.place).name for each in found]


def test_a_message_and_an_mbox(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(ONE)
    (tmp_path / "in").write_bytes(MBOX)
    (tmp_path / "single").write_bytes(MBOX[: len(MBOX) // 2])
    assert list(letters(str(tmp_path / "a.eml"))) == [Letter(str(tmp_path / "a.eml"), ONE)]
    assert places(list(letters(str(tmp_path / "in")))) == ["in#1", "in#2"]
    assert places(list(letters(str(tmp_path / "single")))) == ["single"]


def test_a_body_line_that_begins_like_a_separator(tmp_path: Path) -> None:
    (tmp_path / "in").write_bytes(MBOX + b"\n\nFrom now on we delete.\n")
    assert len(list(letters(str(tmp_path / "in")))) == 2


def test_an_mbox_longer_than_a_chunk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mailboxes, "_CHUNK", 1024)
    one = MBOX[: len(MBOX) // 2]
    (tmp_path / "in").write_bytes(b"\n".join([one] * 300))
    found = list(letters(str(tmp_path / "in")))
    assert len(found) == 300
    assert {each.data.strip() for each in found} == {one.strip()}


def test_a_reply_of_fifty_megabytes_is_cut(tmp_path: Path) -> None:
    (tmp_path / "big.eml").write_bytes(ONE + b"A" * 50_000_000)
    (found,) = letters(str(tmp_path / "big.eml"))
    assert found.cut
    assert len(found.data) == mailboxes.MESSAGE_LIMIT


def test_a_big_message_in_an_mbox_is_cut(tmp_path: Path) -> None:
    (tmp_path / "in").write_bytes(MBOX[: len(MBOX) // 2] + b"A" * 20_000_000 + b"\n\n" + MBOX)
    assert [each.cut for each in letters(str(tmp_path / "in"))] == [True, False, False]


def maildir(root: Path) -> Path:
    for name in ("cur", "new", "tmp"):
        (root / name).mkdir(parents=True)
    (root / "cur" / "1:2,S").write_bytes(ONE)
    (root / "new" / "2").write_bytes(ONE)
    (root / "tmp" / "3").write_bytes(ONE)
    (root / "dovecot.index").write_bytes(b"\x00\x01")
    return root


def test_a_maildir_is_left_as_it_is(tmp_path: Path) -> None:
    root = maildir(tmp_path / "md")
    for path in sorted(root.rglob("*")):
        os.utime(path, ns=(1_000_000_000, 2_000_000_000))

    def state() -> list[tuple[str, int, int, int]]:
        rows = [(path, path.stat()) for path in sorted(root.rglob("*"))]
        return [(str(path), s.st_mtime_ns, s.st_mode, s.st_size) for path, s in rows]

    before = state()
    times = [path.stat().st_atime_ns for path in sorted(root.rglob("*")) if path.is_file()]
    assert places(list(scan(str(root)))) == ["1:2,S", "2"]
    assert state() == before
    if hasattr(os, "O_NOATIME"):
        assert [path.stat().st_atime_ns for path in sorted(root.rglob("*")) if path.is_file()] == times


def test_a_folder_of_messages_and_maildirs(tmp_path: Path) -> None:
    maildir(tmp_path / "INBOX")
    (tmp_path / "mails").mkdir()
    (tmp_path / "mails" / "x.eml").write_bytes(ONE)
    (tmp_path / "mails" / ".hidden").write_bytes(ONE)
    assert places(list(scan(str(tmp_path)))) == ["1:2,S", "2", "x.eml"]


def test_links_out_pipes_and_locked_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    (tmp_path / "loop").symlink_to(tmp_path)
    found = list(scan(str(tmp_path)))
    assert [str(each).partition(": ")[2] for each in found] == [
        "is no regular file; to read from a pipe, give - and redirect it"
    ]


@pytest.mark.parametrize("name", ["nothing", "a\x00b"])
def test_what_is_not_there(tmp_path: Path, name: str) -> None:
    with pytest.raises((MissingInput, BadInput)):
        list(letters(str(tmp_path / name)))


def test_too_many_messages_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mailboxes, "MOST", 3)
    for number in range(5):
        (tmp_path / f"{number}.eml").write_bytes(ONE)
    found = list(scan(str(tmp_path)))
    assert len(found) == 4
    assert isinstance(found[-1], BadInput)
