"""A profile is choices by scope; whose choice wins is decided in decision.py, never here."""

import datetime

import msgspec

from cookietui.core.words import Choice, CookieCategory, Right

SCHEMA_VERSION = 1


class Rules(msgspec.Struct, frozen=True, kw_only=True):
    """Choices by category and one for all the rest, in the defaults, a tag or an organisation."""

    choice: Choice | None = None
    categories: dict[CookieCategory, Choice] = {}
    rights: tuple[Right, ...] = ()


class SiteRules(msgspec.Struct, frozen=True, kw_only=True):
    """What a person wants at one site."""

    choice: Choice | None = None
    categories: dict[CookieCategory, Choice] = {}
    organisations: dict[str, Choice] = {}
    """Organisation domain to choice, here."""
    cookies: dict[str, Choice] = {}
    """Cookie name pattern to choice, here."""
    tags: tuple[str, ...] = ()
    rights: tuple[Right, ...] = ()
    review: datetime.date | None = None
    share: bool = True
    """False keeps the site out of every export."""


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """A person's preferences; never identity, requests or cookie values."""

    name: str
    schema: int = SCHEMA_VERSION
    description: str = ""
    defaults: Rules = Rules()
    cookies: dict[str, Choice] = {}
    """Cookie name pattern to choice, anywhere."""
    organisations: dict[str, Rules] = {}
    tags: dict[str, Rules] = {}
    sites: dict[str, SiteRules] = {}
    extends: tuple[str, ...] = ()
    """Reserved."""
