"""JSON of others becomes lists of plain objects: one value, or one a line; what is no object is not looked at."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from cookietui.core.errors import BadInput
from cookietui.core.text import one_line
from cookietui.sources import json_text
from cookietui.sources.sample import Sample

LINES = 200_000


def value_of(sample: Sample) -> Any:
    """The JSON value of a source; raises BadInput for what is none."""
    return json_text.parse(sample.long_text, sample.path)[0]


def first_keys(sample: Sample) -> frozenset[str]:
    """Words in quotes before a colon near the beginning: enough to tell formats apart without reading the file."""
    head = sample.head.decode("utf-8", "replace")
    keys = set()
    for piece in head.split('"')[1:]:
        keys.add(piece)
    return frozenset(keys) if head.lstrip("\ufeff \t\r\n")[:1] in {"{", "["} else frozenset()


def objects(sample: Sample) -> list[dict[str, Any]]:
    """The objects of a list, of JSON Lines, or the one object; raises BadInput (line)."""
    text = sample.long_text.lstrip("\ufeff")
    if text.lstrip().startswith("[") or not _is_lines(text):
        found = json_text.parse(text, sample.path)[0]
        return [each for each in (found if isinstance(found, list) else [found]) if isinstance(each, dict)]
    return list(_lines(text, sample.path))


def _is_lines(text: str) -> bool:
    """Whether the first line is a whole value and another one follows."""
    first, _, rest = text.lstrip().partition("\n")
    if not rest.lstrip().startswith("{"):
        return False
    try:
        json.loads(first)
    except (ValueError, RecursionError):
        return False
    return True


def _lines(text: str, path: str) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(text.split("\n"), 1):
        if number > LINES:
            raise BadInput(f"has more than {LINES} lines", input=path, line=number)
        if not line.strip():
            continue
        try:
            found = json_text.parse(line, path)[0]
        except BadInput as error:
            raise BadInput(error.message, input=path, line=number) from error
        if isinstance(found, dict):
            yield found


def text_in(row: Mapping[str, Any], key: str, limit: int = 300) -> str:
    """A text of an object on one line, empty where there is none."""
    value = row.get(key)
    return one_line(value, limit) if isinstance(value, str) else ""


def texts_in(row: Mapping[str, Any], key: str, limit: int = 120) -> tuple[str, ...]:
    """The texts of a list in an object, each on one line, the first thousand."""
    value = row.get(key)
    found: Iterable[Any] = value[:1000] if isinstance(value, list) else ()
    return tuple(line for line in (one_line(each, limit) for each in found if isinstance(each, str)) if line)
