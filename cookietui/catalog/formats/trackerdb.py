"""Ghostery's trackerdb is imported from its .eno files or trackerdb.json, without its filters and descriptions."""

from collections.abc import Iterator, Mapping
from typing import Any

from cookietui.catalog.categories import category_of
from cookietui.catalog.formats import _eno
from cookietui.catalog.formats._json_rows import first_keys, text_in, texts_in, value_of
from cookietui.catalog.formats.datenanfragen import email_in
from cookietui.catalog.joining import Joiner
from cookietui.core.catalogue import Batch, OrganisationRow, Source, folded, web_address
from cookietui.core.errors import BadInput
from cookietui.core.site import host
from cookietui.core.words import CookieCategory
from cookietui.sources.sample import Sample

TITLE = "Ghostery tracker database (trackerdb.json, .eno)"
MANY = True
"""One record a file: files of one import belong together."""
SOURCE = Source(
    key="ghostery-trackerdb",
    title="Ghostery tracker database",
    licence="CC-BY-NC-SA-4.0",
    url="https://github.com/ghostery/trackerdb",
)


def identify(sample: Sample) -> str:
    """Certain by the name .eno with a name line, or by the tables of the whole database."""
    head = sample.head.decode("utf-8", "replace")
    if sample.name.endswith(".eno"):
        return "certain" if head.lstrip("\ufeff").startswith("name:") or "\nname:" in head else "no"
    keys = first_keys(sample)
    return "certain" if {"categories", "color", "description"} <= keys and "license" not in keys else "no"


def read(sample: Sample, joiner: Joiner) -> Batch:
    """Trackers with their organisation; raises BadInput."""
    if sample.name.endswith(".eno"):
        return Batch(source=SOURCE, organisations=tuple(_of_eno(_eno.read(sample.text), joiner)))
    value = value_of(sample)
    patterns = value.get("patterns") if isinstance(value, dict) else None
    if not isinstance(patterns, dict):
        raise BadInput("has no patterns", input=sample.path)
    organisations = value.get("organizations")
    owners = organisations if isinstance(organisations, dict) else {}
    rows = [row for each in patterns.values() if isinstance(each, dict) for row in _tracker(each, owners, joiner)]
    rows += [row for each in owners.values() if isinstance(each, dict) for row in _organisation(each, joiner)]
    return Batch(source=SOURCE, organisations=tuple(rows))


def _of_eno(fields: Mapping[str, str], joiner: Joiner) -> Iterator[OrganisationRow]:
    """One file: a pattern has a category, an organisation has not."""
    if "category" in fields:
        domains = [line.strip() for line in fields.get("domains", "").split("\n") if line.strip()]
        yield from _tracker({**fields, "domains": domains}, {}, joiner)
    else:
        yield from _organisation(fields, joiner)


def _tracker(row: Mapping[str, Any], owners: Mapping[str, Any], joiner: Joiner) -> Iterator[OrganisationRow]:
    hosts = (host(each) for each in texts_in(row, "domains", 253))
    domains = tuple(each for each in hosts if each and "." in each)
    behind = text_in(row, "organization")
    known = owners.get(behind)
    named = text_in(known, "name") if isinstance(known, dict) else behind.replace("_", " ")
    page = web_address(text_in(known, "website_url", 1000)) if isinstance(known, dict) else ""
    main = joiner.name(named) or joiner.domain(page) or joiner.domain(text_in(row, "website_url", 1000))
    main = main or (joiner.domain(domains[0]) if domains else None)
    name = text_in(row, "name", 160)
    if not main or not name or not domains:
        return
    category: CookieCategory = category_of(SOURCE.key, [text_in(row, "category")])
    names = (named,) if folded(named) != folded(name) and isinstance(known, dict) else ()
    yield OrganisationRow(id=main, name=name, names=names, domains=domains, category=category, tracker=True)


def _organisation(row: Mapping[str, Any], joiner: Joiner) -> Iterator[OrganisationRow]:
    name, page = text_in(row, "name", 160), text_in(row, "website_url", 1000)
    main = joiner.name(name) or joiner.domain(page)
    contact = text_in(row, "privacy_contact", 1000)
    if main and name:
        yield OrganisationRow(
            id=main,
            name=name,
            email=email_in(row, "privacy_contact"),
            form=web_address(contact),
            web=web_address(text_in(row, "privacy_policy_url", 1000)),
        )
