"""A file of consent strings, one a line or as texts of JSON, gives one signal each; what stands in it tells."""

import itertools
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from cookietui.core import moment
from cookietui.core.errors import BadInput
from cookietui.core.signal import Signal
from cookietui.sources import consent
from cookietui.sources.sample import HEAD, Sample

TITLE = "Consent strings"
KIND = "lines"
LIMIT = 10_000
"""Strings of one file that are decoded."""
_COMMENT = "#"
_SPACED = re.compile(r"([\w.-]{2,60})(?:\t|:[ \t]+|[ \t]+)(?=\S)", re.ASCII)
"""A cookie's name and what stands between it and its value in a list copied from a browser."""
_DEEP = 20
_LOOKED, _LOOKED_JSON = 5, 500
"""Lines, and texts of JSON, that are looked at to know the file."""
_SHORTEST, _LONGEST = 4, 100_000
"""Characters of a text without a name that may be a string."""
_Row = tuple[int | None, str, str]


def identify(sample: Sample) -> str:
    """`certain` where the first strings are signals by their form or by the names of their cookies."""
    if sample.json is not None:
        texts = itertools.islice(_texts(sample.json[0]), _LOOKED_JSON)
        return "certain" if any(_is_signal(row) for row in texts) else "no"
    lines = [line for line in sample.head.decode("utf-8", "replace").split("\n") if _counts(line)]
    whole = len(lines) - (len(sample.head) >= HEAD and len(lines) > 1)
    first = [_named(line) for line in lines[: min(whole, _LOOKED)]]
    strange = [value for name, value in first if not name and not consent.recognised(value)]
    if 2 * len(strange) >= max(1, len(first)) or any(len(value.split()) > 1 for value in strange):
        return "no"
    return "certain" if any(_is_signal((None, name, value)) for name, value in first) or _one_long(sample) else "no"


def _one_long(sample: Sample) -> bool:
    """Whether the file is a single string that is longer than what is looked at."""
    cut = sample.head.decode("utf-8", "replace").strip()
    return len(sample.head) >= HEAD and len(cut.split()) == 1 and bool(consent.recognised(cut))


def _is_signal(row: _Row) -> bool:
    """Whether it stands under the name of a consent cookie, or can be decoded."""
    _, name, value = row
    if name:
        return True
    try:
        consent.decode(value)
    except BadInput:
        return False
    return True


def _counts(line: str) -> bool:
    return bool(line.strip()) and not line.startswith(_COMMENT)


def _named(line: str) -> tuple[str, str]:
    """The name of a consent cookie before the value, empty where there is none, and the value."""
    bare = line.strip()
    found = _SPACED.match(bare)
    name = found[1] if found else bare.partition("=")[0]
    if consent.kind_of(name) is None:
        return "", bare
    return name, bare[found.end() if found else len(name) + 1 :].strip()


def read(sample: Sample) -> Iterator[Signal | BadInput]:
    """One signal or error a string, in order; texts of JSON that are neither named nor decoded are passed over."""
    if sample.json is not None:
        rows = (row for row in _texts(sample.json[0]) if _is_signal(row))
    else:
        numbered = enumerate(sample.text.split("\n"), 1)
        rows = ((number, *_named(line)) for number, line in numbered if _counts(line))
    for count, (line, name, value) in enumerate(rows):
        if count >= LIMIT:
            yield BadInput(f"holds more than {LIMIT:,} strings; the others are not read", input=sample.path, line=line)
            return
        kind = consent.kind_of(name) if name else None
        try:
            found = consent.decode(f"{name}={value}" if kind else value, kind)
            yield msgspec.structs.replace(found, cookie=name or None)
        except BadInput as error:
            yield BadInput(error.message, input=sample.path, line=line)


def _texts(value: Any, name: str = "", depth: int = 0) -> Iterator[_Row]:
    """The texts in a JSON value with the name of the consent cookie that they stand under, in order.

    A date without such a name is none: most JSON holds one, and it says nothing of a banner that was answered.
    """
    if isinstance(value, str):
        if name or (_SHORTEST <= len(value) <= _LONGEST and moment.from_text(value) is None):
            yield None, name, value
    elif depth < _DEEP:
        if isinstance(value, dict):
            for key, inside in value.items():
                yield from _texts(inside, key if consent.kind_of(key) else "", depth + 1)
        elif isinstance(value, list):
            for inside in value:
                yield from _texts(inside, name, depth + 1)
