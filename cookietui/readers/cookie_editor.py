"""Reads the JSON lists of cookies that Cookie-Editor, EditThisCookie and many other programs export."""

from typing import Any

from cookietui.core.errors import BadInput
from cookietui.core.observation import Observation, ObservedSource
from cookietui.core.site import host
from cookietui.core.tally import Tally
from cookietui.sources.cookie_json import NO_HOST, cookies_of, looks_like_cookie
from cookietui.sources.sample import Sample

TITLE = "Cookie export (JSON)"
KIND = "file"
ITEMS = ("[]", "cookies/[]")
_OTHERS = frozenset({"origins", "hosts", "uri_ins"})
"""Keys of other formats that hold cookies too."""
_KEYS = frozenset({"name", "domain", "host"})
"""An object with none of these keys, but with others, is about something else."""


def identify(sample: Sample) -> str:
    """`certain` for a list of cookies, alone or as `cookies` of an object; `fallback` for a list of nothing else."""
    found = sample.json
    if found is None:
        return "no"
    entries = _entries(found[0])
    if entries is None:
        return "no"
    if any(looks_like_cookie(entry) for entry in entries):
        return "certain"
    foreign = any(isinstance(entry, dict) and entry and not _KEYS & set(entry) for entry in entries)
    return "no" if foreign or any(not isinstance(entry, dict) for entry in entries) else "fallback"


def read(sample: Sample) -> Observation:
    """The cookies of the list; raises BadInput where every domain in it is none."""
    value, odd = sample.json_of(*ITEMS)
    entries = _entries(value) or []
    page = host(str(value.get("url") or "")) if isinstance(value, dict) else None
    tally = Tally()
    cookies = cookies_of(entries, tally, values=sample.values, page=page)
    if not cookies and tally.count(NO_HOST):
        raise BadInput("holds cookies, but none for a host: their domains are no host names", input=sample.path)
    source = ObservedSource(reader="cookie_editor", path=sample.path, sha256=sample.sha256, site=page)
    return Observation(source=source, cookies=tuple(cookies), problems=(*odd, *tally.problems()))


def _entries(value: object) -> list[Any] | None:
    """The list of cookies in the value, None where it has none or is another format with cookies in it."""
    if isinstance(value, list):
        return value
    if not isinstance(value, dict) or _OTHERS & set(value):
        return None
    inside = value.get("cookies")
    return inside if isinstance(inside, list) else None
