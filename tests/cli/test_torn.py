"""A file that breaks off, as a person gives it to each command: the rest is used, and one line says what is missing."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import run


@pytest.fixture
def torn(tmp_path: Path) -> str:
    """A HAR of three entries that breaks off in the third."""
    entries = [
        {
            "startedDateTime": "2026-11-15T10:00:00.000Z",
            "request": {"url": "https://tea.example/", "headers": [], "cookies": []},
            "response": {"status": 200, "headers": [{"name": "Set-Cookie", "value": f"c{n}=1; Max-Age=86400"}]},
        }
        for n in range(3)
    ]
    text = json.dumps({"log": {"version": "1.2", "creator": {"name": "x"}, "entries": entries}}, indent=1)
    file = tmp_path / "torn.har"
    file.write_text(text[: text.index("c2=1")])
    return str(file)


def last_line(file: str) -> int:
    return Path(file).read_text().rstrip().count("\n") + 1


def test_read(home: Path, torn: str) -> None:
    done = run("read", torn)
    assert done.code == 0
    assert "c0" in done.out
    assert "c2" not in done.out
    assert done.err.count("\n") == 1
    assert f"breaks off in line {last_line(torn)};" in done.err
    (row,) = run("read", torn, "--json").rows
    assert [(each["kind"], each["line"]) for each in row["problems"]] == [("cut", last_line(torn))]
    assert [each["name"] for each in row["cookies"]] == ["c0", "c1"]


def test_a_file_with_nothing_whole_in_it_is_bad_input(home: Path, torn: str) -> None:
    Path(torn).write_text(Path(torn).read_text()[:150])
    done = run("read", torn, torn, "--json")
    assert done.code == 65
    assert [(each["schema"], each["line"]) for each in done.rows] == [("cookietui.error/1", last_line(torn))] * 2
    assert "Traceback" not in done.err


def test_compare_and_add(tea_kept: str, torn: str) -> None:
    done = run("compare", "tea.example", "--jar", torn)
    assert done.code in (0, 1)
    assert "breaks off in line" in done.err
    assert run("add", torn).code == 2


def test_recheck_and_baseline_say_what_they_did_not_see(tea_kept: str, torn: str) -> None:
    done = run("recheck", "tea.example", "--jar", torn)
    assert done.code in (0, 1)
    assert "torn.har: the file breaks off" in done.err
    assert "torn.har: the file breaks off" in run("set", "--from-jar", "--jar", torn).err
