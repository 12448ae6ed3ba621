"""A profile is a TOML file that is patched line by line; a built-in one is copied on the first change."""

import contextlib
import datetime
from collections.abc import Iterable
from pathlib import Path

import msgspec

from cookietui.core import fact
from cookietui.core.decision import Speaker
from cookietui.core.errors import BadInput, CannotSave, ChangedUnderneath, CookietuiError, MissingInput, UsageError
from cookietui.core.fact import Edit, Fact
from cookietui.core.preference import SCHEMA_VERSION, Profile
from cookietui.core.site import host
from cookietui.core.words import CHOICES
from cookietui.storage import atomic, backups, journal, packaged, settings, toml, toml_write
from cookietui.storage.journal import Change
from cookietui.storage.places import Places
from cookietui.storage.profile_format import is_id, profile_of
from cookietui.storage.toml_patch import patch

DEFAULT = "balanced"
"""The built-in profile of who has not chosen one."""
_FRESH = "own"
"""What it is called where no profile is built in."""
_TOLD = 20
"""Unknown keys that are named one by one."""


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
    """Lines to tell the person once (opened from a backup, ...)."""
    unknown: tuple[fact.Path, ...] = ()
    """Keys that mean nothing here; they are kept as they are."""


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
    return settings.load(places).profile or default_id()


def default_id() -> str:
    """The id used until the person chooses one."""
    return DEFAULT if DEFAULT in packaged.profiles() else _FRESH


def listed(places: Places) -> tuple[Listed, ...]:
    """All profiles, the person's own and the built-in ones, by id."""
    built_in = packaged.profiles()
    own = _own_ids(places)
    current = active(places)
    rows = []
    for each in sorted({*built_in, *own}):
        name, description, problem = each, "", ""
        try:
            opened = _open(each, _own(places, each) if each in own else None, built_in.get(each))
            name, description = opened.profile.name, opened.profile.description
        except CookietuiError as error:
            problem = str(error)
        rows.append(
            Listed(
                id=each, name=name, description=description, problem=problem,
                built_in=each in built_in, own=each in own, active=each == current,
            )
        )  # fmt: skip
    return tuple(rows)


def _own_ids(places: Places) -> set[str]:
    try:
        return {file.stem for file in places.profiles.iterdir() if file.suffix == ".toml" and is_id(file.stem)}
    except OSError:
        return set()


def _file(places: Places, name: str) -> Path:
    if not is_id(name):
        raise UsageError(f"{name!r} is no name of a profile (a-z, 0-9, - and _, at most 64)")
    return places.profiles / f"{name}.toml"


def _own(places: Places, name: str) -> tuple[Path, bytes] | None:
    path = _file(places, name)
    data = atomic.read(path)
    return None if data is None else (path, data)


def _open(name: str, own: tuple[Path, bytes] | None, built_in: bytes | None) -> Opened:
    """A profile from its bytes; raises MissingInput, BadInput."""
    if own is not None:
        return _read(own[1], str(own[0]), name, own[0])
    if built_in is None and name != _FRESH:
        raise MissingInput(f"there is no profile {name!r}; `cookietui profile list` shows what there is")
    return _read(_empty(name) if built_in is None else built_in, f"{name}.toml", name, None)


def _empty(name: str) -> bytes:
    return f"schema = {SCHEMA_VERSION}\nname = {toml_write.value(name)}\n".encode()


def _read(data: bytes, source: str, name: str, path: Path | None) -> Opened:
    text, _ = toml.decode(data, source)
    profile, newer, unknown = profile_of(toml.parse(data, source), data, source, name)
    notices = (_newer(source, profile.schema),) if newer else ()
    return Opened(
        id=name, profile=profile, text=text, sha256=atomic.digest(data) or "", path=path, read_only=newer,
        notices=notices, unknown=unknown,
    )  # fmt: skip


def _newer(source: str, schema: int) -> str:
    return f"{source} has schema {schema}, newer than this program; it is opened read-only"


def load(places: Places, name: str | None = None) -> Opened:
    """Open a profile, the active one by default; raises MissingInput, BadInput (file and line), UsageError.

    A damaged one is opened from its backup, put in its place; the damaged one is kept beside it.
    """
    name = name or active(places)
    own = _own(places, name)
    try:
        return _open(name, own, packaged.profiles().get(name))
    except BadInput as error:
        found = _rescued(places, name, error) if own is not None else None
        if own is None or found is None:
            raise
        notice, opened = found
        return msgspec.structs.replace(opened, notices=(_put_aside(places, own, opened, notice), *opened.notices))


def _rescued(places: Places, name: str, error: BadInput) -> tuple[str, Opened] | None:
    """The newest backup that can be read, and what to say about it."""
    path = _file(places, name)
    for stamp, copy in backups.copies(places, path):
        with contextlib.suppress(CookietuiError):
            data = atomic.read(copy)
            if data is not None:
                opened = _read(data, str(path), name, path)
                return f"{error}; opened from the backup of {stamp:%Y-%m-%d %H:%M} UTC", opened
    return None


