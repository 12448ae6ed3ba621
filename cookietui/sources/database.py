"""A browser's database is read from a private copy, opened so that a database that is a program cannot run."""

import contextlib
import datetime
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from cookietui.core.errors import BadInput

MAGIC = b"SQLite format 3\x00"
SIDES = ("-wal", "-journal")
"""Files beside a database that hold what is not in it yet; -shm is rebuilt by SQLite."""
LIMIT = 512 * 1024 * 1024
"""Bytes of the largest database that is copied."""
_TRIES = 3
_LONGEST = 4 * 1024 * 1024
"""Bytes of the longest row."""
_STEPS = 20_000
"""Virtual machine steps between two looks at the clock."""
_SECONDS = 20.0
"""A query that takes longer is a program, not a look-up."""


class Copy(msgspec.Struct, frozen=True):
    """A copy that can be asked; `taken` is an ISO 8601 time when side files show a program at work, else None."""

    connection: Any
    taken: str | None
    path: str

    def version(self) -> int:
        """PRAGMA user_version."""
        return int(self.connection.execute("PRAGMA user_version").fetchone()[0])

    def columns(self, table: str) -> tuple[str, ...]:
        """Column names of a plain table; raises BadInput when it is absent, a view, virtual or computed."""
        row = self.connection.execute(
            "SELECT type, sql FROM sqlite_schema WHERE name = ? COLLATE NOCASE", (table,)
        ).fetchone()
        if row is None:
            raise BadInput(f"holds no table {table}", input=self.path)
        if row[0] != "table" or str(row[1] or "").lstrip().upper().startswith("CREATE VIRTUAL"):
            raise BadInput(f"{table} is a program, not a table; it is not run", input=self.path)
        found = self.connection.execute(
            f'PRAGMA table_xinfo("{table}")'
        ).fetchall()  # table names are constants of ours
        if any(column[6] for column in found):
            raise BadInput(f"{table} has computed columns; they are not run", input=self.path)
        return tuple(str(column[1]) for column in found)

    def rows(self, query: str, parameters: Sequence[Any] = ()) -> Iterator[Any]:
        """Rows of a query of ours; raises BadInput where the file is damaged or the query does not end."""
        deadline = time.monotonic() + _SECONDS
        self.connection.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS)
        try:
            yield from self.connection.execute(query, parameters)
        except sqlite3.Error as error:
            raise BadInput(f"is damaged or hostile ({error})", input=self.path) from error
        finally:
            self.connection.set_progress_handler(None, 0)


@contextlib.contextmanager
def open_copy(path: str, data: bytes | None = None) -> Iterator[Copy]:
    """A copy of the database file with its side files, or of `data`; the original is only read. Raises BadInput."""
    with tempfile.TemporaryDirectory(prefix="cookietui-") as folder:
        target = Path(folder, "copy.sqlite")
        live = False
        if data is not None:
            target.write_bytes(data)
        else:
            live = _take(Path(path), target)
        taken = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if live else None
        connection = _open(target, path)
        try:
            yield Copy(connection, taken, path)
        except sqlite3.Error as error:
            raise BadInput(f"is no readable database ({error})", input=path) from error
        finally:
            connection.close()


def _take(source: Path, target: Path) -> bool:
    """Copy the database and its side files until none changed meanwhile; True where side files were there."""
    for attempt in range(_TRIES):
        before = _state(source)
        live = False
        for side in ("", *SIDES):
            part = source.with_name(source.name + side)
            goal = target.with_name(target.name + side)
            goal.unlink(missing_ok=True)
            try:
                if side and not part.exists():
                    continue
                shutil.copyfile(part, goal)
                live = live or bool(side and part.stat().st_size)
            except OSError as error:
                raise BadInput(f"cannot be copied ({error.strerror})", input=str(source)) from error
        if _state(source) == before:
            return live
        time.sleep(0.05 * (attempt + 1))
    raise BadInput("keeps changing while it is copied; close the browser and try again", input=str(source))


def _state(source: Path) -> list[tuple[int, int] | None]:
    """Size and time of the file and its side files."""
    found: list[tuple[int, int] | None] = []
    for side in ("", *SIDES):
        try:
            status = source.with_name(source.name + side).stat()
            found.append((status.st_size, status.st_mtime_ns))
        except OSError:
            found.append(None)
    if found[0] and found[0][0] > LIMIT:
        raise BadInput("is larger than 512 MB and is not read", input=str(source))
    return found


def _open(target: Path, path: str) -> sqlite3.Connection:
    connection = sqlite3.connect(target)
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    try:
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
        for pragma in ("trusted_schema=OFF", "cell_size_check=ON", "mmap_size=0", "query_only=ON"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.Error as error:
        connection.close()
        raise BadInput(f"is no readable database ({error})", input=path) from error
    return connection
