"""What the person set for the program stands in config.toml; comments and unknown keys survive an edit."""

import msgspec

from cookietui.storage.journal import Change
from cookietui.storage.places import Places


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
    theme: str = ""


def load(places: Places) -> Settings:
    """The settings; raises BadInput (file and line)."""
    raise NotImplementedError


def set_value(change: Change, key: str, value: str) -> Settings:
    """Set one key, an empty value takes it away; raises UsageError for a key that does not exist."""
    raise NotImplementedError
