"""Reads what a site says about Do Not Track: a tracking status (W3C TPE of 2019, retired), or EFF's policy as a text.

EFF's policy (`/.well-known/dnt-policy.txt`) counts only word for word: its digests are those that EFF publishes.
"""

import csv
import functools
import hashlib
import re
from collections.abc import Mapping
from importlib import resources

from cookietui.core.declaration import Channel, Contact, Declaration, OfferedRight, Technology
from cookietui.core.json_place import Place, open_json
from cookietui.core.site import host, same_site
from cookietui.core.text import one_line
from cookietui.core.words import TechnologyStance
from cookietui.readers._sheet import Sheet
from cookietui.sources.sample import Sample

TITLE = "Do Not Track status"
KIND = "either"
_POLICY = re.compile(r"\s*(?:#\s*)?(Do Not Track Compliance Policy)\b")
_STANCES: Mapping[str, TechnologyStance] = {"N": "used", "T": "not-used", "D": "not-used"}
"""Used means honoured; what the others say depends on the request."""
_MEANINGS = {
    "N": "not tracking", "T": "tracking", "C": "tracking with consent", "P": "tracking with a consent it looks for",
    "D": "disregarding the signal", "G": "a gateway to others", "?": "depends on the request",
    "!": "under construction", "U": "updated by the request",
}  # fmt: skip
_URL = 500


def identify(sample: Sample) -> str:
    """`certain` for JSON whose tracking value is one of the nine signs, `fallback` for a copy of EFF's policy."""
    if sample.json is None:
        head = sample.head[:200].decode("utf-8", "replace").removeprefix("\ufeff")
        return "fallback" if _POLICY.match(head) else "no"
    value = sample.json[0] if sample.json else None
    sign = value.get("tracking") if isinstance(value, dict) else None
    return "certain" if isinstance(sign, str) and sign in _MEANINGS else "no"


def read(sample: Sample) -> Declaration:
    """The status, the policy and the controls it points to; raises BadInput."""
    if sample.json is None:
        return _policy(sample)
    fields = open_json(sample.text, sample.path).fields()
    sheet = Sheet(sample)
    said = fields["tracking"]
    sign = said.text or "?"
    at = _at(sheet, said)
    technology = Technology(kind="do-not-track", stance=_STANCES.get(sign, "mentioned"), evidence=(at,))
    sheet.note(f"Do Not Track is historic; the status is {sign}, {_MEANINGS[sign]}", at)
    parties = [(text, row) for row in _rows(fields, "same-party") if (text := row.text)]
    if parties:
        named = ", ".join(one_line(text, 60) for text, _ in parties[:20])
        sheet.note(f"names as the same party: {named}", *(_at(sheet, row) for _, row in parties[:20]))
    site = next((text for row in _rows(fields, "controller") if (text := row.text)), None)
    contacts = tuple(_contacts(sheet, fields, site))
    return sheet.declaration("dnt", site, technologies=(technology,), contacts=contacts, rights=_rights(sheet, fields))


@functools.cache
def _known() -> Mapping[str, tuple[str, str]]:
    """SHA-1 of the texts that EFF published, to their name and whether they count."""
    file = resources.files("cookietui") / "data" / "dnt_policies.csv"
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    return {row["sha1"]: (row["name"], row["counts"]) for row in rows}


def _policy(sample: Sample) -> Declaration:
    """Whether a text is EFF's policy word for word; what else it says is read as any policy is."""
    sheet = Sheet(sample, sample.page.text)
    title = _POLICY.search(sample.page.text[:400])
    at = (sheet.book.span(*title.span(1)),) if title else ()
    name, counts = _known().get(hashlib.sha1(sample.data, usedforsecurity=False).hexdigest(), ("", ""))
    if counts == "yes":
        technology = Technology(kind="do-not-track", stance="used", evidence=at)
        return sheet.declaration("dnt", technologies=(technology,))
    what = f"it is EFF's {name}" if name else "it is no word for word copy of EFF's policy"
    sheet.note(f"this statement on Do Not Track does not count as EFF's: {what}", *at)
    return sheet.declaration("dnt")


def _at(sheet: Sheet, place: Place) -> int:
    return sheet.book.pointer(f"json:{place.pointer}", place.quote)


def _rows(fields: Mapping[str, Place], key: str) -> tuple[Place, ...]:
    return fields[key].rows() if key in fields else ()


def _contacts(sheet: Sheet, fields: Mapping[str, Place], site: str | None) -> list[Contact]:
    """Its policy."""
    place = fields.get("policy")
    if place is None or not place.text:
        return []
    value = one_line(place.text, _URL)
    own = host(value) is None or not value.startswith("http") or site is None or same_site(value, site)
    return [Contact(kind="web", value=value, roles=("privacy",), same_site=own, evidence=(_at(sheet, place),))]


def _rights(sheet: Sheet, fields: Mapping[str, Place]) -> tuple[OfferedRight, ...]:
    """`config` is a page on which a person gives or takes back the consent to be tracked."""
    place = fields.get("config")
    if place is None or not place.text:
        return ()
    channel = Channel("link", one_line(place.text, _URL))
    return (OfferedRight(right="withdraw-consent", channels=(channel,), evidence=(_at(sheet, place),)),)
