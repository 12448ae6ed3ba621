"""TOML is cut into statements (whole lines) by one linear pass with fixed bounds, before any other parser sees it."""

import datetime
import re
import tomllib
from collections.abc import Iterator
from typing import Any

from cookietui.core.errors import BadInput

MAX_DEPTH = 32
"""Nested arrays and inline tables; deeper ones exhaust Python's stack in tomllib."""
MAX_PARTS = 32
"""Parts of a dotted key; tomllib is quadratic in them."""
MAX_NUMBER = 400
"""Characters of a number, date or bare key; Python refuses integers of 4,300 digits with another error."""

_PLAIN = r"[^\"\\\x00-\x1f\x7f]*+"
_PART = rf"(?:[A-Za-z0-9_-]++|\"{_PLAIN}\")"
_TAIL = r"[ \t]*+(?:\#[^\x00-\x08\x0a-\x1f\x7f]*+)?(?:\r?\n|\Z)"
SIMPLE = re.compile(
    rf"""[ \t]*+(?:
      (?P<key>{_PART})[ \t]*+=[ \t]*+(?P<value>
        "{_PLAIN}" | true | false | \d{{4}}-\d\d-\d\d | [+-]?(?:0|[1-9]\d{{0,17}})
        | \[(?:[ \t]*+"{_PLAIN}"[ \t]*+(?:,|(?=\])))*+[ \t]*+\] )
      | \[(?P<header>{_PART}(?:\.{_PART})*+)\]
    )?{_TAIL}""",
    re.VERBOSE,
)
"""A line on which nothing can be deep, long or escaped."""
_EACH_PART = re.compile(rf"([A-Za-z0-9_-]+)|\"({_PLAIN})\"")
_STRINGS = re.compile(rf"\"({_PLAIN})\"")
_BLANK = re.compile(r"[ \t]*+")
_END = re.compile(_TAIL)
_KEY = re.compile(r"[A-Za-z0-9_-]++|\"(?:[^\"\\\n]|\\.)*+\"|'[^'\n]*+'")
TOKEN = re.compile(
    r"""
      \"\"\"(?:[^"\\]|\\[\s\S]|"{1,2}(?!"))*+"{3,5} | '''(?:[^']|'{1,2}(?!'))*+'{3,5}
    | \"(?:[^"\\\n]|\\.)*+\" | '[^'\n]*+' | \#[^\n]*+
    | (?P<open>[\[{]) | (?P<close>[\]}]) | (?P<comma>,) | (?P<line>\n) | [ \t\r]++
    | (?P<bare>[^"'\#\[\]{},\s]++)
    """,
    re.VERBOSE,
)
"""What a value is made of; whatever it does not match is no TOML."""


class Statement:
    """Whole lines of a file: a pair, a header, a comment or a blank line."""

    __slots__ = ("keys", "kind", "line", "raw", "value")

    def __init__(
        self,
        kind: str,
        raw: str,
        line: int,
        keys: tuple[str, ...] = (),
        *,
        value: tuple[int, int] = (0, 0),
    ) -> None:
        self.kind = kind
        """`pair`, `header`, `array` (a `[[header]]`), `comment` or `blank`."""
        self.raw = raw
        self.line = line
        self.keys = keys
        self.value = value
        """Where the value of a pair stands in `raw`; for a header the place behind it."""


def scan(text: str, source: str) -> Iterator[Statement]:
    """The statements of a text in order, together the whole text; raises BadInput (file and line)."""
    position, line, size, match = 0, 1, len(text), SIMPLE.match
    while position < size:
        found = match(text, position)
        one = _simple(found, line) if found else _other(text, position, line, source)
        if len(one.keys) > MAX_PARTS:
            raise BadInput(f"a key of more than {MAX_PARTS} parts is not read", input=source, line=line)
        yield one
        position += len(one.raw)
        line += 1 if found else one.raw.count("\n")


def _simple(found: re.Match[str], line: int) -> Statement:
    kind, raw = found.lastgroup, found[0]
    if kind == "value":
        key, value = found["key"], found["value"]
        start = found.start("value") - found.start()
        return Statement("pair", raw, line, (key.strip('"'),), value=(start, start + len(value)))
    if kind == "header":
        keys = header_parts(found["header"])
        end = found.end("header") + 1 - found.start()
        return Statement("header", raw, line, keys, value=(end, end))
    return Statement("comment" if "#" in raw else "blank", raw, line)


def header_parts(header: str) -> tuple[str, ...]:
    """The parts of a header that SIMPLE matched."""
    return tuple([bare or quoted for bare, quoted in _EACH_PART.findall(header)])


