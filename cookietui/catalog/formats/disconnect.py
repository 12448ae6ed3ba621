"""Disconnect's services.json gives tracker domains by organisation; it may not be given on, so it is only imported."""

from collections.abc import Iterator, Mapping
from typing import Any

from cookietui.catalog.categories import category_of
from cookietui.catalog.formats._json_rows import first_keys, texts_in, value_of
from cookietui.catalog.joining import Joiner
from cookietui.core.catalogue import Batch, OrganisationRow, Source, web_address
from cookietui.core.errors import BadInput
from cookietui.core.site import host
from cookietui.core.text import one_line
from cookietui.core.words import CookieCategory
from cookietui.sources.sample import Sample

TITLE = "Disconnect tracking protection (services.json)"
SOURCE = Source(
    key="disconnect",
    title="Disconnect tracking protection",
    licence="CC-BY-NC-SA-4.0",
    url="https://github.com/disconnectme/disconnect-tracking-protection",
)


def identify(sample: Sample) -> str:
    """Certain by its licence or its categories."""
    keys = first_keys(sample)
    if "categories" not in keys or keys & {"patterns", "prevalence"}:
        return "no"
    return "certain" if "license" in keys or keys & {"Advertising", "Email", "Analytics", "Content", "Social"} else "no"


def read(sample: Sample, joiner: Joiner) -> Batch:
    """Organisations by category; a domain of several categories goes to the most telling one; raises BadInput."""
    value = value_of(sample)
    categories = value.get("categories") if isinstance(value, dict) else None
    if not isinstance(categories, dict):
        raise BadInput("has no categories", input=sample.path)
    found: dict[tuple[str, str], dict[str, set[str]]] = {}
    for category, services in categories.items():
        for name, page, domains in _services(services):
            for domain in domains:
                found.setdefault((name, page), {}).setdefault(domain, set()).add(category)
    return Batch(source=SOURCE, organisations=tuple(_rows(found, joiner)))


def _services(services: Any) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Name, page and domains of each entry."""
    for entry in services if isinstance(services, list) else ():
        for name, pages in entry.items() if isinstance(entry, dict) else ():
            for page in pages if isinstance(pages, dict) else ():
                hosts = (host(each) for each in texts_in(pages, page, 253))
                yield one_line(name, 160), web_address(page), tuple(each for each in hosts if each and "." in each)


def _rows(found: Mapping[tuple[str, str], Mapping[str, set[str]]], joiner: Joiner) -> Iterator[OrganisationRow]:
    for (name, page), domains in found.items():
        by_category: dict[CookieCategory, list[str]] = {}
        for domain, words in domains.items():
            by_category.setdefault(category_of(SOURCE.key, words), []).append(domain)
        for category, hosts in by_category.items():
            main = joiner.name(name) or joiner.domain(page or hosts[0]) or joiner.domain(hosts[0])
            if main:
                yield OrganisationRow(id=main, name=name, domains=tuple(hosts), category=category, tracker=True)
