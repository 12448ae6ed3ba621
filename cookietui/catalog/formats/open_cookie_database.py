"""The Open Cookie Database gives patterns, categories, lifetimes and controllers; its descriptions are left out."""

import re
from collections.abc import Iterator, Mapping

from cookietui.catalog.categories import category_of
from cookietui.catalog.formats._tables import rows_of
from cookietui.catalog.joining import Joiner
from cookietui.catalog.platforms import is_software
from cookietui.core.catalogue import Batch, CookieRow, OrganisationRow, Source, folded, web_address
from cookietui.core.duration import read_duration
from cookietui.core.names import pattern_of
from cookietui.core.site import host, registrable
from cookietui.core.text import one_line
from cookietui.core.words import NameMatch
from cookietui.sources.sample import Sample

TITLE = "Open Cookie Database (CSV)"
SOURCE = Source(
    key="open-cookie-database",
    title="Open Cookie Database",
    licence="Apache-2.0",
    url="https://github.com/jkwakman/Open-Cookie-Database",
)
_HEAD = ("Platform", "Category", "Cookie / Data Key name", "Retention period")
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+")
_ADDRESS = "User Privacy & GDPR Rights Portals"
_ALIKE = 7
_UNKNOWN = frozenset({"unknown", "undefined", "varies", "various", ""})


def identify(sample: Sample) -> str:
    """Certain by its head line."""
    head = sample.head.decode("utf-8", "replace").split("\n", 1)[0]
    return "certain" if all(word in head for word in _HEAD) else "no"


def read(sample: Sample, joiner: Joiner) -> Batch:
    """Cookies, and the privacy pages of those who set them; raises BadInput."""
    rows = [row for row in rows_of(sample) if row.get("Cookie / Data Key name", "").strip()]
    cookies = [_cookie(row, joiner) for row in rows]
    organisations: dict[str, OrganisationRow] = {}
    for row, cookie in zip(rows, cookies, strict=True):
        if cookie.organisation:
            organisations.setdefault(cookie.organisation, _organisation(row, cookie.organisation))
    return Batch(source=SOURCE, cookies=tuple(dict.fromkeys(cookies)), organisations=tuple(organisations.values()))


def _cookie(row: Mapping[str, str], joiner: Joiner) -> CookieRow:
    name, match = _pattern(row)
    domains = tuple(dict.fromkeys(_domains(row.get("Domain", ""))))
    platform = one_line(row.get("Platform", ""), 80)
    software = not domains and is_software(platform)
    return CookieRow(
        cookie=name,
        match=match,
        category=category_of(SOURCE.key, [row.get("Category", "")]),
        organisation=_organisation_of(row, domains, joiner) or "",
        product=platform,
        domains=domains,
        lifetime=_lifetime(row.get("Retention period", "")),
        software=software,
    )


def _pattern(row: Mapping[str, str]) -> tuple[str, NameMatch]:
    """A row with a wildcard means names that begin so."""
    name, match = pattern_of(row["Cookie / Data Key name"])
    if row.get("Wildcard match", "").strip() == "1" and match == "exact":
        return f"{name}*", "prefix"
    return name, match


def _domains(cell: str) -> Iterator[str]:
    """Hosts of a cell such as `.bing.com (3rd party) or .microsoft.com (3rd party)`."""
    for found in _HOST.findall(cell):
        name = host(found)
        if name and registrable(name):
            yield name


def _organisation_of(row: Mapping[str, str], domains: tuple[str, ...], joiner: Joiner) -> str | None:
    """By the owner of its domain, the name of its controller or platform, its privacy page, its domain."""
    for domain in domains:
        known = joiner.owned(domain)
        if known:
            return known
    controller, platform = one_line(row.get("Data Controller", "")), one_line(row.get("Platform", ""))
    known = joiner.name(controller) or joiner.named(controller or platform) or joiner.name(platform)
    if known:
        return known
    page = web_address(row.get(_ADDRESS, ""))
    if page and (not joiner.owned(page) or _alike(joiner.owned(page), row)):
        return joiner.domain(page)
    for address in (*domains, one_line(row.get("Data Controller", "")), one_line(row.get("Platform", ""))):
        if "." in address and " " not in address and joiner.domain(address):
            return joiner.domain(address)
    return None


def _alike(domain: str | None, row: Mapping[str, str]) -> bool:
    """Whether a domain begins like the name of the controller: many pages lie with a host that has no part in it."""
    start = folded(row.get("Data Controller", "")).replace(" ", "")[:_ALIKE]
    return bool(domain and len(start) == _ALIKE and domain.startswith(start))


def _organisation(row: Mapping[str, str], identifier: str) -> OrganisationRow:
    page = web_address(row.get(_ADDRESS, ""))
    return OrganisationRow(
        id=identifier,
        name=one_line(row.get("Data Controller", "") or row.get("Platform", ""), 120),
        domains=(identifier,),
        web=page,
    )


def _lifetime(cell: str) -> str:
    text = one_line(cell)
    if text.casefold() in _UNKNOWN:
        return ""
    found = read_duration(text)
    if found.seconds:
        return str(found.seconds)
    if found.session:
        return "session"
    return "" if found.unknown else "endless"
