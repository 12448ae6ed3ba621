"""Laws are read from the data files shipped in the package, once, and only when somebody asks for one."""

import datetime
import functools
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import msgspec

from cookietui.core.errors import NotOffered
from cookietui.core.law import Law


class _Calendar(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: str
    source: str
    checked_on: datetime.date
    complete: bool
    days: tuple[datetime.date, ...]


@functools.cache
def identifiers() -> tuple[str, ...]:
    """The ids of every law on file, sorted; those not in force yet are among them."""
    folder = files("cookietui") / "data" / "laws"
    return tuple(sorted(entry.name[:-5] for entry in folder.iterdir() if entry.name.endswith(".toml")))


@functools.cache
def laws() -> Mapping[str, Law]:
    """Every law on file, by id, in the order of ids."""
    return MappingProxyType({identifier: law(identifier) for identifier in identifiers()})


@functools.cache
def law(identifier: str) -> Law:
    """The law with this id, read alone; raises NotOffered, with the ids there are, for any other."""
    if identifier not in identifiers():
        raise NotOffered(f"no law {identifier!r} is on file; there are: {', '.join(identifiers())}", identifiers())
    name = f"{identifier}.toml"
    return _law(name, tomllib.loads((files("cookietui") / "data" / "laws" / name).read_text("utf-8")))


def _law(name: str, table: dict[str, Any]) -> Law:
    """One file as a Law: `[defaults]` holds for every ground, but for the keys it names in `without`."""
    defaults = table.pop("defaults", {})
    rows = []
    for row in table.get("grounds", []):
        left_out = row.pop("without", ())
        rows.append({key: value for key, value in defaults.items() if key not in left_out} | row)
    table["grounds"] = rows
    if table.get("calendar"):
        calendar = _calendar(table["calendar"])
        table |= {"holidays": calendar.days, "holidays_complete": calendar.complete}
    try:
        found = msgspec.convert(table, Law)
    except msgspec.ValidationError as error:
        msg = f"data/laws/{name}: {error}"
        raise ValueError(msg) from error
    if f"{found.id}.toml" != name:
        msg = f"data/laws/{name} holds the law {found.id!r}"
        raise ValueError(msg)
    return found


@functools.cache
def _calendar(name: str) -> _Calendar:
    text = (files("cookietui") / "data" / "calendars" / f"{name}.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), _Calendar)
