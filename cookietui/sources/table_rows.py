"""The rows of a table come in batches; what is damaged is passed over and counted, and the rows beside it are read."""

import sqlite3
import time
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from cookietui.core.errors import BadInput
from cookietui.core.text import one_line
from cookietui.sources.packed import Batch, batch_of

NOTHING = "NULL"
"""The expression of a column that this jar lacks; the first column is never it."""
FAULTS = (sqlite3.Error, UnicodeDecodeError)
"""What a damaged file raises: SQLite quotes it in its messages, which Python then cannot decode."""
_STEPS = 20_000
"""Virtual machine steps between two looks at the clock."""
_SECONDS = 20.0
"""Rows that take longer come from a program, not from a table."""
_BATCH = 1000
_SMALLEST = 4
"""Bytes of the smallest row with its place in a page."""
_DAMAGES = 1000
"""Damaged places after which the rest is given up."""
_LOWEST, _HIGHEST = -(2**63), 2**63 - 1
"""The range of a rowid."""


class TableRows:
    """What can be asked of a connection within bounds."""

    def __init__(self, connection: sqlite3.Connection, path: str) -> None:
        self.connection = connection
        self.path = path
        self.damaged = 0
        """Places of a table that could not be read."""

    def fetch(self, query: str, parameters: Sequence[Any], size: int) -> list[Any]:
        """At most `size` rows, within the time that a table can need; raises what SQLite raises (FAULTS)."""
        deadline = time.monotonic() + _SECONDS
        self.connection.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS)
        try:
            return self.connection.execute(query, parameters).fetchmany(size)
        finally:
            self.connection.set_progress_handler(None, 0)

    def by_key(self, table: str, key: str, columns: Sequence[str]) -> Iterator[Batch]:
        """The rows by rowid, of which `key` is a name; raises BadInput where a query does not end."""
        low: int | None = _LOWEST
        try:
            while low is not None:
                batch, low = self._packed(f"FROM {table} WHERE {key}", key, columns, low)
                if batch.size:
                    yield batch
        except (sqlite3.Error, msgspec.DecodeError, UnicodeError):
            yield from self._one_by_one(table, key, columns, low)

    def as_they_come(self, table: str, columns: Sequence[str], low: int | None = None) -> Iterator[Batch]:
        """The rows in the order of the file: a damage ends them, because nothing says where the next one stands.

        With `low` the first column is a rowid: those below are passed over, and it is no column of the batches.
        """
        self.connection.text_factory = replacing
        query = f"SELECT {', '.join(columns)} FROM {table} NOT INDEXED"  # noqa: S608 - constants of ours
        left = self._most()
        deadline = time.monotonic() + _SECONDS
        self.connection.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS)
        try:
            cursor = self.connection.execute(query)
            while rows := cursor.fetchmany(_BATCH):
                left -= len(rows)
                if left < 0:
                    raise BadInput("is damaged or hostile (its rows go round in circles)", input=self.path)
                if low is not None:
                    rows = [row[1:] for row in rows if row[0] >= low]
                if rows:
                    yield _batch(rows, columns[low is not None :])
        except sqlite3.Error as error:
            self._refuse_endless(error)
            self.damaged += 1
        finally:
            self.connection.set_progress_handler(None, 0)

    def _most(self) -> int:
        """Rows that the file can hold; more come only where pages are used again and again."""
        (pages,), (size,) = (self.fetch(f"PRAGMA {name}", (), 1)[0] for name in ("page_count", "page_size"))
        return int(pages * size) // _SMALLEST

    def _packed(self, rest: str, key: str, columns: Sequence[str], low: int) -> tuple[Batch, int | None]:
        """One batch and where the next begins; SQLite packs each column as JSON, three times as fast as row by row."""
        after = self.fetch(f"SELECT {key} {rest} >= ? ORDER BY {key} LIMIT 1 OFFSET {_BATCH}", (low,), 1)
        end = after[0][0] if after else _HIGHEST
        packed = ", ".join("NULL" if column == NOTHING else f"json_group_array({column})" for column in columns)
        sign = "<" if after else "<="
        (row,) = self.fetch(f"SELECT {packed} {rest} >= ? AND {key} {sign} ?", (low, end), 1)
        batch = batch_of(row)
        if after and (end <= low or batch.size != _BATCH):
            raise sqlite3.DatabaseError("rows are out of order")  # which would go round in circles
        return batch, end if after else None

    def _one_by_one(self, table: str, key: str, columns: Sequence[str], low: int | None) -> Iterator[Batch]:
        """Batches from rowid `low` on, around what is damaged, with types and encodings that JSON does not know."""
        query = f"SELECT {', '.join((key, *columns))} FROM {table} WHERE {key} >= ? ORDER BY {key}"  # noqa: S608 - ours
        size = _BATCH
        while low is not None and low <= _HIGHEST:
            try:
                rows = self.fetch(f"{query} LIMIT {size}", (low,), size)
            except sqlite3.Error as error:
                if self._mended(error):
                    continue
                if size == 1:
                    self.damaged += 1
                    low = self._beyond(query, low)
                size = 1 if size > 1 else _BATCH  # one by one up to the damage
                continue
            keys = [row[0] for row in rows]
            if keys != sorted(keys) or min(keys, default=low) < low:  # pages out of order, where seeking goes astray
                self.damaged += 1
                yield from self.as_they_come(table, (key, *columns), low)
                return
            if not rows:
                return
            low = max(low, keys[-1]) + 1
            yield _batch([row[1:] for row in rows], columns)

    def _mended(self, error: sqlite3.Error) -> bool:
        """Whether another way of reading text helps; raises BadInput where a query does not end or is no query."""
        name = getattr(error, "sqlite_errorname", "")
        if not name and self.connection.text_factory is str:
            self.connection.text_factory = replacing  # text that is no UTF-8
            return True
        self._refuse_endless(error)
        return False

    def _refuse_endless(self, error: sqlite3.Error) -> None:
        name = getattr(error, "sqlite_errorname", "")
        if name in {"SQLITE_INTERRUPT", "SQLITE_ERROR"} or self.damaged >= _DAMAGES:
            raise BadInput(f"is damaged or hostile ({said(error)})", input=self.path) from error

    def _beyond(self, query: str, low: int) -> int | None:
        """The first rowid after a damage from which rows can be read; None for none.

        It is looked for in growing steps, and then between the last two, so that no sound row is lost.
        """
        base, step = max(low, 0), 1
        while base + step <= _HIGHEST and not self._reads(query, base + step):
            step *= 2
        if base + step > _HIGHEST:
            return None
        bad, good = base + step // 2, base + step
        while good - bad > 1:
            middle = (bad + good) // 2
            bad, good = (bad, middle) if self._reads(query, middle) else (middle, good)
        return good

    def _reads(self, query: str, low: int) -> bool:
        try:
            self.fetch(f"{query} LIMIT 1", (low,), 1)
        except sqlite3.Error:
            return False
        return True


def _batch(rows: Sequence[Sequence[Any]], columns: Sequence[str]) -> Batch:
    found = zip(*rows, strict=True)
    return Batch((None if columns[n] == NOTHING else list(values) for n, values in enumerate(found)), len(rows))


def replacing(raw: bytes) -> str:
    """Text of which what is no UTF-8 is replaced."""
    return raw.decode("utf-8", "replace")


def said(error: Exception) -> str:
    """What SQLite says, which may quote the file; where that is no text, Python says so instead."""
    return "its schema is damaged" if isinstance(error, UnicodeError) else one_line(str(error), 80)
