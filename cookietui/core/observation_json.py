"""The JSON of an observation is made in pieces, so that a jar of 200,000 cookies is never held as objects and text."""

import functools
import itertools
from collections.abc import Iterator
from typing import Any

import msgspec

from cookietui.core import signal
from cookietui.core.cookie_columns import FIELDS, column_of
from cookietui.core.observation import Observation, iso

_TIMES = frozenset({"created", "expires", "updated"})
_SOME = 1000
"""Cookies of one piece."""
_PLACE = b'"cookies":[]'
"""Where they belong; the quotes of a text would have backslashes."""


def pieces(observation: Observation, *, values: bool = False) -> Iterator[bytes]:
    """The documented object: times as ISO 8601, cookie values only where `values`."""
    plain = msgspec.to_builtins(msgspec.structs.replace(observation, cookies=()))
    plain["signals"] = [signal.as_json(found) for found in observation.signals]
    before, place, after = msgspec.json.encode({"schema": observation.schema, **plain}).partition(_PLACE)
    yield before + place[:-1]
    row = _row(values=values)
    columns = (column_of(observation.cookies, field) for field in row.__struct_fields__)
    told = (
        map(iso, column) if field in _TIMES else column
        for field, column in zip(row.__struct_fields__, columns, strict=True)
    )
    rows, comma = map(row, *told), b""
    while some := list(itertools.islice(rows, _SOME)):
        yield comma + msgspec.json.encode(some)[1:-1]
        comma = b","
    yield place[-1:] + after


@functools.cache
def _row(*, values: bool) -> type[Any]:
    """A cookie as it is printed."""
    return msgspec.defstruct("Row", [field for field in FIELDS if values or field != "value"], gc=False)


def as_json(observation: Observation, *, values: bool = False) -> dict[str, Any]:
    """The same as one object."""
    found: dict[str, Any] = msgspec.json.decode(b"".join(pieces(observation, values=values)))
    return found
