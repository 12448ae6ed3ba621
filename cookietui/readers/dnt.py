"""Reads a DNT tracking status (`/.well-known/dnt/`): what the site says it does (W3C TPE of 2019, retired)."""

from collections.abc import Mapping

from cookietui.core.declaration import Channel, Contact, Declaration, OfferedRight, Technology
from cookietui.core.json_place import Place, open_json
from cookietui.core.site import host, same_site
from cookietui.core.text import one_line
from cookietui.core.words import TechnologyStance
from cookietui.readers._sheet import Sheet
from cookietui.sources.sample import Sample

TITLE = "Do Not Track status"
KIND = "file"
_STANCES: Mapping[str, TechnologyStance] = {"N": "used", "T": "not-used", "D": "not-used"}
"""Used means honoured; what the others say depends on the request."""
_MEANINGS = {
    "N": "not tracking", "T": "tracking", "C": "tracking with consent", "P": "tracking with a consent it looks for",
    "D": "disregarding the signal", "G": "a gateway to others", "?": "depends on the request",
    "!": "under construction", "U": "updated by the request",
}  # fmt: skip
_URL = 500


def identify(sample: Sample) -> str:
    """`certain` for a JSON object whose tracking value is one of the nine signs."""
    value = sample.json[0] if sample.json else None
    sign = value.get("tracking") if isinstance(value, dict) else None
    return "certain" if isinstance(sign, str) and sign in _MEANINGS else "no"


def read(sample: Sample) -> Declaration:
    """The status, the policy and the controls it points to; raises BadInput."""
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
