"""Reads a TCF vendor's device-storage disclosure: what it stores where, for how long and for which purposes.

IAB Tech Lab, "Vendor Device Storage & Operational Disclosures" 1.1, and the earlier form with one `domain` an entry.
"""

from collections.abc import Mapping

from cookietui.core.declaration import Declaration, Vendor
from cookietui.core.duration import Duration, of_seconds
from cookietui.core.json_place import Place, open_json
from cookietui.core.purposes import category_of, weightiest
from cookietui.core.site import registrable
from cookietui.core.text import one_line
from cookietui.core.words import CookieCategory, Storage
from cookietui.readers._sheet import Said, Sheet, hosts_of
from cookietui.sources.sample import Sample

TITLE = "TCF device-storage disclosure"
KIND = "file"
_STORAGES: Mapping[str, Storage] = {"cookie": "cookie", "web": "local-storage", "app": "other"}
_LONG = 10 * 365 * 86400
"""Seconds above which a lifetime is more likely one in milliseconds."""
_NAME = 300


def identify(sample: Sample) -> str:
    """`certain` for a JSON object with a list of disclosures, or of domains and of SDKs."""
    value = sample.json[0] if sample.json else None
    if not isinstance(value, dict):
        return "no"
    lists = {key for key in ("disclosures", "domains", "sdks") if isinstance(value.get(key), list)}
    return "certain" if "disclosures" in lists or len(lists) > 1 else "no"


def read(sample: Sample) -> Declaration:
    """The stored items, the vendor's domains and SDKs; raises BadInput."""
    top = open_json(sample.text, sample.path).fields()
    sheet = Sheet(sample)
    entries = [row.fields() for row in _rows(top, "disclosures")]
    for entry in entries:
        _entry(sheet, entry)
    for row in _rows(top, "domains"):
        _domain(sheet, row)
    for row in _rows(top, "sdks"):
        name = row.fields().get("name")
        if name is not None and name.text:
            sheet.vendor(Vendor(name=one_line(name.text, _NAME), evidence=(_at(sheet, name),)))
    if not entries:
        sheet.note("the vendor discloses nothing that it stores")
    return sheet.declaration("device-storage", _site(top))


def _rows(top: Mapping[str, Place], key: str) -> tuple[Place, ...]:
    return top[key].rows() if key in top else ()


def _at(sheet: Sheet, place: Place) -> int:
    return sheet.book.pointer(f"json:{place.pointer}", place.quote)


def _entry(sheet: Sheet, entry: Mapping[str, Place]) -> None:
    """One disclosure; what is wrong with it becomes a problem and the rest is kept."""
    name = entry.get("identifier")
    if name is None or not (name.text or "").strip():
        sheet.unread("an entry without an identifier was left out")
        return
    kind = entry.get("type")
    storage = _STORAGES.get((kind.text or "").lower() if kind else "", "other")
    places = [name, *(entry[key] for key in ("maxAgeSeconds", "purposes") if key in entry)]
    evidence = tuple(_at(sheet, place) for place in places)
    numbers = [int(row.number) for row in _rows(entry, "purposes") if row.number is not None]
    odd = [number for number in numbers if not 0 < number <= _HIGHEST_PURPOSE]
    if odd:
        sheet.unread(f"{one_line(name.text or '', 60)}: there is no purpose {odd[0]}", *evidence[:1])
    said = Said(
        name=name.text or "",
        domains=_domains(entry),
        category=_category(entry, numbers),
        lifetime=_lifetime(sheet, entry, storage, evidence),
        storage=storage,
        purpose=text.text if (text := entry.get("description")) else None,
        basis="consent" if 1 in numbers else None,
        evidence=evidence,
    )
    sheet.cookie(said)


_HIGHEST_PURPOSE = 24
"""Bits that a consent string has for purposes."""


def _domains(entry: Mapping[str, Place]) -> tuple[str, ...]:
    """The newer list and the older single domain; a lone `*` is any site that embeds the vendor."""
    found = [row.text for row in _rows(entry, "domains")]
    single = entry.get("domain")
    return tuple(text for text in (*found, single.text if single else None) if text)


def _category(entry: Mapping[str, Place], numbers: list[int]) -> CookieCategory | None:
    """By its purposes; the cookie that keeps an opt-out is necessary, whatever else is said of it."""
    opt_out = entry.get("optOut")
    if opt_out is not None and opt_out.flag:
        return "necessary"
    special = [category_of("tcf-special", str(int(row.number or 0))) for row in _rows(entry, "specialPurposes")]
    return weightiest([*(category_of("tcf", str(number)) for number in numbers), *special])


def _lifetime(sheet: Sheet, entry: Mapping[str, Place], storage: Storage, evidence: tuple[int, ...]) -> Duration | None:
    age = entry.get("maxAgeSeconds")
    seconds = age.number if age else None
    if age is None or seconds is None:
        if storage == "cookie":
            name = one_line(entry["identifier"].text or "", 60)
            sheet.unread(f"{name}: how long the cookie is kept is not said", *evidence[:1])
        return None
    if seconds > _LONG:
        years = round(seconds / 31_536_000)
        sheet.note(f"{years} years is a long time: {age.quote} may be milliseconds", *evidence[1:2])
    return of_seconds(int(seconds))


def _domain(sheet: Sheet, row: Place) -> None:
    """A domain that the vendor uses, with what for."""
    fields = row.fields()
    name = fields.get("domain")
    hosts = hosts_of([name.text]) if name is not None and name.text else ()
    if name is None or not hosts:
        return
    use = fields.get("use")
    evidence = tuple(_at(sheet, place) for place in (name, use) if place is not None)
    owner = sheet.sample.knowledge.owner(hosts[0])
    category: CookieCategory = owner.category if owner else "unclassified"
    label = f"{name.text}: {use.text}" if use is not None and use.text else name.text or ""
    sheet.vendor(Vendor(name=one_line(label, _NAME), domain=hosts[0], category=category, evidence=evidence))


def _site(top: Mapping[str, Place]) -> str | None:
    """The one registrable domain that the vendor's own domains, else those of what it stores, lie on."""
    own = [fields["domain"].text or "" for row in _rows(top, "domains") if "domain" in (fields := row.fields())]
    used = [domain for row in _rows(top, "disclosures") for domain in _domains(row.fields())]
    for written in (own, used):
        domains = {registrable(name) for name in hosts_of(written)}
        if len(domains) == 1:
            return domains.pop()
    return None
