"""Who is behind a host and who is named in a text, from data/organisations.csv alone."""

import csv
import functools
import re
from collections.abc import Iterator
from importlib import resources

import msgspec

from cookietui.core.catalogue import Source
from cookietui.core.knowledge import Knowledge, Named, Owner
from cookietui.core.words import CookieCategory, VendorRole

SOURCE = Source(key="cookietui", title="cookietui's list of organisations", licence="MIT", date="2026-11-22")
_MENTION = "none"
"""Role of what is named without being a vendor: browsers, seals, sites about cookies."""


class _Name(msgspec.Struct, frozen=True):
    """One spelling; `exact` when its letters must stand as written, because it is a common word too."""

    text: str
    folded: str
    exact: bool
    shift: int
    """Where in it its longest word stands."""
    owner: Owner | None


_LONGEST = 255
"""Characters of a host (RFC 1035)."""
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
def _rows() -> tuple[dict[str, str], ...]:
    """The lines of the data, one a product of an organisation."""
    text = (resources.files("cookietui") / "data" / "organisations.csv").read_text(encoding="utf-8")
    header, *rows = csv.reader(text.splitlines())
    return tuple(dict(zip(header, row, strict=True)) for row in rows)


@functools.cache
def _owner(number: int) -> Owner:
    row = _rows()[number]
    mention = row["role"] == _MENTION
    return Owner(
        organisation=row["organisation"],
        name=row["name"],
        category=msgspec.convert(row["category"], CookieCategory),
        role="tracker" if mention else msgspec.convert(row["role"], VendorRole),
        names=tuple(n.removeprefix("=") for n in row["names"].split("|") if n),
        domains=tuple(row["domains"].split()),
        product=row["product"],
        broad=row["broad"] == "yes",
        vendor=not mention,
        opt_out=row["opt_out"] or None,
        policy=row["policy"] or None,
    )


@functools.cache
def _by_domain() -> dict[str, int]:
    """Domain to the number of its row."""
    return {domain: number for number, row in enumerate(_rows()) for domain in row["domains"].split()}


@functools.cache
def _by_word() -> dict[str, tuple[tuple[str, int], ...]]:
    """Spellings with the number of their row by their most telling word in lower case, the longest spelling first."""
    found: dict[str, list[tuple[str, int]]] = {}
    for number, row in enumerate(_rows()):
        for spelling in filter(None, row["names"].split("|")):
            found.setdefault(_telling(spelling), []).append((spelling, number))
    return {word: tuple(sorted(names, key=lambda n: -len(n[0].lstrip("=")))) for word, names in found.items()}


def _telling(spelling: str) -> str:
    words: list[str] = _WORD.findall(spelling.lower())
    if len(words) == 1:
        return words[0]
    common = _common()
    return max((word for word in words if word not in common), key=len, default="") or max(words, key=len)


@functools.cache
def _names(word: str) -> tuple[_Name, ...]:
    """The spellings that are looked for where that word stands."""
    names: list[_Name] = []
    for spelling, number in _by_word().get(word, ()):
        text = _flat(spelling.removeprefix("="))
        owner = _owner(number)
        low = text.lower()
        names.append(_Name(text, low, spelling.startswith("="), low.find(word), owner if owner.vendor else None))
    return tuple(names)


@functools.cache
def _hosts() -> tuple[tuple[str, _Name], ...]:
    """Names that are hosts made of common words (advertising.com): these count in lower case too."""
    words = _common() & _by_word().keys()
    return tuple((w, n) for w in sorted(words) for n in _names(w) if "." in n.folded.strip("."))


def owners() -> Iterator[Owner]:
    """Every row of the data, one a product."""
    return map(_owner, range(len(_rows())))


@functools.cache
def _by_organisation() -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for number, row in enumerate(_rows()):
        found.setdefault(row["organisation"], []).append(number)
    return {organisation: tuple(numbers) for organisation, numbers in found.items()}


def products_of(organisation: str) -> tuple[Owner, ...]:
    """Every product of an organisation, by its id."""
    return tuple(_owner(number) for number in _by_organisation().get(organisation, ()))


def owner(host: str) -> Owner | None:
    """The owner of a host: of its longest known ending, label by label; None where nobody is known."""
    known = _by_domain()
    rest = host.lower().strip(".") if len(host) <= _LONGEST else ""
    while rest:
        if rest in known:
            return _owner(known[rest])
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
        if word.lower() in spellings and word not in common:
            hits.extend(_places(flat, low, word, _names(word.lower())))
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
