"""Reads the cookie files of Python's LWPCookieJar and of Perl's LWP: a Set-Cookie3 line for each cookie."""

import re
from typing import Any

from cookietui.core.observation import Observation
from cookietui.readers._cookie_lines import observed
from cookietui.sources.sample import Sample

TITLE = "LWP cookies"
KIND = "file"
MALFORMED = "malformed lines, skipped"
_HEAD = re.compile(r"\A\s*+(?:#LWP-Cookies-\d|Set-Cookie3:)", re.IGNORECASE)
_LINE = re.compile(r"Set-Cookie3:", re.IGNORECASE)
_PART = re.compile(r'\s*+([^\s=;"]++)(?:=(?:"((?:[^"\\]|\\.)*+)"|([^;"]*+)))?+\s*+(?:;|\Z)', re.DOTALL)
"""A name, and its value within quotes or without (RFC 2965, 3.1)."""
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def identify(sample: Sample) -> str:
    """`certain` with the usual first line or a first cookie."""
    return "certain" if _HEAD.match(sample.head_text) else "no"


def read(sample: Sample) -> Observation:
    """The cookies of the lines; malformed lines are counted, the first of them named. Raises BadInput."""
    return observed(sample, "lwp_cookies", _cookie, passed=lambda line: line.startswith("#"), malformed=MALFORMED)


def _cookie(line: str) -> dict[str, Any] | None:
    """The cookie of a line under the names of JSON exports, None where it is not whole."""
    start = _LINE.match(line)
    parts = _parts(line[start.end() :]) if start else []
    if not parts:
        return None
    (name, value), *attributes = parts
    given = {key.lower(): each for key, each in reversed(attributes)}
    if value is None or not given.get("domain") or ("expires" in given and not given["expires"]):
        return None
    return {
        "name": name,
        "value": value,
        "domain": given["domain"],
        "path": given.get("path"),
        "expires": given.get("expires"),
        "secure": "secure" in given,
        "httpOnly": "httponly" in given,
        "sameSite": given.get("samesite"),
    }


def _parts(text: str) -> list[tuple[str, str | None]]:
    """The names with their values, None for one without; empty where something is neither."""
    found: list[tuple[str, str | None]] = []
    place, end = 0, len(text.rstrip())
    while place < end:
        part = _PART.match(text, place)
        if part is None:
            return []
        quoted, bare = part[2], part[3]
        found.append((part[1], _ESCAPED.sub(r"\1", quoted) if quoted is not None else bare and bare.strip()))
        place = part.end()
    return found
