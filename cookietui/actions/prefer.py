"""A preference is written in the narrowest scope that the person named, and every write can be undone."""

from collections.abc import Mapping, Sequence

import msgspec

from cookietui.actions.workspace import Workspace
from cookietui.core.decision import Decision
from cookietui.core.words import Choice, CookieCategory


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

    profile: str
    """Name of the profile it stands in."""
    changes: tuple[PreferenceChange, ...] = ()
    """Empty where everything was as wanted already."""
    copied_from: str | None = None
    """The built-in profile that was copied to the person's own, at the first change."""


def set_choices(ws: Workspace, wanted: Sequence[Wanted]) -> Written:
    """Write all of it in one undo step; raises UsageError for what names nothing or no host, CannotSave, Locked."""
    raise NotImplementedError


def unset(ws: Workspace, wanted: Sequence[Wanted], *, whole: bool = False) -> Written:
    """Take it away in one undo step; `whole` takes every preference of the sites named.

    For a choice or category put any value: only the key counts. Raises as `set_choices`.
    """
    raise NotImplementedError


def explain(ws: Workspace, site: str, cookie: str | None = None) -> tuple[Decision, ...]:
    """Why: one decision a category, or the one of that cookie, each with every scope that spoke."""
    raise NotImplementedError
