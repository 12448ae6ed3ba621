"""`set --from-jar` shows, asks, and writes in one step."""

from pathlib import Path

import pytest

from tests.cli.conftest import run


@pytest.fixture
def jar(home: Path, tmp_path: Path) -> str:
    """A jar of three sites."""
    file = tmp_path / "cookies.txt"
    rows = ["www.a.example\tFALSE\t/\tFALSE\t0\ts\tsecret", ".b.example\tTRUE\t/\tFALSE\t1800000000\tp\tsecret"]
    rows += [f".c{number}.example\tTRUE\t/\tFALSE\t1800000000\tp\tsecret" for number in range(20)]
    file.write_text("# Netscape HTTP Cookie File\n" + "\n".join(rows) + "\n")
    return str(file)


def test_without_a_yes_nothing_is_written(jar: str) -> None:
    shown = run("set", "--from-jar", "--jar", jar)
    assert shown.code == 0
    assert "a.example" in shown.out
    assert "--yes" in shown.err
    assert run("undo").code == 1


def test_a_yes_writes_all_in_one_step(jar: str) -> None:
    done = run("set", "--from-jar", "--jar", jar, "--yes")
    assert "lines were written" in done.err
    assert run("explain", "b.example", "p", "--json").rows[0]["choice"] == "allow"
    assert run("explain", "www.a.example", "s", "--json").rows[0]["choice"] == "session"
    assert run("undo").code == 0
    assert run("explain", "b.example", "p", "--json").rows[0]["choice"] == "ask"


def test_as_json(jar: str) -> None:
    done = run("set", "a.example", "--from-jar", "--jar", jar, "--yes", "--json")
    assert [row["schema"] for row in done.rows] == ["cookietui.proposal/1", "cookietui.written/1"]
    assert "secret" not in done.out


def test_what_does_not_go_together(jar: str) -> None:
    assert run("set", "a.example", "deny", "--from-jar", "--jar", jar).code == 2
    assert run("set", "a.example", "deny", "--jar", jar).code == 2
    assert run("set", "nowhere.example", "--from-jar", "--jar", jar).code == 66
