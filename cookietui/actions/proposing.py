"""Where the person names no right, what she most likely wants is proposed: her profile first, then what is easiest."""

import msgspec

from cookietui.actions.options import likely_laws
from cookietui.actions.order import Order
from cookietui.actions.recipients import offers
from cookietui.actions.target import Target
from cookietui.actions.workspace import Workspace
from cookietui.core.law import given
from cookietui.core.preference import Profile
from cookietui.core.site import lookup_chain
from cookietui.core.words import RIGHTS, ChannelKind, Right
from cookietui.letters.laws import laws
from cookietui.storage import identity, profiles, settings

_EASY: dict[ChannelKind, int] = {"email": 0, "post": 1}
"""Channels a letter can take; of the rights a site offers, one by e-mail is proposed first."""


def proposed(ws: Workspace, target: Target, order: Order) -> Order:
    """The order with rights: those of the profile that can be had, else the easiest that the site offers.

    Where the site offers none, a law that could apply is taken, and with it the profile's rights or the law's first.
    Without such a law no right is proposed.
    """
    wanted = wished(profiles.load(ws.places).profile, target.site)
    offered = tuple(offers(target.declaration))
    law = order.law or default_law(ws)
    if law is None and offered:
        by_site = tuple(right for right in wanted if right in offered)
        return msgspec.structs.replace(order, rights=by_site or _easiest(target, offered))
    law = law or next(iter(likely_laws(ws, target, identity.load(ws.places))), None)
    if law is None or law not in laws():
        return order
    granted = given(laws()[law], ws.today)
    by_law = tuple(right for right in wanted if right in granted) or tuple(r for r in offered if r in granted)[:1]
    return msgspec.structs.replace(order, rights=by_law or granted[:1], law=law)


def default_law(ws: Workspace) -> str | None:
    """The law of the config that requests rest on unless another is named; None for the site's own promise."""
    return settings.load(ws.places).law or None


def wished(profile: Profile, site: str) -> tuple[Right, ...]:
    """The rights that a profile names for a site: its own, those of its tags, those for everywhere."""
    rules = next((profile.sites[each] for each in lookup_chain(site) if each in profile.sites), None)
    own = rules.rights if rules else ()
    tagged = [
        right for tag in (rules.tags if rules else ()) if tag in profile.tags for right in profile.tags[tag].rights
    ]
    return tuple(dict.fromkeys((*own, *tagged, *profile.defaults.rights)))


def _easiest(target: Target, offered: tuple[Right, ...]) -> tuple[Right, ...]:
    """One right: by e-mail before post before a page, then in the order of the vocabulary."""

    def ease(right: Right) -> tuple[int, int]:
        channels = offers(target.declaration)[right].channels
        return min((_EASY.get(each.kind, 2) for each in channels), default=3), RIGHTS.index(right)

    return (min(offered, key=ease),)
