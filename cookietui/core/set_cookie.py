"""A Set-Cookie line is read as a browser reads it (RFC 6265, 5.2 and 5.3); what a browser would drop is None."""

import re
from collections.abc import Collection, Iterable, Iterator

from cookietui.core import moment, site
from cookietui.core.observation import ObservedCookie
from cookietui.core.text import plain

LONGEST = 4096
"""Characters of name and value together that browsers take (RFC 6265bis, 5.7)."""
_SAME_SITE = {"none": "none", "lax": "lax", "strict": "strict"}
_DIGITS = 18
_LONGEST_AGE = 10**11
"""Seconds; some 3,000 years, beyond which dates end."""

_NEXT = re.compile(r",\s*+(?=([!#$%&'*+.^`|~\w-]++)=)", re.ASCII)
"""Where another cookie may begin in a line that was joined of several: a comma, and a name before a sign."""


def unfolded(line: str, names: Collection[str] = ()) -> Iterator[str]:
    """The lines of a text that some programs join of several with commas (RFC 6265, 3, warns of that).

    A comma parts two of them after the first attribute, where none stands but in a date, and before one of `names`.
    """
    start, attributes = 0, line.find(";")
    for found in _NEXT.finditer(line):
        if 0 <= attributes < found.start() or found[1] in names:
            yield line[start : found.start()]
            start = found.end()
            attributes = line.find(";", start)
    yield line[start:]


def set_cookie(
    line: str,
    *,
    host: str,
    path: str,
    now: int | None = None,
    value: bool = False,
    safe: bool = True,
    top: str | None = None,
) -> ObservedCookie | None:
    """The cookie that the line sets when `host` answers for `path` at `now` (milliseconds); None where it sets none.

    `value` keeps the cookie's value. `safe`: the address was encrypted, or this machine's own. `top`: the page's site,
    the partition of a cookie that asks for one. What a line deletes is a cookie that ended by then (`ended`).
    """
    pair, *parts = line.split(";")
    name, content = (each.strip() for each in (pair if "=" in pair else f"={pair}").split("=", 1))
    found = _attributes(parts)
    domain = found.get("domain", "").lstrip(".").lower()
    fits = (name or content) and len(name) + len(content) <= LONGEST
    if not fits or _refused(name or content, found, domain=domain, host=host, safe=safe):
        return None
    domain = "" if domain and site.is_suffix(domain) else domain  # the host itself is a suffix: it alone gets it
    expires, session = _expires(found, now)
    return ObservedCookie(
        name=plain(name),
        domain=plain(domain or host),
        host_only=not domain,
        path=_path(found, path),
        created=now,
        expires=expires,
        session=session,
        secure="secure" in found,
        http_only="httponly" in found,
        same_site=_SAME_SITE.get(found.get("samesite", "").lower()),
        partition=top if "partitioned" in found and "secure" in found else None,
        value=content if value else None,
    )


def _attributes(parts: Iterable[str]) -> dict[str, str]:
    """The attributes by their names in lower case; the last of one name counts."""
    pairs = (part.partition("=") for part in parts)
    return {key.strip().lower(): given.strip() for key, _, given in pairs}


def ended(cookie: ObservedCookie, now: int | None) -> bool:
    """Whether the line that set it deletes it: its time was over when it came, in milliseconds (None: not known)."""
    return cookie.expires is not None and not cookie.session and cookie.expires <= (now or 0)


def _refused(name: str, found: dict[str, str], *, domain: str, host: str, safe: bool) -> bool:
    """Whether a browser refuses it: a domain of others or of a whole suffix, or a promise of its name that is broken.

    RFC 6265, 5.3, steps 5 and 6; RFC 6265bis, 4.1.3 (prefixes of names) and 5.7 (Secure needs a secure address).
    """
    below = host.endswith(f".{domain}") and not site.is_suffix(host)
    if domain and domain != host and (not below or site.is_suffix(domain)):
        return True
    secure, low = "secure" in found, name.lower()
    if low.startswith("__host-") and (domain or found.get("path") != "/" or not secure):
        return True
    return (low.startswith("__secure-") or secure) and not (secure and safe)


def _path(found: dict[str, str], asked: str) -> str:
    return plain(found["path"]) if found.get("path", "").startswith("/") else default_path(asked)


def default_path(path: str) -> str:
    """The path of a cookie that names none (RFC 6265, 5.1.4): the folder of the request."""
    folder = path.split("?", 1)[0].rpartition("/")[0]
    return plain(folder) if folder.startswith("/") else "/"


def _expires(found: dict[str, str], now: int | None) -> tuple[int | None, bool]:
    """When it ends and whether it is a session cookie: Max-Age counts before Expires, and neither before both."""
    age = found.get("max-age", "")
    digits = age.removeprefix("-")
    if digits.isascii() and digits.isdigit():
        seconds = 0 if age.startswith("-") else min(int(digits[:_DIGITS]), _LONGEST_AGE)
        return (None if now is None and seconds else (now or 0) + seconds * 1000), False
    expires = moment.from_text(found["expires"]) if found.get("expires") else None
    return expires, expires is None
