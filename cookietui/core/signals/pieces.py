"""Cookies are encoded in layers; each is taken off as often as it was put on, within bounds, and text is cleaned."""

import re
import urllib.parse
from collections.abc import Iterable
from typing import Any

import msgspec

from cookietui.core.errors import BadInput
from cookietui.core.text import one_line

LIMIT = 1_000_000
"""Characters of the longest value that is looked at; a cookie holds 4,096."""
_LAYERS = 3
_ENCODED = re.compile(r"%[0-9A-Fa-f]{2}")
_LONGEST = 200
"""Characters of one text that is kept."""
_MOST = 5000
"""Entries of one list that are kept."""


def layers(text: str) -> list[str]:
    """The text as it is, and after each layer of percent-encoding that can be taken off; none beyond LIMIT."""
    found = [text.strip()]
    if len(text) > LIMIT:
        return []
    while len(found) <= _LAYERS and _ENCODED.search(found[-1]):
        found.append(urllib.parse.unquote(found[-1], errors="replace").strip())
    return found


def json_object(text: str) -> dict[str, Any] | None:
    """The JSON object that the text holds under its layers of encoding, None where it holds none."""
    for layer in layers(text):
        if layer.startswith("{"):
            try:
                found = msgspec.json.decode(layer.encode("utf-8", "replace"))
            except (msgspec.DecodeError, RecursionError):
                continue
            return found if isinstance(found, dict) else None
    return None


def short(value: Any) -> str:
    """A foreign value as one short line."""
    return one_line(str(value), _LONGEST)


def scalar(value: Any) -> Any:
    """Numbers, truths and null as they are, all else as one short line."""
    return value if value is None or isinstance(value, bool | int | float) else short(value)


def truth(text: str) -> bool | None:
    """What a word for yes or no means, None for any other."""
    return _TRUTHS.get(text.strip().lower())


_TRUTHS = {
    "1": True, "true": True, "yes": True, "allow": True,
    "0": False, "false": False, "no": False, "deny": False,
}  # fmt: skip


def names(value: Any) -> list[str]:
    """The texts of a list; raises BadInput for what is no list of texts, or longer than any banner's."""
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise BadInput("has something else where a list of names must be")
    if len(value) > _MOST:
        raise BadInput(f"lists more than {_MOST:,} names")
    return [short(each) for each in value]


def switches(text: str) -> tuple[dict[str, bool], int]:
    """`C0001:1,C0002:0` as truths by name, and how many entries are neither on nor off."""
    found: dict[str, bool] = {}
    odd = 0
    for entry in text.split(",") if text else ():
        name, _, value = entry.rpartition(":")
        known = truth(value)
        if not name or known is None or len(found) >= _MOST:
            odd += 1
        else:
            found[short(name)] = known
    return found, odd


def listed(words: Iterable[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    *head, tail = list(words) or [""]
    return f"{', '.join(head)} and {tail}" if head else tail
