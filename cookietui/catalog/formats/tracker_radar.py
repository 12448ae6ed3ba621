"""DuckDuckGo's Tracker Radar is imported file by file: domains with owners and first-party cookies, entities, maps.

The patterns of its resources are not taken: they are regular expressions, and those of others are never run.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from cookietui.catalog.categories import category_of
from cookietui.catalog.formats._json_rows import first_keys, text_in, texts_in, value_of
from cookietui.catalog.joining import Joiner
from cookietui.core.catalogue import Batch, CookieRow, OrganisationRow, Source, web_address
from cookietui.core.errors import BadInput
from cookietui.core.names import LIMIT
from cookietui.core.site import host
from cookietui.core.text import one_line
from cookietui.core.words import CookieCategory
from cookietui.sources.sample import Sample

TITLE = "DuckDuckGo Tracker Radar (domains, entities, entity_map, domain_map, tds.json)"
MANY = True
"""One record a file: files of one import belong together."""
SOURCE = Source(
    key="duckduckgo-tracker-radar",
    title="DuckDuckGo Tracker Radar",
    licence="CC-BY-NC-SA-4.0",
    url="https://github.com/duckduckgo/tracker-radar",
)


def identify(sample: Sample) -> str:
    """Certain by the keys of any of its four kinds of file."""
    keys = first_keys(sample)
    kinds = ({"domain", "owner", "prevalence"}, {"name", "properties", "displayName"})
    maps = ({"aliases", "properties"}, {"entityName"})
    return "certain" if any(kind <= keys for kind in (*kinds, *maps)) else "no"


def read(sample: Sample, joiner: Joiner) -> Batch:
    """What a file says; raises BadInput."""
    value = value_of(sample)
    if not isinstance(value, dict):
        raise BadInput("holds no object", input=sample.path)
    if isinstance(value.get("domain"), str):
        rows = tuple(_domain(value, joiner))
        return Batch(source=SOURCE, organisations=rows, cookies=tuple(_cookies(value, rows)))
    if isinstance(value.get("trackers"), dict):
        return Batch(source=SOURCE, organisations=tuple(_blocklist(value, joiner)))
    return Batch(source=SOURCE, organisations=tuple(_entities(value, joiner)))


def _blocklist(value: Mapping[str, Any], joiner: Joiner) -> Iterator[OrganisationRow]:
    """The one file that is made of all of it for the browsers (tds.json): trackers, and entities with their domains."""
    for each in value["trackers"].values():
        if isinstance(each, dict):
            yield from _domain(each, joiner)
    entities = value.get("entities")
    for name, each in entities.items() if isinstance(entities, dict) else ():
        if isinstance(each, dict):
            yield from _entity(one_line(name, 160), each, texts_in(each, "domains", 253), joiner)


def _domain(value: Mapping[str, Any], joiner: Joiner) -> Iterator[OrganisationRow]:
    name = host(text_in(value, "domain", 253))
    owner = value.get("owner")
    known: Mapping[str, Any] = owner if isinstance(owner, dict) else {}
    if name is None or "." not in name:
        return
    title = text_in(known, "displayName", 160) or text_in(known, "name", 160)
    main = joiner.owned(name) or joiner.name(title) or joiner.name(text_in(known, "name", 160))
    main = main or joiner.domain(text_in(known, "url", 500)) or joiner.domain(name)
    if main:
        yield OrganisationRow(
            id=main,
            name=title or name,
            names=tuple(each for each in (text_in(known, "name", 160),) if each and each != title),
            domains=(name,),
            web=web_address(text_in(known, "privacyPolicy", 1000)),
            category=_category(value),
            tracker=True,
        )


def _category(value: Mapping[str, Any]) -> CookieCategory:
    return category_of(SOURCE.key, texts_in(value, "categories"))


def _cookies(value: Mapping[str, Any], rows: tuple[OrganisationRow, ...]) -> Iterator[CookieRow]:
    """First-party cookies that its scripts were seen to set, with the time they live."""
    seen: set[str] = set()
    resources = value.get("resources")
    for each in resources if isinstance(resources, list) and rows else ():
        cookies = each.get("firstPartyCookies") if isinstance(each, dict) else None
        for written, facts in cookies.items() if isinstance(cookies, dict) else ():
            name = one_line(written)[:LIMIT]
            if not name or name in seen:
                continue
            seen.add(name)
            lives = facts.get("ttl") if isinstance(facts, dict) else None
            seconds = int(lives) if isinstance(lives, (int, float)) and 0 < lives < 10**10 else 0
            yield CookieRow(
                cookie=name,
                category=_category(value),
                organisation=rows[0].id,
                product=rows[0].name,
                lifetime=str(seconds) if seconds else "",
            )


def _entities(value: Mapping[str, Any], joiner: Joiner) -> Iterator[OrganisationRow]:
    """One entity, or a map of entities by name or by domain."""
    if isinstance(value.get("properties"), list):
        yield from _entity(text_in(value, "name", 160), value, texts_in(value, "properties", 253), joiner)
        return
    for key, each in value.items():
        if not isinstance(each, dict):
            continue
        if "entityName" in each:
            yield from _entity(text_in(each, "entityName", 160), each, (key,), joiner)
        else:
            yield from _entity(one_line(key, 160), each, texts_in(each, "properties", 253), joiner)


def _entity(name: str, value: Mapping[str, Any], domains: tuple[str, ...], joiner: Joiner) -> Iterator[OrganisationRow]:
    hosts = tuple(each for each in map(host, domains) if each and "." in each)
    title = text_in(value, "displayName", 160) or name
    known = next((joiner.owned(each) for each in hosts if joiner.owned(each)), None)
    main = known or joiner.name(title) or joiner.name(name) or (joiner.domain(hosts[0]) if hosts else None)
    if main and title and hosts:
        yield OrganisationRow(
            id=main,
            name=title,
            names=tuple(each for each in (name,) if each and each != title),
            domains=hosts,
            tracker=True,
        )
