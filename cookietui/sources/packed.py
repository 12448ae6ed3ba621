"""SQLite packs some rows as one JSON text a column; a column is unpacked when somebody asks for it."""

import contextlib
import functools
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

_NUL = "\\u0000"
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

    def mentions_nul(self, number: int) -> bool:
        """Whether a text of a column may hold a NUL: certain where it says no."""
        found = self._columns[number]
        if isinstance(found, str):
            return "\\" in found and _NUL in found  # one sign is found at once, several are looked for
        if found is None:
            return False
        try:
            return "\0" in "".join(found)
        except TypeError:  # not all of them are texts
            return any(type(value) is str and "\0" in value for value in found)

    def fits(self, number: int, decoder: msgspec.json.Decoder[Any]) -> bool:
        """Whether a column that is still packed is what a decoder takes."""
        found = self._columns[number]
        if not isinstance(found, str):
            return found is None
        try:
            decoder.decode(found)
        except msgspec.DecodeError:
            return False
        return True

    def digits(self, number: int) -> int | None:
        """How many digits each number of a column has, where it is still packed and all have as many, else None."""
        found = self._columns[number]
        if not isinstance(found, str) or not self.size:
            return None
        width, rest = divmod(len(found) - 1, self.size)
        signs = "," * (self.size - 1) + "]"
        if rest or width < 2 or found[width::width] != signs:  # noqa: PLR2004 - a digit and a sign
            return None
        return width - 1 if found.encode().translate(None, b"0123456789") == b"[" + signs.encode() else None

    def put(self, number: int, values: list[Any]) -> None:
        """Set the values of a column."""
        self._columns[number] = values

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
