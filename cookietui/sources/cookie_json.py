"""Cookies written as JSON objects differ between programs in the names of keys alone: one function reads them all."""

import re
from collections.abc import Iterable
from typing import Any

from cookietui.core import moment, site
from cookietui.core.observation import FIRST, ObservedCookie
from cookietui.core.partition import partition_of
from cookietui.core.set_cookie import LONGEST
from cookietui.core.tally import Tally
from cookietui.core.text import one_line, plain
from cookietui.core.words import Party
from cookietui.sources.consent import kind_of

NO_COOKIE = "entries that are no cookie (no name or no domain), skipped"
NO_HOST = "cookies whose domain is no host name, skipped"
LONG_HOST = "cookies whose domain is longer than a host name can be, skipped"
LONG_NAME = "names longer than any browser takes, cut"
ODD_NAME = "names with characters that cannot be shown, made harmless"
NO_DATE = "dates that cannot be read or that no calendar holds, left out"
SUFFIX = "cookies set for a whole public suffix, which browsers refuse"
_EXPIRY = ("expirationDate", "expires", "expiry", "expiresUTC", "expires_utc")
_SAME_SITE = {"none": "none", "no_restriction": "none", "lax": "lax", "strict": "strict"}
_ADDRESS = re.compile(r"\[[0-9a-f:.]+(?:%[\w.-]+)?\]")
_SCHEME = re.compile(r"\Ahttps?://", re.IGNORECASE)
_PORT = re.compile(r":\d{1,5}\Z")
_LONGEST_HOST = 253
_CONTAINER = "firefox-container-"
_PRIVATE = frozenset({"firefox-private", "1"})
"""Stores of private windows in the tables of Firefox and Chromium."""
_BEFORE_TIME = range(-1000, 0)
"""-1 as a date, in seconds or milliseconds: Chromium and chrome-har write it so for a cookie that was sent.

Other numbers below 0 are no ends either: Chromium's zero for the session lies in 1601.
"""
_NO_DATES = frozenset({None, "", 0, -1, "0", "-1", "Session", "session", "Infinity"})
"""What is written in the place of a date for a cookie that ends with the session."""


_SPELLINGS = {
    "key": "name",
    "Name raw": "name", "Host raw": "domain", "Path raw": "path", "Content raw": "value", "Expires raw": "expires",
    "Send for raw": "secure", "HTTP only raw": "httpOnly", "SameSite raw": "sameSite", "Store raw": "storeId",
    "This domain only raw": "hostOnly", "First Party Domain": "firstPartyDomain",
    "Name": "name", "Domain": "domain", "Path": "path", "Value": "value", "Expires": "expires", "Secure": "secure",
    "HttpOnly": "httpOnly", "SameSite": "sameSite",
    "isSecure": "secure", "isHttpOnly": "httpOnly", "httponly": "httpOnly",
}  # fmt: skip
"""Names of keys in tough-cookie, Cookie Quick Manager (before its `Expires`, a text to read), .NET and Java."""
_NAMES = frozenset({"name", "key", "Name raw", "Name"})


def looks_like_cookie(entry: object) -> bool:
    """Whether an object has the keys that every export gives a cookie; others have more than one such name."""
    if not isinstance(entry, dict) or _NAMES.isdisjoint(entry):
        return False
    spelt = _spelt(entry)
    return "name" in spelt and ("domain" in spelt or "host" in spelt) and ("name" in entry or "value" in spelt)


def is_whole_cookie(entry: object) -> bool:
    """Whether an object is a cookie wherever it stands: it has a value too."""
    return looks_like_cookie(entry) and "value" in _spelt(entry)  # type: ignore[arg-type]  # a dictionary, as was seen


def _spelt(entry: dict[str, Any]) -> dict[str, Any]:
    """The entry with the keys that most programs use."""
    if "name" in entry and not ("isSecure" in entry or "isHttpOnly" in entry or "httponly" in entry):
        return entry
    found = dict(entry)
    for key, usual in _SPELLINGS.items():
        if key in entry:
            found.setdefault(usual, entry[key])
    if "Host raw" in entry and isinstance(found["domain"], str):
        found["domain"] = _SCHEME.sub("", found["domain"]).removesuffix("/")
    return found


def cookies_of(
    entries: Iterable[Any], tally: Tally, *, values: bool = False, page: str | None = None, dots: bool = True
) -> list[ObservedCookie]:
    """The cookies among the entries; what is none or odd is counted in `tally`.

    `page` is the host that was visited, where it is known. `dots`: a domain without a leading dot is one host alone.
    """
    found: list[ObservedCookie] = []
    hosts: dict[str, tuple[str | None, Party]] = {}
    for entry in entries:
        if not isinstance(entry, dict):
            tally.add(NO_COOKIE)
            continue
        entry = _spelt(entry)  # noqa: PLW2901 - the same entry
        name, given = entry.get("name"), entry.get("domain") or entry.get("host")
        if not isinstance(name, str) or not isinstance(given, str) or not given:
            tally.add(NO_COOKIE)
            continue
        if given not in hosts:
            hosts[given] = _domain(given, page, tally)
        domain, party = hosts[given]
        if domain is None:
            tally.add(LONG_HOST if len(given) > _LONGEST_HOST else NO_HOST)
            continue
        found.append(_cookie(entry, _shown(name, tally), (domain, party, given), tally, values=values, dots=dots))
    return found


