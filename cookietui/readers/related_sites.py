"""Reads Related Website Sets: hosts that claim to be one party with a primary site, which is a claim and no more.

The list of all sets, one set, and the file of a member (`/.well-known/related-website-set.json`).
"""

from collections.abc import Iterator, Mapping

from cookietui.core.declaration import Contact, Declaration, Vendor
from cookietui.core.json_place import Place, open_json
from cookietui.core.site import host, registrable
from cookietui.core.text import one_line
from cookietui.readers._sheet import Sheet
from cookietui.sources.sample import Sample

TITLE = "Related Website Sets"
KIND = "file"
_MEMBERS = ("associatedSites", "serviceSites")
_SHOWN = 8
"""Members that a note names."""


def identify(sample: Sample) -> str:
    """`certain` for a list of sets, a set with its primary site, or the file of a member."""
    value = sample.json[0] if sample.json else None
    if not isinstance(value, dict):
        return "no"
    sets = value.get("sets")
    rows = sets if isinstance(sets, list) else [value]
    row = rows[0] if rows and isinstance(rows[0], dict) else {}
    known = isinstance(row.get("primary"), str) and (
        set(row) == {"primary"} or set(row) & {*_MEMBERS, "ccTLDs", "rationaleBySite"} or isinstance(sets, list)
    )
    return "certain" if known else "no"


def read(sample: Sample) -> Declaration:
    """The members of every set, or of the one the named site is in; raises BadInput."""
    top = open_json(sample.text, sample.path)
    fields = top.fields()
    sheet = Sheet(sample)
    rows = fields["sets"].rows() if "sets" in fields else (top,)
    sets = [row.fields() for row in rows]
    own = registrable(sample.site) if sample.site else None
    mine = [found for found in sets if own in {registrable(name) for name, _ in _named(found)}] if own else []
    contacts: list[Contact] = []
    for found in mine or sets:
        _set(sheet, found)
        if len(mine or sets) == 1:
            contacts += _contact(sheet, found)
    primary = _host(sets[0].get("primary")) if len(sets) == 1 else None
    name = None if primary or sample.site else TITLE
    return sheet.declaration("related-sites", primary, name=name, contacts=tuple(contacts))


def _host(place: Place | None) -> str | None:
    return host(place.text) if place is not None and place.text else None


def _named(found: Mapping[str, Place]) -> Iterator[tuple[str, Place]]:
    """Every host of a set with its place, the primary one first, country variants last."""
    places = [found["primary"]] if "primary" in found else []
    for key in _MEMBERS:
        places += found[key].rows() if key in found else ()
    for _, variants in found["ccTLDs"].items() if "ccTLDs" in found else ():
        places += variants.rows()
    for place in places:
        name = _host(place)
        if name:
            yield name, place


def _set(sheet: Sheet, found: Mapping[str, Place]) -> None:
    named = list(_named(found))
    if not named:
        sheet.unread("a set without a primary site was left out")
        return
    primary = named[0][0]
    indices = []
    for name, place in named:
        indices.append(sheet.book.pointer(f"json:{place.pointer}", place.quote))
        owner = sheet.sample.knowledge.owner(name)
        category = owner.category if owner else "unclassified"
        sheet.vendor(Vendor(name=name, domain=name, category=category, evidence=(indices[-1],)))
    others = [name for name, _ in named[1:]]
    if others:
        more = f" and {len(others) - _SHOWN} more" if len(others) > _SHOWN else ""
        text = f"{', '.join(others[:_SHOWN])}{more} claim to be one party with {primary}"
        sheet.note(one_line(text), *indices[: _SHOWN + 1])
    else:
        sheet.note(f"claims to be one party with {primary}", *indices)


def _contact(sheet: Sheet, found: Mapping[str, Place]) -> list[Contact]:
    """Whom a set names for questions."""
    place = found.get("contact")
    text = one_line(place.text or "", 200) if place is not None else ""
    if place is None or "@" not in text or " " in text:
        return []
    evidence = (sheet.book.pointer(f"json:{place.pointer}", place.quote),)
    return [Contact(kind="email", value=text, same_site=True, evidence=evidence)]
