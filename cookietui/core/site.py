"""A site is a host in A-label form; its registrable domain comes from the public suffix list shipped as a package."""

import functools
import re
from collections.abc import Container, Sequence
from importlib import resources

import idna

from cookietui.core.homograph import deceives
from cookietui.core.words import Party

_LABEL = re.compile(r"^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$")
_PLAIN = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*")
"""A host that is in A-label form already."""
_RULE = re.compile(r"^(?!//)\S+", re.MULTILINE)
"""A rule of the public suffix list: what stands at the begin of a line up to a blank."""
_IPV4 = re.compile(r"^\d{1,3}(\.\d{1,3}){3}$")
_IPV6 = re.compile(r"(?:[a-z][a-z0-9+.-]*://)?(\[[0-9a-f:.]+\])(?::\d*)?(?:/|$)")
_RESERVED = frozenset({"example", "test", "invalid", "localhost"})
"""Top-level names kept for documentation and tests (RFC 2606): suffixes like any other, though no list has them."""
_LONGEST = 253
"""Characters of a name (RFC 1035)."""


@functools.lru_cache(maxsize=4096)
def host(name: str) -> str | None:
    """The A-label form (IDNA 2008, UTS 46) of a host or URL, lower case, no port; None when it is no host name."""
    if len(name) <= _LONGEST and _PLAIN.fullmatch(name):
        return name
    bare = name.strip().lower().replace("\\", "/")
    bare = re.sub(r"^[a-z][a-z0-9+.-]*://", "", bare).removeprefix("//")
    bare = re.split(r"[/?#]", bare, maxsplit=1)[0].rpartition("@")[2]
    bare = re.sub(r":\d*$", "", bare).strip(".")
    if not bare or len(bare) > _LONGEST:
        return None
    if not bare.isascii():
        try:
            bare = idna.encode(bare, uts46=True).decode("ascii")
        except idna.IDNAError:
            return None
    return bare if all(_LABEL.match(label) for label in bare.split(".")) else None


def place(name: str) -> str:
    """The host of a host or URL, of an IPv6 address with its brackets; what is neither as it is, in lower case."""
    bare = name.strip().lower()
    found = host(bare)
    if found is None:
        address = _IPV6.match(bare)
        return address[1] if address else bare
    return found


@functools.cache
def _suffixes(icann_only: bool) -> frozenset[str]:
    """The rules of the public suffix list, in letters; its own parser takes ten times as long as finding its lines."""
    text = (resources.files("publicsuffixlist") / "public_suffix_list.dat").read_text(encoding="utf-8").lower()
    if icann_only:
        text = text.partition("// ===begin icann domains===")[2].partition("// ===end icann domains===")[0]
    return frozenset(_RULE.findall(text))


def _suffix_size(labels: Sequence[str], rules: Container[str]) -> int:
    """The labels of the longest public suffix, 0 where no rule fits (publicsuffix.org, "Algorithm")."""
    for first in range(len(labels)):
        name, above = ".".join(labels[first:]), ".".join(labels[first + 1 :])
        if f"!{name}" in rules:
            return len(labels) - first - 1
        if name in rules or (above and f"*.{above}" in rules):
            return len(labels) - first
    return 0


@functools.lru_cache(maxsize=4096)
def registrable(name: str, *, icann: bool = False) -> str | None:
    """The registrable domain of a host or URL, private suffixes counted unless `icann`; None for IPs and suffixes."""
    bare = host(name)
    if bare is None or _IPV4.match(bare):
        return None
    labels = bare.split(".")
    if labels[-1] in _RESERVED:
        return ".".join(labels[-2:]) if len(labels) > 1 else None
    spelt = [_decoded(label) for label in labels] if "xn--" in bare else labels
    size = _suffix_size(spelt, _suffixes(icann))
    return ".".join(labels[-1 - size :]) if 0 < size < len(labels) else None


def is_suffix(name: str) -> bool:
    """Whether a host is a public suffix (`co.uk`), a single label or an address: no name below it can be its own."""
    return "." not in name or _IPV4.match(name) is not None or registrable(f"x.{name}") == f"x.{name}"


def is_guest(name: str) -> bool:
    """Whether a host lies below the domain of a house of many guests (`me.github.io`), each a site of its own."""
    return registrable(name) != registrable(name, icann=True)


def same_site(one: str, other: str) -> bool:
    """Whether two hosts or URLs lie on one registrable domain; False where either has none."""
    domain = registrable(one)
    return domain is not None and domain == registrable(other)


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


def display(name: str) -> str:
    """A host as a person may see it: Unicode, but the xn-- form for every label that could pass for another one.

    Such labels mix scripts, or are written in another script only with letters that look Latin (Unicode UTS 39).
    What is no host comes back unchanged.
    """
    bare = host(name)
    if bare is None:
        return name
    labels = bare.split(".")
    shown = [_decoded(label) for label in labels]
    return ".".join(a if deceives(u, shown[-1]) else u for a, u in zip(labels, shown, strict=True))


def _decoded(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return str(idna.decode(label))
    except (idna.IDNAError, UnicodeError):
        return label


def party(name: str, page: str) -> Party:
    """Whether a cookie or request for the host `name` is the page's own (one registrable domain) or a third party's."""
    mine = registrable(name) or place(name)
    theirs = registrable(page) or place(page)
    if not mine or not theirs:
        return "unknown"
    return "first" if mine == theirs else "third"
