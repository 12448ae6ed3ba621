"""Composing shows everything a person can choose; only `draft` keeps the request and hands it over."""

from pathlib import Path

import msgspec

from cookietui import deliveries, plugins
from cookietui.actions.compose import compose, composed
from cookietui.actions.handing import PASSING, check_way, drafts_folder, finished, hand_over, pass_on
from cookietui.actions.options import BY_POST, DEFAULT_WAY, likely_laws
from cookietui.actions.order import Composition, Drafted, LawOption, Order, Recipient, RightOption, Share
from cookietui.actions.recipients import offers
from cookietui.actions.target import Target, find_target
from cookietui.actions.workspace import Workspace
from cookietui.core.law import given
from cookietui.core.preference import Profile
from cookietui.core.site import lookup_chain
from cookietui.core.words import RIGHTS, ChannelKind, Right
from cookietui.letters.laws import identifiers, laws
from cookietui.storage import identity, ledger, profiles, settings

__all__ = [
    "Composition", "Drafted", "LawOption", "Order", "Recipient", "RightOption", "Share",
    "compose", "default_law", "default_way", "draft", "drafts_folder", "law_ids", "propose",
    "way_names",
]  # fmt: skip

_EASY: dict[ChannelKind, int] = {"email": 0, "post": 1}
"""Channels a letter can take; of the rights a site offers, one by e-mail is proposed first."""


def propose(ws: Workspace, target: str) -> Order:
    """What a person most likely wants of this target: the rights of the profile, else the first the site offers.

    Where the site offers none, a law that could apply is chosen with the right of access. Raises as `find_target`.
    """
    found = find_target(ws, target)
    offered = tuple(offers(found.declaration))
    wanted = _wanted(profiles.load(ws.places).profile, found.site)
    by_site = tuple(right for right in wanted if right in offered)
    if by_site or offered:
        return Order(target=found.site, rights=by_site or _easiest(found, offered), law=default_law(ws))
    law = default_law(ws) or next(iter(likely_laws(ws, found, identity.load(ws.places))), None)
    if law is None or law not in laws():
        return Order(target=found.site)
    granted = given(laws()[law], ws.today)
    by_law = tuple(right for right in wanted if right in granted) or granted[:1]
    return Order(target=found.site, rights=by_law, law=law)


def _wanted(profile: Profile, site: str) -> tuple[Right, ...]:
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


def draft(
    ws: Workspace,
    order: Order,
    *,
    way: str | None = None,
    folder: Path | None = None,
    dry_run: bool = False,
) -> Drafted:
    """Compose, keep in the ledger and hand to a delivery way (config, else `eml`; `letter` where only post is offered).

    Raises NotOffered for a right not given, UsageError for no recipient or an open request, CannotSave, Locked.
    """
    if way is not None:
        check_way(way)
        order = msgspec.structs.replace(order, channel=order.channel or _channel(way))
    composition, error = composed(ws, order)
    chosen = way or (BY_POST if composition.request.channel == "post" else default_way(ws))
    passing = dry_run or chosen in PASSING
    if error is not None and not (passing and composition.refused_open):
        raise error
    request, message = finished(ws, composition)
    if dry_run:
        return Drafted(request=request, way=chosen, text=request.body)
    if passing:
        return pass_on(chosen, request, message)
    drafts = {each.reference for each in ledger.load_all(ws.places)[0] if each.state == "draft"}
    replaced = request.reference if request.reference in drafts else None
    target_folder = folder.expanduser().absolute() if folder else None
    return hand_over(ws, chosen, request, message, folder=target_folder, replaced=replaced)


def _channel(way: str) -> ChannelKind | None:
    """The channel a way is for; None for those that take both."""
    if way == BY_POST:
        return "post"
    return "email" if way in {"eml", "maildir", "imap", "mailto", "sendmail"} else None


def law_ids() -> tuple[str, ...]:
    """Ids of the laws on file."""
    return identifiers()


def way_names() -> tuple[str, ...]:
    """Names of the ways to hand over a draft."""
    return plugins.names(deliveries)


def default_law(ws: Workspace) -> str | None:
    """The law of the config that requests rest on unless another is named; None for the site's own promise."""
    return settings.load(ws.places).law or None


def default_way(ws: Workspace) -> str:
    """The delivery way of the config, else `eml`; raises UsageError for one that does not exist."""
    return check_way(settings.load(ws.places).delivery or DEFAULT_WAY)
