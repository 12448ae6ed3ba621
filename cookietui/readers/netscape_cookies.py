"""Reads cookies.txt: seven fields separated by tabs, where #HttpOnly_ is data and not a comment."""

import re
from collections.abc import Iterator, Sequence
from itertools import repeat
from typing import Any

from cookietui.core.moment import from_text
from cookietui.core.observation import Observation, ObservedCookie, ObservedSource
from cookietui.core.tally import Tally
from cookietui.sources.jar_columns import Once, host_of, path_of, with_names
from cookietui.sources.sample import Sample

TITLE = "cookies.txt"
KIND = "file"
MALFORMED = "malformed rows, skipped"
_HTTP_ONLY = "#HttpOnly_"
_FIELDS = 7
_BATCH = 500
"""Lines looked at together: fewer lists at a time than wake the garbage collector."""
_HEADER = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*+#\s*+(?:Netscape |Mozilla )?(?:HTTP )?Cookie File", re.IGNORECASE)
_ROW = re.compile(
    rb"\A(?:\xef\xbb\xbf)?(?:(?!#HttpOnly_)#[^\n]*+\n|[ \t\r]*+\n)*+"
    rb"(?:#HttpOnly_)?[\w.:\[\]-]++\t(?:TRUE|FALSE)\t/[^\t\n]*+\t(?:TRUE|FALSE)\t[^\t\n]*+\t",
    re.IGNORECASE,
)
"""Comments and empty lines, and then a row as far as its name."""
_FLAGS = {"TRUE": True, "FALSE": False, "true": True, "false": False, "True": True, "False": False}
_SESSION = frozenset({"", "0", "-1"})
_DIGITS = 12
"""Digits of a second of the calendar, at most."""
_NO_DATE = -(2**63)
"""In the place of a date that is none."""


def identify(sample: Sample) -> str:
    """`certain` with the usual first line, or where the first line that is no comment is such a row."""
    return "certain" if _HEADER.match(sample.head) or _ROW.match(sample.head) else "no"


def read(sample: Sample) -> Observation:
    """The cookies of the rows; malformed rows are counted, the first of them named. Raises BadInput."""
    tally = Tally()
    text = sample.long_text
    if not _HEADER.match(sample.head):
        tally.add("the first line does not say that this is a cookie file", kind="note", line=1)
    cookies = tuple(_cookies(text.split("\n"), tally, values=sample.values))
    source = ObservedSource(reader="netscape_cookies", path=sample.path, sha256=sample.sha256)
    return Observation(source=source, cookies=cookies, problems=tally.problems())


def _cookies(lines: Sequence[str], tally: Tally, *, values: bool) -> list[ObservedCookie]:
    """The cookies of the lines, some lines at a time: by columns where all are rows, else each line is looked at."""
    seen = _Seen()
    cookies: list[ObservedCookie] = []
    for start in range(0, len(lines), _BATCH):
        some = lines[start : start + _BATCH]
        columns = _columns([line.split("\t") for line in some], seen)
        if columns is None:
            rows = list(_checked(some, start + 1, seen, tally))
            columns = _columns(rows, seen) if rows else None
        if columns is None:
            continue
        domains, http_only, host_only, places, secure, ends, names, contents = columns
        cookies += map(
            ObservedCookie,
            with_names([list(names), list(domains)], tally)[0],
            domains,
            host_only,
            seen.paths.all(places),
            repeat(None),
            ends,
            [end is None for end in ends],
            secure,
            http_only,
            repeat(None),
            repeat(None),
            repeat(None),
            repeat("unknown"),
            [value.rstrip("\r") for value in contents] if values else repeat(None),
        )
    return cookies


class _Seen:
    """What repeats from row to row and is looked at once."""

    def __init__(self) -> None:
        self.hosts = Once(_host)
        self.paths = Once(path_of)


def _columns(rows: list[list[str]], seen: _Seen) -> tuple[Sequence[Any], ...] | None:
    """The fields of rows column by column, hosts, flags and dates understood; None where a row is malformed."""
    if set(map(len, rows)) != {_FIELDS}:
        return None
    given, below, places, secure, expiries, names, contents = zip(*rows, strict=True)
    domains, http_only = zip(*seen.hosts.all(given), strict=True)
    ends = _dates(expiries)
    if ends is None or not all(domains):
        return None
    try:
        flags = [_FLAGS[flag] for flag in secure]
        host_only = [not _FLAGS[flag] for flag in below]
    except KeyError:
        return None
    return domains, http_only, host_only, places, flags, ends, names, contents


def _checked(lines: Sequence[str], first: int, seen: _Seen, tally: Tally) -> Iterator[list[str]]:
    """The fields of the lines that are rows; `first` is the number of the first line."""
    for number, line in enumerate(lines, first):
        if not line or line.isspace() or (line[0] == "#" and not line.startswith(_HTTP_ONLY)):
            continue
        fields = line.split("\t")
        if _columns([fields], seen) is None:
            tally.add(MALFORMED, line=number)
        else:
            yield fields


def _dates(texts: Sequence[str]) -> Sequence[int | None] | None:
    """Milliseconds of each date, None for a session; None instead of all where one of them is no date."""
    joined = "".join(texts)
    if joined.isdigit() and joined.isascii() and "" not in texts and max(map(len, texts)) <= _DIGITS:
        return [seconds * 1000 or None for seconds in map(int, texts)]
    found = [_date(text) for text in texts]
    return None if _NO_DATE in found else found


def _host(given: str) -> tuple[str, bool]:
    """The host, and whether it is marked as HttpOnly; empty for a comment."""
    http_only = given.startswith(_HTTP_ONLY)
    return "" if given.startswith("#") and not http_only else host_of(given.removeprefix(_HTTP_ONLY))[0], http_only


def _date(text: str) -> int | None:
    """Milliseconds of a count of seconds, whole or with a fraction; None for a session, _NO_DATE for no date."""
    if text in _SESSION:
        return None
    if text.isdigit() and text.isascii() and len(text) <= _DIGITS:
        return int(text) * 1000
    whole, dot, fraction = text.partition(".")
    digits = f"{whole}{fraction}"
    if not dot or not digits.isascii() or not digits.isdigit() or len(digits) > 2 * _DIGITS:
        return _NO_DATE
    found = from_text(text)
    return _NO_DATE if found is None else found
