"""A kept request and its file come into being together, in one undo step, or not at all."""

import datetime
import secrets
from collections.abc import Callable
from pathlib import Path

import msgspec

from cookietui import deliveries, plugins
from cookietui.actions.add import store
from cookietui.actions.options import BY_POST, DEFAULT_WAY, known_items
from cookietui.actions.order import Composition, Drafted
from cookietui.actions.read import Outcome
from cookietui.actions.workspace import Workspace
from cookietui.core.delivery import Receipt, Settings
from cookietui.core.errors import UsageError
from cookietui.core.mail import Draft, new_message_id
from cookietui.core.request import Request
from cookietui.core.words import ChannelKind
from cookietui.storage import identity as identities
from cookietui.storage import journal, ledger, settings

PASSING = frozenset({"stdout"})
"""Ways that keep nothing."""


def check_way(way: str) -> str:
    """The way, if there is one of that name; raises UsageError naming those there are."""
    names = plugins.names(deliveries)
    if way not in names:
        raise UsageError(f"there is no way {way!r} to hand over a draft; there are: {', '.join(names)}")
    return way


def ready_ways(ws: Workspace, channel: ChannelKind) -> tuple[str, ...]:
    """The ways that could take a letter of that channel here and now, the default first."""
    wanted = BY_POST if channel == "post" else settings.load(ws.places).delivery or DEFAULT_WAY
    given = Settings(folder=drafts_folder(ws))
    names = [name for name in plugins.names(deliveries) if plugins.load(deliveries, name).ready(given).ok]
    return tuple(sorted(names, key=lambda name: (name != wanted, name)))


def finished(ws: Workspace, composition: Composition) -> tuple[Request, Draft]:
    """The request with its Message-ID, and the letter as a way takes it; only what was ticked is in it."""
    person = known_items(identities.load(ws.places), composition.organisation)
    shared = {kind: value for kind, value in person.items() if kind in (composition.order.share or ())}
    request = composition.request
    identifier = new_message_id(request.reference, secrets.token_bytes, shared.get("email", ""))
    request = msgspec.structs.replace(request, message_id=identifier)
    draft = Draft(
        reference=request.reference,
        to=request.to,
        subject=request.subject,
        body=request.body,
        message_id=identifier,
        sender_name=shared.get("name", ""),
        sender_email=shared.get("email", ""),
        sender_address=shared.get("address", ""),
        channel=request.channel,
        date=datetime.datetime.combine(ws.today, datetime.datetime.now(datetime.UTC).timetz()),
        dated=composition.dated,
    )
    return request, draft


def pass_on(way: str, request: Request, draft: Draft) -> Drafted:
    """Hand a draft to a way that keeps nothing."""
    receipt = _deliver(way, draft, Settings())
    return Drafted(request=_told(request, receipt), way=way, text=receipt.text)


class Delivery(msgspec.Struct, frozen=True, kw_only=True):
    """How a request is kept."""

    way: str
    folder: Path | None = None
    """None: as the config says."""
    replaced: str | None = None
    """Reference of the draft that it takes the place of."""
    outcome: Outcome | None = None
    """The policy it was drafted from, where that is a file that was read just now."""


def hand_over(ws: Workspace, request: Request, draft: Draft, how: Delivery) -> Drafted:
    """Keep the request in the ledger and deliver its letter, as one undo step; raises CannotSave, Locked, BadInput."""
    verb = "draft again" if how.replaced else "draft"
    given = Settings(folder=how.folder or drafts_folder(ws))
    with journal.change(ws.places, f"{verb} {request.reference} to {request.organisation}") as change:
        if how.outcome is not None:
            store(ws, change, how.outcome)
        receipt = _deliver(how.way, draft, msgspec.structs.replace(given, save=change.write))
        kept = _told(request, receipt)
        kept = ledger.replace(change, kept) if how.replaced else ledger.create(change, kept)
    return Drafted(request=kept, way=how.way, path=receipt.path, text=receipt.text, kept=True, replaced=how.replaced)


def drafts_folder(ws: Workspace) -> Path:
    """Where drafts land: as the config says, else our own folder."""
    named = settings.load(ws.places).drafts
    return Path(named).expanduser().absolute() if named else ws.places.drafts


def _deliver(way: str, draft: Draft, given: Settings) -> Receipt:
    module = plugins.load(deliveries, way)
    state = module.ready(given)
    if not state.ok:
        raise UsageError(f"{way} cannot be used here: {'; '.join(state.missing)}")
    deliver: Callable[[Draft, Settings], Receipt] = module.deliver
    return deliver(draft, given)


def _told(request: Request, receipt: Receipt) -> Request:
    return msgspec.structs.replace(
        request,
        path=str(receipt.path) if receipt.path else None,
        uri=receipt.uri,
        warnings=tuple(dict.fromkeys((*request.warnings, *receipt.warnings))),
    )
