"""Composing shows everything a person can choose; only `draft` keeps the request and hands it over."""

from pathlib import Path

import msgspec

from cookietui.actions.compose import compose, composed
from cookietui.actions.doubts import Unconfirmed
from cookietui.actions.handing import Delivery, finished, hand_over, pass_on
from cookietui.actions.options import BY_POST, DEFAULT_WAY
from cookietui.actions.order import Composition, Drafted, LawOption, Order, Recipient, RightOption, Share
from cookietui.actions.proposing import default_law, proposed
from cookietui.actions.target import find_target
from cookietui.actions.ways import check_way, drafts_folder, find_way, way_names
from cookietui.actions.workspace import Workspace
from cookietui.core.words import ChannelKind
from cookietui.letters.laws import identifiers
from cookietui.storage import ledger, settings

__all__ = [
    "Composition", "Drafted", "LawOption", "Order", "Recipient", "RightOption", "Share",
    "compose", "default_law", "default_way", "draft", "drafts_folder", "law_ids", "propose",
    "way_names",
]  # fmt: skip


def propose(ws: Workspace, target: str) -> Order:
    """What a person most likely wants of this target, see `proposing.proposed`; raises as `find_target`."""
    return proposed(ws, find_target(ws, target), Order(target=target))


def draft(
    ws: Workspace,
    order: Order,
    *,
    way: str | None = None,
    folder: Path | None = None,
    dry_run: bool = False,
    opening: bool = False,
) -> Drafted:
    """Compose, keep in the ledger and hand to a delivery way (config, else `eml`; `letter` where only post is offered).

    `opening` prepares a program that opens it. Raises NotOffered for a right not given, UsageError for no recipient or
    an open request, Unconfirmed for an address in doubt, CannotSave, Locked, and NotDelivered where the draft is kept
    and a server did not take it.
    """
    if way is not None:
        order = msgspec.structs.replace(order, channel=order.channel or _channel(way))
    composition, error, target = composed(ws, order)
    chosen = way or (BY_POST if composition.request.channel == "post" else default_way(ws))
    passing = dry_run or not find_way(chosen).keeps
    if error is not None and not (passing and composition.refused_open):
        raise error
    if composition.doubt is not None and not passing:
        raise Unconfirmed(composition.doubt)
    reference = composition.request.reference
    kept = (each for each in ledger.load_all(ws.places)[0] if each.state == "draft" and each.reference == reference)
    earlier = next(kept, None)
    request, message = finished(ws, composition, earlier)
    if dry_run:
        return Drafted(request=request, way=chosen, text=request.body)
    if passing:
        return pass_on(ws, find_way(chosen), request, message)
    delivery = Delivery(
        way=chosen,
        folder=folder.expanduser().absolute() if folder else None,
        opening=opening,
        replaced=reference if earlier else None,
        outcome=target.outcome,
    )
    return hand_over(ws, request, message, delivery)


def _channel(way: str) -> ChannelKind | None:
    """The channel a way is for; None for those that take both. Raises UsageError for a way there is none of."""
    channel = find_way(way).channel
    return "post" if channel == "post" else "email" if channel == "email" else None


def law_ids() -> tuple[str, ...]:
    """Ids of the laws on file."""
    return identifiers()


def default_way(ws: Workspace) -> str:
    """The delivery way of the config, else `eml`; raises UsageError for one that does not exist."""
    return check_way(settings.load(ws.places).delivery or DEFAULT_WAY)
