"""Whom a request is for: a site that was read, named by its host, its name, or the organisation behind it."""

import datetime
from collections.abc import Mapping
from pathlib import Path

import msgspec

from cookietui.actions import catalogued
from cookietui.actions.library import open_site, trusted, without_www
from cookietui.actions.order import Order, Recipient
from cookietui.actions.read import Outcome, read_source
from cookietui.actions.workspace import Workspace
from cookietui.catalog.guests import guest_of
from cookietui.core.declaration import Declaration, Page
from cookietui.core.errors import MissingInput, UsageError
from cookietui.core.knowledge import Organisation, is_at_home
from cookietui.core.law import Law
from cookietui.core.site import host, registrable
from cookietui.core.text import one_line
from cookietui.storage import index, library, marks


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """The site and organisation of a request, with what the site declares."""

    site: str
    organisation: str
    """Id: the main registrable domain."""
    name: str
    declaration: Declaration
    """Without what the person marked wrong."""
    read_on: datetime.date
    text: str = ""
    """What was read, normalised; empty where it is known from the catalogue alone."""
    pages: Mapping[str, Page] = {}
    """Where its pages begin in the text, if it has several, and when each was read."""
    countries: tuple[str, ...] = ()
    """Where its postal addresses are, ISO 3166-1."""
    outcome: Outcome | None = None
    """What was read just now, where the target is a file: it is kept together with the request."""
    record: Organisation | None = None
    """What the catalogue knows of it."""

    @property
    def unread(self) -> bool:
        """Whether it is known from the catalogue alone."""
        return self.declaration.source.reader == catalogued.READER


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """A target with what is asked of it, everything filled in that could be known."""

    target: Target
    order: Order
    law: Law | None = None
    recipient: Recipient | None = None


def find_target(ws: Workspace, named: str) -> Target:
    """The target that a host, a site's name or an organisation means, or the policy in a file.

    What was read comes first, then the catalogue. Raises MissingInput where neither knows it, UsageError where a name
    fits several sites or a file does not say which site it is of.
    """
    if Path(named).is_file():
        return _target_of_file(ws, named)
    try:
        site = _site_of(ws, named)
    except MissingInput:
        found = _target_of_catalogue(ws, named)
        if found is None:
            raise
        return found
    opened = open_site(ws, site)
    target = _target(ws, site, opened.declaration, opened.text, opened.reading.day)
    return msgspec.structs.replace(target, pages=opened.pages)


def _target_of_catalogue(ws: Workspace, named: str) -> Target | None:
    record = ws.knowledge.organisation(named)
    if record is None or not (record.contacts or record.gone):
        return None
    name = host(named)
    return Target(
        site=without_www(name) if name and "." in name else record.id,
        organisation=record.id,
        name=record.name,
        declaration=catalogued.declaration_of(record),
        read_on=ws.today,
        countries=catalogued.countries_of(record),
        record=record,
    )


def _target_of_file(ws: Workspace, path: str) -> Target:
    outcome = read_source(ws, path)
    if outcome.declaration is None:
        raise UsageError("is no policy", input=path)
    known = host(outcome.declaration.site.domain or "")
    if known is None:
        raise UsageError("does not say which site it is of; add it first with --site HOST", input=path)
    target = _target(ws, without_www(known), outcome.declaration, outcome.text, ws.today)
    return msgspec.structs.replace(target, outcome=outcome)


def _target(ws: Workspace, site: str, found: Declaration, text: str, day: datetime.date) -> Target:
    declaration = trusted(found, marks.load(ws.places, site))
    posts = [each.country for each in declaration.contacts if each.kind == "post" and each.country]
    return Target(
        site=site,
        organisation=organisation_of(ws, site),
        name=declaration.site.name or "",
        declaration=declaration,
        read_on=day,
        text=text,
        countries=tuple(dict.fromkeys(posts)),
        record=ws.knowledge.organisation(site),
    )


def organisation_of(ws: Workspace, site: str) -> str:
    """The organisation behind a site, by the catalogue, else its registrable domain; a guest is nobody else's."""
    guest = guest_of(site)
    if guest is not None:
        return guest
    owner = ws.knowledge.owner(site)
    return owner.organisation if owner and is_at_home(owner, site) else registrable(site) or site


def _site_of(ws: Workspace, named: str) -> str:
    found = host(named)
    kept = library.find_site(ws.places, found) if found and "." in found else None
    if kept:
        return kept
    word = one_line(named).casefold()
    rows = index.rows(ws.places)
    fitting = [row.domain for row in rows if row.name and row.name.casefold() == word]
    fitting = fitting or [row.domain for row in rows if found and organisation_of(ws, row.domain) == found]
    if len(fitting) > 1:
        raise UsageError(f"{named!r} fits several sites: {', '.join(fitting)}; name one of them")
    if not fitting:
        hint = f" --site {found}" if found and "." in found else ""
        raise MissingInput(f"nothing was read about {named} yet; add its policy first: cookietui add FILE{hint}")
    return fitting[0]
