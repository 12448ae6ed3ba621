"""Company records of datarequests.org give contacts for privacy requests; records of what is gone lead to what is left.

Its comments and templates are left out; of a record's products (`runs`) only the names are kept.
"""

import re
from collections.abc import Container, Iterator, Mapping
from typing import Any

from cookietui.catalog.formats._json_rows import first_keys, objects, text_in, texts_in
from cookietui.catalog.joining import Joiner, is_freemail
from cookietui.core import address
from cookietui.core.catalogue import Batch, OrganisationRow, Source, lines_of, web_address
from cookietui.core.errors import BadInput
from cookietui.core.site import host, registrable
from cookietui.core.words import ContactKind
from cookietui.sources.sample import Sample

TITLE = "company records of datarequests.org (JSON, JSON Lines)"
SOURCE = Source(
    key="datenanfragen",
    title="datarequests.org company database",
    licence="CC0-1.0",
    url="https://github.com/datenanfragen/data",
)
RECORDS = Source(key="datenanfragen-records", title=SOURCE.title, licence=SOURCE.licence, url=SOURCE.url)
"""Of files that hold one record each: they add to the whole database and take no place of it."""
_GONE = {
    "company-merged": "merged",
    "company-acquired": "merged",
    "company-defunct": "closed",
    "gdpr-not-applicable": "European law does not cover it",
    "out-of-scope": "not listed any more",
}
_WAYS: dict[str, ContactKind] = {"email": "email", "webform": "form", "letter": "post"}
_HOST = re.compile(r"\b(?:[\w-]+\.)+[a-z]{2,24}\b", re.IGNORECASE)
_SOFT_HYPHEN = "\u00ad"
"""What a web page may hold inside an address, where a line may be broken."""
_ASIDE = re.compile(r"\s*\([^()]{0,80}\)")
_KINDS = frozenset({"name", "email", "address", "birthdate"})


def identify(sample: Sample) -> str:
    """Certain by the keys that every record has."""
    keys = first_keys(sample)
    return "certain" if {"slug", "name", "sources", "quality"} <= keys else "no"


def read(sample: Sample, joiner: Joiner) -> Batch:
    """Organisations; raises BadInput."""
    records = [row for row in objects(sample) if text_in(row, "slug") and text_in(row, "name")]
    homes = frozenset(home for row in records if (home := _home(row)))
    rows = {text_in(row, "slug"): _organisation(row, joiner, homes) for row in records if "reason" not in row}
    found = list(rows.values())
    for row in records:
        if "reason" in row:
            found += _gone(row, rows, joiner)
    return Batch(source=SOURCE if len(records) > 1 else RECORDS, organisations=tuple(found))


def _organisation(row: Mapping[str, Any], joiner: Joiner, homes: Container[str]) -> OrganisationRow:
    domains = tuple(dict.fromkeys(_domains(row, homes)))
    slug = text_in(row, "slug", 80)
    tracking = text_in(row, "custom-access-template") == "access-tracking"
    return OrganisationRow(
        id=(joiner.domain(domains[0]) if domains else None) or joiner.name(text_in(row, "name")) or slug,
        name=text_in(row, "name", 160),
        names=tuple(dict.fromkeys(_ASIDE.sub("", name) for name in texts_in(row, "runs"))),
        domains=domains,
        email=email_in(row, "email"),
        form=web_address(text_in(row, "webform", 1000)),
        post=lines_of(row["address"]) if isinstance(row.get("address"), str) else "",
        language=text_in(row, "request-language", 8).split("-")[0],
        countries=tuple(c for c in texts_in(row, "relevant-countries", 8) if c != "all"),
        needs=tuple(dict.fromkeys(_needs(row))),
        document=row.get("needs-id-document") is True,
        tracking=tracking,
        suggested=_WAYS.get(text_in(row, "suggested-transport-medium")),
    )


def _home(row: Mapping[str, Any]) -> str | None:
    """The host of its web site; without one, the domain of its e-mail address."""
    name = host(text_in(row, "web", 500))
    mail = email_in(row, "email").rpartition("@")[2].lower()
    if name and registrable(name):
        return name.removeprefix("www.")
    return host(mail) if registrable(mail) and not is_freemail(mail) else None


def _domains(row: Mapping[str, Any], homes: Container[str]) -> Iterator[str]:
    """Its home, then hosts among its products, but for the home of another (a part of "meinestadt.de Singlebörse")."""
    main = _home(row)
    if main is None:
        return
    yield main
    for product in texts_in(row, "runs"):
        for found in _HOST.findall(product):
            other = (host(found) or "").removeprefix("www.")
            if registrable(other, icann=True) and other not in homes:
                yield other


def email_in(row: Mapping[str, Any], key: str) -> str:
    """An address that can be written to, empty for anything else."""
    try:
        return address.parse(text_in(row, key).replace(_SOFT_HYPHEN, "")).spec
    except BadInput:
        return ""


def _needs(row: Mapping[str, Any]) -> Iterator[str]:
    """What must be told, by kind where it is a usual one, else by its label."""
    elements = row.get("required-elements")
    for each in elements if isinstance(elements, list) else ():
        if isinstance(each, dict) and each.get("optional") is not True:
            kind = text_in(each, "type", 20)
            yield kind if kind in _KINDS else text_in(each, "desc", 60)


def _gone(row: Mapping[str, Any], rows: dict[str, OrganisationRow], joiner: Joiner) -> Iterator[OrganisationRow]:
    """A record that is gone: its name leads to the one that took its place, or says why there is none."""
    name, reason = text_in(row, "name", 160), text_in(row, "reason")
    heir = rows.get(text_in(row, "redirect-to"))
    identifier = heir.id if heir else joiner.name(name) or text_in(row, "slug", 80)
    why = _GONE.get(reason, "" if heir else "not listed any more")
    yield OrganisationRow(id=identifier, name=name, gone=why, into=heir.name if heir else "")
