"""A row of the catalogue says who, what for, how long and whom to write to, each fact with its source and date."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, Literal

import msgspec

from cookietui.actions.workspace import Workspace
from cookietui.core.catalogue import OWN
from cookietui.core.knowledge import CookieRecord, Organisation, OrganisationContact
from cookietui.core.text import one_line
from cookietui.core.words import CookieCategory, NameMatch

_SETS = 30
"""Cookies named with an organisation."""


class CatalogueRow(msgspec.Struct, frozen=True, kw_only=True):
    """What the catalogue knows of a cookie and who is behind it, or of an organisation (`cookie` is null)."""

    schema: str = "cookietui.catalog/1"
    cookie: str | None = None
    match: NameMatch | None = None
    category: CookieCategory | None = None
    organisation: str | None = None
    domain: str | None = None
    lifetime_text: str | None = None
    contacts: tuple[OrganisationContact, ...] = ()
    source: str = ""
    date: str = ""
    own: bool = False
    """Corrected by the person."""
    lifetime_seconds: int | None = None
    session: bool = False
    product: str = ""
    software: bool = False
    """Set by software that the site runs for itself: the site is whom to write to."""
    name: str = ""
    """Of the organisation."""
    domains: tuple[str, ...] = ()
    language: str | None = None
    needs: tuple[str, ...] = ()
    document: bool = False
    tracking: bool = False
    difficulty: str | None = None
    gone: str = ""
    cookies: tuple[str, ...] = ()
    """Some cookies of an organisation."""
    sources: tuple[str, ...] = ()
    """`Title, date` of every record about the organisation."""


class SourceRow(msgspec.Struct, frozen=True, kw_only=True):
    """How much comes from one source."""

    schema: str = "cookietui.catalog-source/1"
    key: str
    title: str
    date: str = ""
    licence: str = ""
    cookies: int = 0
    organisations: int = 0
    reachable: int = 0
    """Organisations with an e-mail address, a form or a postal address."""
    kind: Literal["shipped", "imported", "yours"] = "shipped"


class Stats(msgspec.Struct, frozen=True, kw_only=True):
    """How much the catalogue knows."""

    schema: str = "cookietui.catalog-stats/1"
    cookies: int
    with_organisation: int
    with_lifetime: int
    organisations: int
    reachable: int
    domains: int
    sources: tuple[SourceRow, ...] = ()


def find(ws: Workspace, word: str) -> tuple[CatalogueRow, ...]:
    """Records of a cookie by its real name or pattern, then organisations of that domain or name; best first."""
    word = one_line(word, 300)
    book = ws.catalogue
    entries = {id(entry): entry for entry in (*book.cookies.spelled(word), *book.cookies.candidates(word))}
    cookies = book.records(entries.values())
    organisations = book.directory.search(word, parts=not cookies)
    if not cookies and not organisations:
        cookies = book.records(book.cookies.beginning(word))[:_SETS]
    return (
        *(_cookie_row(ws, each) for each in cookies),
        *(_organisation_row(ws, each) for each in organisations),
    )


def _cookie_row(ws: Workspace, each: CookieRecord) -> CatalogueRow:
    behind = ws.catalogue.behind(each)
    return CatalogueRow(
        cookie=each.cookie,
        match=each.match,
        category=each.category,
        organisation=each.organisation,
        domain=each.domain,
        lifetime_text=each.lifetime_text,
        source=each.source,
        date=each.date,
        own=each.own,
        lifetime_seconds=each.lifetime_seconds,
        session=each.session,
        product=each.product,
        software=each.software,
        **_about(behind),
    )


def _organisation_row(ws: Workspace, each: Organisation) -> CatalogueRow:
    first, _, date = each.sources[0].rpartition(", ") if each.sources else ("", "", "")
    names = (e.row.cookie for e in ws.catalogue.cookies.entries() if e.row.organisation == each.id)
    return CatalogueRow(
        organisation=each.id,
        domain=each.domains[0] if each.domains else None,
        source=first,
        date=date,
        own=each.own,
        cookies=tuple(sorted(set(names))[:_SETS]),
        **_about(each),
    )


def _about(each: Organisation | None) -> dict[str, Any]:
    """The fields of a row that speak of the organisation."""
    if each is None:
        return {}
    names = (
        "contacts",
        "name",
        "domains",
        "language",
        "needs",
        "document",
        "tracking",
        "difficulty",
        "gone",
        "sources",
    )
    return {name: getattr(each, name) for name in names}


def stats(ws: Workspace) -> Stats:
    """How many cookies and organisations are known, and from where."""
    book = ws.catalogue
    entries = list(book.cookies.entries())
    rows = book.directory.rows()
    return Stats(
        cookies=len(entries),
        with_organisation=sum(bool(entry.row.organisation) for entry in entries),
        with_lifetime=sum(bool(entry.row.lifetime) for entry in entries),
        organisations=len({filed.row.id for filed in rows}),
        reachable=len({filed.row.id for filed in rows if filed.row.reachable and not filed.row.gone}),
        domains=len({domain for filed in rows for domain in filed.row.domains}),
        sources=tuple(_sources(ws)),
    )


def _sources(ws: Workspace) -> Iterator[SourceRow]:
    book = ws.catalogue
    cookies = Counter(entry.source.key for entry in book.cookies.entries())
    rows = book.directory.rows()
    found = {filed.source.key: filed.source for filed in rows}
    found |= {entry.source.key: entry.source for entry in book.cookies.entries()}
    for key, source in found.items():
        yield SourceRow(
            key=key,
            title=source.title,
            date=source.date,
            licence=source.licence,
            cookies=cookies[key],
            organisations=len({filed.row.id for filed in rows if filed.source.key == key}),
            reachable=len({filed.row.id for filed in rows if filed.source.key == key and filed.row.reachable}),
            kind="yours" if key == OWN else "imported" if key in book.keys else "shipped",
        )
