"""Profiles are shared by allow-list and taken in by choice: export and import both show first, then write."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import msgspec

from cookietui.actions.deciding import open_active
from cookietui.actions.library import host_of
from cookietui.actions.prefer import where
from cookietui.actions.workspace import Workspace
from cookietui.core.difference import Difference, differences, shared
from cookietui.core.errors import BadInput, CannotSave, MissingInput, UsageError
from cookietui.core.fact import Value
from cookietui.core.preference import Profile
from cookietui.core.text import one_line
from cookietui.storage import atomic, journal, profiles

ChangeKind = Literal["new", "tightens", "loosens", "changed", "same"]
SIZE_LIMIT = 5 * 1024 * 1024
"""Bytes of a profile of somebody else; a larger one is no profile."""
_SHARED_MODE = 0o644
"""An export is there to be given away: others on this computer may read it."""


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
    problem: str = ""
    """One line when the file cannot be opened."""


class ExportPreview(msgspec.Struct, frozen=True, kw_only=True):
    """What would leave, and what stays."""

    schema: str = "cookietui.export/1"
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

    schema: str = "cookietui.import/1"
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
    edits: tuple[Difference, ...] = ()
    """The same changes as `changes`, as `apply_import` writes them."""
    seen: str = ""
    """sha256 of the profile that was compared."""


class Applied(msgspec.Struct, frozen=True, kw_only=True):
    """What an import did, in one undo step."""

    schema: str = "cookietui.applied/1"
    into: str
    applied: int = 0
    left: int = 0
    """Changes that were not taken."""


def list_profiles(ws: Workspace) -> tuple[ProfileRow, ...]:
    """The person's own and the built-in profiles, the active one marked."""
    return tuple(
        ProfileRow(
            name=each.id,
            description=one_line(each.description, 200),
            built_in=each.built_in and not each.own,
            active=each.active,
            problem=each.problem,
        )
        for each in profiles.listed(ws.places)
    )


def active_profile(ws: Workspace) -> Profile:
    """The profile in use; the built-in `balanced` when none was chosen. A broken one opens from its backup."""
    return open_active(ws)


def notices(ws: Workspace) -> tuple[str, ...]:
    """What opening the files had to say (a broken profile opened from its backup); each is given once."""
    return ws.untold()


def use_profile(ws: Workspace, name: str) -> ProfileRow:
    """Make a profile the active one; raises MissingInput for an unknown name."""
    with journal.change(ws.places, f"use profile {one_line(name, 60)}") as change:
        profiles.use(change, name)
    return _row(ws, name)


def new_profile(ws: Workspace, name: str, like: str | None = None) -> ProfileRow:
    """Make a profile, empty or like another; raises UsageError when the name is taken or is no name."""
    with journal.change(ws.places, f"new profile {one_line(name, 60)}") as change:
        profiles.new(change, name, base=like)
    return _row(ws, name)


def _row(ws: Workspace, name: str) -> ProfileRow:
    return next(row for row in list_profiles(ws) if row.name == name)


def show_profile(ws: Workspace, name: str | None = None) -> str:
    """The TOML of a profile as it stands (the active one when None); raises MissingInput."""
    opened = profiles.load(ws.places, name)
    ws.tell(opened.notices)
    return opened.text


def preview_export(ws: Workspace, name: str | None = None, sites: Sequence[str] = ()) -> ExportPreview:
    """What an export would hold, by allow-list; of `sites` alone when named; raises MissingInput, UsageError."""
    opened = profiles.load(ws.places, name)
    ws.tell(opened.notices)
    going = shared(opened.profile)
    if sites:
        named = {host_of(site) for site in sites}
        unknown = sorted(named - set(going.sites))
        if unknown:
            raise MissingInput(f"the profile {opened.id} has nothing to share about {', '.join(unknown)}")
        chosen = {site: rules for site, rules in going.sites.items() if site in named}
        going = Profile(name=going.name, sites=chosen)
    return ExportPreview(
        profile=opened.id,
        text=profiles.render(going),
        sites=tuple(sorted(going.sites)),
        withheld=tuple(sorted(site for site, rules in opened.profile.sites.items() if not rules.share)),
    )


def write_export(preview: ExportPreview, path: Path, *, replace: bool = False) -> Path:
    """Write a previewed export; raises CannotSave when the file is there and `replace` is False."""
    if path.exists() and not replace:
        raise CannotSave("is there already; --replace writes over it", input=str(path))
    atomic.write(path, preview.text.encode(), seen=atomic.UNSEEN if replace else None, mode=_SHARED_MODE)
    return path


def preview_import(ws: Workspace, source: str) -> ImportPreview:
    """What a profile file or `-` would change; raises MissingInput, BadInput naming the line."""
    theirs = profiles.parse(_bytes(source), source)
    mine = profiles.load(ws.places)
    ws.tell(mine.notices)
    # Only what may be shared is taken in: a name, a free text or an unknown key of theirs changes nothing here.
    rows = differences(mine.profile, _named(shared(theirs.profile), mine.profile), gone=False)
    return ImportPreview(
        source=source,
        name=one_line(theirs.profile.name, 60),
        into=mine.id,
        changes=tuple(_shown(row) for row in rows),
        refused=tuple(theirs.notices) + (("extends",) if theirs.profile.extends else ()),
        edits=rows,
        seen=mine.sha256,
    )


def apply_import(ws: Workspace, preview: ImportPreview, keys: Sequence[str] | None = None) -> Applied:
    """Apply the ticked changes, or exactly those named by `keys`; one undo step.

    Raises UsageError for a key that is not in the preview, ChangedUnderneath when the profile is another by now.
    """
    known = {each.key for each in preview.changes}
    wanted = {each.key for each in preview.changes if each.ticked} if keys is None else set(keys)
    if wanted - known:
        raise UsageError(f"the import has no change at {', '.join(sorted(wanted - known))}")
    chosen = [row.edit for row in preview.edits if where(row.path) in wanted]
    if chosen:
        with journal.change(ws.places, f"import {preview.name} into {preview.into}") as change:
            profiles.edit(change, chosen, seen=preview.seen)
    return Applied(into=preview.into, applied=len(chosen), left=len(preview.changes) - len(chosen))


def _bytes(source: str) -> bytes:
    try:
        data = sys.stdin.buffer.read(SIZE_LIMIT + 1) if source == "-" else _head(Path(source))
    except FileNotFoundError as error:
        raise MissingInput("no such file", input=source) from error
    except OSError as error:
        raise BadInput(f"cannot be opened ({error.strerror})", input=source) from error
    if len(data) > SIZE_LIMIT:
        raise BadInput("is too large for a profile", input=source)
    return data


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(SIZE_LIMIT + 1)


def _named(theirs: Profile, mine: Profile) -> Profile:
    """Their profile under my name and description, so that these are no changes."""
    return msgspec.structs.replace(theirs, name=mine.name, description=mine.description, schema=mine.schema)


def _shown(row: Difference) -> ImportChange:
    return ImportChange(
        key=where(row.path), kind=_kind(row), before=_word(row.old), after=_word(row.new), ticked=not row.looser
    )


def _kind(row: Difference) -> ChangeKind:
    if row.looser:
        return "loosens"
    return "changed" if row.kind == "gone" else row.kind


def _word(value: Value | None) -> str | None:
    if value is None:
        return None
    return ", ".join(value) if isinstance(value, tuple) else str(value)
