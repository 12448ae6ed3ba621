"""Browsers' databases that are torn, odd or of a newer shape: one clear line, the rest read, the file left alone."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from cookietui.actions.read import read_sample
from cookietui.core.errors import BadInput
from cookietui.core.observation import Observation
from cookietui.sources.cookie_json import NO_DATE
from cookietui.sources.jar_columns import LOST, NO_COOKIE
from cookietui.sources.sample import open_sample
from tests.readers import jars

MOMENT = 1_800_000_000_000
CHROMIUM = (MOMENT + 11_644_473_600_000) * 1000
FIREFOX = {"name": "a", "host": ".shop.example", "path": "/", "expiry": MOMENT, "creationTime": MOMENT * 1000}


def read(file: Path) -> Observation:
    """What a jar holds; its folder is as before."""
    before = [(part, part.read_bytes(), part.stat().st_mtime_ns) for part in sorted(file.parent.iterdir())]
    try:
        found = read_sample(open_sample(str(file), values=True)).observation
    finally:
        after = [(part, part.read_bytes(), part.stat().st_mtime_ns) for part in sorted(file.parent.iterdir())]
        assert after == before
    assert found is not None
    return found


def told(found: Observation) -> list[str]:
    return [each.message for each in found.problems]


def firefox(folder: Path, *rows: dict[str, Any], columns: str = jars.FIREFOX_NEW, version: int = 16) -> Path:
    return jars.database(folder / "cookies.sqlite", "moz_cookies", columns, rows, version=version)


def chromium(folder: Path, *rows: dict[str, Any], columns: str = jars.CHROMIUM_NEW, meta: str | None = "24") -> Path:
    full = [
        jars.chromium_row(**{"host_key": ".shop.example", "name": "a", "expires_utc": CHROMIUM, **row}) for row in rows
    ]
    return jars.database(folder / "Cookies", "cookies", columns, full, meta=meta)


@pytest.mark.parametrize("page", [1024, 4096])
@pytest.mark.parametrize("family", ["firefox", "chromium"])
def test_wherever_a_jar_is_torn_the_rest_is_read_and_what_is_missing_is_told(tmp_path, family, page):
    if family == "firefox":
        file = firefox(tmp_path, *({**FIREFOX, "name": f"n{n}", "expiry": MOMENT + n} for n in range(400)))
    else:
        file = chromium(tmp_path, *({"name": f"n{n}", "expires_utc": CHROMIUM + 1000 * n} for n in range(400)))
    connection = sqlite3.connect(file)
    connection.executescript(f"PRAGMA page_size={page}; VACUUM;")
    connection.close()
    data = file.read_bytes()
    everything = {(each.name, each.domain, each.path, each.expires) for each in read(file).cookies}
    assert len(everything) == 400
    pages = len(data) // page
    zeroed = [data[: n * page] + bytes(page) + data[(n + 1) * page :] for n in range(1, pages)]
    cut = [data[: n * page + offset] for n in range(1, pages) for offset in (0, page // 3, page - 1)]
    for torn in (*zeroed, *cut):
        file.write_bytes(torn)
        found = read(file)
        seen = {(each.name, each.domain, each.path, each.expires) for each in found.cookies}
        assert seen <= everything
        assert seen == everything or told(found)
        if len(torn) < len(data):
            assert any("cut off" in message for message in told(found))


def test_a_jar_whose_version_cannot_be_read_is_read_all_the_same(tmp_path):
    file = chromium(tmp_path, {}, meta=None)
    connection = sqlite3.connect(file)
    connection.execute("CREATE VIEW meta AS SELECT 'version' AS key, hex(zeroblob(400000000)) AS value")
    connection.close()
    found = read(file)
    assert len(found.cookies) == 1
    assert ["version cannot be read" in message for message in told(found)] == [True]


def test_times_that_are_none_are_counted_and_times_of_another_type_are_read(tmp_path):
    odd = ["soon", b"\x01", 2**63 - 1, -(2**63), float("inf"), "", "9" * 30]
    good = [str(MOMENT), MOMENT + 0.5, MOMENT]
    columns = jars.FIREFOX_NEW.replace("expiry INTEGER", "expiry")
    rows = [{**FIREFOX, "expiry": each} for each in (*odd, *good, None, -5)]
    found = read(firefox(tmp_path, *rows, columns=columns))
    assert [each.expires for each in found.cookies] == [None] * len(odd) + [MOMENT] * 3 + [None, -5]
    assert not any(each.session for each in found.cookies)
    assert told(found) == [f"{NO_DATE}: {len(odd)}"]


def test_times_of_chromium_that_are_none_do_not_make_it_a_cookie_of_the_session(tmp_path):
    rows = [{"expires_utc": each} for each in ("soon", b"\x01", 2**63 - 1, -1, 1e308, CHROMIUM, 0)]
    found = read(chromium(tmp_path, *rows))
    assert [each.expires for each in found.cookies] == [None] * 5 + [MOMENT, None]
    assert [each.session for each in found.cookies] == [False] * 6 + [True]
    assert told(found) == [f"{NO_DATE}: 5"]


def test_seconds_that_overflow_as_milliseconds(tmp_path):
    rows = [{**FIREFOX, "expiry": each} for each in (2**63 - 1, -(2**63), MOMENT // 1000, MOMENT)]
    found = read(firefox(tmp_path, *rows, version=12))
    assert [each.expires for each in found.cookies] == [None, None, MOMENT, None]
    assert told(found) == [f"{NO_DATE}: 3"]


def test_rows_with_zeros_in_the_place_of_text_are_none(tmp_path):
    rows: list[dict[str, Any]] = [
        {},
        {"name": "a\0\0"},
        {"host": "\0\0"},
        {"path": "/\0"},
        {"name": None},
        {"host": b".x.example"},
        {"name": "z"},
    ]
    found = read(firefox(tmp_path, *({**FIREFOX, **row} for row in rows)))
    assert [each.name for each in found.cookies] == ["a", "z"]
    assert told(found) == [f"{NO_COOKIE}: 2", f"{LOST}: 3"]


def test_texts_that_are_kept_as_bytes_are_read_as_text(tmp_path):
    row = {**FIREFOX, "path": b"/x", "value": b"v", "originAttributes": b"^userContextId=4"}
    (cookie,) = read(firefox(tmp_path, row)).cookies
    assert (cookie.path, cookie.value, cookie.container) == ("/x", "v", "container 4")
    (cookie,) = read(chromium(tmp_path, {"path": b"/x", "top_frame_site_key": b"https://a.example"})).cookies
    assert (cookie.path, cookie.partition) == ("/x", "https://a.example")


@pytest.mark.parametrize("family", ["firefox", "chromium"])
def test_a_table_without_row_numbers_is_read(tmp_path, family):
    if family == "firefox":
        columns, table, name = "name TEXT, host TEXT, path TEXT, expiry INTEGER", "moz_cookies", "cookies.sqlite"
        rows = [{"name": f"n{n:04}", "host": "a.example", "path": "/", "expiry": MOMENT} for n in range(2500)]
    else:
        columns, table, name = jars.CHROMIUM_NEW, "cookies", "Cookies"
        rows = [jars.chromium_row(name=f"n{n:04}", host_key="a.example", expires_utc=CHROMIUM) for n in range(2500)]
    file = tmp_path / name
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA user_version = 16")
    connection.execute(f"CREATE TABLE {table} ({columns}, PRIMARY KEY (name, path)) WITHOUT ROWID")
    for row in rows:
        marks = ", ".join("?" * len(row))
        connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values()))
    connection.commit()
    connection.close()
    found = read(file)
    assert [each.name for each in found.cookies] == [row["name"] for row in rows]
    assert {each.expires for each in found.cookies} == {MOMENT}
    assert told(found) == []
    data = file.read_bytes()
    file.write_bytes(data[: len(data) * 2 // 3])
    torn = read(file)
    assert 100 < len(torn.cookies) < 2500
    assert any("damaged" in message for message in told(torn))


NEWER = {
    "more columns": ("{}, future BLOB, more TEXT", ""),
    "a trigger": ("{}", "CREATE TRIGGER x AFTER INSERT ON {} BEGIN SELECT RAISE(ABORT, 'x'); END;"),
    "an index": ("{}", "CREATE INDEX x ON {} (length(name)) WHERE abs(rowid) > 0;"),
    "a column of a formula": ("{}, x AS (length(hex(zeroblob(9000000)))) VIRTUAL", ""),
}


@pytest.mark.parametrize("what", NEWER)
@pytest.mark.parametrize("family", ["firefox", "chromium"])
def test_a_newer_shape_is_read_and_what_is_a_program_in_it_never_runs(tmp_path, family, what):
    columns, more = NEWER[what]
    if family == "firefox":
        file = firefox(tmp_path, FIREFOX, columns=columns.format(jars.FIREFOX_NEW), version=99)
    else:
        file = chromium(tmp_path, {}, columns=columns.format(jars.CHROMIUM_NEW), meta="99")
    connection = sqlite3.connect(file)
    connection.executescript(more.format("moz_cookies" if family == "firefox" else "cookies"))
    connection.close()
    found = read(file)
    assert [(each.name, each.domain, each.expires) for each in found.cookies] == [("a", "shop.example", MOMENT)]
    assert ["newer" in message for message in told(found)] == [True]


def test_columns_with_other_names_are_told_and_without_a_host_there_is_no_jar(tmp_path):
    columns = jars.FIREFOX_NEW.replace("expiry", "ends")
    row = {("ends" if key == "expiry" else key): value for key, value in FIREFOX.items()}
    found = read(firefox(tmp_path, row, columns=columns, version=99))
    assert found.cookies[0].expires is None
    assert told(found)[0] == "columns that this jar lacks (expiry): 1"
    (tmp_path / "cookies.sqlite").unlink()
    renamed = jars.CHROMIUM_NEW.replace("host_key", "host")
    file = jars.database(tmp_path / "Cookies", "cookies", renamed, [], meta="99")
    with pytest.raises(BadInput, match="not that of a Chromium browser") as raised:
        read(file)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("table", ["moz_cookies", "cookies"])
def test_a_view_in_the_place_of_the_table_is_refused(tmp_path, table):
    columns = jars.FIREFOX_NEW if table == "moz_cookies" else jars.CHROMIUM_NEW
    file = jars.database(tmp_path / "x.sqlite", "t", columns, [])
    connection = sqlite3.connect(file)
    connection.execute(f"CREATE VIEW {table} AS SELECT * FROM t")
    connection.close()
    with pytest.raises(BadInput, match="is a program, not a table"):
        read(file)


def test_the_log_of_another_jar_is_left_out_and_told(tmp_path):
    file = firefox(tmp_path, FIREFOX)
    (tmp_path / "other").mkdir()
    other = sqlite3.connect(chromium(tmp_path / "other", {}), isolation_level=None)
    other.executescript("PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0; CREATE TABLE more(a); VACUUM;")
    (tmp_path / "jar").mkdir()
    jar = tmp_path / "jar" / "cookies.sqlite"
    jar.write_bytes(file.read_bytes())
    jar.with_name("cookies.sqlite-wal").write_bytes((tmp_path / "other" / "Cookies-wal").read_bytes())
    other.close()
    found = read(jar)
    assert [each.name for each in found.cookies] == ["a"]
    assert ["of another database" in message for message in told(found)] == [True]


@pytest.mark.parametrize("family", ["firefox", "chromium"])
@pytest.mark.parametrize(
    ("more", "sound", "damaged"),
    [
        ("CREATE TABLE other_one(a INTEGER)", b"CREATE TABLE other_one(", b"CRXATE TABLE other_one("),
        ("CREATE TABLE other_one(a INTEGER)", b"other_one(a INTEGER", b"other_one(\xff\xfe\xfd(TEGER"),
        ("CREATE TABLE other_one(a INTEGER)", b"CREATE TABLE other_one(a INTEGER)", b"\x00" * 33),
        ("CREATE INDEX ix ON {}(path)", b"(path)", b"(pxth)"),
    ],
)
def test_damage_in_the_description_of_something_else_hides_no_cookie(tmp_path, family, more, sound, damaged):
    file, table = (
        (firefox(tmp_path, FIREFOX), "moz_cookies") if family == "firefox" else (chromium(tmp_path, {}), "cookies")
    )
    connection = sqlite3.connect(file)
    connection.execute(more.format(table))
    connection.commit()
    connection.close()
    data = file.read_bytes()
    assert data.count(sound) == 1
    file.write_bytes(data.replace(sound, damaged))
    found = read(file)
    assert [(each.name, each.domain, each.expires) for each in found.cookies] == [("a", "shop.example", MOMENT)]
    assert told(found) == [
        "the descriptions of other tables or of indices are damaged, and were left out; databases: 1"
    ]


def test_damage_in_the_description_of_the_cookies_is_one_line(tmp_path):
    file = firefox(tmp_path, FIREFOX)
    file.write_bytes(file.read_bytes().replace(b"CREATE TABLE moz_cookies", b"CRXATE TABLE moz_cookies"))
    with pytest.raises(BadInput) as error:
        read(file)
    assert "moz_cookies" in str(error.value)
    assert "\n" not in str(error.value)
