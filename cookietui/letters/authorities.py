"""Authorities are read from the data files shipped in the package, once, and only for a complaint."""

import functools
import tomllib
from importlib.resources import files
from typing import Any

import msgspec

from cookietui.core.authority import Authority
from cookietui.core.errors import UsageError

_SHARED = ("source", "checked_on", "confidence")
"""Keys at the head of a file that hold for each of its authorities, unless it has its own."""


@functools.cache
def authorities() -> tuple[Authority, ...]:
    """Every authority on file, by id."""
    folder = files("cookietui") / "data" / "authorities"
    found: list[Authority] = []
    for entry in sorted(folder.iterdir(), key=lambda each: each.name):
        if entry.name.endswith(".toml"):
            found += _read(entry.name, tomllib.loads(entry.read_text("utf-8")))
    return tuple(sorted(found, key=lambda each: each.id))


def _read(name: str, table: dict[str, Any]) -> list[Authority]:
    shared = {key: table[key] for key in _SHARED}
    try:
        return [msgspec.convert(shared | row, Authority) for row in table["authorities"]]
    except msgspec.ValidationError as error:
        msg = f"data/authorities/{name}: {error}"
        raise ValueError(msg) from error


def authority(identifier: str) -> Authority:
    """The authority with this id, or the only one whose id or name has the word in it; raises UsageError."""
    every = authorities()
    exact = [each for each in every if each.id == identifier]
    word = identifier.casefold()
    found = exact or [each for each in every if word and (word in each.id or word in each.name.casefold())]
    usual = [each for each in found if not each.only_for]
    found = usual if len(usual) == 1 else found
    if len(found) == 1:
        return found[0]
    if not found:
        raise UsageError(
            f"no authority {identifier!r} is on file; without --authority those that could hear it are named"
        )
    named = ", ".join(f"{each.id} ({each.name})" for each in found[:6])
    raise UsageError(f"{identifier!r} fits {len(found)} authorities: {named}")
