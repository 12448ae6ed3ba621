"""All TOML is read here: bounded, with one kind of error; the common shape takes a short cut that tomllib confirms."""

import codecs
import functools
import tomllib
from typing import Any

from cookietui.core.errors import BadInput
from cookietui.core.text import one_line
from cookietui.storage.toml_scan import MAX_PARTS, SIMPLE, complaint, header_parts, place, plain, scan

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
    return tables(decode(data, source)[0], source)


@functools.lru_cache(maxsize=4)
def tables(text: str, source: str) -> dict[str, Any]:
    """The tables of a text, to be read only: the last few are remembered; raises BadInput (file and line).

    Where every line is simple they are put together here, ten times faster; all else is bounded by the scanner first
    and then left to tomllib.
    """
    found = _quickly(text)
    if found is not None:
        return found
    for _ in scan(text, source):
        pass
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
        raise BadInput(one_line(complaint(error), 300), input=source, line=place(error)) from error


def _quickly(text: str) -> dict[str, Any] | None:
    """The tables where each line is a comment, a plain header or a plain pair, and no name stands twice; else None."""
    top: dict[str, Any] = {}
    table = top
    headers: set[tuple[str, ...]] = set()
    position = 0
    for found in SIMPLE.finditer(text):
        if found.start() != position:
            return None
        position = found.end()
        kind = found.lastindex
        if kind == _VALUE:
            key, value = found[1].strip('"'), found[_VALUE]
            if key in table:
                return None
            table[key] = value[1:-1] if value[0] == '"' else plain(value)
            if table[key] is None:
                return None
        elif kind == _HEADER:
            path = header_parts(found[_HEADER])
            inner = None if path in headers or len(path) > MAX_PARTS else _open(top, path)
            if inner is None:
                return None
            headers.add(path)
            table = inner
    return top if position == len(text) else None


_VALUE, _HEADER = 2, 3
"""Groups of SIMPLE."""


def _open(top: dict[str, Any], path: tuple[str, ...]) -> dict[str, Any] | None:
    table = top
    for key in path:
        table = table.setdefault(key, {})
        if not isinstance(table, dict):
            return None
    return table


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
