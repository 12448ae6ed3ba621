"""Reads a Playwright storage state: cookies, and what each origin keeps in local storage and IndexedDB."""

from collections.abc import Iterator
from typing import Any

from cookietui.core.observation import Observation, ObservedSource, StoredItem
from cookietui.core.site import host
from cookietui.core.tally import Tally
from cookietui.core.text import plain
from cookietui.core.words import Storage
from cookietui.sources import consent_cookies
from cookietui.sources.consent import kind_of
from cookietui.sources.consent_cookies import Stored
from cookietui.sources.cookie_json import cookies_of
from cookietui.sources.sample import Sample

TITLE = "Playwright storage state"
KIND = "file"
ITEMS = ("cookies/[]", "origins/[]/{}/[]")
_STORES: tuple[tuple[str, Storage], ...] = (
    ("localStorage", "local-storage"),
    ("sessionStorage", "session-storage"),
    ("indexedDB", "indexed-db"),
)
_NO_ITEM = "stored items without a name or origin, skipped"


def identify(sample: Sample) -> str:
    """`certain` for a JSON object with the lists cookies and origins; one of them may be missing or null."""
    value = sample.json[0] if sample.json else None
    if not isinstance(value, dict) or "origins" not in value:
        return "no"
    cookies, origins = value.get("cookies"), value["origins"]
    if isinstance(cookies, list):
        return "certain" if origins is None or isinstance(origins, list) else "no"
    named = isinstance(origins, list) and any(isinstance(each, dict) and _STORES[0][0] in each for each in origins)
    return "certain" if cookies is None and named else "no"


def read(sample: Sample) -> Observation:
    """The cookies and stored items; raises BadInput."""
    value, odd = sample.json_of(*ITEMS)
    tally = Tally()
    origins = value["origins"] or []
    cookies = cookies_of(value.get("cookies") or (), tally, values=sample.values)
    storage = tuple(_stored(origins, tally))
    signals = consent_cookies.signals(_consents(origins), tally)
    source = ObservedSource(reader="playwright_state", path=sample.path, sha256=sample.sha256)
    return Observation(
        source=source, cookies=tuple(cookies), storage=storage, signals=signals, problems=(*odd, *tally.problems())
    )


def _consents(origins: list[Any]) -> Iterator[Stored]:
    """What consent managers keep in local storage."""
    for entry in origins:
        items = entry.get("localStorage") if isinstance(entry, dict) else None
        for item in items if isinstance(items, list) else ():
            name, value = (item.get("name"), item.get("value")) if isinstance(item, dict) else (None, None)
            if isinstance(name, str) and isinstance(value, str) and kind_of(name):
                yield Stored(name, host(str(entry.get("origin"))) or "", None, value)


def _stored(origins: list[Any], tally: Tally) -> Iterator[StoredItem]:
    """The names of what lies under each origin."""
    for entry in origins:
        origin = entry.get("origin") if isinstance(entry, dict) else None
        if not isinstance(origin, str) or not origin:
            tally.add(_NO_ITEM)
            continue
        for key, storage in _STORES:
            items = entry.get(key)
            for item in items if isinstance(items, list) else ():
                name = item.get("name") if isinstance(item, dict) else None
                if isinstance(name, str):
                    yield StoredItem(name=plain(name), origin=plain(origin), storage=storage)
                else:
                    tally.add(_NO_ITEM)
