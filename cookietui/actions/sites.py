"""A site is shown as one row in a list and as one view: what it declares, what is wanted, what was asked."""

import datetime
from typing import Literal

import msgspec

from cookietui.actions.workspace import Workspace
from cookietui.core.declaration import Declaration
from cookietui.core.decision import Decision
from cookietui.core.request import Request
from cookietui.core.words import Choice

SiteStatus = Literal["ok", "conflict", "unread", "asked", "late"]
"""late: an answer is overdue; asked: one is awaited; unread: only preferences or requests, no reading yet;
conflict: the newest reading contradicts itself; ok: none of these. Signs: [x] [~] [?] [!] [=]."""


class SiteRow(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the list of sites."""

    schema: str = "cookietui.site/1"
    domain: str
    name: str | None = None
    status: SiteStatus = "unread"
    readings: int = 0
    findings: int = 0
    """Contradictions in the newest reading, less those marked wrong."""
    requests: int = 0
    choice: Choice | None = None
    """The choice for the whole site, None where it inherits."""
    read_on: datetime.date | None = None
    """Day of the newest reading."""
    due: datetime.date | None = None
    """Next date an answer is due of an open request."""


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """One declared fact as a person meets it in a list."""

    id: str
    """Stable over readings as long as fact and quote stay (`practice-3fa2c81b`); what `mark` takes."""
    kind: Literal["contact", "cookie", "technology", "practice", "right", "vendor", "embedded", "problem"]
    sentence: str
    """Plain text, cleaned, one line."""
    category: str = ""
    """The practice category, cookie category, technology kind, right ...; what rows are grouped by."""
    choice: Choice | None = None
    """The person's own choice that bears on this fact (cookies, vendors, embedded, technologies), else None."""
    evidence: tuple[int, ...] = ()
    """Indices into the declaration's evidence."""
    wrong: bool = False
    """Marked wrong by the person."""


class ReadingRow(msgspec.Struct, frozen=True, kw_only=True):
    """One kept reading of a site."""

    read_on: datetime.date
    source: str
    sha256: str
    revised: str | None = None


class SiteView(msgspec.Struct, frozen=True, kw_only=True):
    """Everything about one site."""

    row: SiteRow
    declaration: Declaration | None = None
    """The newest reading, None where the site was never read."""
    text: str = ""
    """Its normalised text; evidence spans count in it."""
    facts: tuple[Fact, ...] = ()
    """All facts, folded-away practices of category `other` last."""
    decisions: tuple[Decision, ...] = ()
    """One per category, in the order of the vocabulary."""
    requests: tuple[Request, ...] = ()
    readings: tuple[ReadingRow, ...] = ()
    """Newest first."""
    tags: tuple[str, ...] = ()


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A difference between two readings of one site."""

    schema: str = "cookietui.change/1"
    site: str
    read_on: datetime.date
    """Day of the newer reading."""
    change: Literal["first", "added", "removed", "changed"]
    kind: str
    """The kind of fact, `text` for the wording as a whole."""
    sentence: str
    """What is new or gone, as a sentence."""


def site_rows(ws: Workspace) -> tuple[SiteRow, ...]:
    """Every site that was read, decided on or written to, sorted by domain."""
    raise NotImplementedError


def site_view(ws: Workspace, site: str) -> SiteView:
    """The view of a site, looked up from the host to its registrable domain; raises MissingInput when unknown."""
    raise NotImplementedError


def remove(ws: Workspace, site: str) -> int:
    """Take the site's readings and marks out of the library (undoable); gives how many readings.

    Preferences and requests stay. Raises MissingInput when there is no reading.
    """
    raise NotImplementedError


def history(ws: Workspace, site: str) -> tuple[Change, ...]:
    """What changed between the readings of a site, newest first; raises MissingInput when never read."""
    raise NotImplementedError


def mark(ws: Workspace, site: str, fact: str, *, wrong: bool = True) -> Fact:
    """Mark a fact (its id, or a beginning of it that fits one alone) as wrong, or take the mark back; undoable.

    Raises UsageError when no fact or more than one fits, MissingInput when the site was never read.
    """
    raise NotImplementedError
