"""Profiles are shared by allow-list and taken in by choice: export and import both show first, then write."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import msgspec

from cookietui.actions.workspace import Workspace
from cookietui.core.preference import Profile

ChangeKind = Literal["new", "tightens", "loosens", "same"]


class ProfileRow(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the list of profiles."""

    schema: str = "cookietui.profile/1"
    name: str
    description: str = ""
    built_in: bool = False
    active: bool = False
    sites: int = 0
    read_only: bool = False
    """Written by a newer version."""


class ExportPreview(msgspec.Struct, frozen=True, kw_only=True):
    """What would leave, and what stays."""

    profile: str
    text: str
    """The TOML as it would be written."""
    sites: tuple[str, ...] = ()
    """Sites that go out."""
    withheld: tuple[str, ...] = ()
    """Sites with `share = false`: they stay."""
    dropped: tuple[str, ...] = ()
    """Unknown keys and comments that are not on the allow-list, by place."""


class ImportChange(msgspec.Struct, frozen=True, kw_only=True):
    """One line that an import would change."""

    key: str
    """Place in the profile, unique: `sites."shop.example".marketing`; what `apply_import` takes."""
    kind: ChangeKind
    before: str | None = None
    after: str | None = None
    ticked: bool = True
    """False for what loosens: it is taken only when asked for."""


class ImportPreview(msgspec.Struct, frozen=True, kw_only=True):
    """What an import would change in the active profile; loosening first."""

    source: str
    name: str
    """The name the file gives itself, cleaned."""
    into: str
    """The active profile that would change."""
    changes: tuple[ImportChange, ...] = ()
    refused: tuple[str, ...] = ()
    """What the file holds that a profile must not (`extends`, commands, private keys), by place."""


class Applied(msgspec.Struct, frozen=True, kw_only=True):
    """What an import did, in one undo step."""

    into: str
    applied: int = 0
    left: int = 0
    """Changes that were not taken."""


def list_profiles(ws: Workspace) -> tuple[ProfileRow, ...]:
    """The person's own and the built-in profiles, the active one marked."""
    raise NotImplementedError


def active_profile(ws: Workspace) -> Profile:
    """The profile in use; the built-in `balanced` when none was chosen. A broken one opens from its backup."""
    raise NotImplementedError


def notices(ws: Workspace) -> tuple[str, ...]:
    """What opening the files had to say (a broken profile opened from its backup); each is given once."""
    raise NotImplementedError


def use_profile(ws: Workspace, name: str) -> ProfileRow:
    """Make a profile the active one; raises MissingInput for an unknown name."""
    raise NotImplementedError


def new_profile(ws: Workspace, name: str, like: str | None = None) -> ProfileRow:
    """Make a profile, empty or like another; raises UsageError when the name is taken or is no name."""
    raise NotImplementedError


def show_profile(ws: Workspace, name: str | None = None) -> str:
    """The TOML of a profile as it stands (the active one when None); raises MissingInput."""
    raise NotImplementedError


def preview_export(ws: Workspace, name: str | None = None, sites: Sequence[str] = ()) -> ExportPreview:
    """What an export would hold, by allow-list; of `sites` alone when named."""
    raise NotImplementedError


def write_export(ws: Workspace, preview: ExportPreview, path: Path, *, replace: bool = False) -> Path:
    """Write a previewed export; raises CannotSave when the file is there and `replace` is False."""
    raise NotImplementedError


def preview_import(ws: Workspace, source: str) -> ImportPreview:
    """What a profile file or `-` would change; raises MissingInput, BadInput naming the line."""
    raise NotImplementedError


def apply_import(ws: Workspace, preview: ImportPreview, keys: Sequence[str] | None = None) -> Applied:
    """Apply the ticked changes, or exactly those named by `keys`; one undo step."""
    raise NotImplementedError
