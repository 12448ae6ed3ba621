"""A declaration is facts, each with the indices of the evidence it came from; it holds no prose of ours."""

import bisect
import datetime
import functools
import re
from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from cookietui.core.words import (
    Basis,
    ChannelKind,
    ChoiceType,
    Condition,
    ContactKind,
    CookieCategory,
    Data,
    MissingItem,
    NameMatch,
    Party,
    PracticeCategory,
    ProblemKind,
    Purpose,
    Recipient,
    Right,
    Role,
    Stance,
    Storage,
    TechnologyKind,
    TechnologyStance,
    VendorRole,
    VendorStance,
)

SCHEMA = "cookietui.declaration/1"


class Evidence(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """Where a fact stands: a span of the normalised text, or a pointer into the source; never both."""

    start: int | UnsetType = UNSET
    """First character in the normalised text, 0-based; `text[start:end] == quote`."""
    end: int | UnsetType = UNSET
    quote: str
    line: int | UnsetType = UNSET
    """1-based line of `start` in the normalised text."""
    pointer: str | UnsetType = UNSET
    """`html:120-152`, `front-matter:lastmod`, `json:/disclosures/0`: the source characters are `quote`."""
    source: str | UnsetType = UNSET
    """The page it stands in, by its path, where a declaration is of several; it counts in the text of that page."""


class SiteName(msgspec.Struct, frozen=True):
    """Whose declaration it is; `domain` is a host in A-label form or None where nothing tells."""

    domain: str | None = None
    name: str | None = None


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """What was read; dates are as precise as the text (`2026-01`)."""

    reader: str
    path: str = ""
    sha256: str = ""
    language: str | None = None
    revised: str | None = None
    archived: str | None = None


class Contact(msgspec.Struct, frozen=True, kw_only=True):
    """One way to reach the site's own organisation."""

    kind: ContactKind
    value: str
    roles: tuple[Role, ...] = ("general",)
    same_site: bool = True
    """Whether the address lies on the site's registrable domain (True for what has no domain)."""
    freemail: bool = False
    country: str | None = None
    """ISO 3166-1 alpha-2."""
    evidence: tuple[int, ...] = ()


class Cookie(msgspec.Struct, frozen=True, kw_only=True):
    """A cookie or other stored item that the site declares."""

    name: str
    match: NameMatch = "exact"
    domain: str | None = None
    """A host in A-label form; of several the one they share or the first."""
    domains: tuple[str, ...] = ()
    """All of them, where the source names several."""
    category: CookieCategory = "unclassified"
    organisation: str | None = None
    lifetime_seconds: int | None = None
    session: bool = False
    lifetime_text: str | None = None
    party: Party = "unknown"
    storage: Storage = "cookie"
    purpose: str | None = None
    basis: Basis | None = None
    evidence: tuple[int, ...] = ()


class Technology(msgspec.Struct, frozen=True, kw_only=True):
    """A tracking technology; for the two signals `used` means honoured."""

    kind: TechnologyKind
    stance: TechnologyStance = "used"
    purposes: tuple[Purpose, ...] = ()
    evidence: tuple[int, ...] = ()


class Retention(msgspec.Struct, frozen=True):
    """How long something is kept; `period` is ISO 8601 in the text's own unit, None where it is vague."""

    period: str | None
    text: str


class Practice(msgspec.Struct, frozen=True, kw_only=True):
    """Something the site says it does, does not or may do."""

    category: PracticeCategory
    stance: Stance = "does"
    data: tuple[Data, ...] = ()
    purposes: tuple[Purpose, ...] = ()
    choices: tuple[ChoiceType, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    sale: bool | None = None
    basis: Basis | None = None
    retention: Retention | None = None
    evidence: tuple[int, ...] = ()


class Channel(msgspec.Struct, frozen=True):
    """How a right is exercised; `value` is None where the text names no target."""

    kind: ChannelKind
    value: str | None = None
    inherited: bool = False
    """True where the text offers the right without a channel and the policy's contact stands in."""


class OfferedRight(msgspec.Struct, frozen=True, kw_only=True):
    """A right that the site offers in its own words."""

    right: Right
    channels: tuple[Channel, ...] = ()
    conditions: tuple[Condition, ...] = ()
    evidence: tuple[int, ...] = ()


class Vendor(msgspec.Struct, frozen=True, kw_only=True):
    """Another company that the text names."""

    name: str
    domain: str | None = None
    category: CookieCategory = "unclassified"
    role: VendorRole = "tracker"
    stance: VendorStance = "used"
    opt_out: str | None = None
    policy: str | None = None
    id: int | None = None
    """Its number in the Global Vendor List, where the source is one or names it."""
    purposes: tuple[int, ...] = ()
    """TCF purposes on the person's consent."""
    legitimate_interests: tuple[int, ...] = ()
    """TCF purposes on a legitimate interest."""
    evidence: tuple[int, ...] = ()


class Embedded(msgspec.Struct, frozen=True, kw_only=True):
    """A third party that the page's own HTML loads from, connects to or posts to."""

    host: str
    domain: str
    """Registrable domain by the ICANN part of the public suffix list."""
    organisation: str | None = None
    category: CookieCategory = "unclassified"
    declared: bool = False
    evidence: tuple[int, ...] = ()


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """Something a person should know about this reading."""

    kind: ProblemKind
    message: str
    line: int | None = None
    evidence: tuple[int, ...] = ()


class Declaration(msgspec.Struct, frozen=True, kw_only=True):
    """What one source says, on one day."""

    schema: str = SCHEMA
    site: SiteName = SiteName()
    source: Source
    contacts: tuple[Contact, ...] = ()
    cookies: tuple[Cookie, ...] = ()
    technologies: tuple[Technology, ...] = ()
    practices: tuple[Practice, ...] = ()
    rights: tuple[OfferedRight, ...] = ()
    vendors: tuple[Vendor, ...] = ()
    embedded: tuple[Embedded, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    missing: tuple[MissingItem, ...] = ()
    problems: tuple[Problem, ...] = ()
    pages: tuple[Source, ...] | UnsetType = UNSET
    """The source of each page, where it is of several pages of a site."""

    def source_of(self, row: Evidence) -> Source:
        """What a piece of its evidence was read from."""
        if not isinstance(row.source, str) or not isinstance(self.pages, tuple):
            return self.source
        return next((each for each in self.pages if each.path == row.source), self.source)


class Page(msgspec.Struct, frozen=True):
    """Where one of several pages of a site stands in their joined text, and when it was read."""

    begin: int
    """Its evidence counts from here."""
    end: int
    day: datetime.date


def span_of(row: Evidence, pages: Mapping[str, Page]) -> tuple[int, int] | None:
    """The characters of a piece of evidence in the joined text of `pages`, by name; None for what is no text."""
    if not isinstance(row.start, int) or not isinstance(row.end, int):
        return None
    page = pages.get(str(row.source))
    begin = page.begin if page else 0
    return begin + row.start, begin + row.end


FACT_FIELDS = ("contacts", "cookies", "technologies", "practices", "rights", "vendors", "embedded", "problems")
"""The fields of a declaration whose items carry evidence indices."""


class EvidenceBook:
    """Collects the evidence of one declaration and hands out the index of each, the same one for the same place."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._rows: list[Evidence] = []
        self._known: dict[tuple[Any, ...], int] = {}

    def span(self, start: int, end: int) -> int:
        """The index of `text[start:end]`, trimmed of outer blanks; raises ValueError when nothing is left."""
        while start < end and self._text[start].isspace():
            start += 1
        while end > start and self._text[end - 1].isspace():
            end -= 1
        if start >= end:
            msg = f"empty evidence at {start}"
            raise ValueError(msg)
        key = (start, end)
        if key not in self._known:
            line = bisect.bisect_left(self._line_ends, start) + 1
            self._add(key, Evidence(start=start, end=end, quote=self._text[start:end], line=line))
        return self._known[key]

    @functools.cached_property
    def _line_ends(self) -> list[int]:
        return [match.start() for match in re.finditer("\n", self._text)]

    def pointer(self, pointer: str, quote: str) -> int:
        """The index of a place in the source that is no text."""
        key = (pointer, quote)
        if key not in self._known:
            self._add(key, Evidence(pointer=pointer, quote=quote))
        return self._known[key]

    def _add(self, key: tuple[Any, ...], row: Evidence) -> None:
        self._known[key] = len(self._rows)
        self._rows.append(row)

    @property
    def rows(self) -> tuple[Evidence, ...]:
        """All evidence so far, in order of index."""
        return tuple(self._rows)