def _put_aside(places: Places, own: tuple[Path, bytes], opened: Opened, notice: str) -> str:
    """Keep the damaged file beside, put the backup in its place; the notice says whether that was possible."""
    path, data = own
    stamp = datetime.datetime.now(datetime.UTC).strftime("%Y%m%dT%H%M%S.%f")
    broken = path.with_name(f"{path.name}.broken-{stamp}")
    try:
        with journal.change(places, f"put {path.name} aside", undoable=False) as change:
            if change.read(path) == data:
                change.write(broken, data)
                change.write(path, opened.text.encode(), own_mode=True)
    except CookietuiError as error:
        return f"{notice}; it could not be put right ({error.message})"
    return f"{notice}; what was there is kept as {broken.name}"


def parse(data: bytes, source: str) -> Opened:
    """Read a profile of somebody else (import, diff, a file by path) without keeping it; raises BadInput."""
    opened = _read(data, source, "unnamed", None)
    left_out = [f"{toml_write.dotted(path)} means nothing here and is left out" for path in opened.unknown[:_TOLD]]
    if len(opened.unknown) > _TOLD:
        left_out.append(f"{len(opened.unknown) - _TOLD} more keys mean nothing here and are left out")
    return msgspec.structs.replace(opened, notices=(*opened.notices, *left_out))


def edit(change: Change, edits: Iterable[Edit], *, name: str | None = None, seen: str | None = None) -> Opened:
    """Patch a profile, a built-in one in a copy of the person's own.

    With `seen` (sha256 of what was shown) raises ChangedUnderneath when it is another by now. Raises CannotSave for
    a profile of a newer schema, UsageError for an edit that cannot be, BadInput, MissingInput.
    """
    name = name or settings.of(change).profile or default_id()
    path = _file(change.places, name)
    kept = change.read(path)
    data = kept if kept is not None else packaged.profiles().get(name)
    opened = _open(name, None if kept is None else (path, kept), data)
    if opened.read_only:
        raise CannotSave(f"has schema {opened.profile.schema}, newer than this program", input=str(path))
    if seen is not None and opened.sha256 != seen:
        raise ChangedUnderneath("was changed by somebody else in the meantime; nothing was saved", input=str(path))
    old = _empty(name) if data is None else data
    tables = toml.parse(old, str(path))
    new, after = patch(old, (_spelled(one, tables) for one in edits), str(path))
    if new == data:
        return opened
    try:
        profile, _, unknown = profile_of(after, new, str(path), name)
    except BadInput as error:
        raise UsageError(error.message) from error
    change.write(path, new, own_mode=True)
    text, _ = toml.decode(new, str(path))
    return Opened(id=name, profile=profile, text=text, sha256=atomic.digest(new) or "", path=path, unknown=unknown)


def _spelled(one: Edit, tables: dict[str, object]) -> Edit:
    """The edit with its site and organisation as the file spells them (`Example.com`, a U-label)."""
    path = one.path
    for depth in range(1, len(path)):
        if path[depth - 1] not in {"sites", "organisations"} or depth not in {1, 3}:
            continue
        table: object = tables
        for key in path[:depth]:
            table = table.get(key, {}) if isinstance(table, dict) else {}
        wanted = host(path[depth])
        if isinstance(table, dict) and path[depth] not in table and wanted is not None:
            spelled = next((key for key in table if host(key) == wanted), wanted)
            path = (*path[:depth], spelled, *path[depth + 1 :])
    return Edit(path, one.value)


def use(change: Change, name: str) -> None:
    """Make a profile the active one; raises MissingInput, BadInput for one that cannot be opened."""
    data = change.read(_file(change.places, name))
    own = None if data is None else (_file(change.places, name), data)
    _open(name, own, packaged.profiles().get(name))
    settings.set_value(change, "profile", name)


def new(change: Change, name: str, *, base: str | None = None, profile: Profile | None = None) -> Opened:
    """Make a profile, empty or from another; raises UsageError when the name is taken or no file name."""
    path = _file(change.places, name)
    built_in = packaged.profiles()
    if change.read(path) is not None or name in built_in:
        raise UsageError(f"there is a profile {name!r} already")
    data = _empty(name)
    if profile is not None:
        data = render(profile).encode()
    elif base is not None:
        kept = change.read(_file(change.places, base))
        _open(base, None if kept is None else (path, kept), built_in.get(base))
        data = kept if kept is not None else built_in.get(base, data)
    data, _ = patch(data, [Edit(("name",), name)], str(path))
    change.write(path, data)
    return _read(data, str(path), name, path)


def render(profile: Profile) -> str:
    """A whole profile as TOML, one fact a line, sorted."""
    return toml_write.document(fact.nested(fact.facts(profile)))


def facts(opened: Opened) -> tuple[Fact, ...]:
    """Everything an opened profile says, by path."""
    return fact.facts(opened.profile)


def speaker(opened: Opened) -> Speaker:
    """The opened profile as one that speaks, with the rules that the built-in profile of its name has."""
    data = packaged.profiles().get(opened.id)
    shipped = fact.facts(_read(data, f"{opened.id}.toml", opened.id, None).profile) if data is not None else ()
    return Speaker(
        opened.profile.name,
        frozenset((fact.place(each.path), choice) for each in shipped for choice in CHOICES if each.value == choice),
    )
