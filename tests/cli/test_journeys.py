"""Whole ways through the program on pages of our own, as real commands, hostile bytes included."""

import email
import email.policy
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import run, spawn

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Privacy | Bell &amp; Bow</title>
<link rel="canonical" href="https://www.bell-and-bow.example/privacy"></head>
<body><nav><a href="/">Home</a></nav><main>
<h1>Privacy policy</h1>
<p>Last updated: 4 May 2026</p>
<p>Bell &amp; Bow Ltd runs the shop at www.bell-and-bow.example.</p>
<h2>Cookies</h2>
<p>We use cookies to remember your basket and to count visits.</p>
<h2>Sharing</h2>
<p>We do not sell your personal information to third parties.</p>
<h2>Your rights</h2>
<p>You may object to the use of your personal information for other purposes at any time by e-mailing
privacy@bell-and-bow.example.</p>
<h2>How long</h2>
<p>We keep server logs for 14 days.</p>
</main></body></html>
"""
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture
def page(tmp_path):
    file = tmp_path / "privacy.html"
    file.write_text(PAGE, encoding="utf-8")
    return str(file)


def test_from_a_saved_policy_to_a_draft(page):
    (row,) = run("read", page, "--json").rows
    assert row["schema"] == "cookietui.declaration/1"
    assert row["site"]["domain"] == "bell-and-bow.example"
    assert row["source"]["revised"] == "2026-05-04"
    text = run("text", page).out
    spans = [each for each in row["evidence"] if "start" in each]
    assert spans
    for each in spans:
        assert text[each["start"] : each["end"]] == each["quote"]
    assert run("sites", "--json").rows == [], "read keeps nothing"

    added = run("add", page)
    assert added.code == 0
    assert "kept bell-and-bow.example" in added.err
    assert "as it was already" in run("add", page).err
    shown = run("show", "bell-and-bow.example").out
    assert "privacy@bell-and-bow.example" in shown
    assert "We do not sell your personal information" in shown

    assert run("set", "bell-and-bow.example", "session", "marketing=deny").code == 0
    run("identity", "set", "name=Ann Example", "email=ann@mail.example")
    done = run("draft", "bell-and-bow.example", "--right", "object")
    assert done.code == 0, done.err
    message = email.message_from_bytes(Path(done.out.strip()).read_bytes(), policy=email.policy.default)
    assert message["To"] == "privacy@bell-and-bow.example"
    assert "ann@mail.example" in message["From"]
    body = message.get_content()
    assert "by e-mailing privacy@bell-and-bow.example" in " ".join(body.split())
    assert "4 May 2026" in body
    reference = run("requests", "--json").rows[0]["reference"]
    assert run("request", reference, "sent").code == 0
    assert run("sites", "--json").rows[0]["status"] == "asked"


def test_a_profile_goes_to_a_friend_and_back_out(page, tmp_path, monkeypatch):
    run("add", page)
    run("set", "bell-and-bow.example", "deny")
    run("identity", "set", "name=Canary Person", "email=canary@mail.example")
    run("draft", "bell-and-bow.example", "--right", "object")
    shared = run("profile", "export").out
    assert "canary" not in shared.lower()
    assert str(tmp_path) not in shared
    monkeypatch.setenv("COOKIETUI_HOME", str(tmp_path / "friend"))
    preview = run("profile", "import", "-", "--json", stdin=shared).rows
    assert [row["key"] for row in preview if row["ticked"]] == ['sites."bell-and-bow.example".choice']
    assert run("profile", "import", "-", "--yes", stdin=shared).code == 0
    assert run("explain", "bell-and-bow.example", "--json").rows[3]["choice"] == "deny"
    assert run("undo").code == 0
    assert run("undo").code == 1


def test_a_changed_policy_is_told_by_history(page):
    run("add", page)
    Path(page).write_text(PAGE.replace("14 days", "30 days"), encoding="utf-8")
    run("add", page)
    rows = run("history", "bell-and-bow.example", "--json").rows
    assert rows[-1]["change"] == "first"
    assert any(row["change"] == "changed" and row["kind"] == "text" for row in rows)


def test_a_folder_with_good_and_bad_files(page, tmp_path):
    folder = tmp_path / "saved"
    folder.mkdir()
    (folder / "a.html").write_text(PAGE)
    (folder / "b.pdf").write_bytes(b"%PDF-1.4\n")
    (folder / "c.bin").write_bytes(bytes(range(256)) * 8)
    done = run("read", str(folder), str(tmp_path / "missing"), "--json")
    assert done.code == 65
    schemas = [row["schema"].split("/")[0].split(".")[1] for row in done.rows]
    assert schemas == ["declaration", "error", "error", "error"]
    only_missing = run("read", str(tmp_path / "missing"), page)
    assert only_missing.code == 66
    assert "Cookies and tracking" in only_missing.out
    assert run("add", str(folder)).code == 65
    assert len(run("sites", "--json").rows) == 1


def test_stdin_with_and_without_a_site():
    text = b"Privacy policy\n\nWe use cookies to count visits. We never sell personal information.\n"
    assert run("add", "-", stdin=text).code == 2
    done = run("add", "-", "--site", "https://Plain.example/privacy", stdin=text)
    assert done.code == 0
    assert run("sites", "--json").rows[0]["domain"] == "plain.example"


@pytest.mark.parametrize("coding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings_give_the_same_words(tmp_path, coding):
    file = tmp_path / "policy.txt"
    text = "Privacy policy of Café Bell\nWe use cookies to count visits.\nWrite to privacy@bell.example.\n"
    file.write_bytes(text.encode(coding))
    assert run("text", str(file)).out.split("\n")[:3] == text.split("\n")[:3]
    assert run("read", str(file), "--json").rows[0]["technologies"]


HOSTILE = (
    "Privacy policy\n\nWe use cookies\x1b]0;pwned\x07 to count\x9b31m visits. \x1b]52;c;QUJD\x07\u202e[/]"
    "[@click=app.quit]x[/] {{ 7*7 }}\nYou may object at any time by e-mail to privacy@tea.example.\r"
    "Bcc: evil@evil.example\n\nTea\x1b[2J House, <script>alert(1)</script>\n"
)


def test_control_characters_never_reach_the_terminal_or_a_letter(tmp_path):
    file = tmp_path / "evil\x1b[31m.txt"
    file.write_text(HOSTILE, encoding="utf-8")
    for words in (
        ("read", str(file)),
        ("read", str(file), "--json"),
        ("text", str(file)),
        ("add", str(file), "--site", "tea.example"),
        ("show", "tea.example", "--ids", "--all"),
        ("history", "tea.example"),
        ("draft", "tea.example", "--right", "object", "--to", "stdout"),
        ("draft", "tea.example", "--right", "object"),
        ("requests",),
        ("undo",),
        ("read", str(file) + ".missing\x1b[0m"),
        ("set", "tea.example", "\x1b[31mdeny"),
    ):
        done = spawn(*words)
        assert "Traceback" not in done.err
        assert not CONTROL.search(done.out + done.err), words


def test_a_draft_of_a_hostile_policy_has_one_recipient(tmp_path):
    file = tmp_path / "evil.txt"
    file.write_text(HOSTILE, encoding="utf-8")
    run("add", str(file), "--site", "tea.example")
    done = run("draft", "tea.example", "--right", "object", "--law", "eu", "--reason", "x\nBcc: evil@evil.example")
    data = Path(done.out.strip()).read_bytes()
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert message["To"] == "privacy@tea.example"
    assert [key for key in message.keys() if key.lower() in {"bcc", "cc"}] == []  # noqa: SIM118 - headers repeat
    assert "49" not in message["Subject"]


def test_two_processes_write_and_nothing_is_lost(page):
    run("add", page)
    words = [[sys.executable, "-m", "cookietui", "set", f"s{n}.example", "deny"] for n in range(6)]
    running = [subprocess.Popen(each, env=os.environ.copy(), cwd=Path(__file__).parents[2]) for each in words]
    codes = [each.wait(timeout=120) for each in running]
    written = {row["domain"] for row in run("sites", "--json").rows}
    for number, code in enumerate(codes):
        assert code in {0, 75}
        assert (code == 0) == (f"s{number}.example" in written)


def test_a_cookie_jar_is_read_without_its_values(tmp_path):
    pytest.importorskip("cookietui.readers.netscape_cookies")
    file = tmp_path / "cookies.txt"
    rows = "# Netscape HTTP Cookie File\n.shop.example\tTRUE\t/\tFALSE\t1893456000\tsid\tsecret-value\n"
    file.write_text(rows)
    (row,) = run("read", str(file), "--json").rows
    assert row["schema"] == "cookietui.observation/1"
    assert row["cookies"][0]["name"] == "sid"
    assert "secret-value" not in run("read", str(file)).out + run("read", str(file), "--json").out
    assert "secret-value" in run("read", str(file), "--values").out
    assert "secret-value" in run("read", str(file), "--values", "--json").out
    assert run("add", str(file), "--site", "shop.example").code == 2
