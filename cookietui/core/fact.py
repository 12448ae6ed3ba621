"""A profile is a set of facts, each a path and a value: showing, comparing and editing all speak of the same paths."""

import datetime
from typing import TypeAlias

import msgspec

Path: TypeAlias = tuple[str, ...]
"""Keys from the top of the file: `("sites", "mxguarddog.com", "cookies", "session_id")`."""
Value: TypeAlias = str | bool | int | datetime.date | tuple[str, ...]


class Edit(msgspec.Struct, frozen=True):
    """Set the fact at `path` to `value`; None takes it away."""

    path: Path
    value: Value | None = None


class Fact(msgspec.Struct, frozen=True):
    """One thing a profile says."""

    path: Path
    value: Value
