"""A request is a frozen letter plus dated events; its state is always what the last event made it."""

import datetime

import msgspec

from cookietui.core.words import ChannelKind, RequestState, Right

SCHEMA = "cookietui.request/1"


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happened to a request on a day."""

    state: RequestState
    on: datetime.date
    reason: str = ""
    """For `denied` one of the Data Rights Protocol reasons; free text otherwise."""
    until: datetime.date | None = None
    """For `extended`: the new date the organisation named."""


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """One or more rights exercised towards one organisation under one law, or under the site's own promise."""

    reference: str
    site: str | None
    organisation: str
    rights: tuple[Right, ...]
    law: str | None = None
    """Id of a law (`eu`, `us-ca`, `hk`), None when it rests on the site's own promise."""
    articles: tuple[str, ...] = ()
    language: str = "en"
    channel: ChannelKind = "email"
    to: str = ""
    """An e-mail address, or the postal lines of a letter."""
    subject: str = ""
    body: str = ""
    state: RequestState = "draft"
    due: datetime.date | None = None
    remind: datetime.date | None = None
    latest: datetime.date | None = None
    message_id: str | None = None
    """With its angle brackets."""
    path: str | None = None
    uri: str | None = None
    events: tuple[Event, ...] = ()
    warnings: tuple[str, ...] = ()
    schema: str = SCHEMA
