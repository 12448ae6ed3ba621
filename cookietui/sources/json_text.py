"""JSON of others is parsed within bounds, and what the standard library lets pass or crash on becomes one sentence."""

import json
import re
from typing import Any, NamedTuple

from cookietui.core.declaration import Problem
from cookietui.core.errors import BadInput
from cookietui.sources.torn_json import Break, mended

DEPTH = 200
"""Brackets inside brackets; real files stay below 30."""
_STRUCTURE = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)
_NO_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
_DIGITS = 400
"""Digits of a number; longer ones cost quadratic time to convert."""
_MANY_DIGITS = re.compile(rf"\d{{{_DIGITS + 1}}}")


class Parsed(NamedTuple):
    """What a text holds."""

    value: Any
    odd: tuple[Problem, ...]
    """NaN, repeated keys, numbers without end."""
    broken: Break | None
    """Where it breaks off; the value is then what stands before."""


def parse(text: str, path: str) -> tuple[Any, tuple[Problem, ...]]:
    """The value of a whole text and what was odd about it; raises BadInput with the line of the fault."""
    found = parse_torn(text, path)
    if found.broken:
        raise found.broken.refusal
    return found.value, found.odd


def parse_torn(text: str, path: str) -> Parsed:
    """The value, also of a text that ends too early; any other fault raises BadInput with its line."""
    _check_depth(text, path)
    text = text.removeprefix("\ufeff")
    try:
        return Parsed(*_load(text), None)
    except json.JSONDecodeError as error:
        refusal = BadInput(f"is no valid JSON ({error.msg})", input=path, line=error.lineno)
        mending = mended(text)
        if mending is None:
            raise refusal from error
    except (RecursionError, ValueError) as error:
        raise BadInput("is no JSON that can be read", input=path) from error
    closed_text, count, closed = mending
    line = text.rstrip().count("\n") + 1
    try:
        return Parsed(*_load(closed_text), Break(line, count, closed, refusal))
    except (RecursionError, ValueError) as error:
        raise refusal from error


def _load(text: str) -> tuple[Any, tuple[Problem, ...]]:
    """The value and what was odd about it; raises what the standard library raises."""
    odd: dict[str, int] = {}

    def constant(name: str) -> None:
        odd[f"{name} is no JSON number and was read as nothing"] = 1

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(items)
        if len(found) < len(items):
            key = "keys stand twice in one object; the last was taken"
            odd[key] = odd.get(key, 0) + len(items) - len(found)
            last, value = items[-1]  # goes last, as in the text: there a text may break off
            del found[last]
            found[last] = value
        return found

    def whole(digits: str) -> int | None:
        if len(digits) > _DIGITS:
            odd[f"a number of {len(digits)} digits was read as nothing"] = 1
            return None
        return int(digits)

    longest = whole if _MANY_DIGITS.search(text) else None
    value = json.loads(text, parse_constant=constant, object_pairs_hook=pairs, parse_int=longest)
    notes = (f"{count} {text}" if text.startswith("keys") else text for text, count in odd.items())
    return value, tuple(Problem(kind="note", message=note) for note in notes)


def _closes(brackets: bytes) -> bool:
    """Whether every bracket closes within DEPTH levels: taking the innermost pairs away so often leaves nothing."""
    for _ in range(DEPTH):
        left = brackets.replace(b"[]", b"").replace(b"{}", b"")
        if len(left) == len(brackets):
            break
        brackets = left
    return not brackets


def _check_depth(text: str, path: str) -> None:
    """Raise BadInput for what is too deep; strings are told apart only where brackets alone look too deep."""
    brackets = text.encode("utf-8", "surrogatepass").translate(None, _NO_BRACKETS)
    if _closes(brackets):
        return
    depth = 0
    for sign in brackets.decode("ascii"):
        depth = depth + 1 if sign in "[{" else max(depth - 1, 0)
        if depth > DEPTH:
            break
    else:
        return
    depth = 0
    for match in _STRUCTURE.finditer(text):
        sign = text[match.start()]
        if sign in "[{":
            depth += 1
            if depth > DEPTH:
                line = text.count("\n", 0, match.start()) + 1
                raise BadInput(f"is nested deeper than {DEPTH} levels", input=path, line=line)
        elif sign in "]}":
            depth -= 1
