"""Related Website Sets are sites that claim one owner: their domains are joined, their contacts are not taken."""

from collections.abc import Iterator, Mapping
from typing import Any

from cookietui.catalog.formats._json_rows import first_keys, text_in, texts_in, value_of
from cookietui.catalog.joining import Joiner
from cookietui.core.catalogue import Batch, OrganisationRow, Source
from cookietui.core.errors import BadInput
from cookietui.core.site import host, registrable
from cookietui.sources.sample import Sample

TITLE = "Related Website Sets (related_website_sets.JSON)"
SOURCE = Source(
    key="related-website-sets",
    title="Related Website Sets",
    licence="Apache-2.0",
    url="https://github.com/GoogleChrome/related-website-sets",
)


def identify(sample: Sample) -> str:
    """Certain by its keys."""
    return "certain" if {"sets", "primary", "rationaleBySite"} <= first_keys(sample) else "no"


def read(sample: Sample, joiner: Joiner) -> Batch:
    """Organisations with their domains; raises BadInput."""
    found = value_of(sample)
    sets = found.get("sets") if isinstance(found, dict) else None
    if not isinstance(sets, list):
        raise BadInput("has no sets", input=sample.path)
    rows = []
    for each in sets:
        domains = tuple(dict.fromkeys(_domains(each))) if isinstance(each, dict) else ()
        if len(domains) > 1:
            rows.append(OrganisationRow(id=joiner.domain(domains[0]) or domains[0], domains=domains))
    return Batch(source=SOURCE, organisations=tuple(rows))


def _domains(row: Mapping[str, Any]) -> Iterator[str]:
    ways = row.get("ccTLDs")
    variants = [site for key in ways for site in texts_in(ways, key)] if isinstance(ways, dict) else []
    for text in (text_in(row, "primary"), *texts_in(row, "associatedSites"), *texts_in(row, "serviceSites"), *variants):
        name = host(text)
        if name and registrable(name):
            yield name
