"""A recording may hold visits to several sites: each entry belongs to a page, and each page to its site."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from cookietui.core import site
from cookietui.core.observation import ObservedCookie, SeenRequest, Visit


class Entry(msgspec.Struct, frozen=True):
    """What counts of one entry."""

    host: str
    path: str
    page: str | None
    """The pageref."""
    address: str
    redirected: bool
    moment: int | None
    request: Mapping[str, Any]
    response: Mapping[str, Any]


def as_object(value: object) -> Mapping[str, Any]:
    """The object, an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def as_list(value: object) -> list[Any]:
    """The list, an empty one for anything else; Internet Explorer writes a list of one as what is in it."""
    if isinstance(value, dict) and ("name" in value or "request" in value):
        return [value]
    return value if isinstance(value, list) else []


def headers(message: Mapping[str, Any], name: str) -> list[str]:
    """The values of a header (`name` in lower case); some programs join several of one name with line ends."""
    found: list[str] = []
    for header in as_list(message.get("headers")):
        title, value = as_object(header).get("name"), as_object(header).get("value")
        if isinstance(title, str) and isinstance(value, str) and title.lower() == name:
            found += [line for line in value.split("\n") if line.strip()]
    return found


class _Tab:
    """What is open in one window, as far as the program that wrote tells windows apart."""

    def __init__(self, page: str | None) -> None:
        self.page = page
        self.redirected = False
        """Whether the last document led elsewhere, so that the next one is the same page."""
        self.opened: dict[str, str] = {}
        """Host to its page."""


def paged(entries: Sequence[Entry]) -> Sequence[Entry]:
    """The entries with a page each: programs name none (a proxy), or one for all that a window opened one by one.

    Browsers say what they open as a page (Fetch Metadata, Sec-Fetch-Dest). An entry belongs to the page that it says
    it comes from (RFC 9110, 10.1.3, Referer), else to the one that was opened last.
    """
    found: list[Entry] = []
    tabs: dict[str | None, _Tab] = {}
    for number, entry in enumerate(entries):
        tab = tabs.setdefault(entry.page, _Tab(entry.page))
        if _opens(entry):
            if not tab.redirected and (tab.page is None or tab.opened):
                tab.page = f"page {number}"
            tab.redirected = entry.redirected
            page = tab.page
            if page is not None:
                tab.opened[entry.host] = page
        else:
            origin = next((site.host(each) for each in headers(entry.request, "referer")), None)
            page = tab.opened.get(origin or "", tab.page)
        found.append(msgspec.structs.replace(entry, page=page))
    return found


def _opens(entry: Entry) -> bool:
    """Whether a browser opens it as a page, not ahead of time and not to save it as a file."""
    if "document" not in headers(entry.request, "sec-fetch-dest"):
        return False
    ahead = any(headers(entry.request, name) for name in ("sec-purpose", "purpose"))
    saved = any(each.lower().startswith("attachment") for each in headers(entry.response, "content-disposition"))
    return not ahead and not saved


def pages(entries: Iterable[Entry]) -> dict[str | None, str]:
    """The host of each page by its id: that of the first entry that was answered, not sent elsewhere.

    Entries that name no page belong to the first one.
    """
    found: dict[str | None, str] = {}
    settled: set[str | None] = set()
    for entry in entries:
        if entry.page not in settled:
            found[entry.page] = entry.host
            if not entry.redirected:
                settled.add(entry.page)
    if None in found and len(found) > 1:
        found[None] = next(host for page, host in found.items() if page is not None)
    return found


def tops(entries: Iterable[Entry], hosts: Mapping[str | None, str]) -> dict[str | None, str]:
    """The site of each page with its scheme, as browsers partition by it; `hosts`: as `pages` gives them."""
    found: dict[str | None, str] = {}
    for entry in entries:
        if entry.host == hosts[entry.page] and entry.page not in found:
            found[entry.page] = f"{entry.address.partition(':')[0].lower()}://{_site(entry.host)}"
    return found


def requests(entries: Iterable[Entry]) -> Iterator[SeenRequest]:
    """The hosts with how often they were asked, the busiest first."""
    counts: dict[str, int] = {}
    for entry in entries:
        counts[entry.host] = counts.get(entry.host, 0) + 1
    for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        yield SeenRequest(host=name, domain=site.registrable(name, icann=True), count=count)


class Visits:
    """Where each cookie was set or sent, site by site."""

    def __init__(self, hosts: Mapping[str | None, str]) -> None:
        """`hosts`: as `pages` gives them."""
        self._hosts = hosts
        self._first: dict[str, str] = {}
        for host in hosts.values():
            self._first.setdefault(_site(host), host)
        self._seen: dict[tuple[str, str], set[str]] = {}
        """Name and host, or what a host ends with, to the sites at which it was seen."""

    def note(self, name: str, host: str, page: str) -> None:
        """A cookie of that name was set for a host, or sent to it, on a page of the host `page`."""
        for ending in endings(host):
            self._seen.setdefault((name, ending), set()).add(_site(page))

    def all(self, cookies: Sequence[ObservedCookie], entries: Sequence[Entry]) -> tuple[Visit, ...]:
        """What belongs to each site; empty where there is one alone."""
        if len(self._first) < 2:  # noqa: PLR2004 - one site has all
            return ()
        places: dict[str, list[int]] = {each: [] for each in self._first}
        for place, cookie in enumerate(cookies):
            for each in self._seen.get((cookie.name, cookie.domain), ()):
                places[each].append(place)
        asked: dict[str, list[Entry]] = {each: [] for each in self._first}
        for entry in entries:
            asked[_site(self._hosts[entry.page])].append(entry)
        return tuple(
            Visit(site=host, cookies=tuple(places[each]), requests=tuple(requests(asked[each])))
            for each, host in self._first.items()
        )


def endings(host: str) -> Iterator[str]:
    """The host and the domains above it: `a.b.c`, `b.c`, `c`."""
    while host:
        yield host
        host = host.partition(".")[2]


def _site(host: str) -> str:
    return site.registrable(host) or host
