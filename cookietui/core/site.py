"""A site is a host in A-label form; its registrable domain comes from the public suffix list shipped as a package."""

import functools
import re
from typing import TYPE_CHECKING

import idna

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

_LABEL = re.compile(r"^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$")
_IPV4 = re.compile(r"^\d{1,3}(\.\d{1,3}){3}$")


def host(name: str) -> str | None:
    """The A-label form (IDNA 2008, UTS 46) of a host or URL, lower case, no port; None when it is no host name."""
    bare = name.strip().lower()
    bare = re.sub(r"^[a-z][a-z0-9+.-]*://", "", bare).removeprefix("//")
    bare = re.split(r"[/?#]", bare, maxsplit=1)[0].rpartition("@")[2]
    bare = re.sub(r":\d*$", "", bare).strip(".")
    if not bare or len(bare) > 253:  # noqa: PLR2004 - RFC 1035 limit of a name
        return None
    if not bare.isascii():
        try:
            bare = idna.encode(bare, uts46=True).decode("ascii")
        except idna.IDNAError:
            return None
    return bare if all(_LABEL.match(label) for label in bare.split(".")) else None


@functools.cache
def _suffixes(icann_only: bool) -> "PublicSuffixList":
    from publicsuffixlist import PublicSuffixList  # noqa: PLC0415 - 50 ms, only when a domain is asked for

    return PublicSuffixList(accept_unknown=False, only_icann=icann_only)


def registrable(name: str, *, icann: bool = False) -> str | None:
    """The registrable domain of a host or URL, private suffixes counted unless `icann`; None for IPs and suffixes."""
    bare = host(name)
    if bare is None or _IPV4.match(bare):
        return None
    found = _suffixes(icann).privatesuffix(bare)
    return str(found) if found else None


def lookup_chain(name: str) -> tuple[str, ...]:
    """The host and its parents down to the registrable domain, longest first (design.md, "Site")."""
    bare = host(name)
    if bare is None:
        return ()
    top = registrable(bare)
    chain = [bare]
    while top and chain[-1] != top and "." in chain[-1]:
        chain.append(chain[-1].split(".", 1)[1])
    return tuple(chain)
