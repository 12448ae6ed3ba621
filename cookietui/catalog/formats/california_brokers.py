"""The California registry of data brokers changes its head line every year: columns are found by the words in them."""

import re
from collections.abc import Iterator, Mapping, Sequence

from cookietui.catalog.formats._tables import lines_of
from cookietui.catalog.joining import Joiner
from cookietui.core import address
from cookietui.core.catalogue import Batch, OrganisationRow, Source, web_address
from cookietui.core.catalogue import lines_of as address_lines
from cookietui.core.errors import BadInput
from cookietui.core.site import host, registrable
from cookietui.core.text import one_line
from cookietui.sources.sample import Sample

TITLE = "California data broker registry (CSV)"
SOURCE = Source(
    key="california-data-brokers",
    title="California data broker registry",
    licence="public record, not checked",
    url="https://cppa.ca.gov/data_broker_registry/",
)
_COLUMNS: dict[str, tuple[str, ...]] = {
    "name": ("data broker name", "business name"),
    "trade": ("doing business as",),
    "site": ("primary website", "website url"),
    "email": ("primary contact email", "email address"),
    "rights": ("exercise their", "opt out of sale"),
    "street": ("street address", "physical address"),
    "city": ("city",),
    "state": ("state",),
    "zip": ("zip code",),
    "country": ("country",),
}
"""Words of a head cell, the first column that holds one is taken; the place columns stand for the broker itself."""
_HEADS = 5
_SIGNS = str.maketrans({"\u2011": "-", "\u2010": "-", "\u2019": "'", "\u00a0": " ", "\ufeff": ""})
_LINK = re.compile(r"https?://[^\s,;<>\"']{4,500}")
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")


def identify(sample: Sample) -> str:
    """Certain by a name column and a column for the web site within the first lines."""
    head = _plain(sample.head.decode("utf-8", "replace"))
    named = any(word in head for word in _COLUMNS["name"])
    sited = any(word in head for word in _COLUMNS["site"]) and any(word in head for word in _COLUMNS["email"])
    return "certain" if named and sited and "," in head and not head.lstrip().startswith(("{", "[", "<")) else "no"


def read(sample: Sample, joiner: Joiner) -> Batch:
    """Brokers with address, page and e-mail; raises BadInput where no head line is found."""
    lines = lines_of(sample)
    for number, cells in enumerate(lines[:_HEADS]):
        columns = _columns(cells)
        if {"name", "site", "email"} <= columns.keys():
            rows = [{key: row[at] for key, at in columns.items() if at < len(row)} for row in lines[number + 1 :]]
            found = (_broker(row, joiner) for row in rows)
            return Batch(source=SOURCE, organisations=tuple(row for row in found if row is not None))
    raise BadInput("has no head line of the registry", input=sample.path)


def _plain(cell: str) -> str:
    return " ".join(cell.translate(_SIGNS).lower().split())


def _columns(cells: Sequence[str]) -> dict[str, int]:
    """Which column holds what."""
    plain = [_plain(cell) for cell in cells]
    found: dict[str, int] = {}
    for key, words in _COLUMNS.items():
        at = next((at for word in words for at, cell in enumerate(plain) if _is(key, word, cell)), None)
        if at is not None and at not in found.values():
            found[key] = at
    return found


def _is(key: str, word: str, cell: str) -> bool:
    """Short words must begin or end a cell ("data broker city:"), others may stand anywhere in it."""
    if key in {"city", "state", "country"}:
        return bool(re.fullmatch(rf"(?:(?:data broker|business) )?{word}(?: abbreviation)?:?", cell))
    if key == "rights" and "protected individual" in cell:
        return False
    return word in cell and not (key == "site" and "details" in cell)


def _broker(row: Mapping[str, str], joiner: Joiner) -> OrganisationRow | None:
    name = one_line(row.get("name", ""), 160)
    domains = tuple(dict.fromkeys(_hosts(row.get("site", ""))))
    email = next(_emails(row.get("email", "")), "")
    main = joiner.domain(domains[0]) if domains else joiner.domain(email.rpartition("@")[2])
    if not name or not main:
        return None
    rights = _LINK.search(row.get("rights", "").replace(";", " "))
    return OrganisationRow(
        id=main,
        name=name,
        names=tuple(filter(None, [one_line(row.get("trade", ""), 160)])),
        domains=domains,
        email=email,
        post=address_lines(_post(name, row)),
        web=web_address(rights.group()) if rights else "",
    )


def _hosts(cell: str) -> Iterator[str]:
    """Hosts of a cell with several sites, parted by semicolons or lines."""
    for piece in re.split(r"[;,\s]+", cell[:4000]):
        name = host(piece)
        if name and registrable(name):
            yield name.removeprefix("www.")


def _emails(cell: str) -> Iterator[str]:
    for found in _MAIL.findall(cell[:2000]):
        try:
            yield address.parse(found.rstrip(".")).spec
        except BadInput:
            continue


def _post(name: str, row: Mapping[str, str]) -> str:
    street = row.get("street", "").strip()
    if not street:
        return ""
    town = " ".join(one_line(row.get(key, ""), 60) for key in ("city", "state", "zip")).strip()
    return "\n".join(filter(None, [name, street, town, one_line(row.get("country", ""), 60)]))
