"""A later letter of a case stands beside the request it is about: drafted, then sent once, and frozen from then on."""

import datetime

import msgspec

from cookietui.core.words import ChannelKind, FollowUpKind


class FollowUp(msgspec.Struct, frozen=True, kw_only=True):
    """A reminder, a counter-letter, an appeal, or a complaint to an authority."""

    kind: FollowUpKind
    number: int
    """Its place in the case: 1 for the first letter after the request itself."""
    drafted: datetime.date
    sent: datetime.date | None = None
    """None while it is a draft; the letter never changes afterwards."""
    to: str
    channel: ChannelKind
    language: str
    subject: str
    body: str
    message_id: str | None = None
    """With its angle brackets."""
    in_reply_to: str | None = None
    """Message-ID of the letter that it answers."""
    authority: str = ""
    """Id of the authority that a complaint goes to."""
    due: datetime.date | None = None
    """Last day that the letter leaves for an answer, as if sent on the day it was drafted until it is sent."""
    path: str | None = None
    uri: str | None = None
    warnings: tuple[str, ...] = ()
