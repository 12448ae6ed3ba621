"""What the person set for the program stands in config.toml; comments and unknown keys survive an edit."""

from typing import Any

import msgspec

from cookietui.core.errors import BadInput, UsageError
from cookietui.core.fact import Edit
from cookietui.core.text import one_line
from cookietui.storage import atomic, toml
from cookietui.storage.journal import Change
from cookietui.storage.places import Places
from cookietui.storage.toml_patch import patch


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """config.toml; an empty field was not set."""

    profile: str = ""
    """Id of the profile in use."""
    delivery: str = "eml"
    """How drafts are handed over: a module of deliveries."""
    drafts: str = ""
    """Folder for drafts; empty means places.drafts."""
    language: str = ""
    """Of letters, as a code such as `de`."""
    country: str = ""
    """ISO 3166-1 alpha-2, for proposing laws."""
    law: str = ""
    """Law that requests rest on unless another is named; empty: the site's promise."""
    theme: str = ""
    """Of the full-screen face."""


FIELDS: tuple[str, ...] = Settings.__struct_fields__


def load(places: Places) -> Settings:
    """The settings; raises BadInput (file and line)."""
    return _settings(atomic.read(places.settings), str(places.settings))


def table(places: Places, name: str) -> dict[str, Any]:
    """The table `[name]` of config.toml, empty where there is none; raises BadInput (file and line)."""
    source = str(places.settings)
    data = atomic.read(places.settings)
    found = toml.parse(data, source).get(name, {}) if data is not None else {}
    if not isinstance(found, dict):
        raise BadInput(
            f"{name} must be a table: [{name}]", input=source, line=toml.line_of(data or b"", (name,), source)
        )
    return found


def of(change: Change) -> Settings:
    """The settings as a change sees them, its own writes included."""
    return _settings(change.read(change.places.settings), str(change.places.settings))


def _settings(data: bytes | None, source: str) -> Settings:
    if data is None:
        return Settings()
    tables: dict[str, Any] = toml.parse(data, source)
    for field in FIELDS:
        if not isinstance(tables.get(field, ""), str):
            line = toml.line_of(data, (field,), source)
            raise BadInput(f"{field} must be a text in quotes", input=source, line=line)
    return Settings(**{field: one_line(tables[field], 1000) for field in FIELDS if field in tables})


def set_value(change: Change, key: str, value: str) -> Settings:
    """Set one key, an empty value takes it away; raises UsageError for a key that does not exist."""
    if key not in FIELDS:
        raise UsageError(f"there is no setting {key!r}; there are: {', '.join(FIELDS)}")
    path = change.places.settings
    old = change.read(path)
    line = one_line(value, 1000)
    new, _ = patch(old or b"", [Edit((key,), line or None)], str(path))
    if new != (old or b""):
        change.write(path, new, own_mode=True)
    return of(change)
