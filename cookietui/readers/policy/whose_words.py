"""What the cues of a stretch of text come to: the strong sign that stands last, and the roles that are named."""

import functools
from collections.abc import Sequence
from typing import Literal

import msgspec

from cookietui.core.words import Role
from cookietui.readers.policy.cues import Cue, Cues
from cookietui.readers.policy.wordlists import merged

Sign = Literal["own", "other", "contact", "none"]
"""`contact` is the weak sign that something to write to follows; `none` that nothing tells."""
ROLES: tuple[Role, ...] = (
    "dpo",
    "representative",
    "controller",
    "privacy",
    "support",
    "marketing",
    "abuse",
    "security",
)


@functools.cache
def cues() -> Cues:
    """All phrases of all languages in one set, each with what it tells."""
    said = ("other", "own", "operator", "contact", "ask", "them", "strangers", "group", "ours")
    lists = [(what, merged("contacts", what)) for what in said]
    return Cues([*lists, *((role, merged("contacts", "roles", role)) for role in ROLES)])


class Said(msgspec.Struct, frozen=True):
    """What the cues of one stretch of text come to."""

    sign: Sign
    operator: bool
    kinds: frozenset[str]
    roles: tuple[Role, ...]
    """The one named last first."""


NOTHING = Said("none", operator=False, kinds=frozenset(), roles=())


def summed(cues: Sequence[Cue]) -> Said:
    """The strong sign that stands last, else the weak one, and the roles, the last one first."""
    kinds = frozenset(what for _, _, what in cues)
    roles = tuple(dict.fromkeys(role for _, _, what in reversed(cues) for role in ROLES if role == what))
    sign: Sign = "contact" if kinds & {"contact", "ask"} else "none"
    operator = False
    if kinds & {"other", "own", "operator"}:
        others = [(start, end) for end, start, what in cues if what == "other"]
        owns = [(start, end, what) for end, start, what in cues if what in ("own", "operator")]
        owns = [own for own in owns if not any(start <= own[0] < end for start, end in others)]
        if owns and (not others or owns[-1][1] > others[-1][1]):
            sign, operator = "own", all(what == "operator" for _, _, what in owns)
        elif others:
            sign = "other"
    return Said(sign, operator, kinds, roles)
