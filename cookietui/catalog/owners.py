"""Who is behind a host and who is named in a text, from data/organisations.csv alone."""

import csv
import functools
import re
from collections.abc import Iterator
from importlib import resources

import msgspec

from cookietui.core.knowledge import Knowledge, Named, Owner
from cookietui.core.words import CookieCategory, VendorRole

_MENTION = "none"
"""Role of what is named without being a vendor: browsers, seals, sites about cookies."""


class _Row(msgspec.Struct, frozen=True):
    """One line of the data: a product of an organisation."""

    organisation: str
    name: str
    product: str
    category: CookieCategory
    role: VendorRole | str
    broad: str
    domains: str
    names: str
    opt_out: str
    policy: str


class _Name(msgspec.Struct, frozen=True):
    """One spelling; `exact` when its letters must stand as written, because it is a common word too."""

    text: str
    folded: str
    exact: bool
    shift: int
    """Where in it its longest word stands."""
    owner: Owner | None


_HYPHENS = "-\u2010\u2011\u00a0\u202f"
"""Google-Analytics is Google Analytics."""
_WORD = re.compile(r"[A-Za-z0-9\u00c0-\u024f]+")


def _flat(text: str) -> str:
    for hyphen in _HYPHENS:
        text = text.replace(hyphen, " ")
    return text


@functools.cache
def _common() -> frozenset[str]:
    """Words of names that are common words too; in lower case they are not looked at, for speed and certainty."""
    text = (resources.files("cookietui") / "data" / "common_words.txt").read_text(encoding="utf-8")
    return frozenset(w for line in text.splitlines() if not line.startswith("#") for w in line.split())


@functools.cache
def _rows() -> tuple[_Row, ...]:
    text = (resources.files("cookietui") / "data" / "organisations.csv").read_text(encoding="utf-8")
    return msgspec.convert(list(csv.DictReader(text.splitlines())), tuple[_Row, ...])


@functools.cache
def _owners() -> tuple[tuple[_Row, Owner], ...]:
    found: list[tuple[_Row, Owner]] = []
    for row in _rows():
        role: VendorRole = "tracker" if row.role == _MENTION else msgspec.convert(row.role, VendorRole)
        owner = Owner(
            organisation=row.organisation, name=row.name, category=row.category, role=role,
            names=tuple(n.removeprefix("=") for n in row.names.split("|") if n), domains=tuple(row.domains.split()),
            product=row.product,
            broad=row.broad == "yes",
            vendor=row.role != _MENTION, opt_out=row.opt_out or None, policy=row.policy or None,
        )  # fmt: skip
        found.append((row, owner))
    return tuple(found)


@functools.cache
def _by_domain() -> dict[str, Owner]:
    return {domain: owner for _, owner in _owners() for domain in owner.domains}


@functools.cache
def _by_word() -> dict[str, tuple[_Name, ...]]:
    """Spellings by their most telling word in lower case, the longest spelling first."""
    found: dict[str, list[_Name]] = {}
    common = _common()
    for row, owner in _owners():
        for spelling in filter(None, row.names.split("|")):
            text = _flat(spelling.removeprefix("="))
            low = text.lower()
            word = max(_WORD.findall(low), key=lambda w: (w not in common, len(w)))
            whose = None if row.role == _MENTION else owner
            found.setdefault(word, []).append(_Name(text, low, spelling.startswith("="), low.find(word), whose))
    return {word: tuple(sorted(names, key=lambda n: -len(n.text))) for word, names in found.items()}


@functools.cache
def _hosts() -> tuple[tuple[str, _Name], ...]:
    """Names that are hosts made of common words (advertising.com): these count in lower case too."""
    common = _common()
    return tuple((w, n) for w, names in _by_word().items() if w in common for n in names if "." in n.folded.strip("."))


def owner(host: str) -> Owner | None:
    """The owner of a host: of its longest known ending, label by label; None where nobody is known."""
    known = _by_domain()
    rest = host.lower().strip(".")
    while rest:
        if rest in known:
            return known[rest]
        _, _, rest = rest.partition(".")
    return None


def named(text: str) -> Iterator[Named]:
    """Every place where a known organisation or product is named, in order, the longest name at each place.

    Takes time linear in the text. Names of browsers and the like swallow what stands in them ("Google Chrome").
    """
    flat = _flat(text)
    low = flat.lower()
    if len(low) != len(flat):  # a few letters grow when lowered, offsets must not move
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in flat)
    spellings, common = _by_word(), _common()
    hits: list[tuple[int, int, _Name]] = []
    for word in set(_WORD.findall(flat)):
        names = spellings.get(word.lower())
        if names is not None and word not in common:
            hits.extend(_places(flat, low, word, names))
    for word, name in _hosts():
        if name.folded in low:
            hits.extend(_places(low, low, word, (name,)))
    hits.sort(key=lambda hit: (hit[0], -hit[1]))
    last = 0
    for start, end, name in hits:
        if start >= last:
            last = end
            if name.owner is not None:
                yield Named(start, end, name.owner, name.owner.product, common=name.exact)


def _places(flat: str, low: str, word: str, names: tuple[_Name, ...]) -> Iterator[tuple[int, int, _Name]]:
    at = flat.find(word)
    while at >= 0:
        for name in names:
            begin = at - name.shift
            end = begin + len(name.text)
            same = flat.startswith(name.text, begin) if name.exact else low.startswith(name.folded, begin)
            if same and begin >= 0 and _stands_alone(low, begin, end):
                yield begin, end, name
                break
        at = flat.find(word, at + len(word))


def _stands_alone(low: str, begin: int, end: int) -> bool:
    """Whether the name is no part of a longer word, an address or a host."""
    if begin and (low[begin - 1].isalnum() or low[begin - 1] in "_@./"):
        return False
    return end == len(low) or not (low[end].isalnum() or low[end] == "_")


def knowledge() -> Knowledge:
    """The two questions readers may ask, answered from the shipped data."""
    return Knowledge(owner=owner, named=named)
