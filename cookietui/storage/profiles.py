"""A profile is a TOML file that is patched line by line; a built-in one is copied on the first change."""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from cookietui.core.fact import Edit
from cookietui.core.preference import Profile
from cookietui.storage.journal import Change
from cookietui.storage.places import Places


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """A profile as it was opened."""

    id: str
    """Its file name without `.toml`: what `profile use` takes."""
    profile: Profile
    text: str
    sha256: str
    path: Path | None = None
    """None for a built-in profile nobody changed yet."""
    read_only: bool = False
    """True for a newer schema."""
    notices: tuple[str, ...] = ()
    """Lines to tell the person once (opened from a backup, unknown keys, ...)."""


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """A profile in the list."""

    id: str
    name: str
    built_in: bool
    """There is a built-in profile of this id."""
    own: bool
    """The person has a file of this id."""
    active: bool
    description: str = ""
    problem: str = ""
    """One line when the file cannot be opened."""


def active(places: Places) -> str:
    """The id of the profile in use."""
    raise NotImplementedError


def listed(places: Places) -> tuple[Listed, ...]:
    """All profiles, the person's own and the built-in ones, by id."""
    raise NotImplementedError


def load(places: Places, name: str | None = None) -> Opened:
    """Open a profile, the active one by default; raises MissingInput, BadInput (file and line)."""
    raise NotImplementedError


def parse(data: bytes, source: str) -> Opened:
    """Read a profile of somebody else (import, diff, a file by path) without keeping it; raises BadInput."""
    raise NotImplementedError


def edit(change: Change, edits: Iterable[Edit], *, name: str | None = None, seen: str | None = None) -> Opened:
    """Patch a profile; with `seen` (sha256 of what was shown) raises ChangedUnderneath when it is another by now."""
    raise NotImplementedError


def use(change: Change, name: str) -> None:
    """Make a profile the active one; raises MissingInput."""
    raise NotImplementedError


def new(change: Change, name: str, *, base: str | None = None, profile: Profile | None = None) -> Opened:
    """Make a profile, empty or from another; raises UsageError when the name is taken or no file name."""
    raise NotImplementedError
