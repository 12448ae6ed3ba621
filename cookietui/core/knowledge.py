"""What a reader may ask of the catalogue, as plain functions an action hands in; without one it knows nobody."""

from collections.abc import Callable, Iterable

import msgspec

from cookietui.core.words import CookieCategory, VendorRole


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


class Named(msgspec.Struct, frozen=True):
    """One place in a text where an organisation or product is named: `text[start:end]`."""

    start: int
    end: int
    owner: Owner
    product: str
    common: bool = False
    """The name is a common word too; its capitals alone make it a name."""


def _nobody(_host: str) -> Owner | None:
    return None


def _none_named(_text: str) -> Iterable[Named]:
    return ()


class Knowledge(msgspec.Struct, frozen=True):
    """The two questions; the defaults answer that nobody is known."""

    owner: Callable[[str], Owner | None] = _nobody
    """Host to its owner."""
    named: Callable[[str], Iterable[Named]] = _none_named
    """Normalised text to the organisations and products it names."""
