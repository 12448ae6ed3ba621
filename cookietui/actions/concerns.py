"""What a person should know before a letter goes out is said as short sentences, and never stops it."""

import datetime
from collections.abc import Iterator, Sequence

from cookietui.actions import catalogued
from cookietui.actions.doubts import Look
from cookietui.actions.order import Recipient
from cookietui.actions.recipients import by_post_only, elsewhere, offers
from cookietui.actions.target import Target
from cookietui.core.words import Condition, Right

OLD = datetime.timedelta(days=730)
"""Age of a policy's copy from which a person should look whether it still says so."""
_CONDITIONS: dict[Condition, str] = {
    "identity-check": "they check who you are before they answer",
    "account": "they offer it to holders of an account",
    "resident": "they offer it to residents of certain places",
    "fee": "they may ask for a fee",
    "limit": "they limit how often it can be asked",
    "form": "they ask for their own form to be used",
    "written": "they ask for it in writing",
    "agent": "somebody may ask on your behalf, with your permission",
}


def concerns(
    target: Target, rights: Sequence[Right], recipient: Recipient | None, today: datetime.date, look: Look
) -> tuple[str, ...]:
    """Each concern as one sentence, the weightiest first; `look` is what a look at the address told."""
    rows = [
        *_about_channel(target, rights, recipient),
        *([look.doubt.sentence] if look.doubt else []),
        *look.notes,
        *_about_conditions(target, rights),
        *(catalogued.concerns(target.record, recipient, rights, unread=target.unread) if target.record else ()),
        *_about_age(target, today),
    ]
    return tuple(dict.fromkeys(rows))


def _about_channel(target: Target, rights: Sequence[Right], recipient: Recipient | None) -> Iterator[str]:
    post = by_post_only(target.declaration, rights)
    if post and recipient and recipient.kind == "post":
        yield f"{target.site} offers {_listed(post)} by post only, so this is a letter"
    elif post:
        yield f"{target.site} offers {_listed(post)} by post only: an e-mail may not count; --to letter makes a letter"
    for right, channel in elsewhere(target.declaration, rights):
        where = f" at {channel.value}" if channel.value else ""
        yield f"{target.site} offers {right} by {channel.kind}{where}, which may be quicker than a letter"


def _about_conditions(target: Target, rights: Sequence[Right]) -> Iterator[str]:
    offered = offers(target.declaration)
    for right in rights:
        for condition in offered[right].conditions if right in offered else ():
            yield f"{right}: {_CONDITIONS[condition]}"


def _about_age(target: Target, today: datetime.date) -> Iterator[str]:
    archived = target.declaration.source.archived
    if archived and archived < (today - OLD).isoformat():
        yield f"the copy of the policy is of {archived}: look whether it still says so"
    elif target.read_on < today - OLD:
        yield f"the policy was read on {target.read_on}: look whether it still says so"


def _listed(rights: Sequence[Right]) -> str:
    return " and ".join(rights)
