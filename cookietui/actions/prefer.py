"""A preference is written in the narrowest scope that the person named, and every write can be undone."""

from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from cookietui.actions.deciding import decider
from cookietui.actions.library import host_of
from cookietui.actions.workspace import Workspace
from cookietui.core import names
from cookietui.core.decision import Decision
from cookietui.core.declaration import Cookie
from cookietui.core.difference import differences
from cookietui.core.errors import UsageError
from cookietui.core.fact import Edit, Path, Value
from cookietui.core.preference import Profile
from cookietui.core.site import host, lookup_chain
from cookietui.core.text import clean
from cookietui.core.words import COOKIE_CATEGORIES, Choice, CookieCategory
from cookietui.storage import journal, library, profiles

NAME_LIMIT = 256
"""Characters of a cookie name, organisation or tag."""


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What to write or take away; for `unset` the values of the maps are ignored."""

    site: str | None = None
    """Host or URL; None is anywhere (scopes 3, 4, 7, 8, 9)."""
    choice: Choice | None = None
    """The whole site, the tag or the default."""
    categories: Mapping[CookieCategory, Choice] = {}
    cookies: Mapping[str, Choice] = {}
    organisations: Mapping[str, Choice] = {}
    tags: Sequence[str] = ()
    """With a site: tags it gets. Without one: the tag (one) that `choice` and `categories` are for."""


class PreferenceChange(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the profile, before and after."""

    where: str
    """`sites."shop.example".marketing` and the like."""
    before: str | None = None
    after: str | None = None


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """What a write did."""

    schema: str = "cookietui.written/1"
    profile: str
    """Name of the profile it stands in."""
    changes: tuple[PreferenceChange, ...] = ()
    """Empty where everything was as wanted already."""
    copied_from: str | None = None
    """The built-in profile that was copied to the person's own, at the first change."""


def set_choices(ws: Workspace, wanted: Sequence[Wanted]) -> Written:
    """Write all of it in one undo step; raises UsageError for what names nothing or no host, CannotSave, Locked."""
    return _write(ws, "set", lambda opened: [edit for each in wanted for edit in _settings(each, opened.profile)])


def unset(ws: Workspace, wanted: Sequence[Wanted], *, whole: bool = False) -> Written:
    """Take it away in one undo step; `whole` takes every preference of the sites named.

    For a choice or category put any value: only the key counts. Raises as `set_choices`.
    """

    def edits(opened: profiles.Opened) -> list[Edit]:
        removed = [edit for each in wanted for edit in _removals(each, opened.profile)]
        return removed + [edit for each in wanted if whole for edit in _everything(opened, each.site)]

    return _write(ws, "unset", edits)


def explain(ws: Workspace, site: str, cookie: str | None = None) -> tuple[Decision, ...]:
    """Why: one decision a category, or the one of that cookie, each with every scope that spoke.

    What the site declares about the cookie (category, organisation) counts where it was read and says so, else what
    the catalogue knows of it.
    """
    named = host_of(site)
    deciding = decider(ws)
    if cookie is None:
        return tuple(deciding.category(named, each) for each in COOKIE_CATEGORIES)
    declared, known = _declared(ws, named, cookie), ws.knowledge.cookie(cookie, named)
    category: CookieCategory = declared.category if declared else "unclassified"
    organisation = declared.organisation if declared else None
    if known is not None:
        category = known.category if category == "unclassified" else category
        organisation = organisation or (None if known.software else known.organisation)
    return (deciding.cookie(named, cookie, category=category, organisation=organisation),)


def _declared(ws: Workspace, site: str, cookie: str) -> Cookie | None:
    """What the site says about a cookie of that name."""
    from cookietui.actions.library import open_site  # noqa: PLC0415 - loads the readers

    kept = library.find_site(ws.places, site)
    if kept is None:
        return None
    found = open_site(ws, kept).declaration.cookies
    return next((each for each in found if names.matches(each.name, each.match, cookie)), None)


def _settings(wanted: Wanted, profile: Profile) -> Iterator[Edit]:
    """The edits that make it so."""
    base = _base(wanted)
    if wanted.choice:
        yield Edit((*base, "choice"), wanted.choice)
    yield from (Edit((*base, category), choice) for category, choice in wanted.categories.items())
    for path, choice in _named(wanted):
        yield Edit(path, choice)
    if wanted.site is not None and wanted.tags:
        rules = profile.sites.get(_site(wanted.site))
        tags = tuple(dict.fromkeys((*(rules.tags if rules else ()), *map(_word, wanted.tags))))
        yield Edit((*base, "tags"), tags)


