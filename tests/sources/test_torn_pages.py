"""A database that was cut off anywhere gives the rows that stand whole before, and not one that does not."""

import random
import sqlite3
from pathlib import Path

import pytest

from cookietui.core.errors import BadInput
from cookietui.sources.database import open_copy

Row = tuple[int, str, int, str]


def made(file: Path, page: int, count: int = 900) -> set[Row]:
    """A database of rows in pages of that size, some of which go on in other pages; the rows that are in it."""
    rng = random.Random(page)
    rows = {
        (n, f"name{n}" * rng.choice((1, 9, 200)), 2**40 + n * rng.choice((1, 256)), f"end{n}") for n in range(count)
    }
    connection = sqlite3.connect(file)
    connection.execute(f"PRAGMA page_size={page}")
    connection.execute("CREATE TABLE t(a INTEGER PRIMARY KEY, b, c, d)")
    connection.executemany("INSERT INTO t VALUES (?, ?, ?, ?)", sorted(rows))
    connection.commit()
    connection.close()
    return rows


def read(file: Path) -> tuple[set[Row], int]:
    """The rows that are read without a zero in them, and what is told of damage."""
    with open_copy(str(file)) as copy:
        batches = list(copy.batches("t", ["a", "b", "c", "d"]))
        found = {row for batch in batches for row in zip(*map(batch.column, range(4)), strict=True)}
        return {row for row in found if "\0" not in f"{row[1]}{row[3]}"}, copy.damaged + copy.missing


@pytest.mark.parametrize("page", [512, 4096, 32_768])
def test_a_file_that_was_cut_anywhere(tmp_path, page):
    file = tmp_path / "x.sqlite"
    rows = made(file, page)
    data = file.read_bytes()
    rng = random.Random(7)
    for end in [*(rng.randrange(2 * page, len(data)) for _ in range(60)), len(data) - 1]:
        file.write_bytes(data[:end])
        found, told = read(file)
        assert found <= rows, end
        assert told, end
        assert end < len(data) // 4 or found, "what stands before the cut is read"


@pytest.mark.parametrize("page", [512, 4096])
def test_a_file_of_which_the_end_is_zeros(tmp_path, page):
    file = tmp_path / "x.sqlite"
    rows = made(file, page)
    data = file.read_bytes()
    rng = random.Random(7)
    for _ in range(60):
        end = rng.randrange(2 * page, len(data) - page) // 8 * 8
        file.write_bytes(data[:end] + bytes(len(data) - end))
        found, told = read(file)
        assert len(found - rows) <= 1, "at most the number that the zeros begin in"
        assert told or found == rows


def test_a_page_of_zeros_costs_its_own_rows_alone(tmp_path):
    file = tmp_path / "x.sqlite"
    connection = sqlite3.connect(file)
    connection.executescript("PRAGMA page_size=1024; CREATE TABLE t(a INTEGER PRIMARY KEY, b, c, d);")
    connection.executemany("INSERT INTO t VALUES (?, 'b', ?, 'd')", [(n, n) for n in range(3000)])
    connection.commit()
    connection.close()
    data = file.read_bytes()
    for number in range(2, len(data) // 1024, 5):
        page = data[number * 1024 : number * 1024 + 1024]
        if page[0] == 0x0D:
            file.write_bytes(data[: number * 1024] + bytes(1024) + data[number * 1024 + 1024 :])
            found, told = read(file)
            assert len(found) == 3000 - int.from_bytes(page[3:5], "big")
            assert told == 1


@pytest.mark.parametrize("seed", range(4))
def test_pages_in_the_wrong_order_lose_nothing_and_end(tmp_path, seed):
    """Where the rows of a page are others than its place says, going on behind the last one could go on for ever."""
    file = tmp_path / "x.sqlite"
    rows = made(file, 1024, 6000)
    data = file.read_bytes()
    rng = random.Random(seed)
    pages = [data[at : at + 1024] for at in range(0, len(data), 1024)]
    leaves = [number for number, page in enumerate(pages) if page[0] == 0x0D]
    for _ in range(1 + 3 * seed):
        one, other = rng.sample(leaves, 2)
        pages[one], pages[other] = pages[other], pages[one]
    file.write_bytes(b"".join(pages))
    with open_copy(str(file)) as copy:
        found = [key for batch in copy.batches("t", ["a"]) for key in batch.column(0)]
        assert sorted(found) == sorted(row[0] for row in rows)
        assert copy.damaged


def test_a_page_that_is_used_again_and_again_ends(tmp_path):
    file = tmp_path / "x.sqlite"
    made(file, 512, 3000)
    data = bytearray(file.read_bytes())
    leaf = next(at for at in range(512, len(data), 512) if data[at] == 0x0D) // 512 + 1
    for at in range(512, len(data), 512):
        if data[at] == 0x05:  # every place in it leads to that leaf
            count = int.from_bytes(data[at + 3 : at + 5], "big")
            cells = [int.from_bytes(data[at + 12 + 2 * n : at + 14 + 2 * n], "big") for n in range(count)]
            for place in (8, *cells):
                data[at + place : at + place + 4] = leaf.to_bytes(4, "big")
    file.write_bytes(data)
    with open_copy(str(file)) as copy:
        try:
            assert sum(batch.size for batch in copy.batches("t", ["a"])) < 2 * len(data)
        except BadInput as error:
            assert "circles" in str(error)  # noqa: PT017 - either of them ends


@pytest.mark.parametrize("vacuum", ["NONE", "FULL"])
@pytest.mark.parametrize("page", [512, 4096, 32_768])
def test_a_whole_file_with_zeros_in_it_loses_nothing(tmp_path, page, vacuum):
    """Browsers overwrite with zeros what they delete, and rows may end in zeros of their own."""
    rng = random.Random(page)
    for number in range(6):
        file = tmp_path / f"{number}.sqlite"
        connection = sqlite3.connect(file, isolation_level=None)
        connection.executescript(f"PRAGMA page_size={page}; PRAGMA auto_vacuum={vacuum}; PRAGMA secure_delete=ON;")
        connection.execute("CREATE TABLE t(a INTEGER PRIMARY KEY, b, c, d)")
        connection.execute("BEGIN")
        for key in range(400):
            row = (key, "b" * rng.choice((1, 300, 5000)), rng.choice((0, 2**40, 2**56)), rng.choice((0, 1, 2**56)))
            connection.execute("INSERT INTO t VALUES (?, ?, ?, ?)", row)
            if rng.random() < 0.5:
                connection.execute("DELETE FROM t WHERE a = ?", (rng.randrange(key + 1),))
        connection.execute("DELETE FROM t WHERE a > ?", (rng.randrange(50, 400),))
        connection.execute("COMMIT")
        rows = set(connection.execute("SELECT * FROM t"))
        connection.close()
        assert read(file) == (rows, 0)


def test_the_number_of_pages_that_an_old_program_left_is_not_believed(tmp_path):
    file = tmp_path / "x.sqlite"
    rows = made(file, 1024, 50)
    data = bytearray(file.read_bytes())
    data[28:32] = (len(data) // 1024 + 900).to_bytes(4, "big")
    data[92:96] = bytes(4)
    file.write_bytes(data)
    assert read(file) == (rows, 0)
