"""Values and keys are written one way: one line each, whatever cannot be seen as an escape."""

import datetime
import re
from typing import Any

from cookietui.core.errors import UsageError

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\b": "\\b", "\f": "\\f"}


def quoted(text: str) -> str:
    """A basic string; raises UsageError for a lone surrogate, which TOML cannot hold."""
    if text.isprintable() and '"' not in text and "\\" not in text:
        return f'"{text}"'
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


def prose(text: str) -> str:
    """A string of several lines as it reads, one line of the file for each; raises UsageError as `quoted`."""
    if "\n" not in text:
        return quoted(text)
    return '"""\n' + "\n".join(quoted(line)[1:-1] for line in text.split("\n")) + '"""'


def record(table: dict[str, Any], path: tuple[str, ...] = ()) -> str:
    """A whole new file in which texts read as they are and a list of tables is one `[[header]]` each.

    Pairs come first, then the tables in the order of the dict; raises UsageError as `quoted`.
    """
    nested = {name: rows for name, item in table.items() if (rows := _tables(item)) is not None}
    lines = [
        f"{key(name)} = {prose(item) if isinstance(item, str) else value(item)}\n"
        for name, item in table.items()
        if name not in nested
    ]
    for name, rows in nested.items():
        opening, closing = ("[[", "]]") if isinstance(table[name], list) else ("[", "]")
        header = f"\n{opening}{dotted((*path, name))}{closing}\n"
        lines += [header + record(row, (*path, name)) for row in rows]
    return "".join(lines)


def _tables(item: Any) -> list[dict[str, Any]] | None:
    """The tables that a value is, None for one that is written on one line."""
    if isinstance(item, dict):
        return [item]
    return item if isinstance(item, list) and item and all(isinstance(each, dict) for each in item) else None


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
