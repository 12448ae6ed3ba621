"""What is named beats what is classed; here beats anywhere: the cascade of nine scopes stands here and nowhere else."""

from collections.abc import Callable
from typing import Literal, TypeAlias

import msgspec

from cookietui.core.preference import Profile
from cookietui.core.words import Choice, CookieCategory

SCHEMA = "cookietui.decision/1"
Scope: TypeAlias = Literal[
    "cookie here", "organisation here", "cookie anywhere", "organisation anywhere", "category here", "site", "tag",
    "category default", "default",
]  # fmt: skip
Alike: TypeAlias = Callable[[str, str], bool]
"""Whether a rule's word (a domain or name) means this organisation (its id)."""


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """One rule that spoke; `place` (JSON `from`) is its path in the profile, empty for what is built in."""

    scope: Scope
    pattern: str
    choice: Choice
    place: str = msgspec.field(name="from", default="")


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """The choice that won, with every scope that spoke, the winner first."""

    schema: str = SCHEMA
    site: str | None = None
    cookie: str | None = None
    category: CookieCategory = "unclassified"
    choice: Choice = "ask"
    won: Scope = "default"
    scopes: tuple[Voice, ...] = ()


def same_domain(word: str, organisation: str) -> bool:
    """Alike without a catalogue: the same name, or the same registrable domain."""
    raise NotImplementedError


class Decider:
    """Decides over one profile; keeps what it looked up, so that ten thousand cookies cost little."""

    def __init__(self, profile: Profile, alike: Alike = same_domain) -> None:
        raise NotImplementedError

    def cookie(
        self,
        site: str | None,
        name: str,
        *,
        category: CookieCategory = "unclassified",
        organisation: str | None = None,
    ) -> Decision:
        """The decision for one cookie at a site (None: anywhere)."""
        raise NotImplementedError

    def category(self, site: str | None, category: CookieCategory, *, organisation: str | None = None) -> Decision:
        """The decision for a category at a site (None: anywhere), `cookie` null."""
        raise NotImplementedError
