"""Each way gets its own table of the config; the draft is kept and the ledger true whatever server or program does."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cookietui.actions import draft as drafting
from cookietui.actions.doctor import examine
from cookietui.actions.draft import Order, compose
from cookietui.actions.launching import open_draft, rehearse, send
from cookietui.actions.requests import list_requests, record_state
from cookietui.actions.undo import undo
from cookietui.actions.ways import find_way, way_names
from cookietui.cli.config_words import KEYS
from cookietui.core.errors import BadInput, CannotSave, NotDelivered, UsageError

draft: Any = drafting.draft
ORDER = Order(target="tea.example", rights=("object",))


def config(ws: Any, text: str) -> None:
    ws.places.config.mkdir(parents=True, exist_ok=True)
    ws.places.settings.write_text(text)


def python(code: str) -> str:
    return (
        f"[{sys.executable!r}, '-c', {code!r}]".replace("'", '"')
        if '"' not in code
        else f"['{sys.executable}', '-c', '''{code}''']"
    )


def drafts_of(ws: Any) -> list[str]:
    return sorted(path.name for path in ws.places.drafts.iterdir()) if ws.places.drafts.exists() else []


def test_the_way_of_the_config_is_the_default_and_comes_first(ws, keep):
    keep()
    config(ws, 'delivery = "mailto"\n')
    assert draft(ws, ORDER).way == "mailto"
    made = compose(ws, ORDER)
    assert made.ways[0] == "mailto"
    assert [each.name for each in made.way_options] == list(made.ways)
    assert "letter" not in made.ways
    assert "sendmail" not in made.ways, "it has no command"


def test_a_maildir_that_is_none_is_one_line_and_nothing_is_kept(ws, keep, tmp_path):
    keep()
    config(ws, f'[maildir]\nfolder = "{tmp_path / "nowhere"}"\n')
    with pytest.raises(
        UsageError, match=r"maildir cannot be used here: .*nowhere is no Maildir: it has no cur, new, tmp"
    ):
        draft(ws, ORDER, way="maildir")
    assert list_requests(ws) == ()
    assert not (tmp_path / "nowhere").exists()


def test_a_table_that_is_wrong_names_its_file(ws, keep):
    keep()
    config(ws, "[maildir]\nfolder = 5\n")
    with pytest.raises(BadInput, match=r"config\.toml: \[maildir\] .*folder"):
        draft(ws, ORDER, way="maildir")
    config(ws, 'imap = "no table"\n')
    with pytest.raises(BadInput, match=r"config\.toml:1: imap must be a table"):
        draft(ws, ORDER, way="imap")
    assert list_requests(ws) == ()
    assert compose(ws, ORDER).ways, "the other ways are still offered"


def test_a_server_that_cannot_be_reached_leaves_the_draft_and_the_ledger_true(ws, keep):
    keep()
    config(
        ws,
        '[imap]\nhost = "127.0.0.1"\nport = 1\nuser = "ann"\nsecurity = "none"\ntimeout = 2\n'
        f"password_command = {python('print(1)')}\n",
    )
    with pytest.raises(NotDelivered, match=r"127\.0\.0\.1 cannot be reached.*; the draft is kept: .*\.eml"):
        draft(ws, ORDER, way="imap")
    (request,) = list_requests(ws)
    assert request.state == "draft"
    assert request.path is not None
    assert Path(request.path).exists()
    assert str(request.uri).startswith("mid:ck-")
    with pytest.raises(NotDelivered, match="the draft is kept"):
        draft(ws, ORDER, way="imap")
    assert [each.message_id for each in list_requests(ws)] == [request.message_id], (
        "the same letter keeps its Message-ID"
    )


def test_another_letter_gets_another_message_id(ws, keep):
    keep()
    first = draft(ws, ORDER).request
    same = draft(ws, ORDER).request
    other = draft(ws, Order(target="tea.example", rights=("object",), reason="because")).request
    assert first.message_id == same.message_id != other.message_id
    assert first.reference == other.reference


def test_a_command_that_fails_to_send_leaves_a_draft(ws, keep):
    keep()
    config(ws, f"[sendmail]\ncommand = {python('import sys; sys.exit(75)')}\npretend = []\n")
    made = draft(ws, ORDER, way="sendmail")
    with pytest.raises(NotDelivered, match=r"ended with 75; the draft is kept: .*\.eml"):
        send(ws, made.request, made.launch)
    assert [each.state for each in list_requests(ws)] == ["draft"]
    assert drafts_of(ws) == [f"{made.request.reference}.eml"]


def test_a_command_that_sends_is_recorded_and_cannot_be_undone(ws, keep, tmp_path):
    keep()
    code = f"import sys; open('{tmp_path}/out', 'ab').write(sys.stdin.buffer.read())"
    config(ws, f'[sendmail]\ncommand = ["{sys.executable}", "-c", "{code}"]\n')
    made = draft(ws, ORDER, way="sendmail")
    assert not (tmp_path / "out").exists()
    sent = send(ws, made.request, made.launch)
    assert sent.state == "sent"
    assert (tmp_path / "out").read_bytes() == made.path.read_bytes()
    undo(ws)
    assert made.path.exists()
    assert [each.state for each in list_requests(ws)] == ["sent"]
    with pytest.raises(UsageError, match="nothing was sent"):
        send(ws, made.request, made.launch)
    assert (tmp_path / "out").read_bytes() == made.path.read_bytes(), "sent once"


def test_a_rehearsal_that_fails_says_that_nothing_was_sent(ws, keep):
    keep()
    config(ws, f"[sendmail]\ncommand = {python('pass')}\npretend = {python('raise SystemExit(78)')}\n")
    made = draft(ws, ORDER, way="sendmail")
    with pytest.raises(NotDelivered, match="ended with 78; nothing was sent"):
        rehearse(made.launch)
    with pytest.raises(UsageError, match="asked for each time"):
        open_draft(made.launch)


def test_sent_and_not_recorded_says_both(ws, keep, monkeypatch):
    keep()
    config(ws, f"[sendmail]\ncommand = {python('pass')}\n")
    made = draft(ws, ORDER, way="sendmail")

    def full(*_given: Any, **_more: Any) -> None:
        raise CannotSave("No space left on device")

    monkeypatch.setattr("cookietui.actions.launching.record_state", full)
    with pytest.raises(
        CannotSave, match=f"it was sent, and .*No space left.*cookietui request {made.request.reference} sent"
    ):
        send(ws, made.request, made.launch)


def test_a_program_that_is_absent_leaves_the_draft(ws, keep):
    keep()
    config(ws, '[eml]\ncommand = ["no-such-mailer", "{file}"]\n')
    made = draft(ws, ORDER)
    assert made.path.exists()
    with pytest.raises(NotDelivered, match="no-such-mailer cannot be started"):
        open_draft(made.launch)
    assert [each.state for each in list_requests(ws)] == ["draft"]


def test_a_letter_is_two_files_and_one_undo(ws, keep):
    keep()
    made = draft(ws, Order(target="tea.example", rights=("access",)))
    assert [path.suffix for path in (made.path, *made.files)] == [".txt", ".pdf"]
    assert made.files[0].read_bytes().startswith(b"%PDF-")
    assert {path.stat().st_mode & 0o777 for path in (made.path, *made.files)} == {0o600}
    undo(ws)
    assert drafts_of(ws) == []


@pytest.mark.skipif(os.name != "posix", reason="limits of a process are POSIX")
@pytest.mark.parametrize("way", ["eml", "letter", "maildir"])
def test_a_full_disk_is_one_line_and_nothing_half_written(ws, keep, tmp_path, way):
    keep()
    box = tmp_path / "Drafts"
    for part in ("cur", "new", "tmp"):
        (box / part).mkdir(parents=True)
    config(ws, f'[maildir]\nfolder = "{box}"\n')
    right = "access" if way == "letter" else "object"

    import resource

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (900, 900))

    done = subprocess.run(
        [sys.executable, "-m", "cookietui", "draft", "tea.example", "--right", right, "--to", way],
        env={**os.environ, "COOKIETUI_HOME": str(ws.places.config.parent), "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True, text=True, timeout=60, check=False, preexec_fn=small,
    )  # fmt: skip
    assert done.returncode == 73, done.stderr
    (line,) = [line for line in done.stderr.splitlines() if line.startswith("error: ")]
    assert "cannot be saved (File too large)" in line
    assert list_requests(ws) == ()
    assert drafts_of(ws) == []
    assert not list(box.rglob("*ck-*"))


def test_in_the_demo_no_program_is_started(ws, keep):
    keep()
    ws.demo = True
    config(ws, '[eml]\ncommand = ["anything"]\n')
    assert draft(ws, ORDER).launch is None


def test_what_was_sent_is_refused_by_every_way_that_keeps(ws, keep):
    keep()
    reference = draft(ws, ORDER).request.reference
    record_state(ws, reference, "sent")
    for way in ("eml", "mailto", "clipboard"):
        with pytest.raises(UsageError, match=reference):
            draft(ws, ORDER, way=way)


def test_the_doctor_says_what_each_way_uses_and_misses(ws):
    config(ws, 'delivery = "imap"\n[imap]\nhost = "mail.example"\nuser = "ann"\n[eml]\nprogam = "neomutt"\n')
    rows = {row.subject: row for row in examine(ws) if row.subject.startswith("way ")}
    assert set(rows) == {f"way {name}" for name in way_names()}
    assert rows["way imap"].state == "problem"
    assert "no password can be had" in rows["way imap"].message
    assert "(the one in use)" in rows["way imap"].message
    assert rows["way imap"].remedy
    assert any("[eml] progam means nothing here; keys: program" in row.message for row in examine(ws))
    assert "no command is set" in rows["way sendmail"].message


def test_every_key_of_every_way_is_explained_and_no_other():
    explained = {(table, key) for table, key, _ in KEYS if table}
    assert explained == {(name, key) for name in way_names() for key in find_way(name).keys}
    from cookietui.storage.settings import FIELDS

    assert {key for table, key, _ in KEYS if not table} == set(FIELDS)
