"""A JSON value is opened level by level, so that each fact points (RFC 6901) at the source characters it came from."""

from typing import Any

import msgspec

from cookietui.core.errors import BadInput

_ROWS = 100_000
"""Entries of one list or object that are looked at."""


class Place:
    """A value in a JSON text: `pointer` is its RFC 6901 path, `quote` its characters as they stand in the source."""

    __slots__ = ("_raw", "pointer")

    def __init__(self, raw: bytes, pointer: str = "") -> None:
        self._raw = raw
        self.pointer = pointer

    @property
    def quote(self) -> str:
        """The source characters of the value."""
        return self._raw.decode("utf-8", "replace").strip()

    @property
    def value(self) -> Any:
        """The value itself."""
        return msgspec.json.decode(self._raw)

    @property
    def is_list(self) -> bool:
        """Whether it is a list."""
        return self._raw.lstrip()[:1] == b"["

    def items(self) -> "tuple[tuple[str, Place], ...]":
        """Keys and values of an object, nothing for anything else."""
        if self._raw.lstrip()[:1] != b"{":
            return ()
        found = msgspec.json.decode(self._raw, type=dict[str, msgspec.Raw])
        rows = list(found.items())[:_ROWS]
        return tuple((key, Place(bytes(raw), f"{self.pointer}/{_escaped(key)}")) for key, raw in rows)

    def rows(self) -> "tuple[Place, ...]":
        """The entries of a list, nothing for anything else."""
        if not self.is_list:
            return ()
        found = msgspec.json.decode(self._raw, type=list[msgspec.Raw])[:_ROWS]
        return tuple(Place(bytes(raw), f"{self.pointer}/{number}") for number, raw in enumerate(found))

    def fields(self) -> "dict[str, Place]":
        """The keys of an object and their values; empty for anything else."""
        return dict(self.items())

    @property
    def text(self) -> str | None:
        """The text of a string, None for anything else."""
        return self.value if self._raw.lstrip()[:1] == b'"' else None

    @property
    def number(self) -> float | None:
        """A number, also one in quotes, None for anything else."""
        found = self.value if self._raw.lstrip()[:1] not in (b"[", b"{") else None
        if isinstance(found, str):
            try:
                found = float(found.strip())
            except ValueError:
                return None
        if isinstance(found, bool) or not isinstance(found, int | float):
            return None
        return float(found) if abs(found) < _LARGEST else None

    @property
    def flag(self) -> bool | None:
        """True or False, None for anything else."""
        return {b"true": True, b"false": False}.get(self._raw.strip())


_LARGEST = 1e18


def open_json(text: str, path: str) -> Place:
    """The top of a JSON text; raises BadInput where it is none."""
    data = text.removeprefix("\ufeff").encode("utf-8", "surrogatepass")
    try:
        raw = bytes(msgspec.json.decode(data, type=msgspec.Raw))
        msgspec.json.decode(raw)
    except (msgspec.DecodeError, RecursionError, UnicodeError) as error:
        raise BadInput("is no valid JSON", input=path) from error
    return Place(raw)


def _escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")


def keys_of(data: bytes) -> frozenset[str]:
    """The keys of the object that a JSON text is, without opening what is below them; none for anything else."""
    try:
        return frozenset(msgspec.json.decode(data, type=dict[str, msgspec.Raw]))
    except (msgspec.DecodeError, RecursionError, UnicodeError):
        return frozenset()
