"""A site is shown as one row in a list and as one view: what it declares, what is wanted, what was asked."""

import datetime
from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from cookietui.actions.deciding import decider_for, open_active
from cookietui.actions.facts import Fact, facts_of
from cookietui.actions.history import Change, history
from cookietui.actions.library import host_of, open_site
from cookietui.actions.mark import mark
from cookietui.actions.remove import remove
from cookietui.actions.workspace import Workspace
from cookietui.core.decision import Decider, Decision
from cookietui.core.declaration import Cookie, Declaration, Embedded, Page, Vendor
from cookietui.core.errors import MissingInput
from cookietui.core.preference import Profile
from cookietui.core.request import Request, is_open
from cookietui.core.site import lookup_chain
from cookietui.core.words import COOKIE_CATEGORIES, Choice, CookieCategory
from cookietui.storage import comparisons, index, ledger, library, marks

__all__ = [
    "Change", "Fact", "ReadingRow", "SiteRow", "SiteStatus", "SiteView",
    "history", "mark", "remove", "site_rows", "site_view",
]  # fmt: skip

SiteStatus = Literal["ok", "conflict", "unread", "asked", "late"]
"""late: an answer is overdue; asked: one is awaited; unread: only preferences or requests, no reading yet;
conflict: the newest reading contradicts itself, or the last comparison found a difference;
ok: none of these. Signs: [x] [~] [?] [!] [=]."""


LIGHT = ("declared-absent",)
"""Kinds of findings that need nothing to be done, so that they make no conflict."""


class SiteRow(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the list of sites."""

    schema: str = "cookietui.site/1"
    domain: str
    name: str | None = None
    status: SiteStatus = "unread"
    readings: int = 0
    findings: int = 0
    """Contradictions in the newest reading, less those marked wrong, and what the last comparison found."""
    requests: int = 0
    choice: Choice | None = None
    """The choice for the whole site, None where it inherits."""
    read_on: datetime.date | None = None
    """Day of the newest reading."""
    due: datetime.date | None = None
    """Next date an answer is due of an open request."""


class ReadingRow(msgspec.Struct, frozen=True, kw_only=True):
    """One kept reading of a site."""

    read_on: datetime.date
    source: str
    sha256: str
    revised: str | None = None


class SiteView(msgspec.Struct, frozen=True, kw_only=True):
    """Everything about one site."""

    schema: str = "cookietui.view/1"
    row: SiteRow
    declaration: Declaration | None = None
    """What its pages say at their newest reading, None where the site was never read."""
    text: str = ""
    """Its normalised text; evidence spans count in it."""
    pages: Mapping[str, Page] = {}
    """Where its pages begin in the text, if it has several: spans count from there."""
    facts: tuple[Fact, ...] = ()
    """All facts, folded-away practices of category `other` last."""
    decisions: tuple[Decision, ...] = ()
    """One per category, in the order of the vocabulary."""
    requests: tuple[Request, ...] = ()
    readings: tuple[ReadingRow, ...] = ()
    """Newest first."""
    tags: tuple[str, ...] = ()


def site_rows(ws: Workspace) -> tuple[SiteRow, ...]:
    """Every site that was read, decided on or written to, sorted by domain."""
    profile = open_active(ws)
    kept = {row.domain: row for row in index.rows(ws.places)}
    asked = _requests_by_site(ws)
    domains = sorted({*kept, *profile.sites, *asked})
    compared = comparisons.load(ws.places)
    return tuple(
        _row(ws, domain, kept.get(domain), asked.get(domain, ()), profile, compared=compared.get(domain))
        for domain in domains
    )


def site_view(ws: Workspace, site: str) -> SiteView:
    """The view of a site, looked up from the host to its registrable domain; raises MissingInput when unknown."""
    profile = open_active(ws)
    asked = _requests_by_site(ws)
    kept = {row.domain: row for row in index.rows(ws.places)}
    named = host_of(site)
    known = {*kept, *profile.sites, *asked}
    domain = next((each for each in lookup_chain(named) if each in known), None)
    if domain is None:
        raise MissingInput(f"{named} is not known here; add its policy: cookietui add FILE --site {named}")
    requests = asked.get(domain, ())
    view = SiteView(
        row=_row(ws, domain, kept.get(domain), requests, profile, compared=comparisons.load(ws.places).get(domain)),
        decisions=tuple(decider_for(ws, profile).category(domain, each) for each in COOKIE_CATEGORIES),
        requests=requests,
        tags=profile.sites[domain].tags if domain in profile.sites else (),
    )
    return _with_reading(ws, view, decider_for(ws, profile)) if domain in kept else view


def _with_reading(ws: Workspace, view: SiteView, deciding: Decider) -> SiteView:
    """The view with its newest reading."""
    domain = view.row.domain
    opened = open_site(ws, domain)

    def decide(category: CookieCategory, fact: Any) -> Decision:
        return _decision(deciding, domain, category, fact)

    return msgspec.structs.replace(
        view,
        declaration=opened.declaration,
        text=opened.text,
        pages=opened.pages,
        facts=facts_of(opened.declaration, marks.load(ws.places, domain), decide),
        readings=tuple(
            ReadingRow(read_on=each.day, source=each.path, sha256=each.sha256)
            for each in reversed(library.readings(ws.places, domain))
        ),
    )


def _decision(deciding: Decider, domain: str, category: CookieCategory, fact: Any) -> Decision:
    """The decision that bears on a declared fact at its site."""
    if isinstance(fact, Cookie):
        return deciding.cookie(domain, fact.name, category=category, organisation=fact.organisation)
    if isinstance(fact, Vendor):
        return deciding.category(domain, category, organisation=fact.domain)
    if isinstance(fact, Embedded):
        return deciding.category(domain, category, organisation=fact.organisation or fact.domain)
    return deciding.category(domain, category)


def _requests_by_site(ws: Workspace) -> dict[str, tuple[Request, ...]]:
    """The ledger by site (by organisation where a request has no site)."""
    found, broken = ledger.load_all(ws.places)
    ws.tell(broken)
    grouped: dict[str, tuple[Request, ...]] = {}
    for request in found:
        key = request.site or request.organisation
        grouped[key] = (*grouped.get(key, ()), request)
    return grouped


def _row(
    ws: Workspace,
    domain: str,
    kept: index.Row | None,
    requests: tuple[Request, ...],
    profile: Profile,
    *,
    compared: comparisons.Compared | None,
) -> SiteRow:
    waiting = [request for request in requests if is_open(request)]
    due = min((day for day in (request.latest or request.due for request in waiting) if day), default=None)
    kinds = compared.kinds if compared else {}
    findings = (kept.contradictions if kept else 0) + sum(kinds.values())
    grave = findings - sum(kinds.get(kind, 0) for kind in LIGHT)
    return SiteRow(
        domain=domain,
        name=kept.name if kept else None,
        status=_status(ws.today, kept is not None, grave, bool(waiting), due),
        readings=kept.readings if kept else 0,
        findings=findings,
        requests=len(requests),
        choice=profile.sites[domain].choice if domain in profile.sites else None,
        read_on=kept.latest if kept else None,
        due=due,
    )


def _status(today: datetime.date, read: bool, findings: int, asked: bool, due: datetime.date | None) -> SiteStatus:
    if due and due < today:
        return "late"
    if asked:
        return "asked"
    if not read:
        return "unread"
    return "conflict" if findings else "ok"