def plain(text: str) -> Any:
    """The value of a pair that SIMPLE matched: a string, bool, integer, list of strings or date; None: no such day."""
    first = text[0]
    if first == '"':
        return text[1:-1]
    if first in "tf":
        return first == "t"
    if first == "[":
        return _STRINGS.findall(text)
    if text[4:5] != "-":
        return int(text)
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def _other(text: str, start: int, line: int, source: str) -> Statement:
    """A statement that is not simple: lexed character class by class."""
    position = _blank(text, start)
    if text.startswith("[", position):
        one = _header(text, start, position, line)
    else:
        one = _pair(text, start, position, line, source)
    if one is None:
        raise _unreadable(text, start, line, source)
    return one


def _header(text: str, start: int, position: int, line: int) -> Statement | None:
    marks = "[[" if text.startswith("[[", position) else "["
    keys, position = read_key(text, _blank(text, position + len(marks)))
    closing = "]" * len(marks)
    if not keys or not text.startswith(closing, position):
        return None
    end = _END.match(text, position + len(closing))
    kind = "array" if marks == "[[" else "header"
    if end is None:
        return None
    after = position + len(closing) - start
    return Statement(kind, text[start : end.end()], line, keys, value=(after, after))


def _pair(text: str, start: int, position: int, line: int, source: str) -> Statement | None:
    keys, position = read_key(text, position)
    if not keys or not text.startswith("=", position):
        return None
    value = _blank(text, position + 1)
    stop = value_end(text, value, line=line, source=source)
    end = _END.match(text, stop) if stop is not None else None
    if stop is None or end is None or stop == value:
        return None
    return Statement("pair", text[start : end.end()], line, keys, value=(value - start, stop - start))


def _blank(text: str, position: int) -> int:
    found = _BLANK.match(text, position)
    return found.end() if found else position


def read_key(text: str, position: int) -> tuple[tuple[str, ...], int]:
    """The parts of a key at `position` and where it ends, blanks after it included; no parts when there is no key."""
    parts: list[str] = []
    while found := _KEY.match(text, position):
        parts.append(_decoded(found[0]))
        position = _blank(text, found.end())
        if len(parts) > MAX_PARTS or not text.startswith(".", position):
            return tuple(parts), position
        position = _blank(text, position + 1)
    return (), position


def _decoded(part: str) -> str:
    if part[0] == "'":
        return part[1:-1]
    if part[0] == '"' and "\\" in part:
        try:
            return str(tomllib.loads(f"k = {part}")["k"])
        except tomllib.TOMLDecodeError:
            return part  # the whole file is refused by tomllib a moment later
    return part.strip('"')


def value_end(text: str, position: int, *, line: int = 1, source: str = "", stop: str = "") -> int | None:
    """Where the value at `position` ends: at a comment, a line end or, inside a table, one of `stop`; None: no TOML."""
    depth, end = 0, position
    while position < len(text):
        found = TOKEN.match(text, position)
        if found is None:
            return None
        if depth == 0 and (found[0][0] in "#\n" or found[0] in stop):
            break
        depth += (found["open"] is not None) - (found["close"] is not None)
        if depth < 0:
            return None
        if depth > MAX_DEPTH:
            raise BadInput(f"nested deeper than {MAX_DEPTH} is not read", input=source, line=line)
        if found["bare"] and len(found[0]) > MAX_NUMBER:
            raise BadInput(f"a number of more than {MAX_NUMBER} characters is not read", input=source, line=line)
        position = found.end()
        if not found[0].isspace():
            end = position
    return end if depth == 0 else None


def _unreadable(text: str, start: int, line: int, source: str) -> BadInput:
    """What is wrong with the line: our own bound, or what tomllib says when asked about that line alone."""
    first = _blank(text, start)
    keys, _ = read_key(text, first + 2 if text.startswith("[[", first) else first + text.startswith("[", first))
    if len(keys) > MAX_PARTS:
        return BadInput(f"a key of more than {MAX_PARTS} parts is not read", input=source, line=line)
    piece = text[start:].split("\n", 1)[0][:2000]
    try:
        tomllib.loads(piece)
    except (tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
        return BadInput(complaint(error), input=source, line=line)
    return BadInput("is no TOML", input=source, line=line)


_WHERE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)")


def complaint(error: Exception) -> str:
    """The sentence of a parser's error, without its place."""
    return "is no TOML: " + _WHERE.sub("", str(error)).strip().rstrip(".")


def place(error: Exception) -> int | None:
    """The line that a parser's error names."""
    found = _WHERE.search(str(error))
    return int(found[1]) if found and found[1] else None
