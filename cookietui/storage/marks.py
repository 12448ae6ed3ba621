"""What a person marked wrong stands beside the readings of a site, by fact and quote, so that it outlives them."""

import datetime
from pathlib import Path

import msgspec
import tomli_w

from cookietui.core.errors import BadInput
from cookietui.core.marking import Mark
from cookietui.core.text import one_line
from cookietui.storage import atomic, toml
from cookietui.storage.journal import Change
from cookietui.storage.library import folder_of
from cookietui.storage.places import Places

_MARKS = "marks.toml"


def _marks_file(places: Places, site: str) -> Path:
    return folder_of(places, site) / _MARKS


def load(places: Places, site: str) -> tuple[Mark, ...]:
    """What the person marked at a site; raises BadInput (file and line)."""
    file = f"{folder_of(places, site)}/{_MARKS}"
    return _marks(atomic.read(file), file)


def _marks(data: bytes | None, path: Path | str) -> tuple[Mark, ...]:
    if data is None:
        return ()
    rows = toml.parse(data, str(path)).get("marks", [])
    try:
        return msgspec.convert(rows, tuple[Mark, ...])
    except msgspec.ValidationError as error:
        raise BadInput(one_line(str(error), 300), input=str(path)) from error


def keep(change: Change, site: str, new: Mark) -> None:
    """Keep a mark, in place of an earlier one on the same fact and quote."""
    path = _marks_file(change.places, site)
    _write_marks(change, path, (*_others(_marks(change.read(path), path), new), new))


def drop(change: Change, site: str, gone: Mark) -> bool:
    """Take a mark away; False when there was none."""
    path = _marks_file(change.places, site)
    old = _marks(change.read(path), path)
    left = _others(old, gone)
    if len(left) == len(old):
        return False
    _write_marks(change, path, left)
    return True


def _others(old: tuple[Mark, ...], one: Mark) -> tuple[Mark, ...]:
    return tuple(each for each in old if (each.fact, each.quote) != (one.fact, one.quote))


def _write_marks(change: Change, path: Path, left: tuple[Mark, ...]) -> None:
    if not left:
        change.remove(path)
        return
    rows = [
        {
            key: value
            for key, value in msgspec.to_builtins(each, builtin_types=(datetime.date,)).items()
            if value is not None
        }
        for each in left
    ]
    change.write(path, tomli_w.dumps({"marks": rows}).encode())
