"""What lies beside a database: used where it belongs to it, told where it is torn, left out where it is another's."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from cookietui.sources import side_files
from cookietui.sources.database import Copy, open_copy

FOREIGN = "of another database"


def with_log(file: Path, start: int = 100, more: int = 300, table: str = "t") -> tuple[bytes, bytes]:
    """The bytes of a database with some rows and of the log beside it, which holds more, fifty a transaction."""
    connection = sqlite3.connect(file, isolation_level=None)
    connection.executescript(f"CREATE TABLE {table}(a, b TEXT);")
    connection.executemany(f"INSERT INTO {table} VALUES (?, ?)", [(n, "x" * 50) for n in range(start)])
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA wal_autocheckpoint=0")
    for first in range(start, start + more, 50):
        connection.execute("BEGIN")
        connection.executemany(f"INSERT INTO {table} VALUES (?, ?)", [(n, "y" * 50) for n in range(first, first + 50)])
        connection.execute("COMMIT")
    found = file.read_bytes(), Path(f"{file}-wal").read_bytes()
    connection.close()
    return found


def put(folder: Path, data: bytes, **sides: bytes) -> Path:
    folder.mkdir()
    file = folder / "x.sqlite"
    file.write_bytes(data)
    for side, content in sides.items():
        Path(f"{file}-{side}").write_bytes(content)
    return file


def numbers(copy: Copy) -> list[int]:
    return [number for batch in copy.batches("t", ["a"]) for number in batch.column(0)]


@pytest.fixture(scope="module")
def logged(tmp_path_factory):
    return with_log(tmp_path_factory.mktemp("log") / "x.sqlite")


def test_a_whole_log_is_read_and_nothing_is_told(tmp_path, logged):
    data, log = logged
    file = put(tmp_path / "a", data, wal=log)
    before = sorted((part.name, part.read_bytes(), part.stat().st_mtime_ns) for part in file.parent.iterdir())
    with open_copy(str(file)) as copy:
        assert numbers(copy) == list(range(400))
        assert copy.odd == {}
    assert sorted((part.name, part.read_bytes(), part.stat().st_mtime_ns) for part in file.parent.iterdir()) == before
    with open_copy(str(put(tmp_path / "b", data))) as copy:
        assert (numbers(copy), copy.odd) == (list(range(100)), {})
    with open_copy(str(put(tmp_path / "c", data, wal=b""))) as copy:
        assert (numbers(copy), copy.odd) == (list(range(100)), {})


def test_a_torn_log_gives_the_transactions_that_are_whole_and_is_told(tmp_path, logged):
    data, log = logged
    middle = len(log) // 2
    spoilt = bytearray(log)
    spoilt[middle] ^= 0xFF
    torn = [log[:-1], log[:middle], log[:100], log[:40], bytes(spoilt), log[:middle] + bytes(len(log) - middle)]
    for number, each in enumerate(torn):
        with open_copy(str(put(tmp_path / str(number), data, wal=each))) as copy:
            found = numbers(copy)
            assert found == list(range(len(found)))
            assert len(found) % 50 == 0
            assert 100 <= len(found) < 400
            assert list(copy.odd) == [side_files.LOG]
            assert copy.odd[side_files.LOG] >= 1


def test_what_is_no_log_is_told(tmp_path, logged):
    data, log = logged
    for number, each in enumerate((log[:10], b"\x07" * 5000, bytes(5000), b"\xff" + log[1:])):
        with open_copy(str(put(tmp_path / str(number), data, wal=each))) as copy:
            assert numbers(copy) == list(range(100))
            assert copy.odd == {side_files.NO_LOG: 1}


def test_changes_that_are_not_committed_are_left_out_without_a_word(tmp_path):
    file = tmp_path / "x.sqlite"
    with_log(file)
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("PRAGMA cache_size=5")
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO t VALUES (?, ?)", [(n, "z" * 50) for n in range(5000, 9000)])
    assert Path(f"{file}-wal").stat().st_size > 100_000
    with open_copy(str(file)) as copy:
        assert numbers(copy) == list(range(400))
        assert copy.odd == {}
    connection.close()


def test_frames_of_an_older_log_do_not_count(tmp_path):
    file = tmp_path / "x.sqlite"
    connection = sqlite3.connect(file, isolation_level=None)
    connection.executescript("PRAGMA journal_mode=WAL; CREATE TABLE t(a, b); PRAGMA wal_autocheckpoint=0;")
    connection.executemany("INSERT INTO t VALUES (?, ?)", [(n, "x" * 500) for n in range(100)])
    connection.execute("PRAGMA wal_checkpoint(RESTART)").fetchall()
    connection.execute("INSERT INTO t VALUES (100, 'x')")
    with open_copy(str(file)) as copy:
        assert (numbers(copy), copy.odd) == (list(range(101)), {})
    connection.close()


def test_the_log_of_another_database_is_left_out_and_told(tmp_path, logged):
    data, _ = logged
    _, other = with_log(tmp_path / "other.sqlite", table="u")
    _, larger = with_log(tmp_path / "larger.sqlite", start=5000)
    for number, log in enumerate((other, larger)):
        with open_copy(str(put(tmp_path / str(number), data, wal=log))) as copy:
            assert numbers(copy) == list(range(100))
            assert [FOREIGN in message for message in copy.odd] == [True]


def test_a_new_database_whose_tables_are_all_in_its_log(tmp_path):
    file = tmp_path / "x.sqlite"
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.executescript("CREATE TABLE t(a, b); INSERT INTO t VALUES (1, 2);")
    with open_copy(str(file)) as copy:
        assert (numbers(copy), copy.odd) == ([1], {})
    connection.close()


def test_a_damaged_database_keeps_its_own_log(tmp_path, logged):
    data, log = logged
    spoilt = bytearray(data)
    spoilt[-4096:] = b"\xff" * 4096
    with open_copy(str(put(tmp_path / "a", bytes(spoilt), wal=log))) as copy:
        assert numbers(copy)[-1] == 399
        assert copy.odd == {}


WRITER = """
import sqlite3, sys
c = sqlite3.connect(sys.argv[1], isolation_level=None)
c.execute("PRAGMA cache_size=" + sys.argv[3])
c.execute("PRAGMA locking_mode=EXCLUSIVE")
c.execute("BEGIN EXCLUSIVE")
c.execute(sys.argv[2])
print("ready", flush=True)
sys.stdin.read()
"""


def hot(file: Path, change: str, cache: int = 2) -> tuple[bytes, bytes]:
    """The bytes of a database that a program was changing when it was killed, and of its journal."""
    connection = sqlite3.connect(file)
    connection.executescript("CREATE TABLE t(a, b);")
    connection.executemany("INSERT INTO t VALUES (?, ?)", [(n, "x" * 300) for n in range(600)])
    connection.commit()
    connection.close()
    command = [sys.executable, "-c", WRITER, str(file), change, str(cache)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout
        assert writer.stdout.readline() == "ready\n"
        writer.kill()
    return file.read_bytes(), Path(f"{file}-journal").read_bytes()


def test_a_hot_journal_is_rolled_back_in_the_copy_alone(tmp_path):
    data, journal = hot(tmp_path / "x.sqlite", "UPDATE t SET a = -1")
    file = put(tmp_path / "a", data, journal=journal)
    for _ in range(2):
        with open_copy(str(file)) as copy:
            assert numbers(copy) == list(range(600))
            assert copy.odd == {}
    assert file.read_bytes() == data
    assert Path(f"{file}-journal").read_bytes() == journal


def test_a_journal_that_was_not_needed_yet_is_no_damage(tmp_path):
    data, journal = hot(tmp_path / "x.sqlite", "DELETE FROM t WHERE a = 5", cache=5000)
    with open_copy(str(put(tmp_path / "a", data, journal=journal))) as copy:
        assert (numbers(copy), copy.odd) == (list(range(600)), {})
    with open_copy(str(put(tmp_path / "b", data, journal=bytes(512) + journal[512:]))) as copy:
        assert (numbers(copy), copy.odd) == (list(range(600)), {})


def test_a_journal_that_is_torn_is_told(tmp_path):
    data, journal = hot(tmp_path / "x.sqlite", "UPDATE t SET a = -1")
    for number, each in enumerate((journal[:600], journal[:30])):
        with open_copy(str(put(tmp_path / f"cut{number}", data, journal=each))) as copy:
            assert len(numbers(copy)) == 600
            assert copy.odd == {side_files.CUT_JOURNAL: 1}
    with open_copy(str(put(tmp_path / "noise", data, journal=b"\x07" * 5000))) as copy:
        assert copy.odd == {side_files.NO_JOURNAL: 1}
