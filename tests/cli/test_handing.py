"""What a person sees of a delivery: the command before it runs, files on stdout, one line for what failed."""

import os
import sys
from pathlib import Path

import pytest

from cookietui.cli import handing_view
from cookietui.storage.places import find_places
from tests.cli.conftest import run, spawn

DRAFT = ("draft", "tea.example", "--right", "object")


@pytest.fixture
def config(tea_kept: str) -> Path:
    assert tea_kept == "tea.example"
    path = find_places(os.environ).settings
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def test_a_letter_prints_both_files(config: Path) -> None:
    del config
    ran = run("draft", "tea.example", "--right", "access", "--to", "letter")
    assert ran.code == 0
    assert [Path(line).suffix for line in ran.out.splitlines()] == [".txt", ".pdf"]
    assert all(Path(line).exists() for line in ran.out.splitlines())


def test_a_link_is_printed_and_only_shown_how_to_open(config: Path, tmp_path: Path) -> None:
    config.write_text(f'[mailto]\ncommand = ["touch", "{tmp_path}/opened"]\nterminal = false\n')
    ran = run(*DRAFT, "--to", "mailto")
    assert ran.out.startswith("mailto:privacy@tea.example?subject=")
    assert ran.out.count("\n") == 1
    assert "to open it: touch" in ran.err
    assert not (tmp_path / "opened").exists()


def test_open_shows_the_command_and_then_runs_it(config: Path, tmp_path: Path) -> None:
    code = f"import sys; open('{tmp_path}/got', 'w').write(sys.argv[1])"
    config.write_text(f'[eml]\ncommand = ["{sys.executable}", "-c", "{code}", "{{file}}"]\nterminal = false\n')
    ran = run(*DRAFT, "--open")
    assert ran.code == 0, ran.err
    assert "runs: " in ran.err
    assert (tmp_path / "got").read_text() == ran.out.strip()


def test_a_program_for_the_terminal_is_not_started_without_one(config: Path) -> None:
    config.write_text('[eml]\ncommand = ["cat", "{file}"]\n')
    ran = run(*DRAFT, "--open")
    assert ran.code == 73
    assert "cat needs a terminal to show itself on; the draft is kept" in ran.err
    assert Path(ran.out.strip()).exists()


def test_a_program_that_fails_is_one_line_and_the_draft_is_there(config: Path) -> None:
    config.write_text(f'[eml]\ncommand = ["{sys.executable}", "-c", "raise SystemExit(9)"]\nterminal = false\n')
    ran = run(*DRAFT, "--open")
    assert ran.code == 73
    assert "ended with 9" in ran.err
    assert Path(ran.out.strip()).exists()
    (row,) = run("requests", "--json").rows
    assert row["state"] == "draft"


@pytest.mark.parametrize("more", [(), ("--json",), ("--open",)])
def test_nothing_is_sent_or_kept_where_nobody_can_be_asked(config: Path, tmp_path: Path, more: tuple[str, ...]) -> None:
    config.write_text(f'delivery = "sendmail"\n[sendmail]\ncommand = ["touch", "{tmp_path}/sent"]\n')
    for words in (DRAFT, (*DRAFT, "--to", "sendmail")):
        ran = run(*words, *more)
        assert ran.code == 2
        assert "sending is asked for each time" in ran.err
    assert not (tmp_path / "sent").exists()
    assert not run("requests", "--json").rows
    assert run(*DRAFT, "--dry-run").code == 0


def test_a_server_that_is_away_is_one_line(config: Path) -> None:
    secret = f'password_command = ["{sys.executable}", "-c", "print(1)"]'
    config.write_text(f'[imap]\nhost = "127.0.0.1"\nport = 1\nuser = "ann"\nsecurity = "none"\n{secret}\n')
    ran = spawn(*DRAFT, "--to", "imap")
    assert ran.code == 73
    command, line = ran.err.splitlines()
    assert command.startswith("runs: ")
    assert line.startswith("error: 127.0.0.1 cannot be reached")
    assert "the draft is kept" in line
    (told,) = run(*DRAFT, "--to", "imap", "--json").rows
    assert told["schema"] == "cookietui.error/1"


def test_what_a_way_runs_by_itself_is_shown_before(config: Path, tmp_path: Path) -> None:
    config.write_text(f'[clipboard]\ncommand = ["tee", "{tmp_path}/copied"]\n')
    ran = run(*DRAFT, "--to", "clipboard")
    assert ran.code == 0, ran.err
    assert ran.err.startswith(f"runs: tee {tmp_path}/copied\n")
    assert (tmp_path / "copied").read_text("utf-8").strip() == ran.out.strip()


def test_json_opens_and_copies_nothing_by_itself(config: Path, tmp_path: Path) -> None:
    config.write_text(f'[mailto]\ncommand = ["touch", "{tmp_path}/opened"]\nterminal = false\n')
    (row,) = run(*DRAFT, "--to", "mailto", "--json").rows
    assert row["uri"].startswith("mailto:privacy@tea.example?")
    assert not (tmp_path / "opened").exists()


def test_the_terminal_is_asked_to_copy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    device = tmp_path / "tty"
    device.write_bytes(b"")
    monkeypatch.setattr(os, "ctermid", lambda: str(device))
    handing_view._to_terminal("né\n")
    assert device.read_bytes() == b"\x1b]52;c;bsOpCg==\a"


def test_the_manual_explains_the_config() -> None:
    page = run("--man").out
    assert ".SH CONFIGURATION" in page
    assert "[imap] password_command" in page.replace("\\-", "-")
