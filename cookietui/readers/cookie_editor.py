"""Reads the JSON lists of cookies that Cookie-Editor, EditThisCookie and many other programs export."""

from collections.abc import Iterator
from typing import Any

from cookietui.core.errors import BadInput
from cookietui.core.observation import Observation, ObservedSource
from cookietui.core.site import host
from cookietui.core.tally import Tally
from cookietui.sources.cookie_json import NO_HOST, cookies_of, is_whole_cookie, looks_like_cookie
from cookietui.sources.sample import Sample

TITLE = "Cookie export (JSON)"
KIND = "file"
ITEMS = ("[]", "cookies/[]", "{}/[]", "{}/{}/[]")
_OTHERS = frozenset({"origins", "hosts", "uri_ins", "log"})
"""Keys of other formats that hold cookies too."""
_KEYS = frozenset({"name", "domain", "host"})
"""An object with none of these keys, but with others, is about something else."""
_DEEP = 2
"""Objects around the one that holds cookies: an answer of a browser, or domain, path and name."""


def identify(sample: Sample) -> str:
    """`certain` for a list of cookies, alone or within an object; `fallback` for a list of nothing else."""
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
    """The cookies of the list; raises BadInput where it has some, but none of them belongs to a host."""
    value, odd = sample.json_of(*ITEMS)
    entries = _entries(value) or []
    page = host(str(value.get("url") or "")) if isinstance(value, dict) else None
    tally = Tally()
    cookies = cookies_of(entries, tally, values=sample.values, page=page)
    if not cookies and tally.count(NO_HOST):
        raise BadInput("holds cookies, but none for a host: their domains are no host names", input=sample.path)
    if not cookies and any(map(_is_homeless, entries)):
        raise BadInput("holds no cookie that says for which host it is (no domain)", input=sample.path)
    source = ObservedSource(reader="cookie_editor", path=sample.path, sha256=sample.sha256, site=page)
    return Observation(source=source, cookies=tuple(cookies), problems=(*odd, *tally.problems()))


def _is_homeless(entry: object) -> bool:
    """Whether an entry is a name with a value, and says nothing of a host."""
    return isinstance(entry, dict) and {"name", "value"} <= entry.keys() and not {"domain", "host"} & entry.keys()


def _entries(value: object) -> list[Any] | None:
    """The list of cookies in the value, None where it has none or is another format with cookies in it."""
    if isinstance(value, list):
        return value
    if not isinstance(value, dict) or _OTHERS & set(value):
        return None
    inside = value.get("cookies")
    if isinstance(inside, list):
        return inside
    return [value] if is_whole_cookie(value) else list(_within(value)) or None


def _within(value: dict[str, Any], deep: int = 0) -> Iterator[Any]:
    """The cookies in the lists and objects of an object: of a DevTools or WebDriver answer, or filed by domain."""
    for each in value.values():
        if isinstance(each, list) and any(map(is_whole_cookie, each)):
            yield from each
        elif is_whole_cookie(each):
            yield each
        elif isinstance(each, dict) and deep < _DEEP:
            yield from _within(each, deep + 1)
