"""Reads inspection.json of the EDPS Website Evidence Collector, and of Blacklight, which took its form over."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from cookietui.core.moment import from_text
from cookietui.core.observation import Observation, ObservedSource, SeenRequest, StoredItem
from cookietui.core.site import host, registrable
from cookietui.core.tally import Tally
from cookietui.core.text import plain
from cookietui.sources import consent_cookies
from cookietui.sources.consent import kind_of
from cookietui.sources.consent_cookies import Stored
from cookietui.sources.cookie_json import cookies_of
from cookietui.sources.sample import Sample

TITLE = "Website Evidence Collector inspection"
KIND = "file"
ITEMS = ("cookies/[]", "localStorage/{}/{}", "beacons/[]", "hosts/requests/{}/[]", "reports/{}/[]")
_ITEMS = "stored items that are damaged, skipped"


def identify(sample: Sample) -> str:
    """`certain` for a JSON object with the address that was visited, the hosts and the cookies."""
    value = sample.json[0] if sample.json else None
    known = isinstance(value, dict) and "uri_ins" in value and {"cookies", "hosts", "beacons"} & set(value)
    return "certain" if known else "no"


def read(sample: Sample) -> Observation:
    """What the collector saw, all of it set during its visit; raises BadInput.

    A domain without a dot may have had one, so that it stays open.
    """
    value, odd = sample.json_of(*ITEMS)
    value = _reported(value)
    tally = Tally()
    page = next((h for key in ("uri_dest", "uri_ins", "host") if (h := host(str(value.get(key) or "")))), None)
    found = cookies_of(_cookies(value, page), tally, values=sample.values, page=page, dots=False)
    start = value.get("start_time")
    visited = from_text(start) if isinstance(start, str) else None
    cookies = [msgspec.structs.replace(each, created=visited) for each in found] if visited else found
    signals = consent_cookies.signals(_consents(value.get("localStorage")), tally)
    source = ObservedSource(reader="evidence_collector", path=sample.path, sha256=sample.sha256, site=page)
    return Observation(
        source=source,
        cookies=tuple(cookies),
        requests=tuple(_requests(value)),
        storage=tuple(_stored(value.get("localStorage"), tally)),
        signals=signals,
        problems=(*odd, *tally.problems()),
    )


def _reported(value: dict[str, Any]) -> dict[str, Any]:
    """The inspection with its cookies and beacons where the collector has them; Blacklight keeps them as reports."""
    reports = value.get("reports")
    if not isinstance(reports, dict):
        return value
    return {**value, "cookies": reports.get("cookies"), "beacons": reports.get("third_party_trackers")}


def _cookies(value: Mapping[str, Any], page: str | None) -> Iterator[Any]:
    """The cookies: one that a script set for its own page has no domain, and one that was only logged no end."""
    for each in _list(value.get("cookies")):
        if not isinstance(each, dict):
            yield each
            continue
        domain = each.get("domain")
        yield {
            **each,
            "domain": page if domain == "" and page else domain,
            "session": each.get("session", None if "expires" in each else False),
        }


def _consents(value: object) -> Iterator[Stored]:
    """What consent managers keep in local storage."""
    for origin, items in value.items() if isinstance(value, dict) else ():
        for name, item in items.items() if isinstance(items, dict) else ():
            content = item.get("value") if isinstance(item, dict) else None
            if isinstance(content, str) and kind_of(name):
                yield Stored(name, host(origin) or "", None, content)


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _requests(value: Mapping[str, Any]) -> Iterator[SeenRequest]:
    """The hosts that were asked; it counts only tracking requests, so that a count is the least there was."""
    hosts = value.get("hosts")
    asked = hosts.get("requests") if isinstance(hosts, dict) else None
    named = [name for part in asked.values() for name in _list(part)] if isinstance(asked, dict) else []
    counts = {name: 1 for name in map(host, filter(_is_text, named)) if name}
    beacons: dict[str, int] = {}
    for beacon in _list(value.get("beacons")):
        address = beacon.get("url") if isinstance(beacon, dict) else None
        name = host(address) if isinstance(address, str) else None
        if name:
            seen = beacon.get("occurrances", beacon.get("occurances"))
            beacons[name] = beacons.get(name, 0) + (seen if isinstance(seen, int) and seen > 0 else 1)
    for name in sorted({*counts, *beacons}):
        yield SeenRequest(host=name, domain=registrable(name, icann=True), count=max(1, beacons.get(name, 0)))


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _stored(value: object, tally: Tally) -> Iterator[StoredItem]:
    """Local storage by origin."""
    for origin, items in value.items() if isinstance(value, dict) else ():
        if not isinstance(items, dict):
            tally.add(_ITEMS)
            continue
        for name in items:
            yield StoredItem(name=plain(name), origin=plain(origin))
