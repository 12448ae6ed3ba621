"""What an edit should make of the tables is worked out apart from the text, so that the two can be compared."""

import math
from typing import Any

from cookietui.core.fact import Edit


def with_edit(tables: dict[str, Any], edit: Edit) -> dict[str, Any]:
    """A copy of the tables with the edit done; only the dicts along its path are copied, emptied ones vanish."""
    value = list(edit.value) if isinstance(edit.value, tuple) else edit.value
    return _with(tables, edit.path, value)


def _with(table: dict[str, Any], path: tuple[str, ...], value: Any) -> dict[str, Any]:
    copy = dict(table)
    key = path[0]
    if len(path) == 1:
        if value is None:
            copy.pop(key, None)
        else:
            copy[key] = value
        return copy
    inner = copy.get(key)
    if value is None and not isinstance(inner, dict):
        return copy
    new = _with(inner if isinstance(inner, dict) else {}, path[1:], value)
    if new or value is not None:
        copy[key] = new
    else:
        copy.pop(key, None)
    return copy


def says(tables: dict[str, Any], edit: Edit) -> bool:
    """Whether the tables say already what the edit wants."""
    found: Any = tables
    for key in edit.path:
        found = found.get(key) if isinstance(found, dict) else None
    return same(found, list(edit.value) if isinstance(edit.value, tuple) else edit.value)


def same(left: Any, right: Any) -> bool:
    """Whether two values of TOML are the same; an empty table counts as none, not-a-number as itself."""
    if isinstance(left, dict) and isinstance(right, dict):
        left, right = _filled(left), _filled(right)
        return left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, float) and isinstance(right, float) and math.isnan(left):
        return math.isnan(right)
    return type(left) is type(right) and bool(left == right)


def _filled(table: dict[str, Any]) -> dict[str, Any]:
    inner = {key: _filled(value) if isinstance(value, dict) else value for key, value in table.items()}
    return {key: value for key, value in inner.items() if value != {}}
