"""Values and keys are written one way: one line each, whatever cannot be seen as an escape."""

import datetime
import re
from typing import Any

from cookietui.core.errors import UsageError

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\b": "\\b", "\f": "\\f"}


def quoted(text: str) -> str:
    """A basic string; raises UsageError for a lone surrogate, which TOML cannot hold."""
    return '"' + "".join(map(_character, text)) + '"'


def _character(one: str) -> str:
    if one in _ESCAPES:
        return _ESCAPES[one]
    if one.isprintable():
        return one
    code = ord(one)
    if 0xD800 <= code <= 0xDFFF:  # noqa: PLR2004 - the surrogates of Unicode
        raise UsageError("half of a character pair cannot be saved")
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004 - what four digits hold


def key(part: str, *, quote: bool = False) -> str:
    """A part of a key, bare where TOML allows it."""
    return part if _BARE.fullmatch(part) and not quote else quoted(part)


def dotted(parts: tuple[str, ...]) -> str:
    """A key of several parts."""
    return ".".join(key(part) for part in parts)


def value(item: Any) -> str:
    """A string, bool, integer, date, list of them or table of them, on one line."""
    if isinstance(item, str):
        return quoted(item)
    if isinstance(item, bool):
        return "true" if item else "false"
    if isinstance(item, (int, float)):
        return str(item)
    if isinstance(item, (datetime.date, datetime.time)):
        return item.isoformat()
    if isinstance(item, dict):
        inner = ", ".join(f"{key(name)} = {value(each)}" for name, each in item.items())
        return f"{{{inner}}}" if inner else "{}"
    return "[" + ", ".join(map(value, item)) + "]"


def document(tables: dict[str, Any]) -> str:
    """A whole new file: pairs first, then one header a table, in the order of the dicts; empty tables are left out."""
    lines: list[str] = []
    _write(tables, (), lines)
    return "\n".join(lines).strip("\n") + "\n"


def _write(table: dict[str, Any], path: tuple[str, ...], lines: list[str]) -> None:
    pairs = [(name, item) for name, item in table.items() if not isinstance(item, dict)]
    if pairs and path:
        lines += ["", f"[{dotted(path)}]"]
    lines += [f"{key(name)} = {value(item)}" for name, item in pairs]
    for name, item in table.items():
        if isinstance(item, dict):
            _write(item, (*path, name), lines)