def _cookie(
    entry: dict[str, Any], name: str, place: tuple[str, Party, str], tally: Tally, *, values: bool, dots: bool
) -> ObservedCookie:
    domain, party, given = place
    expires, session = _expiry(entry, tally)
    partition, foreign = _partition(entry)
    if party != "first":
        party = _party(entry, domain, partition, party)
    path, same_site = entry.get("path"), entry.get("sameSite")
    value = entry.get("value") if values or kind_of(name) else None
    value = value.get("value") if isinstance(value, dict) else value
    return ObservedCookie(
        name,
        domain,
        _host_only(entry, given, dots=dots),
        plain(path) if isinstance(path, str) and path else "/",
        None,
        expires,
        session,
        _flag(entry.get("secure")),
        _flag(entry.get("httpOnly")),
        _SAME_SITE.get(same_site.lower()) if isinstance(same_site, str) else None,
        partition,
        _container(entry),
        party,
        value if isinstance(value, str) else None,
        private=str(entry.get("storeId")) in _PRIVATE,
        foreign_ancestor=foreign,
    )


def _shown(name: str, tally: Tally) -> str:
    """The name as it may be shown."""
    shown = plain(name)
    if shown != name:
        tally.add(ODD_NAME, kind="note")
    if len(shown) > LONGEST:
        tally.add(LONG_NAME)
    return shown[:LONGEST]


def _domain(given: str, page: str | None, tally: Tally) -> tuple[str | None, Party]:
    """The host of a domain as written, None for what is no host, and whose it is."""
    bare = given.strip().lower().lstrip(".")
    if _ADDRESS.fullmatch(bare):
        return bare, site.party(bare, page) if page else "unknown"
    if any(sign in bare for sign in "/\\?#@") or bare.startswith("-"):
        return None, "unknown"
    found = site.host(_PORT.sub("", bare))
    if found and "." in found and site.registrable(found) is None and not found.replace(".", "").isdigit():
        tally.add(SUFFIX, kind="note")
    return found, site.party(found, page) if page and found else "unknown"


def _expiry(entry: dict[str, Any], tally: Tally) -> tuple[int | None, bool]:
    """Milliseconds since 1970, and whether the cookie ends with the session."""
    value = next((entry[key] for key in _EXPIRY if key in entry), None)
    session = _flag(entry.get("session"))
    if session:
        return None, True
    if isinstance(value, bool | list | dict):
        tally.add(NO_DATE, kind="note")
        return None, False
    if value in _NO_DATES:
        age = entry.get("maxAge")
        if isinstance(age, int | float) and age > 0:
            return _aged(entry.get("creation"), age, tally), False
        return None, session is None or value is not None
    found = moment.from_text(value) if isinstance(value, str) else moment.from_number(value)  # type: ignore[arg-type]  # a number
    if found is None:
        tally.add(NO_DATE, kind="note")
    if found is not None and (found == FIRST or found in _BEFORE_TIME or (found < 0 and not isinstance(value, str))):
        return None, True
    return found, False


def _aged(creation: object, age: float, tally: Tally) -> int | None:
    """The end of a cookie that lives for so many seconds from its creation on, None where that is not told."""
    made = moment.from_text(creation) if isinstance(creation, str) else None
    found = moment.from_number(made / 1000 + age) if made is not None else None
    if found is None:
        tally.add(NO_DATE, kind="note")
    return found


def _partition(entry: dict[str, Any]) -> tuple[str | None, bool | None]:
    """The site under which a partitioned cookie was set, and `foreign_ancestor`: a text, or an object that names it."""
    key: Any = entry.get("partitionKey")
    foreign = entry.get("_crHasCrossSiteAncestor")
    if isinstance(key, dict):
        foreign = key.get("hasCrossSiteAncestor")
        key = key.get("topLevelSite") or key.get("sourceOrigin")
    if not isinstance(key, str) or not key:
        key = entry.get("firstPartyDomain")
    partition, known = partition_of(key) if isinstance(key, str) else (None, None)
    return partition, _flag(foreign) if partition and known is None else known


def _party(entry: dict[str, Any], domain: str, partition: str | None, party: Party) -> Party:
    """Another site may be the visited one's own by word of the source; without a page a partition tells."""
    own = entry.get("firstPartyStorage")
    if own is True:
        return "first"
    if party != "unknown":
        return party
    return "third" if own is False else site.party(domain, partition) if partition else "unknown"


def _container(entry: dict[str, Any]) -> str | None:
    """The container of an export from Firefox, by its number; other stores are the browser's own."""
    store = entry.get("storeId")
    if isinstance(store, str) and store.startswith(_CONTAINER):
        return f"container {one_line(store.removeprefix(_CONTAINER), 40)}"
    return None


def _host_only(entry: dict[str, Any], given: str, *, dots: bool) -> bool | None:
    own = _flag(entry.get("hostOnly"))
    if own is not None:
        return own
    if given.startswith("."):
        return False
    return True if dots else None


def _flag(value: object) -> bool | None:
    if value is None or value is True or value is False:
        return value
    if isinstance(value, str):
        return {"true": True, "false": False}.get(value.lower())
    return bool(value) if value in (0, 1) else None
