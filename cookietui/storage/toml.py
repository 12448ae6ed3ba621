"""All TOML is read here: bounded, with one kind of error; the common shape takes a short cut that tomllib confirms."""

import codecs
import tomllib
from typing import Any

from cookietui.core.errors import BadInput
from cookietui.core.text import one_line
from cookietui.storage.toml_scan import Statement, complaint, place, scan

MAX_BYTES = 16 * 1024 * 1024
"""About 30,000 sites."""
MAX_LINE = 64 * 1024
"""Bytes of a line; nobody writes one by hand."""


def decode(data: bytes, source: str) -> tuple[str, bool]:
    """The text of a file and whether it began with a UTF-8 mark; raises BadInput (file and line)."""
    if len(data) > MAX_BYTES:
        raise BadInput(f"is larger than {MAX_BYTES // 1024 // 1024} MB and is not read", input=source)
    marked = data.startswith(codecs.BOM_UTF8)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise BadInput("is UTF-16; TOML is UTF-8", input=source)
    for number, line in enumerate(data.split(b"\n"), 1):
        if len(line) > MAX_LINE:
            raise BadInput("a line of more than 64 kB is not read", input=source, line=number)
    try:
        return data.decode("utf-8-sig"), marked
    except UnicodeDecodeError as error:
        wrong = data.count(b"\n", 0, error.start) + 1
        raise BadInput("is not UTF-8", input=source, line=wrong) from error


def parse(data: bytes, source: str) -> dict[str, Any]:
    """The tables of a file; raises BadInput (file and line) for whatever is wrong with it."""
    text, _ = decode(data, source)
    return tables(text, list(scan(text, source)), source)


def tables(text: str, statements: list[Statement], source: str) -> dict[str, Any]:
    """The tables of a scanned text: put together from simple statements, or by tomllib where they are not simple."""
    simple = _simple_tables(statements)
    if simple is not None:
        return simple
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
        raise BadInput(one_line(complaint(error), 300), input=source, line=place(error)) from error


def _simple_tables(statements: list[Statement]) -> dict[str, Any] | None:
    """The tables where every key has one part and no header repeats; None where tomllib must judge."""
    top: dict[str, Any] = {}
    table = top
    headers: set[tuple[str, ...]] = set()
    closed: set[tuple[str, ...]] = set()
    path: tuple[str, ...] = ()
    for one in statements:
        if one.kind == "pair":
            value = one.plain if one.plain is not None else _value(one)
            if value is None or len(one.keys) != 1 or one.keys[0] in table:
                return None
            table[one.keys[0]] = value
            if isinstance(value, dict):
                closed.add((*path, one.keys[0]))
        elif one.kind == "header":
            path = one.keys
            found = None if path in headers else _open(top, path, closed)
            if found is None or not _alone(one):
                return None
            headers.add(path)
            table = found
        elif one.kind == "array":
            return None
    return top


def _open(top: dict[str, Any], path: tuple[str, ...], closed: set[tuple[str, ...]]) -> dict[str, Any] | None:
    table = top
    for depth, key in enumerate(path, 1):
        table = table.setdefault(key, {})
        if not isinstance(table, dict) or path[:depth] in closed:
            return None
    return table


def _value(one: Statement) -> Any:
    """The value of a statement that is not simple, by tomllib alone; None where it is no TOML."""
    try:
        return tomllib.loads(one.raw)[one.keys[0]] if len(one.keys) == 1 else None
    except (tomllib.TOMLDecodeError, ValueError, RecursionError, KeyError):
        return None


def _alone(one: Statement) -> bool:
    """Whether a header is sound: simple ones are, all others tomllib judges."""
    if one.plain is not None:
        return True
    try:
        return bool(tomllib.loads(one.raw))
    except (tomllib.TOMLDecodeError, ValueError):
        return False


def line_of(data: bytes, path: tuple[str, ...], source: str) -> int | None:
    """The line on which the fact at `path` (or the table it is in) stands, for messages."""
    header: tuple[str, ...] = ()
    best: tuple[int, int | None] = (0, None)
    for one in scan(decode(data, source)[0], source):
        if one.kind in {"header", "array"}:
            header = one.keys
        elif one.kind != "pair":
            continue
        full = header + one.keys if one.kind == "pair" else header
        if full == path[: len(full)] and len(full) > best[0]:
            best = (len(full), one.line)
    return best[1]
