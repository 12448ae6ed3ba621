"""A finding is a difference between declared, real and wanted; it carries both sides, their evidence and what to do."""

from collections.abc import Callable
from typing import Literal, TypeAlias

import msgspec
from msgspec import UNSET, UnsetType

from cookietui.core.words import Choice, CookieCategory, NameMatch, Party, Right, Storage

SCHEMA = "cookietui.finding/1"
Side: TypeAlias = Literal["declared", "observed", "wanted"]


class Said(msgspec.Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True):
    """What the site declares about it, in the words of a declaration."""

    text: str
    """In a few words: what the text says, or that it says nothing."""
    name: str | None = None
    match: NameMatch | None = None
    domain: str | None = None
    category: CookieCategory | None = None
    storage: Storage | None = None
    session: bool | None = None
    lifetime_seconds: int | None = None
    lifetime_text: str | None = None


class Seen(msgspec.Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True):
    """What is really there; times are ISO 8601 UTC."""

    text: str
    """In a few words."""
    name: str | None = None
    domain: str | None = None
    """Host of the cookie, the request or the storage."""
    storage: Storage | None = None
    session: bool | None = None
    expires: str | None = None
    lifetime_seconds: int | None = None
    """From when it was last set, as far as that is known, until it ends: at least this long."""
    party: Party | None = None
    container: str | None = None
    count: int
    """How many there are of it: in several jars, containers, partitions or paths; requests for a host."""


class Wish(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What the person decided."""

    choice: Choice
    won: str
    """The scope that won (design.md, "Preference")."""
    place: str = msgspec.field(name="from", default="")
    """Its path in the profile, empty for what is built in."""
    built_in: str | None = None
    """Name of the profile that came with this rule; None where the person wrote it."""


class Proof(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Where one side stands: a span of the declaration's normalised text, or a pointer, and what is written there."""

    side: Side
    quote: str
    source: str = ""
    """The policy, jar or profile."""
    start: int | UnsetType = UNSET
    end: int | UnsetType = UNSET
    line: int | UnsetType = UNSET
    pointer: str | UnsetType = UNSET


class Step(msgspec.Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True):
    """What a person can do about it: a sentence, and the command or key that does it."""

    sentence: str
    command: str = ""
    key: str = ""
    """The key in the full-screen face."""
    target: str | None = None
    """Whom a letter goes to, None where the step is no letter."""
    right: Right | None = None
    """What the letter makes use of."""


class Finding(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One difference; `declared`, `observed` and `wanted` are None where that side has no part in it."""

    schema: str = SCHEMA
    site: str | None
    """None for what is about several sites (`sites`)."""
    kind: str
    """The module of core/findings it comes from, with hyphens."""
    cookie: str | None = None
    """Name of the cookie or stored item."""
    organisation: str | None = None
    """Id of the organisation behind it."""
    declared: Said | None = None
    observed: Seen | None = None
    wanted: Wish | None = None
    evidence: tuple[Proof, ...] = ()
    message: str = ""
    """The difference in one sentence."""
    next: tuple[Step, ...] = ()
    """The likeliest first."""
    sites: tuple[str, ...] = ()

    @property
    def host(self) -> str | None:
        """Of what is there, else of what is declared."""
        return self.observed.domain if self.observed else self.declared.domain if self.declared else None


class Found(msgspec.Struct, frozen=True, gc=False):
    """A finding as far as lists show it, of which there can be a hundred thousand; `tell` puts the whole together."""

    site: str | None
    kind: str
    cookie: str | None
    organisation: str | None
    host: str | None
    tell: Callable[[], Finding]
    """The finding, of the same site, kind, cookie, organisation and host; made anew each time."""
    sites: tuple[str, ...] = ()


def key_of(finding: Finding | Found) -> str:
    """What tells a finding from all others of one comparison, and stays the same from day to day."""
    parts = (finding.site, finding.kind, finding.cookie, finding.host, finding.organisation)
    return "|".join(part or "" for part in parts)
