"""What a person asks for in a letter, and everything that can still be chosen, as plain structs for both faces."""

from pathlib import Path
from typing import Literal

import msgspec

from cookietui.core.delivery import Launch
from cookietui.core.follow_up import FollowUp
from cookietui.core.letter import Marketing
from cookietui.core.request import Request
from cookietui.core.words import ChannelKind, Right

Share = Literal["name", "email", "address", "phone", "customer-number"]
"""What of the identity may go into a letter, item by item."""


class Identifier(msgspec.Struct, frozen=True, kw_only=True):
    """A cookie whose value could be told, so that a company finds what it recorded under it; never the value itself."""

    name: str
    domain: str
    jar: str
    """The file it is read from, when it is ticked."""


class IdentifierOption(msgspec.Struct, frozen=True, kw_only=True):
    """One identifier that can be ticked."""

    identifier: Identifier
    ticked: bool = False
    why: str = ""
    """What telling it does, for the person."""


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What the person asks for; everything empty is filled in by `compose` where it can be known."""

    target: str
    """A site, or an organisation's domain or name."""
    rights: tuple[Right, ...] = ()
    """Empty: the rights of the profile for this site, else the one that the site makes easiest (`proposing`)."""
    law: str | None = None
    """Id of a law; None rests on the site's own promise."""
    language: str | None = None
    """None: as the config says, else the language of the policy, if there are letters in it, else English."""
    reason: str = ""
    marketing: tuple[Marketing, ...] = ()
    """Channels on which direct marketing is to stop; empty for every one."""
    recipient: str | None = None
    """An address of `recipients` or any other; None takes the first."""
    yes_to: str = ""
    """The very address that the person said yes to, where one is in doubt; good for this draft alone."""
    channel: ChannelKind | None = None
    """`email` or `post`; None as the site offers it."""
    share: tuple[Share, ...] | None = None
    """None: name and e-mail address, and in a letter by post the postal address."""
    identifiers: tuple[Identifier, ...] = ()
    """Cookies whose identifier is offered."""
    told: tuple[Identifier, ...] = ()
    """Those of them that the person ticked; only their values are read."""


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
    why: str = ""
    """Why it is proposed, empty where nothing speaks for it."""


class Recipient(msgspec.Struct, frozen=True, kw_only=True):
    """One place the letter can go."""

    kind: ChannelKind
    value: str
    """An e-mail address in A-label form, or postal lines."""
    why: str
    """`offered for access`, `privacy contact`, `general contact`, in words."""
    same_site: bool = True
    freemail: bool = False
    line: int | None = None
    catalogued: bool = False
    """Taken from the catalogue, not from a policy of theirs; `why` names the record."""
    named: bool = False
    """By the person herself."""


class Doubt(msgspec.Struct, frozen=True, kw_only=True):
    """Why an address may not be theirs; only a yes that names it lets a draft to it be kept."""

    address: str
    """In A-label form."""
    why: str
    """One clause: on whose domain it is, or what its domain could be taken for."""
    source: str
    """Where it stands: its line and words, the file and the day."""
    others: tuple[Recipient, ...] = ()
    """E-mail addresses that are in no doubt, the best first."""

    @property
    def sentence(self) -> str:
        """All of it in one line."""
        return f"{self.why}; {self.source}"


class WayOption(msgspec.Struct, frozen=True, kw_only=True):
    """One way to hand the draft over that could take it here and now."""

    name: str
    title: str
    note: str = ""
    """What it will use: a program, a mailbox."""
    runs: tuple[str, ...] = ()
    """Commands that it runs by itself, as they are shown before."""
    keeps: bool = True
    """False: it only prints."""
    sends: bool = False
    """It can send, after a yes each time."""


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
    """The site's own promise first, then what is likely, then the rest."""
    languages: tuple[str, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    shares: tuple[Share, ...] = ()
    """What the identity holds and could be ticked."""
    identifiers: tuple[IdentifierOption, ...] = ()
    """Cookies whose identifier could be told."""
    ways: tuple[str, ...] = ()
    """Delivery ways that could take it here and now, the default first."""
    way_options: tuple[WayOption, ...] = ()
    """The same with what they are."""
    warnings: tuple[str, ...] = ()
    doubt: Doubt | None = None
    """Set while the person has to say yes to the address first."""
    problem: str | None = None
    """Why it cannot be drafted as it stands (no right ticked, not offered, no recipient, open already), else None.

    The command line raises it; the composer shows it and lets the person choose on.
    """
    refused_open: bool = False
    """The only problem is that the same request is open already."""
    offered: tuple[Right, ...] = ()
    """What the site offers in its own words."""
    dated: str = ""
    """Today in the letter's language."""


class Drafted(msgspec.Struct, frozen=True, kw_only=True):
    """What `draft`, `follow_up` or `complain` did."""

    request: Request
    way: str
    letter: FollowUp | None = None
    """The later letter that was written, which is among the request's `follow_ups`; None for the request itself."""
    path: Path | None = None
    """The file that was written, None for `stdout` and `--dry-run`."""
    files: tuple[Path, ...] = ()
    """Further files, such as the PDF of a letter."""
    text: str = ""
    """The whole message as text, for `stdout`."""
    launch: Launch | None = None
    """A program to run next, which a face shows first (`actions.launching`)."""
    copy: str = ""
    """What the terminal is to put on its clipboard."""
    kept: bool = False
    """Whether it stands in the ledger."""
    replaced: str | None = None
    """Reference of the draft that this one took the place of."""
