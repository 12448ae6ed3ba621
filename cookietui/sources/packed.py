"""SQLite packs some rows as one JSON text a column; a column is unpacked when somebody asks for it."""

import contextlib
import functools
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

_TEXTS = msgspec.json.Decoder(list[str])


class Batch:
    """Some rows; a column is a list of values, JSON text of one, or None where all values are None."""

    __slots__ = ("_columns", "size")

    def __init__(self, columns: Iterable[str | list[Any] | None], size: int) -> None:
        self._columns = list(columns)
        self.size = size
        """Number of rows."""

    def column(self, number: int) -> list[Any]:
        """The values of a column."""
        found = self._columns[number]
        if found is None:
            return [None] * self.size
        if isinstance(found, str):
            found = self._columns[number] = msgspec.json.decode(found)
        return found

    def texts(self, number: int) -> list[str] | None:
        """The values of a column, None where one of them is no text."""
        found = self._columns[number]
        if isinstance(found, str):
            with contextlib.suppress(msgspec.ValidationError):
                read = self._columns[number] = _TEXTS.decode(found)
                return read
        values = self.column(number)
        return values if set(map(type, values)) <= {str} else None

    def take(self, number: int) -> list[Any]:
        """The values of a column that nobody asks for again."""
        found = self.column(number)
        self._columns[number] = None
        return found

    def only(self, rows: Sequence[int]) -> "Batch":
        """The batch with these rows alone."""
        columns = (
            None if column is None else [self.column(number)[row] for row in rows]
            for number, column in enumerate(self._columns)
        )
        return Batch(columns, len(rows))


def batch_of(packed: Sequence[str | None]) -> Batch:
    """The batch of a row of JSON texts, the first of them never None; raises msgspec.DecodeError for what is none."""
    found = Batch(packed, 0)
    found.size = len(found.column(0))
    for number, text in enumerate(packed):
        if text is not None and _endless() in text:
            found.column(number)
    return found


@functools.cache
def _endless() -> str:
    """How this SQLite writes a number without end: the one thing in its JSON that is none."""
    with contextlib.closing(sqlite3.connect(":memory:")) as base:
        (text,) = base.execute("SELECT json_group_array(9e999)").fetchone()
    return str(text)[1:-1]
