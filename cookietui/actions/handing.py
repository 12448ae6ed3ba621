"""A kept request and its file come into being together, in one undo step, or not at all; only then is it handed on."""

import datetime
import secrets
from collections.abc import Callable
from pathlib import Path

import msgspec

from cookietui.actions.add import store
from cookietui.actions.options import known_items
from cookietui.actions.order import Composition, Drafted
from cookietui.actions.read import Outcome
from cookietui.actions.ways import Way, find_way, given
from cookietui.actions.workspace import Workspace
from cookietui.core.delivery import Launch, Receipt, Settings
from cookietui.core.errors import NotDelivered, UsageError
from cookietui.core.follow_up import FollowUp
from cookietui.core.identity import Identity
from cookietui.core.mail import Draft, new_message_id
from cookietui.core.pursuit import with_letter
from cookietui.core.request import Request
from cookietui.storage import identity as identities
from cookietui.storage import journal, ledger
from cookietui.storage.journal import Change


def finished(
    ws: Workspace, composition: Composition, earlier: Request | None = None, *, person: Identity | None = None
) -> tuple[Request, Draft]:
    """The request with its Message-ID, and the letter as a way takes it; only what was ticked is in it.

    The same letter keeps the Message-ID of the `earlier` draft, so that no mailbox gets it twice. `person`: the
    identity, where it was read already.
    """
    known = known_items(person or identities.load(ws.places), composition.organisation)
    shared = {kind: value for kind, value in known.items() if kind in (composition.order.share or ())}
    request = composition.request
    identifier = new_message_id(request.reference, secrets.token_bytes, shared.get("email", ""))
    before = earlier.message_id if earlier else None
    same = earlier is not None and before is not None and _same_letter(earlier, request, before, identifier)
    identifier = before if same and before else identifier
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
        supersedes=None if same else before,
        channel=request.channel,
        date=datetime.datetime.combine(ws.today, datetime.datetime.now(datetime.UTC).timetz()),
        dated=composition.dated,
    )
    return request, draft


def _same_letter(earlier: Request, request: Request, before: str, fresh: str) -> bool:
    """Whether the letter is word for word the earlier one, from the same sender's domain."""
    same_domain = before.rpartition("@")[2] == fresh.rpartition("@")[2]
    return same_domain and all(getattr(earlier, part) == getattr(request, part) for part in ("to", "subject", "body"))


def pass_later(ws: Workspace, way: Way, request: Request, letter: FollowUp, draft: Draft) -> Drafted:
    """Hand a later letter to a way that keeps nothing."""
    receipt = _deliver(way, draft, given(ws, way.name))
    told = letter_told(letter, receipt)
    return Drafted(request=with_letter(request, told), letter=told, way=way.name, text=receipt.text)


def letter_told(letter: FollowUp, receipt: Receipt) -> FollowUp:
    """A later letter with what a delivery said."""
    path = str(receipt.path) if receipt.path else None
    return letter_warned(msgspec.structs.replace(letter, path=path, uri=receipt.uri), receipt)


def letter_warned(letter: FollowUp, receipt: Receipt) -> FollowUp:
    """A later letter with the warnings of a delivery."""
    return msgspec.structs.replace(letter, warnings=tuple(dict.fromkeys((*letter.warnings, *receipt.warnings))))


def pass_on(ws: Workspace, way: Way, request: Request, draft: Draft) -> Drafted:
    """Hand a draft to a way that keeps nothing."""
    receipt = _deliver(way, draft, given(ws, way.name))
    return Drafted(request=_told(request, receipt), way=way.name, text=receipt.text)


class Delivery(msgspec.Struct, frozen=True, kw_only=True):
    """How a request is kept."""

    way: str
    folder: Path | None = None
    """None: as the config says."""
    opening: bool = False
    """Whether the person wants it opened in a program now."""
    replaced: str | None = None
    """Reference of the draft that it takes the place of."""
    outcome: Outcome | None = None
    """The policy it was drafted from, where that is a file that was read just now."""


