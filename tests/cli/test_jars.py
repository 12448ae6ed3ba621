"""`jars` and `read` on jars, as a person calls them."""

from pathlib import Path
from typing import Any

from tests.cli.conftest import run, spawn
from tests.readers import jars

SECRET = "s3cret"


def _firefox(file: Path) -> Path:
    rows: Any = [{"name": "_ga", "host": ".shop.example", "value": SECRET, "expiry": 1_800_000_000_000}]
    file.parent.mkdir(parents=True, exist_ok=True)
    return jars.database(file, "moz_cookies", jars.FIREFOX_NEW, rows, version=16)


def test_jars(home, monkeypatch):
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    assert "no browser was found" in run("jars").err
    monkeypatch.setattr("cookietui.actions.jars.this_system", lambda: "linux")
    file = _firefox(home / ".mozilla/firefox/a.default/cookies.sqlite")
    done = run("jars")
    assert done.code == 0
    assert "Firefox, a.default: 1 cookie\n" in done.out
    assert f"    {file}\n" in done.out
    (row,) = run("jars", "--json").rows
    assert row["schema"] == "cookietui.jar/1"
    assert {"browser", "profile", "path", "cookies", "live"} <= set(row)
    assert (row["path"], row["cookies"], row["live"]) == (str(file), 1, False)


def test_the_path_of_a_jar_stands_on_one_line_to_be_copied(home, monkeypatch):
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.setattr("cookietui.actions.jars.this_system", lambda: "linux")
    file = _firefox(home / ".mozilla/firefox" / f"{'long' * 30}.default" / "cookies.sqlite")
    assert f"    {file}\n" in run("jars").out


def test_reading_a_jar(tmp_path):
    file = str(_firefox(tmp_path / "cookies.sqlite"))
    (row,) = run("read", "--json", file).rows
    assert row["schema"] == "cookietui.observation/1"
    assert list(row)[:2] == ["schema", "source"]
    assert set(row["cookies"][0]) == {
        "name", "domain", "host_only", "path", "created", "expires", "session", "secure", "http_only", "same_site",
        "partition", "container", "party", "private", "updated", "foreign_ancestor",
    }  # fmt: skip
    done = run("read", file)
    assert "_ga" in done.out
    assert "2027-01-15" in done.out
    assert SECRET not in done.out + run("read", "--json", file).out
    assert SECRET in run("read", "--values", file).out
    (asked,) = run("read", "--values", "--json", file).rows
    assert asked["cookies"][0]["value"] == SECRET


def test_a_database_on_standard_input(tmp_path):
    data = _firefox(tmp_path / "cookies.sqlite").read_bytes()
    done = spawn("read", "-", "--json", stdin=data)
    assert done.code == 0
    assert done.rows[0]["cookies"][0]["name"] == "_ga"
    assert done.rows[0]["source"]["path"] == "-"


def test_a_folder_gives_every_jar_and_the_bad_ones_do_not_stop_it(tmp_path):
    _firefox(tmp_path / "a/cookies.sqlite")
    (tmp_path / "a/cookies.sqlite-wal").write_bytes(b"")
    (tmp_path / "b.har").write_text("{}")
    (tmp_path / "c.txt").write_text("# Netscape HTTP Cookie File\n.a.example\tTRUE\t/\tFALSE\t0\tok\tv\n")
    done = run("read", "--json", str(tmp_path))
    assert done.code == 65
    assert [row["schema"] for row in done.rows] == [
        "cookietui.error/1",
        "cookietui.observation/1",
        "cookietui.observation/1",
    ]
    assert "no log" in done.rows[0]["message"]
