"""A browser's database is read from a private copy, opened so that a database that is a program cannot run."""

import contextlib
import datetime
import sqlite3
import tempfile
import weakref
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Self

from cookietui.core.errors import BadInput
from cookietui.core.tally import Tally
from cookietui.sources.live_copy import copy_with_sides
from cookietui.sources.packed import Batch
from cookietui.sources.private_folders import prefix
from cookietui.sources.sample import DATABASE as MAGIC
from cookietui.sources.sample import DATABASE_LIMIT as LIMIT
from cookietui.sources.sample import Sample
from cookietui.sources.side_files import journal_faults, log_faults
from cookietui.sources.table_rows import FAULTS, TableRows, said
from cookietui.sources.torn_pages import fill_up

_UNDESCRIBED = "the descriptions of other tables or of indices are damaged, and were left out; databases"
_FOREIGN = "the files beside it are of another database or damaged, and were left out; files"
_TABLES = 100
"""Names of tables that are compared."""
_LONGEST = 4 * 1024 * 1024
"""Bytes of the longest row or of a column of one batch; browsers keep some thousand of one cookie."""


class Copy(TableRows):
    """A copy that can be asked; close it, or use it in a `with` statement."""

    def __init__(
        self,
        opened: "_Opened",
        path: str,
        taken: str | None,
        close: Callable[[], Any],
    ) -> None:
        super().__init__(opened.connection, path)
        self.missing, self.damaged = opened.lacking
        self.odd = opened.odd
        """What is odd about its schema and the files beside it, with a count each."""
        self.taken = taken
        """ISO 8601 time where side files show a program at work, else None."""
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

    @property
    def is_torn(self) -> bool:
        """Whether something of the file or of what lies beside it is known to be missing."""
        return bool(self.damaged or self.missing or self.odd)

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
            return self.fetch(query, parameters, most)
        except FAULTS:
            return []

    def batches(self, table: str, columns: Sequence[str]) -> Iterator[Batch]:
        """The rows of a plain table by rowid in batches, with a value for every column (expressions of ours).

        Rows that cannot be read are passed over and counted in `damaged`. Raises BadInput where a query does not end.
        """
        key = self._key(table)
        return self.by_key(table, key, columns) if key else self.as_they_come(table, columns)

    def _key(self, table: str) -> str | None:
        """A name of the rowid that no column has taken; None for a table that has no rowids."""
        taken = {str(column[1]).lower() for column in self._described(table)}
        key = next((alias for alias in ("rowid", "_rowid_", "oid") if alias not in taken), None)
        if key is None:
            raise BadInput(f"{table} hides its row numbers; it is no table of a browser", input=self.path)
        try:
            self.fetch(f"SELECT {key} FROM {table} LIMIT 0", (), 1)  # noqa: S608 - constants of ours
        except FAULTS as error:
            if getattr(error, "sqlite_errorname", "") == "SQLITE_ERROR":
                return None  # there is no such column
        return key

    def _kind(self, table: str) -> Any:
        return self._one(
            "SELECT type, sql FROM sqlite_schema WHERE name = ? COLLATE NOCASE AND type IN ('table', 'view')", table
        )

    def _described(self, table: str) -> list[Any]:
        try:
            return self.connection.execute(f'PRAGMA table_xinfo("{table}")').fetchall()  # a constant of ours
        except FAULTS as error:
            raise self._unreadable(error) from error

    def _one(self, query: str, *parameters: Any) -> Any:
        try:
            rows = self.fetch(query, parameters, 1)
        except FAULTS as error:
            raise self._unreadable(error) from error
        return rows[0] if rows else None

    def _unreadable(self, error: Exception) -> BadInput:
        return BadInput(f"is no readable database ({said(error)})", input=self.path)


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
        taken = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if live else None
        opened = _open_with_sides(Path(path), target, shown) if live else _open(target, shown)
        stack.enter_context(contextlib.closing(opened.connection))
        return Copy(opened, shown, taken, stack.pop_all().close)
    raise AssertionError  # no context manager above swallows an error


class _Opened(NamedTuple):
    """A copy of which the schema was read."""

    connection: sqlite3.Connection
    lacking: tuple[int, int]
    """As `fill_up`."""
    odd: Mapping[str, int]


def _open_with_sides(source: Path, target: Path, shown: str) -> _Opened:
    """The copy with the files beside it, or without them where it is sound alone and not with them."""
    with contextlib.suppress(BadInput):
        opened = _open(target, shown)
        if _is_sound(opened.connection) and _has_its_tables(opened.connection, target):
            return opened
        opened.connection.close()
    copy_with_sides(source, target, shown, sides=())
    with contextlib.suppress(BadInput):
        opened = _open(target, shown)
        if _is_sound(opened.connection):
            return opened._replace(odd={_FOREIGN: 1})
        opened.connection.close()
    copy_with_sides(source, target, shown)
    return _open(target, shown)


def _is_sound(connection: sqlite3.Connection) -> bool:
    """Whether the pages of a database fit together."""
    try:
        return TableRows(connection, "").fetch("PRAGMA quick_check(1)", (), 1) == [("ok",)]
    except FAULTS:
        return False


def _has_its_tables(connection: sqlite3.Connection, target: Path) -> bool:
    """Whether a database still has a table that its file has without the log beside it, if it has any."""
    query = "SELECT name FROM sqlite_schema WHERE type = 'table'"
    try:
        with contextlib.closing(sqlite3.connect(f"{target.as_uri()}?immutable=1", uri=True)) as alone:
            own = TableRows(alone, "").fetch(query, (), _TABLES)
        return not own or not set(own).isdisjoint(TableRows(connection, "").fetch(query, (), _TABLES))
    except FAULTS:
        return True


def _open(target: Path, shown: str) -> _Opened:
    lacking, odd = fill_up(target), journal_faults(target)
    connection = sqlite3.connect(target, check_same_thread=False)  # a finalizer may run in another thread
    try:
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
        for pragma in ("trusted_schema=OFF", "cell_size_check=ON", "mmap_size=0", "query_only=ON"):
            connection.execute(f"PRAGMA {pragma}")
        torn = _lacks_descriptions(connection)
    except FAULTS as error:
        connection.close()
        raise BadInput(f"is no readable database ({said(error)})", input=shown) from error
    return _Opened(connection, lacking, {**odd, **log_faults(target), **({_UNDESCRIBED: 1} if torn else {})})


def _lacks_descriptions(connection: sqlite3.Connection) -> bool:
    """Read what tables there are; whether some descriptions are damaged, whose tables and indices are left out.

    Raises what SQLite raises (FAULTS).
    """
    query = "SELECT count(*) FROM sqlite_schema"
    try:
        connection.execute(query).fetchone()
    except FAULTS:
        # Makes SQLite pass over descriptions that it cannot parse; nothing is written, as query_only says.
        connection.execute("PRAGMA writable_schema=ON")
        if connection.execute(f"{query} AS s, pragma_table_info(s.name) WHERE s.type = 'table'").fetchone()[0]:
            return True
        raise
    return False


def tell(copy: Copy, tally: Tally) -> None:
    """Count what the copy could not give: damaged places, the end of a file that was cut off, what lay beside it."""
    for message, count in copy.odd.items():
        tally.add(message, count=count)
    tally.add("damaged places in the database, the rows there were skipped", count=copy.damaged)
    tally.add("pages missing at the end of the file, which was cut off", count=copy.missing)