def hand_over(ws: Workspace, request: Request, draft: Draft, how: Delivery) -> Drafted:
    """Keep the request in the ledger and its letter in a file, as one undo step; then let it be taken.

    Raises CannotSave, Locked, BadInput with nothing kept, NotDelivered where the draft is kept and was not taken.
    """

    def keep(change: Change, receipt: Receipt) -> Drafted:
        if how.outcome is not None:
            store(ws, change, how.outcome)
        kept = _told(request, receipt)
        kept = ledger.replace(change, kept) if how.replaced else ledger.create(change, kept)
        return Drafted(request=kept, way=how.way, replaced=how.replaced)

    verb = "draft again" if how.replaced else "draft"
    return _handed(ws, f"{verb} {request.reference} to {request.organisation}", draft, how, keep)


def keep_draft(change: Change, request: Request, draft: Draft, way: Way, settings: Settings) -> Request:
    """Keep one of many new requests with its letter within a change that is under way; for ways that write files."""
    writing = msgspec.structs.replace(settings, save=change.write, drop=change.remove)
    return ledger.create(change, _told(request, _deliver(way, draft, writing)))


def hand_later(ws: Workspace, request: Request, letter: FollowUp, draft: Draft, how: Delivery) -> Drafted:
    """Keep a later letter beside its request, and hand it over in the same way; raises as `hand_over`."""

    def keep(change: Change, receipt: Receipt) -> Drafted:
        told = letter_told(letter, receipt)
        kept = ledger.amend(change, with_letter(request, told))
        return Drafted(request=kept, letter=told, way=how.way)

    return _handed(ws, f"{letter.kind} of {request.reference} to {letter.to}", draft, how, keep)


def _handed(
    ws: Workspace, label: str, draft: Draft, how: Delivery, keep: Callable[[Change, Receipt], Drafted]
) -> Drafted:
    """Write the letter's file and what `keep` writes as one undo step; then let the draft be taken."""
    way = find_way(how.way)
    settings = given(ws, how.way, how.folder, opening=how.opening)
    with journal.change(ws.places, label) as change:
        receipt = _deliver(way, draft, msgspec.structs.replace(settings, save=change.write, drop=change.remove))
        done = keep(change, receipt)
    after = _carried(way, draft, settings, receipt) if way.carry else Receipt()
    return msgspec.structs.replace(
        done,
        request=_warned(done.request, after),
        letter=letter_warned(done.letter, after) if done.letter else None,
        path=receipt.path,
        files=receipt.files,
        text=receipt.text,
        launch=None if ws.demo else _runnable(receipt.launch),
        copy=receipt.copy,
        kept=True,
    )


def _carried(way: Way, draft: Draft, settings: Settings, receipt: Receipt) -> Receipt:
    """Let it be taken; what goes wrong says where the draft is."""
    where = receipt.path or draft.reference
    try:
        return way.carry(draft, settings) if way.carry else Receipt()
    except NotDelivered as error:
        raise NotDelivered(f"{error}; the draft is kept: {where}") from error


def _runnable(launch: Launch | None) -> Launch | None:
    return launch if launch and launch.command else None


def _deliver(way: Way, draft: Draft, settings: Settings) -> Receipt:
    state = way.ready(settings)
    if not state.ok:
        raise UsageError(f"{way.name} cannot be used here: {'; '.join(state.missing)}")
    return way.deliver(draft, settings)


def _told(request: Request, receipt: Receipt) -> Request:
    told = msgspec.structs.replace(request, path=str(receipt.path) if receipt.path else None, uri=receipt.uri)
    return _warned(told, receipt)


def _warned(request: Request, receipt: Receipt) -> Request:
    return msgspec.structs.replace(request, warnings=tuple(dict.fromkeys((*request.warnings, *receipt.warnings))))
