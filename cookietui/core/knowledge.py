"""What a reader may ask of the catalogue, as plain functions an action hands in; without one it knows nobody."""

from collections.abc import Callable, Iterable
from typing import Literal, Protocol, TypeAlias

import msgspec

from cookietui.core.site import is_guest, registrable, same_site
from cookietui.core.words import ContactKind, CookieCategory, NameMatch, VendorRole


class Owner(msgspec.Struct, frozen=True, kw_only=True):
    """Who is behind a host or a name."""

    organisation: str
    """Main registrable domain, the organisation's id (design.md, "Organisation")."""
    name: str
    category: CookieCategory = "unclassified"
    role: VendorRole = "tracker"
    names: tuple[str, ...] = ()
    """Names of the organisation and its products as texts write them."""
    domains: tuple[str, ...] = ()
    product: str = ""
    """The product this entry is about; equal to `name` for the organisation as such."""
    broad: bool = False
    """Named for many reasons: a text must say that the site uses it before it counts as a vendor."""
    vendor: bool = True
    """False for what is named without being a vendor: browsers, card networks, seals."""
    opt_out: str | None = None
    """A page on which a person can opt out of it."""
    policy: str | None = None
    """Its privacy policy."""


def is_at_home(owner: Owner, place: str) -> bool:
    """Whether a host is the owner's own: a guest (`me.github.io`) is not its house, unless listed as the owner's."""
    own = registrable(place)
    return own is None or not is_guest(place) or any(same_site(name, own) for name in owner.domains)


class Named(msgspec.Struct, frozen=True):
    """One place in a text where an organisation or product is named: `text[start:end]`."""

    start: int
    end: int
    owner: Owner
    product: str
    common: bool = False
    """The name is a common word too; its capitals alone make it a name."""


Fit: TypeAlias = Literal["domain", "anywhere", "elsewhere"]
"""How a record was found: its domain is the cookie's; it is known on any site; it is known on other domains alone."""
Difficulty: TypeAlias = Literal["easy", "medium", "hard", "limited", "impossible"]


class CookieRecord(msgspec.Struct, frozen=True, kw_only=True):
    """What the catalogue knows of a cookie; every record says where it comes from."""

    cookie: str
    """The name or pattern of the record."""
    match: NameMatch = "exact"
    category: CookieCategory = "unclassified"
    organisation: str | None = None
    """Id of who is behind it, for `Knowledge.organisation`."""
    product: str = ""
    """The product or software that sets it, as the source names it."""
    domain: str | None = None
    """The domain it is usually set for; None where it is set for the visited site itself."""
    lifetime_text: str | None = None
    lifetime_seconds: int | None = None
    session: bool = False
    software: bool = False
    """Set by software that a site runs for itself (PHP, WordPress): the site is who holds it, not its maker."""
    fit: Fit = "anywhere"
    source: str = ""
    date: str = ""
    """ISO 8601: the day the source was published or taken."""
    own: bool = False
    """True for what the person corrected."""


class OrganisationContact(msgspec.Struct, frozen=True, kw_only=True):
    """One way to write to an organisation, with the record it stands in."""

    kind: ContactKind | Literal["link"]
    """`form` is a form for requests, `link` a page on which an account is deleted."""
    value: str
    """A postal address has its lines."""
    name: str = ""
    """Whom it reaches, as the record names it."""
    purpose: Literal["privacy", "deletion"] = "privacy"
    source: str = ""
    date: str = ""
    own: bool = False


class Organisation(msgspec.Struct, frozen=True, kw_only=True):
    """Who is behind sites and cookies, and how to reach them; contacts are the best first (e-mail, form, post)."""

    id: str
    """Main registrable domain."""
    name: str = ""
    names: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    contacts: tuple[OrganisationContact, ...] = ()
    language: str | None = None
    """That it wants to be written to in, ISO 639-1."""
    countries: tuple[str, ...] = ()
    """It serves, ISO 3166-1 in lower case; empty for all."""
    needs: tuple[str, ...] = ()
    """What it must be told to find a person: `name` `email` `address` `birthdate`, or a label of its own."""
    document: bool = False
    """It asks for a copy of an identity document."""
    tracking: bool = False
    """It answers requests that name a cookie's identifier instead of a person."""
    suggested: ContactKind | None = None
    """The way it prefers to be written to."""
    difficulty: Difficulty | None = None
    """Of deleting an account."""
    gone: str = ""
    """Why its record is no longer kept (merged, closed); empty for one that is there."""
    sources: tuple[str, ...] = ()
    """`Title, date` of every record that speaks of it."""
    own: bool = False


def _nobody(_host: str) -> Owner | None:
    return None


def _no_cookie(_name: str, _domain: str | None = None) -> CookieRecord | None:
    return None


def _no_organisation(_word: str) -> Organisation | None:
    return None


def _none_named(_text: str) -> Iterable[Named]:
    return ()


class AskCookie(Protocol):
    """The question for a cookie by its real name and, where known, the domain it is set for."""

    def __call__(self, name: str, domain: str | None = None, /) -> CookieRecord | None:
        """The record that fits best, None where none does."""


class Knowledge(msgspec.Struct, frozen=True):
    """The questions; the defaults answer that nobody is known."""

    owner: Callable[[str], Owner | None] = _nobody
    """Host to its owner."""
    named: Callable[[str], Iterable[Named]] = _none_named
    """Normalised text to the organisations and products it names."""
    cookie: AskCookie = _no_cookie
    """Name and domain of a real cookie to its record."""
    organisation: Callable[[str], Organisation | None] = _no_organisation
    """Domain, host or name to the organisation with its contacts."""