def _removals(wanted: Wanted, profile: Profile) -> Iterator[Edit]:
    """The edits that take it away."""
    base = _base(wanted)
    if wanted.choice:
        yield Edit((*base, "choice"))
    yield from (Edit((*base, category)) for category in wanted.categories)
    yield from (Edit(path) for path, _choice in _named(wanted))
    if wanted.site is not None and wanted.tags:
        rules = profile.sites.get(_site(wanted.site))
        gone = {_word(tag) for tag in wanted.tags}
        left = tuple(tag for tag in (rules.tags if rules else ()) if tag not in gone)
        yield Edit((*base, "tags"), left or None)


def _named(wanted: Wanted) -> Iterator[tuple[Path, Choice]]:
    """Paths of cookies and organisations, here or anywhere."""
    here = () if wanted.site is None else ("sites", _site(wanted.site))
    for name, choice in wanted.cookies.items():
        yield (*here, "cookies", _word(name)), choice
    for name, choice in wanted.organisations.items():
        organisation = host(name)
        if organisation is None or "." not in organisation:
            raise UsageError(f"an organisation is named by its main domain, such as google.com, not {name!r}")
        yield (*here, "organisations", organisation, *(() if here else ("choice",))), choice


def _base(wanted: Wanted) -> Path:
    """The table that choices and categories stand in; raises UsageError for several tags anywhere."""
    if wanted.site is not None:
        return ("sites", _site(wanted.site))
    if len(wanted.tags) > 1:
        raise UsageError("choices anywhere are for one tag at a time")
    return ("tags", _word(wanted.tags[0])) if wanted.tags else ("defaults",)


def _site(given: str) -> str:
    found = host_of(given)
    if "." not in found:
        raise UsageError(f"{given!r} is no site; give a host such as shop.example, or --anywhere")
    return found


def _word(given: str) -> str:
    """A cookie pattern or a tag as it may stand in a profile; raises UsageError for what may not."""
    word = given.strip()
    if not word or len(word) > NAME_LIMIT or clean(word) != word or "\n" in word:
        raise UsageError(f"no name can be {given[:40]!r}")
    return word


def _everything(opened: profiles.Opened, site: str | None) -> list[Edit]:
    """The edits that take away all that a profile says about a site."""
    if site is None:
        raise UsageError("name the site whose preferences go")
    named = _site(site)
    here = next((each for each in lookup_chain(named) if each in opened.profile.sites), named)
    said = differences(Profile(name=opened.profile.name), opened.profile)
    return [Edit(row.path) for row in said if row.path[:2] == ("sites", here)]


def _write(ws: Workspace, verb: str, edits_of: Callable[[profiles.Opened], list[Edit]]) -> Written:
    """Write the edits in one step and tell what really changed."""
    opened = profiles.load(ws.places)
    ws.tell(opened.notices)
    edits = edits_of(opened)
    if not edits:
        raise UsageError(f"nothing to {verb}: give a choice, CATEGORY=CHOICE, --cookie, --organisation or --tag")
    with journal.change(ws.places, f"{verb} {_title(edits)}") as change:
        # Looked at again under the lock: another instance may have written since, and both changes must stand.
        opened = profiles.load(ws.places)
        after = profiles.edit(change, edits_of(opened), seen=opened.sha256)
    rows = differences(opened.profile, after.profile)
    return Written(
        profile=after.id,
        changes=tuple(
            PreferenceChange(where=where(row.path), before=_shown(row.old), after=_shown(row.new)) for row in rows
        ),
        copied_from=opened.id if opened.path is None and after.path is not None else None,
    )


def where(path: Path) -> str:
    """A place in a profile as TOML writes it: `sites."shop.example".marketing`."""
    return ".".join(f'"{part}"' if not part.replace("-", "").replace("_", "").isalnum() else part for part in path)


def _shown(value: Value | None) -> str | None:
    if value is None:
        return None
    return (
        ", ".join(value) if isinstance(value, tuple) else str(value).lower() if value in (True, False) else str(value)
    )


def _title(edits: Sequence[Edit]) -> str:
    """The undo step in a few words."""
    edit = edits[0]
    what = where(edit.path) + ("" if edit.value is None else f" = {_shown(edit.value)}")
    return what if len(edits) == 1 else f"{what} and {len(edits) - 1} more"
