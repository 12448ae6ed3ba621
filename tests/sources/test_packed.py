"""Rows that SQLite packed come out as they stand in the table, column by column and when asked for."""

import json
import sqlite3
from collections.abc import Sequence
from typing import Any

import msgspec
import pytest

from cookietui.sources.packed import Batch, batch_of

ROWS: list[tuple[Any, ...]] = [
    ("sid", 1, None, 1.5),
    ('"quoted"\n', -(2**63), None, "x"),
    ("nul\x00byte", 2**63 - 1, None, None),
    ("näme\u2028", 0, None, 0.1),
    ("", None, None, -1),
]


def packed(rows: Sequence[Sequence[Any]] = ROWS) -> list[str]:
    """Each column as SQLite writes it."""
    base = sqlite3.connect(":memory:")
    width = len(rows[0])
    base.execute(f"CREATE TABLE t ({', '.join(f'c{number}' for number in range(width))})")
    base.executemany(f"INSERT INTO t VALUES ({', '.join('?' * width)})", rows)
    (found,) = base.execute(f"SELECT {', '.join(f'json_group_array(c{number})' for number in range(width))} FROM t")
    base.close()
    return list(found)


def test_columns_are_as_in_the_table() -> None:
    batch = batch_of(packed())
    assert batch.size == 5
    for number in range(4):
        assert batch.column(number) == [row[number] for row in ROWS]
        assert batch.column(number) == [row[number] for row in ROWS], "asked a second time"


def test_a_column_that_was_not_packed_has_nothing() -> None:
    batch = batch_of([packed()[0], None])
    assert batch.column(1) == [None] * 5
    assert batch.take(1) == [None] * 5


def test_texts_are_told_from_what_is_none() -> None:
    batch = batch_of(packed())
    assert batch.texts(0) == [row[0] for row in ROWS]
    assert batch.texts(1) is None
    assert batch.texts(3) is None
    assert batch_of(['["a", "b"]', "[1, 2]"]).texts(1) is None
    assert batch.texts(0) == batch.column(0)
    assert Batch([["a", "b"], ["a", 1]], 2).texts(0) == ["a", "b"]
    assert Batch([["a", "b"], ["a", 1]], 2).texts(1) is None


def test_what_is_taken_is_not_held() -> None:
    batch = batch_of(packed())
    assert batch.take(0) == [row[0] for row in ROWS]
    assert batch.column(0) == [None] * 5


def test_some_rows_alone() -> None:
    some = batch_of([*packed(), None]).only([0, 3])
    assert some.size == 2
    assert [some.column(number) for number in range(5)] == [
        ["sid", "näme\u2028"],
        [1, 0],
        [None, None],
        [1.5, 0.1],
        [None, None],
    ]


def test_numbers_without_end_are_said_at_once() -> None:
    """SQLite writes them as what no reader of JSON takes; later, when the column is asked for, would be too late."""
    for endless in (float("inf"), float("-inf")):
        with pytest.raises(msgspec.DecodeError):
            batch_of(packed([("a", 1.0), ("b", endless)]))


@pytest.mark.parametrize("text", ["", "[", '["a"', "nothing", '["a",]'])
def test_what_is_no_json_is_said_at_once(text: str) -> None:
    with pytest.raises(msgspec.DecodeError):
        batch_of([text])


def test_a_column_is_unpacked_only_when_it_is_asked_for() -> None:
    """A text that is no JSON does no harm as long as nobody looks."""
    batch = batch_of([json.dumps(["a"]), "no JSON"])
    assert batch.column(0) == ["a"]
    with pytest.raises(msgspec.DecodeError):
        batch.column(1)
