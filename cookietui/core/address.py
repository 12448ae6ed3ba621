"""One e-mail address is taken apart once, here: ASCII local part, IDNA 2008 domain, and what looks odd about it."""

import functools
import re
from urllib.parse import quote

import idna
import msgspec

from cookietui.core.errors import BadInput
from cookietui.core.site import display, registrable
from cookietui.core.text import clean, one_line

_LOCAL = re.compile(r"^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$")
_LABEL = re.compile(r"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$")
_LOCAL_LIMIT = 64
_DOMAIN_LIMIT = 253
_MAILTO_REFUSED = frozenset("%&?#/\"' ")


class Address(msgspec.Struct, frozen=True, kw_only=True):
    """A checked address; only `spec` ever goes into a header."""

    spec: str
    """`local@domain` in ASCII, domain in A-label form."""
    local: str
    domain: str
    shown: str
    """The same with the domain in its own script; equals `spec` for ASCII."""
    suspicious: bool = False
    """True where the domain mixes scripts or could be taken for another (UTS 39); show both forms then."""

    @property
    def registrable(self) -> str | None:
        """The registrable domain, for comparing with a site."""
        return registrable(self.domain)


def parse(text: str) -> Address:
    """The one bare address in `text`; raises BadInput for anything that is not exactly that."""
    local, at, domain = text.rpartition("@")
    said = one_line(text, 60)
    if not at or not text.isprintable() or len(text) > _LOCAL_LIMIT + _DOMAIN_LIMIT:
        raise BadInput(f"not an e-mail address: {said!r}")
    if not _LOCAL.fullmatch(local) or len(local) > _LOCAL_LIMIT or local.startswith("-") or "=?" in text:
        raise BadInput(f"not an e-mail address that can be written to: {said!r}")
    ascii_domain = _to_ascii(domain)
    if ascii_domain is None:
        raise BadInput(f"the domain of this e-mail address does not exist in any form: {said!r}")
    own = _to_unicode(ascii_domain)
    return Address(
        spec=f"{local}@{ascii_domain}",
        local=local,
        domain=ascii_domain,
        shown=f"{local}@{own}",
        suspicious="xn--" in display(ascii_domain),
    )


def in_both_forms(text: str) -> str:
    """An address as a person should see it: `p@xn--bcher-kva.example (p@bücher.example)`; what is none is unchanged."""
    try:
        found = parse(text)
    except BadInput:
        return text
    return found.spec if found.spec == found.shown else f"{found.spec} ({found.shown})"


def as_written(text: str) -> str:
    """An address as it goes into a header, its domain in A-label form; what is none comes back unchanged."""
    try:
        return parse(text.strip()).spec
    except BadInput:
        return text


@functools.lru_cache(maxsize=1024)
def _to_ascii(domain: str) -> str | None:
    """The A-label form of a domain with at least two labels (IDNA 2008, UTS 46), or None."""
    try:
        found = domain.lower() if domain.isascii() else idna.encode(domain, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        return None
    labels = found.split(".")
    sound = len(labels) > 1 and len(found) <= _DOMAIN_LIMIT and all(_LABEL.fullmatch(label) for label in labels)
    return found if sound and not labels[-1].isdigit() and _reads_back(found) else None


def _reads_back(domain: str) -> bool:
    """Whether every xn-- label stands for letters that IDNA 2008 allows, and is how they are written."""
    if "xn--" not in domain:
        return True
    try:
        return idna.encode(idna.decode(domain)).decode("ascii") == domain
    except (idna.IDNAError, UnicodeError):
        return False


def _to_unicode(domain: str) -> str:
    return idna.decode(domain) if "xn--" in domain else domain


def mailto(address: str, subject: str, body: str) -> str:
    """The mailto URI (RFC 6068) with this address, subject and body and nothing else.

    Every value is percent-encoded, line breaks as %0D%0A, control characters of the body left out; raises BadInput for
    a subject unfit for a header, and for an address that mail programs are known to read differently.
    """
    found = parse(address)
    if _MAILTO_REFUSED & set(found.spec):
        raise BadInput(f"this address is not safe in a mailto link: {found.spec!r}; write a draft file instead")
    if not subject.isprintable():
        raise BadInput("the subject has a character that does not belong in a link")
    lines = clean(body).replace("\n", "\r\n")
    return f"mailto:{found.spec}?subject={quote(subject, safe='')}&body={quote(lines, safe='')}"
