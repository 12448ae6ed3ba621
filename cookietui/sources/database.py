"""A browser's database is read from a private copy, opened so that a database that is a program cannot run."""

import contextlib
import datetime
import sqlite3
import tempfile
import time
import weakref
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Self

import msgspec

from cookietui.core.errors import BadInput
from cookietui.core.tally import Tally
from cookietui.core.text import one_line
from cookietui.sources.live_copy import copy_with_sides, fill_up
from cookietui.sources.packed import Batch, batch_of
from cookietui.sources.private_folders import prefix
from cookietui.sources.sample import DATABASE as MAGIC
from cookietui.sources.sample import DATABASE_LIMIT as LIMIT
from cookietui.sources.sample import Sample

NOTHING = "NULL"
"""The expression of a column that this jar lacks; the first column is never it."""
_LONGEST = 4 * 1024 * 1024
"""Bytes of the longest row or of a column of one batch; browsers keep some thousand of one cookie."""
_STEPS = 20_000
"""Virtual machine steps between two looks at the clock."""
_SECONDS = 20.0
"""Rows that take longer come from a program, not from a table."""
_BATCH = 1000
_FAULTS = (sqlite3.Error, UnicodeDecodeError)
"""What a damaged file raises: SQLite quotes it in its messages, which Python then cannot decode."""
_DAMAGES = 1000
"""Damaged places after which the rest is given up."""
_LOWEST, _HIGHEST = -(2**63), 2**63 - 1
"""The range of a rowid."""


