"""JSON that ends too early is closed after its last whole value, so that what stands before the cut can be read."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from cookietui.core.declaration import Problem
from cookietui.core.errors import BadInput

EACH, ANY = "[]", "{}"
"""In a path to items: every entry of a list, every value of an object."""
_BLANK = r"[ \t\r\n]*+"
_LETTERS = r'(?:[^"\\\x00-\x1f]++|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*+'
_TEXT = rf'"{_LETTERS}"'
_VALUE = rf"(?:{_TEXT}|true|false|null|NaN|-?Infinity|-?[0-9][0-9.eE+-]*+(?=[ \t\r\n,]))"
"""A value that is no list or object; a number is whole only where something comes after it."""
_BRACKET = re.compile(r'[^"\[\]{}]*+(?:"(?:[^"\\]++|\\.)*+"[^"\[\]{}]*+)*+[\[\]{}]', re.DOTALL)
_PAIR = rf"{_TEXT}{_BLANK}:{_BLANK}{_VALUE}"
_WHOLE = {
    "[": re.compile(rf"(?:{_BLANK}{_VALUE})?+(?:{_BLANK},{_BLANK}{_VALUE})*+"),
    "{": re.compile(rf"(?:{_BLANK}{_PAIR})?+(?:{_BLANK},{_BLANK}{_PAIR})*+"),
}
"""What stands whole after the last bracket, by the bracket that is open there."""
_KEY = re.compile(rf"{_TEXT}{_BLANK}(?P<colon>:)?+{_BLANK}")
_BEGUN_TEXT = re.compile(rf'"{_LETTERS}(?:\\(?:u[0-9a-fA-F]{{0,3}})?)?')
_BEGUN_NUMBER = re.compile(r"-?(?:(?:0|[1-9][0-9]*+)(?:\.(?:[0-9]++(?:[eE][+-]?[0-9]*+)?)?|[eE][+-]?[0-9]*+)?)?")
_WORDS = ("true", "false", "null", "NaN", "Infinity", "-Infinity")
_PAIRS = ("[]", "{}")


class Break(msgspec.Struct, frozen=True):
    """Where a JSON text breaks off."""

    line: int
    """1-based line of its last character that is not blank."""
    open: int
    """Lists and objects that were open there."""
    closed: bool
    """Whether any list or object before it was closed."""
    refusal: BadInput
    """What to raise where only a whole text will do."""


def mended(text: str) -> tuple[str, int, bool] | None:
    """The text up to its last whole value and closed, how many brackets it lacked, and whether any other was closed.

    None for a text that does not merely end too early; where the fault lies before the end, parsing tells. The time
    is linear in the length of the text.
    """
    opened: list[int] = []
    place, closed = 0, False
    while found := _BRACKET.match(text, place):
        place = found.end()
        sign = text[place - 1]
        if sign in "[{":
            opened.append(place - 1)
        elif not opened or text[opened.pop()] + sign not in _PAIRS:
            return None
        else:
            closed = True
    if not opened:
        return None
    inner = text[opened[-1]]
    empty = opened[-1] == place - 1
    end = _whole_to(text, place, inner, first=empty)
    if not _is_begun(text[end:].strip(" \t\r\n"), inner, first=empty and end == place):
        return None
    missing = "".join("]" if text[at] == "[" else "}" for at in reversed(opened))
    return text[:end] + missing, len(opened), closed


def _whole_to(text: str, place: int, inner: str, *, first: bool) -> int:
    """Where the last whole value ends; `first`: nothing stands in the open list or object before `place`."""
    found = _WHOLE[inner].match(text, place)
    end = found.end() if found else place
    # Where a value stands before it, another has to begin with a comma.
    return end if first or text[place:end].lstrip(" \t\r\n").startswith(",") else place


def _is_begun(rest: str, inner: str, *, first: bool) -> bool:
    """Whether a text may end with these characters in an open list or object, after a whole value or as its first."""
    if not rest:
        return True
    if not first:
        if not rest.startswith(","):
            return False
        rest = rest[1:].lstrip(" \t\r\n")
    if inner == "{" and rest:
        key = _KEY.match(rest)
        if key is None:
            return _BEGUN_TEXT.fullmatch(rest) is not None
        rest = rest[key.end() :]
        if not key["colon"]:
            return not rest
    return (
        not rest
        or any(word.startswith(rest) for word in _WORDS)
        or (_BEGUN_TEXT if rest.startswith('"') else _BEGUN_NUMBER).fullmatch(rest) is not None
    )


def whole_items(value: Any, broken: Break, paths: Iterable[str], path: str) -> tuple[Any, Problem]:
    """The value without the item that was cut in two, and what to tell.

    `paths` lead to the items of a format, as in `log/entries/[]`. Raises BadInput where no item is whole.
    """
    steps = [tuple(each.split("/")) for each in paths]
    at = tuple(_open_path(value, broken.open))
    cut = next((len(each) for each in steps if _leads(at, each)), 0)
    if cut:
        value = _without(value, at[:cut])
    if not any(_has(value, each) for each in steps):
        raise BadInput("breaks off before anything in it is whole", input=path, line=broken.line)
    left = ", and the entry that was cut in two is left out: 1" if cut else ""
    message = f"the file breaks off in line {broken.line}; what comes after is missing{left}"
    return value, Problem(kind="cut", line=broken.line, message=message)


def _open_path(value: Any, count: int) -> Iterator[Any]:
    """The keys and places that lead to the innermost of so many open lists and objects: always to the last child."""
    for _ in range(count - 1):
        step = len(value) - 1 if isinstance(value, list) else next(reversed(value))
        yield step
        value = value[step]


def _leads(at: Sequence[Any], steps: Sequence[str]) -> bool:
    """Whether the way `at` goes through an item of the path."""
    return len(at) >= len(steps) and all(
        step == EACH if isinstance(key, int) else step in {ANY, key} for key, step in zip(at, steps, strict=False)
    )


def _without(value: Any, at: Sequence[Any]) -> Any:
    """A copy of the value without what is there; the value itself stays."""
    first, *rest = at
    copy = value.copy()
    if rest:
        copy[first] = _without(value[first], rest)
    else:
        del copy[first]
    return copy


def _has(value: Any, steps: Sequence[str]) -> bool:
    """Whether the path leads to anything."""
    if not steps:
        return True
    first, *rest = steps
    inside: Iterable[Any]
    if first == EACH:
        inside = value if isinstance(value, list) else ()
    elif first == ANY:
        inside = value.values() if isinstance(value, dict) else ()
    else:
        inside = (value[first],) if isinstance(value, dict) and first in value else ()
    return any(_has(each, rest) for each in inside)
