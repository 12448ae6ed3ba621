"""Reads a HAR 1.1 or 1.2: cookies that were set and sent, and hosts that were asked, each told apart by the page."""

import re
import urllib.parse
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from cookietui.core import moment, site
from cookietui.core.errors import BadInput
from cookietui.core.observation import LAST, Observation, ObservedCookie, ObservedSource
from cookietui.core.set_cookie import ended, set_cookie, unfolded
from cookietui.core.tally import Tally
from cookietui.core.text import plain
from cookietui.core.words import Party
from cookietui.readers._har_visits import (
    Entry,
    Visits,
    as_list,
    as_object,
    endings,
    headers,
    paged,
    pages,
    requests,
    tops,
)
from cookietui.sources.consent import kind_of
from cookietui.sources.cookie_json import cookies_of
from cookietui.sources.sample import Sample

TITLE = "HAR recording"
KIND = "file"
ITEMS = ("log/entries/[]", "entries/[]")
NO_LOG = "is no HAR: it holds no log"
NO_LIST = "entries that are no list, skipped"
NO_ADDRESS = "entries without an address that can be read, skipped"
NO_NETWORK = "entries that asked no host (data:, blob:, file: and the like), left out"
REFUSED = "Set-Cookie lines that a browser refuses, left out"
DELETED = "Set-Cookie lines that delete a cookie, so that it is not there"
BLOCKED = "requests that the browser blocked before they were sent, counted all the same"
SECONDS = "ends of cookies that were over when they were sent: written as milliseconds, read as seconds"
SANITIZED = (
    "no entry holds a cookie: what records Chromium often leaves them out of a HAR (DevTools unless it is exported "
    "with sensitive data), so none shown does not mean none set; entries"
)
_SANITIZERS = frozenset({"WebInspector", "chrome-har", "Chrome HAR Capturer"})
"""Names of programs that write HARs without cookies: Chromium by default since 130, the others with most versions."""
_UNSENT = ("net::ERR_BLOCKED_BY_CLIENT", "net::ERR_BLOCKED_BY_CSP", "net::ERR_BLOCKED_BY_ADMINISTRATOR")
"""What Chromium says of requests that an extension, the page or a policy kept back; other blocks come later."""
_NETWORK = re.compile(r"(?:https?|wss?)://", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{1,40}:", re.IGNORECASE)
_REDIRECT = range(300, 400)


def identify(sample: Sample) -> str:
    """`certain` for a JSON object with a log of entries, and for any JSON in a file of that name."""
    found = sample.json
    if found is None:
        return "no"
    log = _log(found[0])
    known = log is not None and ("entries" in log or "creator" in log)
    return "certain" if known or sample.name.lower().endswith((".har", ".har.json")) else "no"


def read(sample: Sample) -> Observation:
    """The cookies and requests of all entries that can be read; raises BadInput for a HAR without a log."""
    value, odd = sample.json_of(*ITEMS)
    log = _log(value)
    if log is None:
        raise BadInput(NO_LOG, input=sample.path)
    tally = Tally()
    rows = log.get("entries", [])
    if not isinstance(rows, list) and not as_list(rows):
        tally.add(NO_LIST)
    entries = paged(list(_entries(rows, tally)))
    hosts = pages(entries)
    visits = Visits(hosts)
    cookies = _Cookies(tally, visits, tops(entries, hosts), values=sample.values)
    for entry in entries:
        cookies.add(entry, hosts[entry.page])
    found = cookies.all()
    if entries and not cookies.seen and as_object(log.get("creator")).get("name") in _SANITIZERS:
        tally.add(SANITIZED, kind="note", count=len(entries))
    first = next(iter(hosts.values()), None)
    source = ObservedSource(reader="har", path=sample.path, sha256=sample.sha256, site=first)
    return Observation(
        source=source,
        cookies=found,
        requests=tuple(requests(entries)),
        visits=visits.all(found, entries),
        problems=(*odd, *tally.problems()),
    )


def _log(value: object) -> Mapping[str, Any] | None:
    """The log of a HAR, also where it stands alone, as extensions of Chromium get it; None where there is none."""
    if not isinstance(value, dict):
        return None
    alone = isinstance(value.get("entries"), list) and isinstance(value.get("creator"), dict)
    log = value if alone else value.get("log")
    return log if isinstance(log, dict) else None


def _entries(rows: object, tally: Tally) -> Iterator[Entry]:
    """The entries that went to a host."""
    for row in as_list(rows):
        request, response = as_object(as_object(row).get("request")), as_object(as_object(row).get("response"))
        address = request.get("url")
        if not isinstance(address, str) or not address.strip():
            tally.add(NO_ADDRESS)
            continue
        address = address.strip()
        if not _NETWORK.match(address):
            if _SCHEME.match(address):
                tally.add(NO_NETWORK, kind="note")
            else:
                tally.add(NO_ADDRESS)
            continue
        place = _place(address)
        if place is None:
            tally.add(NO_ADDRESS)
            continue
        if response.get("_error") in _UNSENT:
            tally.add(BLOCKED, kind="note")
        started, page, status = row.get("startedDateTime"), row.get("pageref"), response.get("status")
        yield Entry(
            host=place[0],
            path=place[1],
            page=page if isinstance(page, str) else None,
            address=address,
            redirected=isinstance(status, int) and status in _REDIRECT,
            moment=moment.from_text(started) if isinstance(started, str) else None,
            request=request,
            response=response,
        )


def _place(address: str) -> tuple[str, str] | None:
    """Host (an IPv6 address in brackets) and path of an address; None where it has none."""
    try:
        parts = urllib.parse.urlsplit(address)
        name = parts.hostname or ""
    except ValueError:
        return None
    if ":" in name:
        return f"[{name}]", parts.path or "/"
    found = site.host(name) if "@" not in name else None
    return (found, parts.path or "/") if found else None


class _Cookies:
    """Cookies by name, domain and path; one that was set is known better than one that was only sent."""

    def __init__(self, tally: Tally, visits: Visits, tops: Mapping[str | None, str], *, values: bool) -> None:
        self.seen = False
        """Whether any cookie was there, usable or not."""
        self._tally = tally
        self._visits = visits
        self._tops = tops
        self._values = values
        self._set: dict[tuple[str, str, str, str | None], ObservedCookie] = {}
        self._sent: dict[tuple[str, str], ObservedCookie] = {}
        self._below: dict[tuple[str, str], set[str]] = {}
        """Name and domain to the hosts there that it was sent to."""
        self._parties: dict[tuple[str, str], Party] = {}

    def add(self, entry: Entry, page: str) -> None:
        """Take the cookies of an entry that belongs to a page on the host `page`."""
        for fields in _sent(entry.request):
            self.seen = True
            for cookie in self._carried(fields, entry):
                self._visits.note(cookie.name, entry.host, page)
                self._sent.setdefault((cookie.name, cookie.domain), self._placed(cookie, page))
                for ending in endings(cookie.domain):
                    self._below.setdefault((cookie.name, ending), set()).add(cookie.domain)
        for cookie in self._answered(entry):
            if ended(cookie, entry.moment):
                self._delete(cookie)
                continue
            self._visits.note(cookie.name, cookie.domain, page)
            cookie = self._placed(cookie, page)  # noqa: PLW2901 - the same cookie, with its party
            before = self._set.get(_key(cookie))
            created = before.created if before and before.created is not None else cookie.created
            self._set[_key(cookie)] = msgspec.structs.replace(cookie, created=created)

    def _delete(self, gone: ObservedCookie) -> None:
        """Forget what a site deleted; a site that does so says no untruth."""
        self._tally.add(DELETED, kind="note")
        self._set.pop(_key(gone), None)
        for host in self._below.pop((gone.name, gone.domain), ()):
            self._sent.pop((gone.name, host), None)

    def all(self) -> tuple[ObservedCookie, ...]:
        """Every cookie once: what was sent to a host counts only where nothing that was set explains it."""
        known = {(name, domain) for name, domain, *_ in self._set}
        sent = (
            cookie
            for (name, host), cookie in self._sent.items()
            if not any((name, ending) in known for ending in endings(host))
        )
        return (*self._set.values(), *sent)

    def _carried(self, fields: Mapping[str, Any], entry: Entry) -> Iterator[ObservedCookie]:
        """A cookie that was sent: of the host that was asked; Chromium says its own domain and end with it."""
        if fields.get("domain"):
            for found in cookies_of([fields], self._tally, values=self._values):
                yield self._alive(found, entry.moment)
            return
        name, value = fields["name"], fields.get("value")
        known = isinstance(value, str) and self._wanted(name)
        yield ObservedCookie(plain(name), entry.host, value=value if known else None)

    def _alive(self, cookie: ObservedCookie, now: int | None) -> ObservedCookie:
        """What was sent had not ended: some programs (chrome-har) write the seconds of its end as milliseconds."""
        seconds = cookie.expires * 1000 if cookie.expires and now and cookie.expires <= now else 0
        if not now or not now < seconds <= LAST:
            return cookie
        self._tally.add(SECONDS, kind="note")
        return msgspec.structs.replace(cookie, expires=seconds)

    def _answered(self, entry: Entry) -> Iterator[ObservedCookie]:
        """From the Set-Cookie lines, which say most, else from the list of cookies."""
        listed = as_list(entry.response.get("cookies"))
        names = {name for each in listed if isinstance(name := as_object(each).get("name"), str)}
        lines = [each for line in headers(entry.response, "set-cookie") for each in unfolded(line, names)]
        self.seen = self.seen or bool(lines or listed)
        for line in lines:
            found = set_cookie(
                line,
                host=entry.host,
                path=entry.path,
                now=entry.moment,
                value=True,
                safe=_is_safe(entry),
                top=self._tops.get(entry.page),
            )
            if found is None:
                self._tally.add(REFUSED, kind="note")
            else:
                yield found if self._wanted(found.name) else msgspec.structs.replace(found, value=None)
        if not lines:
            whole = [{"domain": entry.host, "hostOnly": True, **_filled(cookie)} for cookie in listed]
            for found in cookies_of(whole, self._tally, values=self._values):
                yield msgspec.structs.replace(found, created=entry.moment)

    def _wanted(self, name: str) -> bool:
        """Whether the value of that cookie is kept: all where the person asks for them, else consent cookies alone."""
        return self._values or kind_of(name) is not None

    def _placed(self, cookie: ObservedCookie, page: str) -> ObservedCookie:
        """The cookie with its party; once a third party's, always one."""
        key = cookie.name, cookie.domain
        if self._parties.get(key) != "third":
            self._parties[key] = site.party(cookie.domain, page)
        return msgspec.structs.replace(cookie, party=self._parties[key])


def _key(cookie: ObservedCookie) -> tuple[str, str, str, str | None]:
    """What tells a cookie from all others of a browser."""
    return cookie.name, cookie.domain, cookie.path, cookie.partition


def _is_safe(entry: Entry) -> bool:
    """Whether a browser takes Secure cookies from there: by an encrypted address, or from this machine itself."""
    if entry.address[:6].lower() in {"https:", "wss://"}:
        return True
    return entry.host in {"localhost", "[::1]"} or entry.host.endswith(".localhost") or entry.host.startswith("127.")


def _filled(cookie: object) -> dict[str, Any]:
    """A listed cookie without empty fields; one that names its domain is for the whole of it."""
    fields = {key: value for key, value in as_object(cookie).items() if value not in (None, "")}
    return {**fields, "hostOnly": False} if "domain" in fields else fields


def _sent(request: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The cookies a request carried, from the list or else the Cookie header; each has a name."""
    listed = as_list(request.get("cookies"))
    for cookie in listed:
        if isinstance(as_object(cookie).get("name"), str):
            yield as_object(cookie)
    if not listed:
        for line in headers(request, "cookie"):
            for pair in line.split(";"):
                name, sign, value = pair.strip().partition("=")
                if sign and name:
                    yield {"name": name, "value": value}
