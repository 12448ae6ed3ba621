"""A jar of 200,000 cookies is held column by column; a cookie becomes an object when somebody looks at it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from operator import itemgetter
from typing import Any, TypeAlias, overload

import msgspec

from cookietui.core.observation import ObservedCookie

Column: TypeAlias = Sequence[Any] | Callable[[], Sequence[Any]]
"""The values of one field, or what makes them when they are first asked for."""
FIELDS = ObservedCookie.__struct_fields__
_DEFAULTS = {field.name: field.default for field in msgspec.structs.fields(ObservedCookie) if not field.required}


class Same(Sequence[Any]):
    """A column in which all cookies are alike; it takes no room."""

    __slots__ = ("_size", "value")

    def __init__(self, value: Any, size: int) -> None:
        self.value = value
        self._size = size

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[Any]:
        return repeat(self.value, self._size)

    def __getitem__(self, place: int | slice) -> Any:
        found = range(self._size)[place]  # raises IndexError where there is nothing
        return Same(self.value, len(found)) if isinstance(found, range) else self.value


class CookieColumns(Sequence[ObservedCookie]):
    """Cookies as a sequence like any other; `column` gives one field of all of them without making any.

    Fields that are not given have their default (`ObservedCookie`). Two are equal where their cookies are.
    """

    __slots__ = ("_columns", "_size")

    def __init__(self, size: int, columns: Mapping[str, Column]) -> None:
        self._size = size
        self._columns = dict(columns)

    def column(self, field: str) -> Sequence[Any]:
        """The values of a field in the order of the cookies."""
        found = self._columns.get(field)
        if found is None:
            found = Same(_DEFAULTS[field], self._size)
        elif callable(found):
            found = self._columns[field] = found()
        return found

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[ObservedCookie]:
        return map(ObservedCookie, *map(self.column, FIELDS))

    @overload
    def __getitem__(self, place: int) -> ObservedCookie: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[ObservedCookie, ...]: ...
    def __getitem__(self, place: int | slice) -> ObservedCookie | tuple[ObservedCookie, ...]:
        if isinstance(place, slice):
            return tuple(map(ObservedCookie, *(self.column(field)[place] for field in FIELDS)))
        return ObservedCookie(**{field: self.column(field)[place] for field in FIELDS})

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(mine == theirs for mine, theirs in zip(self, other, strict=True))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __reduce__(self) -> tuple[Any, ...]:
        return CookieColumns, (self._size, {field: self.column(field) for field in self._columns})


class _Some(CookieColumns):
    """Some rows of a jar; of a column their values are picked each time that it is asked for."""

    __slots__ = ("rows", "whole")

    def __init__(self, whole: CookieColumns, rows: Sequence[int]) -> None:
        super().__init__(len(rows), {})
        self.whole = whole
        self.rows = rows

    def column(self, field: str) -> Sequence[Any]:
        """The values of a field in the order of the rows."""
        return _picked(self.whole.column(field), self.rows)

    def __reduce__(self) -> tuple[Any, ...]:
        return CookieColumns, (self._size, {field: self.column(field) for field in FIELDS})


def only(cookies: Sequence[ObservedCookie], rows: Sequence[int]) -> Sequence[ObservedCookie]:
    """The cookies of these rows (places in the sequence) in this order, held as the others are."""
    if isinstance(cookies, _Some):
        return _Some(cookies.whole, _picked(cookies.rows, rows))
    return _Some(cookies, rows) if isinstance(cookies, CookieColumns) else _picked(cookies, rows)


class Chosen:
    """Some cookies of several jars, a few fields of them at a time."""

    __slots__ = ("_jars", "_places", "_rows")

    def __init__(self, jars: Sequence[Sequence[ObservedCookie]], places: Sequence[tuple[int, int]]) -> None:
        """`places`: of each cookie its jar and the row there."""
        self._jars = jars
        self._places = places
        self._rows: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}

    def rows(self, fields: tuple[str, ...]) -> list[tuple[Any, ...]]:
        """The values of these fields, cookie by cookie in the order of the places."""
        found = self._rows.get(fields)
        if found is None:
            found = self._rows[fields] = list(zip(*map(self._column, fields), strict=True))
        return found

    def _column(self, field: str) -> Sequence[Any]:
        whole = [column_of(jar, field) for jar in self._jars]
        if len(whole) == 1:
            return _picked(whole[0], [row for _, row in self._places])
        return [whole[jar][row] for jar, row in self._places]


def _picked(values: Sequence[Any], rows: Sequence[int]) -> Sequence[Any]:
    if type(values) is Same:  # an abstract class answers isinstance slowly
        return Same(values.value, len(rows))
    if len(rows) > 1:
        found: Sequence[Any] = itemgetter(*rows)(values)
        return found
    return tuple(values[row] for row in rows)


def column_of(cookies: Iterable[ObservedCookie], field: str) -> Sequence[Any]:
    """One field of all cookies, however they are held."""
    if isinstance(cookies, CookieColumns):
        return cookies.column(field)
    return [getattr(cookie, field) for cookie in cookies]
