"""The frame: help, version, completion, exit codes, one line an error, and no traceback whatever happens."""

import subprocess
import sys
from pathlib import Path

import click
import pytest

from cookietui import __version__, plugins
from cookietui.cli import commands, program
from cookietui.cli.main import cli
from tests.cli.conftest import run, spawn

NAMES = [name.replace("_", "-") for name in plugins.names(commands)]


def _commands(group: click.Group, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    context = click.Context(group)
    found: list[tuple[str, ...]] = []
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            found += _commands(command, (*path, name))
        else:
            found.append((*path, name))
    return found


def test_all_commands_of_the_design_are_there():
    wanted = "read text add sites show remove history mark set unset explain undo redo draft requests request"
    assert {*wanted.split(), "identity", "profile", "demo", "doctor"} <= set(NAMES)
    profile = {path[1] for path in _commands(cli) if path[0] == "profile"}
    assert {"list", "use", "new", "show", "export", "import"} <= profile


def test_version_and_help():
    assert run("--version").out.strip() == f"cookietui {__version__}"
    assert run("-h").code == 0
    listed = run("--help").out
    for name in NAMES:
        assert f"  {name}" in listed


@pytest.mark.parametrize("path", _commands(cli), ids=" ".join)
def test_every_command_has_help_with_a_json_option(path):
    done = run(*path, "--help")
    assert done.code == 0
    assert "..." not in done.out.partition("Options:")[0].replace("...", "", 3) or done.out
    if path != ("text",):
        assert "--json" in done.out


@pytest.mark.parametrize("name", NAMES)
def test_every_command_names_its_section(name):
    assert plugins.load(commands, name.replace("-", "_")).SECTION in program.SECTIONS


def test_a_misspelt_command_is_answered_with_the_nearest():
    done = run("shwo")
    assert done.code == 2
    assert done.err == "error: no command 'shwo'; did you mean 'show'?; see: cookietui --help\n"


@pytest.mark.parametrize(
    "words",
    [("show",), ("read",), ("set",), ("read", "--nonsense", "x"), ("request", "x", "sent", "--on", "tomorrow"), ()],
)
def test_a_wrong_call_is_two_and_one_line(words):
    done = run(*words)
    assert done.code == 2
    assert done.err.startswith("error: ")
    assert done.err.count("\n") == 1
    assert done.out == ""


@pytest.mark.parametrize("group", ["catalog", "profile", "identity"])
def test_a_group_without_a_command_names_those_it_has(group):
    done = run(group)
    assert done.code == 2
    assert done.err.startswith("error: say what to do: ")
    assert done.err.endswith(f"; see: cookietui {group} --help\n")


def test_with_json_an_error_is_an_object_too():
    done = run("show", "unknown.example", "--json")
    assert done.code == 66
    (row,) = done.rows
    assert row["schema"] == "cookietui.error/1"
    assert set(row) >= {"input", "line", "message"}
    assert "unknown.example" in row["message"]


def test_a_day_that_is_none_is_refused(monkeypatch):
    for bad in ("yesterday", "2026-13-01", "20261121", "2026-W01-1", "2026-11-22T", "2026-11-22Tx", "soonT10:00"):
        monkeypatch.setenv("COOKIETUI_TODAY", bad)
        assert run("sites").code == 2


def test_an_unforeseen_error_is_one_line(monkeypatch):
    def broken(*_args, **_more):
        raise ZeroDivisionError("secret\nlines")

    monkeypatch.setattr("cookietui.actions.sites.site_rows", broken)
    done = run("sites")
    assert done.code == 70
    assert done.err.count("\n") == 1
    assert "ZeroDivisionError" in done.err


def test_an_interrupt_is_130(monkeypatch):
    def stopped(*_args, **_more):
        raise KeyboardInterrupt

    monkeypatch.setattr("cookietui.actions.sites.site_rows", stopped)
    assert run("sites").code == 130


def test_a_reader_that_goes_away_is_no_error(tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-m", "cookietui", "--man"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    err = process.stderr.read()
    process.stderr.close()
    assert process.wait(timeout=60) == 0
    assert err == b""


def test_shell_completion_is_clicks_own():
    for shell in ("bash", "zsh", "fish"):
        done = spawn(_COOKIETUI_COMPLETE=f"{shell}_source")
        assert done.code == 0
        assert "_COOKIETUI_COMPLETE" in done.out


def test_the_manual_page_has_every_command_and_no_stray_macro():
    page = run("--man").out
    for path in _commands(cli):
        assert f".SS cookietui {' '.join(path)} " in page.replace("\\-", "-")
    known = {".TH", ".SH", ".SS", ".PP", ".TP", ".B", ".nf", ".fi"}
    assert {line.split()[0] for line in page.splitlines() if line.startswith(".")} <= known
    assert "\b" not in page


def test_help_and_version_are_quick_to_load():
    code = "import sys; sys.argv = ['cookietui', '--version']\nfrom cookietui.cli.main import cli\n"
    code += "try: cli.main(['--version'])\nexcept SystemExit: pass\n"
    code += "heavy = {'textual', 'jinja2', 'babel', 'selectolax', 'publicsuffixlist'} & set(sys.modules)\n"
    code += "print(sorted(heavy), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=Path(__file__).parents[2])
    assert done.stderr.decode().strip() == "[]"


def test_ascii_terminals_get_question_marks_and_no_crash(tea_kept):
    run("set", "tea.example", "--cookie", "naïve=deny")
    done = spawn("explain", "tea.example", "naïve", PYTHONIOENCODING="ascii")
    assert done.code == 0
    assert "na?ve" in done.out


def test_the_shell_completes_sites_rights_and_choices(tea_kept):
    def completed(words: str, number: int) -> str:
        return spawn(_COOKIETUI_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=str(number)).out

    assert "plain,tea.example" in completed("cookietui show te", 2)
    assert "plain,stop-sale" in completed("cookietui draft tea.example --right stop-s", 4)
    assert "plain,us-ca" in completed("cookietui draft tea.example --law us-c", 4)
    assert "plain,marketing=deny" in completed("cookietui set tea.example marketing=", 3)
    assert "plain,strict" in completed("cookietui profile use st", 3)