class Copy:
    """A copy that can be asked; close it, or use it in a `with` statement."""

    def __init__(
        self, connection: sqlite3.Connection, path: str, taken: str | None, missing: int, close: Callable[[], Any]
    ) -> None:
        self.connection = connection
        self.path = path
        self.taken = taken
        """ISO 8601 time where side files show a program at work, else None."""
        self.damaged = 0
        """Places of a table that could not be read."""
        self.missing = missing
        """Pages that the file should have and has not."""
        self.closed = False
        self._close = close

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the copy and delete it."""
        self.closed = True
        self._close()

    def has(self, table: str) -> bool:
        """Whether there is a table, or anything that poses as one, of that name; raises BadInput."""
        return self._kind(table) is not None

    def version(self) -> int:
        """PRAGMA user_version."""
        return int(self._one("PRAGMA user_version")[0])

    def columns(self, table: str) -> tuple[str, ...]:
        """Names of the plain columns; raises BadInput where the table is absent, a view or virtual.

        Computed columns are left out: to read them would run them.
        """
        kind = self._kind(table)
        if kind is None:
            raise BadInput(f"holds no table {table}", input=self.path)
        if kind[0] != "table" or str(kind[1] or "").lstrip().upper().startswith("CREATE VIRTUAL"):
            raise BadInput(f"{table} is a program, not a table; it is not run", input=self.path)
        return tuple(str(column[1]) for column in self._described(table) if not column[6])

    def computed(self, table: str) -> tuple[str, ...]:
        """Names of the columns that a formula would fill."""
        return tuple(str(column[1]) for column in self._described(table) if column[6])

    def count(self, table: str) -> int:
        """How many rows a plain table has; raises BadInput."""
        self.columns(table)
        return int(self.value(f"SELECT count(*) FROM {table}"))  # noqa: S608 - a constant of ours

    def value(self, query: str, *parameters: Any) -> Any:
        """The first value that a query of ours gives, None without a row; raises BadInput."""
        row = self._one(query, *parameters)
        return row[0] if row else None

    def some(self, table: str, columns: Sequence[str], where: str, parameters: Sequence[Any], most: int) -> list[Any]:
        """At most so many rows of a plain table that meet a condition of ours; none where it cannot be read."""
        query = f"SELECT {', '.join(columns)} FROM {table} WHERE {where}"  # noqa: S608 - constants of ours
        try:
            return self._fetch(query, parameters, most)
        except _FAULTS:
            return []

    def batches(self, table: str, columns: Sequence[str]) -> Iterator[Batch]:
        """The rows of a plain table by rowid in batches, with a value for every column (expressions of ours).

        Rows that cannot be read are passed over and counted in `damaged`. Raises BadInput where a query does not end.
        """
        key = self._key(table)
        low: int | None = _LOWEST
        try:
            while low is not None:
                batch, low = self._packed(f"FROM {table} WHERE {key}", key, columns, low)
                if batch.size:
                    yield batch
        except (sqlite3.Error, msgspec.DecodeError, UnicodeError):
            yield from self._one_by_one(table, key, columns, low)

    def _packed(self, rest: str, key: str, columns: Sequence[str], low: int) -> tuple[Batch, int | None]:
        """One batch and where the next begins; SQLite packs each column as JSON, three times as fast as row by row."""
        after = self._fetch(f"SELECT {key} {rest} >= ? ORDER BY {key} LIMIT 1 OFFSET {_BATCH}", (low,), 1)
        end = after[0][0] if after else _HIGHEST
        packed = ", ".join("NULL" if column == NOTHING else f"json_group_array({column})" for column in columns)
        sign = "<" if after else "<="
        (row,) = self._fetch(f"SELECT {packed} {rest} >= ? AND {key} {sign} ?", (low, end), 1)
        return batch_of(row), end if after else None

    def _one_by_one(self, table: str, key: str, columns: Sequence[str], low: int | None) -> Iterator[Batch]:
        """Batches from rowid `low` on, around what is damaged, with types and encodings that JSON does not know."""
        query = f"SELECT {', '.join((key, *columns))} FROM {table} WHERE {key} >= ? ORDER BY {key}"  # noqa: S608 - ours
        size = _BATCH
        while low is not None and low <= _HIGHEST:
            try:
                batch = self._fetch(f"{query} LIMIT {size}", (low,), size)
            except sqlite3.Error as error:
                if self._mended(error):
                    continue
                if size == 1:
                    self.damaged += 1
                    low = self._beyond(query, low)
                size = 1 if size > 1 else _BATCH  # one by one up to the damage
                continue
            if not batch:
                return
            low = max(low, batch[-1][0]) + 1
            found = zip(*(row[1:] for row in batch), strict=True)
            yield Batch((None if columns[n] == NOTHING else list(values) for n, values in enumerate(found)), len(batch))

    def _key(self, table: str) -> str:
        """A name of the rowid that no column has taken."""
        taken = {str(column[1]).lower() for column in self._described(table)}
        key = next((alias for alias in ("rowid", "_rowid_", "oid") if alias not in taken), None)
        if key is None:
            raise BadInput(f"{table} hides its row numbers; it is no table of a browser", input=self.path)
        return key

    def _fetch(self, query: str, parameters: Sequence[Any], size: int) -> list[Any]:
        """At most `size` rows, within the time that a table can need."""
        deadline = time.monotonic() + _SECONDS
        self.connection.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS)
        try:
            return self.connection.execute(query, parameters).fetchmany(size)
        finally:
            self.connection.set_progress_handler(None, 0)

    def _mended(self, error: sqlite3.Error) -> bool:
        """Whether another way of reading text helps; raises BadInput where a query does not end or is no query."""
        name = getattr(error, "sqlite_errorname", "")
        if not name and self.connection.text_factory is str:
            self.connection.text_factory = _replacing  # text that is no UTF-8
            return True
        if name in {"SQLITE_INTERRUPT", "SQLITE_ERROR"} or self.damaged >= _DAMAGES:
            raise BadInput(f"is damaged or hostile ({_said(error)})", input=self.path) from error
        return False

    def _beyond(self, query: str, low: int) -> int | None:
        """The next rowid after a damage from which rows can be read, looked for in growing steps; None for none."""
        base, step = max(low, 0), 1
        while base + step <= _HIGHEST:
            try:
                self.connection.execute(query, (base + step,)).fetchone()
            except sqlite3.Error:
                step *= 2
            else:
                return base + step
        return None

    def _kind(self, table: str) -> Any:
        return self._one(
            "SELECT type, sql FROM sqlite_schema WHERE name = ? COLLATE NOCASE AND type IN ('table', 'view')", table
        )

    def _described(self, table: str) -> list[Any]:
        try:
            return self.connection.execute(f'PRAGMA table_xinfo("{table}")').fetchall()  # a constant of ours
        except _FAULTS as error:
            raise self._unreadable(error) from error

    def _one(self, query: str, *parameters: Any) -> Any:
        try:
            rows = self._fetch(query, parameters, 1)
        except _FAULTS as error:
            raise self._unreadable(error) from error
        return rows[0] if rows else None

    def _unreadable(self, error: Exception) -> BadInput:
        return BadInput(f"is no readable database ({_said(error)})", input=self.path)


def holds(sample: Sample, table: str) -> bool:
    """Whether the sample is an SQLite file with something called `table`; raises BadInput where it is damaged."""
    return sample.head.startswith(MAGIC) and _copy_of(sample).has(table)


def open_sample_copy(sample: Sample) -> Copy:
    """The copy of a sample that is a database, made once for `holds` and for reading; raises BadInput, Locked."""
    return _copy_of(sample)


_COPIES: "weakref.WeakKeyDictionary[Sample, Copy]" = weakref.WeakKeyDictionary()
"""Copies that `holds` made and reading will use; each goes with its sample at the latest."""


def _copy_of(sample: Sample) -> Copy:
    found = _COPIES.get(sample)
    if found is None or found.closed:
        data = None if sample.file else sample.bytes_within(LIMIT)
        found = _COPIES[sample] = open_copy(str(sample.file or sample.path), data, shown=sample.path)
        weakref.finalize(sample, found.close)
    return found


def open_copy(path: str, data: bytes | None = None, shown: str | None = None) -> Copy:
    """A copy of the database file with its side files, or of `data`; the original is only read.

    Raises BadInput, or Locked where another program lets nobody read it; both name `shown`.
    """
    shown = shown or path
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix=prefix(), ignore_cleanup_errors=True))
        target = Path(folder, "copy.sqlite")
        live = False
        if data is not None:
            target.write_bytes(data)
        else:
            live = copy_with_sides(Path(path), target, shown)
        missing = fill_up(target)
        taken = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if live else None
        connection = stack.enter_context(contextlib.closing(_open(target, shown)))
        return Copy(connection, shown, taken, missing, stack.pop_all().close)
    raise AssertionError  # no context manager above swallows an error


def _open(target: Path, shown: str) -> sqlite3.Connection:
    connection = sqlite3.connect(target, check_same_thread=False)  # a finalizer may run in another thread
    try:
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
        for pragma in ("trusted_schema=OFF", "cell_size_check=ON", "mmap_size=0", "query_only=ON"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except _FAULTS as error:
        connection.close()
        raise BadInput(f"is no readable database ({_said(error)})", input=shown) from error
    return connection


def _replacing(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")


def tell(copy: Copy, tally: Tally) -> None:
    """Count what the copy could not give: damaged places, and the end of a file that was cut off."""
    tally.add("damaged places in the database, the rows there were skipped", count=copy.damaged)
    tally.add("pages missing at the end of the file, which was cut off", count=copy.missing)


def _said(error: Exception) -> str:
    """What SQLite says, which may quote the file; where that is no text, Python says so instead."""
    return "its schema is damaged" if isinstance(error, UnicodeError) else one_line(str(error), 80)
