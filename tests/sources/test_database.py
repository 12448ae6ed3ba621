"""A database is copied with what lies beside it, never changed, and never run."""

import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest

from cookietui.core.errors import BadInput
from cookietui.sources import live_copy
from cookietui.sources.database import Copy, holds, open_copy, open_sample_copy
from cookietui.sources.sample import Sample, open_sample


@pytest.fixture
def make(tmp_path):
    def _make(script: str, name: str = "x.sqlite") -> Path:
        file = Path(tmp_path, name)
        connection = sqlite3.connect(file)
        connection.executescript(script)
        connection.commit()
        connection.close()
        return file

    return _make


ROWS = "WITH RECURSIVE r(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM r WHERE i < {}) INSERT INTO t SELECT 'n' || i, i FROM r;"


def rows(copy: Copy, *columns: str) -> list[Any]:
    found: list[Any] = []
    for batch in copy.batches("t", columns):
        found += zip(*map(batch.column, range(len(columns))), strict=True)
    return found


def state(file: Path) -> list[tuple[bytes, int]]:
    parts = sorted(file.parent.glob(f"{file.name}*"))
    return [(part.read_bytes(), part.stat().st_mtime_ns) for part in parts]


def test_rows_come_in_batches_of_columns(make):
    file = make("CREATE TABLE t(a, b);" + ROWS.format(2500))
    with open_copy(str(file)) as copy:
        assert copy.columns("t") == ("a", "b")
        assert copy.count("t") == 2500
        sizes = [batch.size for batch in copy.batches("t", ["a", "b"])]
        assert sizes == [1000, 1000, 500]
        assert rows(copy, "a", "b", "NULL") == [(f"n{i}", i, None) for i in range(1, 2501)]
        assert copy.damaged == 0


def test_row_numbers_may_be_far_apart_or_below_zero(make):
    numbers = (-(2**63), -5, 0, 7, 2**40, 2**63 - 1)
    values = ",".join(f"({number}, {index})" for index, number in enumerate(numbers)).replace(
        "-9223372036854775808", "-9223372036854775807 - 1"
    )
    file = make(f"CREATE TABLE t(id INTEGER PRIMARY KEY, a); INSERT INTO t VALUES {values};")
    with open_copy(str(file)) as copy:
        assert [row[1] for row in rows(copy, "id", "a")] == list(range(6))


def test_types_and_encodings_that_json_does_not_know_are_read_too(make):
    file = make(
        "CREATE TABLE t(a, b); INSERT INTO t VALUES ('ok', 1), (x'00ff', 9e999), (cast(x'ff61' AS text), NULL), ('last', 2);"
    )
    with open_copy(str(file)) as copy:
        assert rows(copy, "a", "b") == [("ok", 1), (b"\x00\xff", float("inf")), ("\ufffda", None), ("last", 2)]


def test_a_utf_16_database(make):
    file = make("PRAGMA encoding='UTF-16le'; CREATE TABLE t(a); INSERT INTO t VALUES ('zürich'), ('東京');")
    with open_copy(str(file)) as copy:
        assert rows(copy, "a") == [("zürich",), ("東京",)]


@pytest.mark.parametrize(
    "script",
    [
        "CREATE VIEW t AS WITH RECURSIVE r(a) AS (SELECT 1 UNION ALL SELECT a + 1 FROM r) SELECT count(*) a FROM r;",
        "CREATE VIEW t AS SELECT hex(zeroblob(400000000)) a;",
        "CREATE VIRTUAL TABLE t USING fts5(a);",
        "CREATE TABLE t(a, rowid, oid, _rowid_);",
    ],
)
def test_a_program_in_the_place_of_a_table_is_refused(make, script):
    with open_copy(str(make(script))) as copy, pytest.raises(BadInput, match=r"program|hides"):
        _all(copy)


def _all(copy: Copy) -> None:
    copy.columns("t")
    rows(copy, "a")


def test_computed_columns_are_left_out_and_never_run(make):
    file = make("CREATE TABLE t(a, b AS (length(hex(zeroblob(9000000)))) VIRTUAL); INSERT INTO t(a) VALUES (1);")
    with open_copy(str(file)) as copy:
        assert copy.columns("t") == ("a",)
        assert copy.computed("t") == ("b",)
        assert rows(copy, "a") == [(1,)]


def test_a_giant_cell_costs_its_row_alone(make):
    file = make("CREATE TABLE t(a, b);" + ROWS.format(1500) + "UPDATE t SET a = hex(zeroblob(3000000)) WHERE b = 700;")
    with open_copy(str(file)) as copy:
        found = [row[0] for row in rows(copy, "b", "a")]
        assert found == [i for i in range(1, 1501) if i != 700]
        assert copy.damaged == 1


