"""The jars of this computer: counted in copies, each with its own trouble."""

from pathlib import Path
from typing import Any

from cookietui.actions.add import add
from cookietui.actions.jars import jar_rows
from cookietui.actions.read import read_source, read_sources
from tests.readers import jars


def _home(home: Path) -> Path:
    profile = home / ".mozilla/firefox/a.default"
    profile.mkdir(parents=True)
    rows: list[Any] = [{"name": "a", "host": "b.example"}, {"name": "b", "host": "b.example"}]
    jars.database(profile / "cookies.sqlite", "moz_cookies", jars.FIREFOX_NEW, rows, version=16)
    broken = home / ".config/chromium/Default"
    broken.mkdir(parents=True)
    (broken / "Cookies").write_bytes(b"SQLite format 3\x00 and then nothing")
    return profile / "cookies.sqlite"


def test_rows(ws, tmp_path):
    file = _home(tmp_path)
    before = (file.read_bytes(), file.stat().st_mtime_ns)
    firefox, chromium = jar_rows(ws, {"HOME": str(tmp_path)}, "linux")
    assert (firefox.schema, firefox.browser, firefox.profile, firefox.cookies) == (
        "cookietui.jar/1",
        "Firefox",
        "a.default",
        2,
    )
    assert firefox.problem is None
    assert not firefox.live
    assert chromium.cookies is None
    assert "no readable database" in str(chromium.problem)
    assert (file.read_bytes(), file.stat().st_mtime_ns) == before


def test_a_torn_jar_is_counted_by_reading_and_says_what_is_missing(ws, tmp_path):
    file = _home(tmp_path)
    file.unlink()
    rows: list[Any] = [{"name": f"n{number}", "host": "b.example"} for number in range(2000)]
    jars.database(file, "moz_cookies", jars.FIREFOX_NEW, rows, version=16)
    file.write_bytes(file.read_bytes()[:40_000])
    firefox, _ = jar_rows(ws, {"HOME": str(tmp_path)}, "linux")
    assert firefox.cookies is not None
    assert 500 < firefox.cookies < 2000
    assert "cut off" in str(firefox.problem)


def test_safari_is_counted_by_reading(ws, tmp_path):
    folder = tmp_path / "Library/Cookies"
    folder.mkdir(parents=True)
    (folder / "Cookies.binarycookies").write_bytes(jars.safari([[jars.safari_record("a.example", "a")]]))
    (row,) = jar_rows(ws, {"HOME": str(tmp_path)}, "macos")
    assert (row.browser, row.cookies) == ("Safari", 1)


def test_reading_a_jar_gives_an_observation_and_no_values_unless_asked_for(ws, tmp_path):
    rows: Any = [{"name": "a", "host": "b.example", "value": "secret"}]
    file = str(jars.database(tmp_path / "x", "moz_cookies", jars.FIREFOX_NEW, rows, version=16))
    found: Any = read_source(ws, file)
    assert found.declaration is None
    assert found.failure is None
    assert found.observation.cookies[0].value is None
    (asked,) = read_sources(ws, [file], values=True)
    assert asked.observation
    assert asked.observation.cookies[0].value == "secret"


def test_a_jar_is_not_added_and_the_line_says_what_to_use(ws, tmp_path):
    (tmp_path / "cookies.txt").write_text("# Netscape HTTP Cookie File\n")
    (row,) = add(ws, [str(tmp_path / "cookies.txt")], "a.example")
    assert row.failure
    assert row.failure.exit_code == 2
    assert "cookietui read" in row.failure.message


def test_json_of_no_known_kind_is_said_to_be_that(ws, tmp_path):
    (tmp_path / "a.json").write_text('{"a": 1}')
    (row,) = read_sources(ws, [str(tmp_path / "a.json")])
    assert row.failure
    assert (row.failure.exit_code, row.failure.message) == (65, "is JSON, but of no format that is read here")
