"""`reply` as a person calls it: shown, confirmed, scanned, and bad input in one line."""

import json
import os
import time
from pathlib import Path

import pytest

from tests.cli.conftest import run, spawn


@pytest.fixture
def reference(tea_kept: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A request that was sent on the second of November."""
    (row,) = run("draft", tea_kept, "--right", "object", "--law", "eu", "--reason", "mine", "--json").rows
    assert run("request", row["reference"], "sent", "--on", "2026-11-02").code == 0
    found: str = row["reference"]
    return found


def eml(folder: Path, reference: str, body: str, name: str = "a.eml") -> str:
    head = f"From: Desk <privacy@tea.example>\nSubject: Re: [{reference}]\nDate: Fri, 20 Nov 2026 10:00:00 +0000\n"
    (folder / name).write_text(f"{head}\n{body}\n")
    return str(folder / name)


def state(reference: str) -> str:
    found: str = run("request", reference, "--json").rows[0]["state"]
    return found


def test_json_shows_and_yes_records(reference: str, tmp_path: Path) -> None:
    path = eml(tmp_path, reference, "Please send us a copy of your passport.")
    shown = run("reply", path, "--json")
    (row,) = shown.rows
    assert shown.code == 0
    assert (row["schema"], row["reference"], row["state"]) == ("cookietui.reply/1", reference, "needs-identity")
    assert (row["reason"], row["evasion"], row["on"], row["recorded"]) == (
        "identity",
        "identity-copy",
        "2026-11-20",
        False,
    )
    (evidence,) = row["evidence"]
    assert row["text"][evidence["start"] : evidence["end"]] == evidence["quote"]
    assert state(reference) == "sent"
    done = run("reply", reference, path, "--yes", "--json")
    assert (done.code, done.rows[0]["recorded"]) == (0, True)
    assert state(reference) == "needs-identity"
    assert "copy of your passport" in " ".join(run("request", reference).out.split())
    followed = run("follow-up", reference, "--dry-run", "--json").rows[0]
    assert followed["follow_ups"][-1]["kind"] == "identity-copy"


def test_without_a_yes_the_call_to_make_is_said(reference: str, tmp_path: Path) -> None:
    ran = run("reply", eml(tmp_path, reference, "We have deleted your data."))
    assert "looks like fulfilled" in ran.out
    assert "--yes" in ran.err
    assert state(reference) == "sent"


def test_standard_input_and_a_state_of_ones_own(reference: str) -> None:
    ran = run("reply", reference, "-", "--as", "denied", "--reason", "other", "--yes", stdin="We think not.")
    assert ran.code == 0
    assert state(reference) == "denied"


def test_a_folder_is_scanned(reference: str, tmp_path: Path) -> None:
    eml(tmp_path, reference, "We have received your letter.")
    ran = run("reply", "--scan", str(tmp_path), "--json")
    assert [row["state"] for row in ran.rows] == ["acknowledged"]
    assert run("reply", "--scan", str(tmp_path), "--yes").code == 2
    assert state(reference) == "sent"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("nothing.eml",), 66), (("ck-ffffff", "-"), 66), ((), 2), (("a", "b", "c"), 2), (("-",), 65),
        (("-", "--as", "happy"), 2), (("-", "--until", "soon"), 2), (("--scan", "nowhere"), 66),
    ],
)  # fmt: skip
def test_wrong_calls_are_one_line(reference: str, words: tuple[str, ...], code: int) -> None:
    ran = run("reply", *words)
    assert ran.code == code
    assert ran.err.count("\n") == 1


def test_one_bad_message_in_a_folder_does_not_stop_the_others(reference: str, tmp_path: Path) -> None:
    eml(tmp_path, reference, "We have received your letter.", "b.eml")
    (tmp_path / "a.eml").mkdir()
    (tmp_path / "c").write_bytes(bytes(range(256)) * 50 + reference.encode())
    (tmp_path / "notes").write_text(f"call them about {reference}: we have deleted it")
    os.mkfifo(tmp_path / "d.eml")
    ran = run("reply", "--scan", str(tmp_path), "--json")
    assert ran.code == 65
    assert [row["schema"] for row in ran.rows] == ["cookietui.reply/1", "cookietui.error/1"]


def test_no_control_byte_reaches_the_terminal(reference: str, tmp_path: Path) -> None:
    (tmp_path / "h.eml").write_bytes(
        f"From: \x1b]0;x\x07 <a@tea.example>\nSubject: \x1b[2J [{reference}]\n\nPlease send a copy\x1b[31m of your ID\x9b1m.\n".encode(
            "latin-1"
        )
    )
    for ran in (
        run("reply", str(tmp_path / "h.eml")),
        run("reply", str(tmp_path / "h.eml"), "--yes"),
        run("request", reference),
    ):
        assert not any((ord(c) < 32 and c != "\n") or 127 <= ord(c) < 160 for c in ran.out + ran.err)


HOSTILE = {
    "fifty megabytes": lambda head: head + b"\n" + b"We have received your letter. " + b"A" * 50_000_000,
    "nested": lambda head: (
        head
        + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(5000))
        + b"\nhello"
    ),
    "headers": lambda head: head + b"X: y\n" * 100_000 + b"\nWe have received your letter.",
    "nul": lambda head: head + b"\n" + b"We have \x00received your letter." + b"\x00" * 1000,
    "broken": lambda head: b"\xff\xfe: x\n" + head + b"Content-Type: ;;;=;\nContent-Transfer-Encoding: base64\n\n====",
    "wide": lambda head: head + b"Content-Type: text/plain; charset=utf-7\n\nWe have received your letter. \xff\xfe",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_mail_takes_little_time_and_leaves_the_ledger_true(reference: str, tmp_path: Path, name: str) -> None:
    path = tmp_path / "hostile.eml"
    path.write_bytes(HOSTILE[name](f"From: a@tea.example\nSubject: [{reference}]\n".encode()))
    begin = time.monotonic()
    ran = spawn("reply", str(path), "--json")
    assert time.monotonic() - begin < 30
    assert ran.code in {0, 2, 65}
    assert "Traceback" not in ran.err
    for line in ran.out.splitlines():
        assert json.loads(line)["schema"] in {"cookietui.reply/1", "cookietui.error/1"}
    assert state(reference) == "sent"