def test_damage_costs_what_is_damaged_alone(make):
    file = make("PRAGMA page_size=1024; CREATE TABLE t(a, b);" + ROWS.format(5000))
    data = bytearray(file.read_bytes())
    page = len(data) // 2 // 1024 * 1024
    data[page : page + 1024] = b"\xff" * 1024
    file.write_bytes(data)
    with open_copy(str(file)) as copy:
        found = [row[0] for row in rows(copy, "b")]
        assert 4600 < len(found) < 5000
        assert (found[0], found[-1]) == (1, 5000)
        assert copy.damaged >= 1


def test_a_schema_that_is_no_text_is_one_readable_line(make):
    file = make("CREATE TABLE t(a, b)")
    file.write_bytes(file.read_bytes().replace(b"CREATE TABLE t(a", b"CREATE TABL\xff \xf6(a"))
    with pytest.raises(BadInput, match="is no readable database"):
        open_copy(str(file))


def test_a_file_that_was_cut_off_gives_what_is_left(make):
    file = make("PRAGMA page_size=1024; CREATE TABLE t(a, b);" + ROWS.format(5000))
    data = file.read_bytes()
    file.write_bytes(data[: len(data) * 2 // 3])
    with open_copy(str(file)) as copy:
        found = [row[0] for row in rows(copy, "b")]
        assert found[:1000] == list(range(1, 1001))
        assert copy.missing > 0
    file.write_bytes(data[:700])
    with pytest.raises(BadInput, match="no readable database"):
        open_copy(str(file))


@pytest.mark.parametrize("data", [b"SQLite format 3\x00" + b"\x07" * 5000, b"SQLite format 3\x00", b"nothing"])
def test_what_is_no_database_is_one_readable_line(tmp_path, data):
    file = tmp_path / "x"
    file.write_bytes(data)
    with pytest.raises(BadInput) as refused:
        open_copy(str(file))
    assert "\n" not in str(refused.value)
    assert str(file) in str(refused.value)


WRITER = """
import sqlite3, sys
c = sqlite3.connect(sys.argv[1], isolation_level=None)
c.execute("PRAGMA journal_mode=WAL")
c.execute("PRAGMA wal_autocheckpoint=0")
c.execute("PRAGMA locking_mode=EXCLUSIVE")
c.execute("INSERT INTO t VALUES ('only in the log', 1)")
c.execute("BEGIN EXCLUSIVE")
print("ready", flush=True)
sys.stdin.read()
"""


def test_a_live_writer_with_a_lock_is_not_disturbed(make):
    file = make("CREATE TABLE t(a, b);")
    writer = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(WRITER), str(file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with writer:
        assert writer.stdout
        assert writer.stdout.readline() == "ready\n"
        before = state(file)
        with pytest.raises(sqlite3.OperationalError):
            sqlite3.connect(f"file:{file}?mode=ro", uri=True).execute("SELECT * FROM t").fetchall()
        for _ in range(5):
            with open_copy(str(file)) as copy:
                assert rows(copy, "a") == [("only in the log",)]
                assert copy.taken is not None
        assert state(file) == before
        writer.communicate("")


def test_a_file_that_never_rests_is_given_up(make, monkeypatch):
    file = make("CREATE TABLE t(a);")
    ticks = iter(range(100))
    monkeypatch.setattr(live_copy, "_state", lambda source, shown: [(next(ticks), 0), None, None])
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    with pytest.raises(BadInput, match="keeps changing"):
        open_copy(str(file))


def test_the_copy_of_a_sample_is_made_once_and_goes_with_it(make):
    file = make("CREATE TABLE t(a, b);" + ROWS.format(3))
    found = open_sample(str(file))
    assert holds(found, "t")
    assert not holds(found, "other")
    copy = open_sample_copy(found)
    assert copy is open_sample_copy(found)
    with copy:
        assert len(rows(copy, "a")) == 3
    assert copy.closed
    with open_sample_copy(found) as again:
        assert again is not copy
    assert not holds(Sample("a", b"text"), "t")
    assert holds(Sample("-", file.read_bytes()), "t")


def test_nothing_is_left_behind(make, tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    file = make("CREATE TABLE t(a);")
    before = sorted(tmp_path.iterdir())
    found = open_sample(str(file))
    holds(found, "t")
    del found
    with open_copy(str(file)):
        pass
    assert sorted(tmp_path.iterdir()) == before
