"""Composing is pure and shows everything a person can choose; only `draft` keeps and delivers."""

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import msgspec

from cookietui.actions.workspace import Workspace
from cookietui.core.request import Request
from cookietui.core.words import ChannelKind, Right

Share = Literal["name", "email", "address", "phone", "customer-number"]
"""What of the identity may go into a letter, item by item."""


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What the person asks for; everything empty is filled in by `compose` where it can be known."""

    target: str
    """A site, or an organisation's domain or name."""
    rights: tuple[Right, ...] = ()
    """Empty: the rights of the profile for this site, else the first that the site offers."""
    law: str | None = None
    """Id of a law; None rests on the site's own promise."""
    language: str | None = None
    """None: the language of the policy, if there are letters in it, else English."""
    reason: str = ""
    recipient: str | None = None
    """An address of `recipients` or any other; None takes the first."""
    channel: ChannelKind | None = None
    """`email` or `post`; None as the site offers it."""
    share: tuple[Share, ...] = ("name", "email")


class RightOption(msgspec.Struct, frozen=True, kw_only=True):
    """One right that can be ticked."""

    right: Right
    ticked: bool = False
    by_site: bool = False
    """The site's own text offers it."""
    by_law: bool = False
    """The chosen law gives it."""
    articles: tuple[str, ...] = ()
    channels: tuple[ChannelKind, ...] = ()
    """As the site offers it."""
    line: int | None = None
    """1-based line of the site's own sentence."""


class LawOption(msgspec.Struct, frozen=True, kw_only=True):
    """One law that can be chosen; `id` None is the site's own promise."""

    id: str | None = None
    name: str = ""
    fits: bool = False
    """It gives every right that is ticked."""


class Recipient(msgspec.Struct, frozen=True, kw_only=True):
    """One place the letter can go."""

    kind: ChannelKind
    value: str
    why: str
    """`offered for access`, `privacy contact`, `general contact`, in words."""
    same_site: bool = True
    line: int | None = None


class Composition(msgspec.Struct, frozen=True, kw_only=True):
    """A letter as it would be kept, with all that can still be chosen; nothing has been written."""

    order: Order
    """The order with everything filled in."""
    request: Request
    """As `draft` would keep it; `body` is the letter, `path` is None."""
    site: str | None = None
    organisation: str = ""
    rights: tuple[RightOption, ...] = ()
    laws: tuple[LawOption, ...] = ()
    languages: tuple[str, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    ways: tuple[str, ...] = ()
    """Delivery ways that can take it, the default first."""
    warnings: tuple[str, ...] = ()
    problem: str | None = None
    """Why it cannot be drafted as it stands (no right ticked, not offered, no recipient, open already), else None.

    The command line raises it; the composer shows it and lets the person choose on.
    """
    offered: tuple[Right, ...] = ()
    """What the site offers in its own words."""


class Drafted(msgspec.Struct, frozen=True, kw_only=True):
    """What `draft` did."""

    request: Request
    way: str
    path: Path | None = None
    """The file that was written, None for `stdout` and `--dry-run`."""
    text: str = ""
    """The whole message as text, for `stdout`."""
    kept: bool = False
    """Whether it stands in the ledger."""
    replaced: str | None = None
    """Reference of the draft that this one took the place of."""


def compose(ws: Workspace, order: Order) -> Composition:
    """The letter for this order without writing anything; never raises for what can be chosen otherwise.

    Raises MissingInput where the target is unknown, UsageError for an unknown law, language or way.
    """
    raise NotImplementedError


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
    raise NotImplementedError


def default_way(ws: Workspace) -> str:
    """The delivery way of the config, else `eml`."""
    raise NotImplementedError


def drafted_on(ws: Workspace, requests: Sequence[Request]) -> datetime.date | None:
    """The day of the newest draft among these, None where there is none."""
    raise NotImplementedError
