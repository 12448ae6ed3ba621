"""Reads cookies.txt: seven fields separated by tabs, where #HttpOnly_ is data and not a comment."""

import contextlib
import re
from collections.abc import Iterator, Sequence
from itertools import repeat
from typing import Any

import msgspec

from cookietui.core.moment import from_text
from cookietui.core.observation import Observation, ObservedCookie, ObservedSource
from cookietui.core.tally import Tally
from cookietui.sources.consent_cookies import masked
from cookietui.sources.jar_columns import Once, host_of, path_of, resting_collector, shown
from cookietui.sources.sample import Sample

TITLE = "cookies.txt"
KIND = "file"
MALFORMED = "malformed rows, skipped"
_HTTP_ONLY = "#HttpOnly_"
_FIELDS = 7
_SOME = 64 * 1024
"""Characters looked at together."""
_HEADER = re.compile(r"\A\s*+#\s*+(?:Netscape |Mozilla )?(?:HTTP )?Cookie File", re.IGNORECASE)
_ROW = re.compile(
    r"\A(?:(?!#HttpOnly_)#[^\n]*+\n|[ \t\r]*+\n)*+"
    r"(?:#HttpOnly_)?[\w.:\[\]-]++\t(?:TRUE|FALSE)\t/[^\t\n]*+\t(?:TRUE|FALSE)\t[^\t\n]*+\t",
    re.IGNORECASE,
)
"""Comments and empty lines, and then a row as far as its name."""
_FLAGS = {"TRUE": True, "FALSE": False, "true": True, "false": False, "True": True, "False": False}
_ALONE = {text: not flag for text, flag in _FLAGS.items()}
"""The second field says whether hosts below get the cookie too."""
_SESSION = frozenset({"", "0", "-1"})
_DIGITS = 12
"""Digits of a second of the calendar, at most."""
_NO_DATE = -(2**63)
"""In the place of a date that is none."""


def identify(sample: Sample) -> str:
    """`certain` with the usual first line, or where the first line that is no comment is such a row."""
    head = _with_line_feeds(sample.head_text)
    return "certain" if _HEADER.match(head) or _ROW.match(head) else "no"


def read(sample: Sample) -> Observation:
    """The cookies of the rows; malformed rows are counted, the first of them named. Raises BadInput."""
    tally = Tally()
    text = _with_line_feeds(sample.long_text)
    if not _HEADER.match(text[:_SOME]):
        tally.add("the first line does not say that this is a cookie file", kind="note", line=1)
    with resting_collector():
        cookies = tuple(_cookies(text, tally, values=sample.values))
    source = ObservedSource(reader="netscape_cookies", path=sample.path, sha256=sample.sha256)
    return Observation(source=source, cookies=cookies, problems=tally.problems())


def _with_line_feeds(text: str) -> str:
    """The text with line feeds, where carriage returns alone end its lines."""
    return text if "\n" in text else text.replace("\r", "\n")


def _cookies(text: str, tally: Tally, *, values: bool) -> list[ObservedCookie]:
    """The cookies of the lines, some lines at a time: by columns where all are rows, else each line is looked at."""
    seen = _Seen()
    cookies: list[ObservedCookie] = []
    start, line = _beyond_head(text)
    while start < len(text):
        end = text.find("\n", start + _SOME)
        some = text[start:end] if end >= 0 else text[start:].removesuffix("\n")
        columns = _columns(some, seen)
        if columns is None:
            rows = "\n".join(_checked(some, line, seen, tally))
            columns = _columns(rows, seen) if rows else None
        if columns:
            cookies += _made(columns, seen, tally, values=values)
        line += some.count("\n") + 1
        start = end + 1 if end >= 0 else len(text)
    return cookies


def _beyond_head(text: str) -> tuple[int, int]:
    """Where the first line stands that is no comment and not empty, and its number."""
    start, line = 0, 1
    while start < len(text):
        end = text.find("\n", start)
        first = text[start : end if end >= 0 else len(text)]
        if first.strip() and (not first.startswith("#") or first.startswith(_HTTP_ONLY)):
            break
        start, line = (end + 1, line + 1) if end >= 0 else (len(text), line)
    return start, line


class _Seen:
    """What repeats from row to row and is looked at once."""

    def __init__(self) -> None:
        self.hosts = Once(_host)
        self.paths = Once(path_of)


def _made(columns: Sequence[Sequence[Any]], seen: _Seen, tally: Tally, *, values: bool) -> Iterator[ObservedCookie]:
    """The cookies of columns that are sound."""
    (domains, http_only), below, places, secure, ends, names, contents = columns
    return map(
        ObservedCookie,
        shown(names, tally),
        domains,
        map(_ALONE.__getitem__, below),
        seen.paths.all(places),
        repeat(None),
        ends,
        [end is None for end in ends] if None in ends else repeat(False),  # noqa: FBT003 - a column
        map(_FLAGS.__getitem__, secure),
        http_only,
        repeat(None),
        repeat(None),
        repeat(None),
        repeat("unknown"),
        [value.rstrip("\r") for value in contents] if values else masked(names, contents),
    )


def _columns(lines: str, seen: _Seen) -> list[Sequence[Any]] | None:
    """The fields of lines column by column, dates as numbers; None where a line is no sound row.

    Every line is marked by its line feed in the first field, so that one split gives all fields, and a line of
    another length shows: its mark is not where a first field must be.
    """
    fields = f"\n{lines}".replace("\n", "\t\n").split("\t")
    if len(fields) - 1 != _FIELDS * (lines.count("\n") + 1):
        return None
    columns: list[Sequence[Any]] = [fields[number::_FIELDS] for number in range(1, _FIELDS + 1)]
    given, below, _, secure, expiries, _, _ = columns
    ends = _dates(expiries)
    if ends is None or not set(below) | set(secure) <= _FLAGS.keys():
        return None
    columns[0] = domains, _ = tuple(zip(*seen.hosts.all(given), strict=True))
    columns[4] = ends
    return columns if all(domains) else None


def _checked(lines: str, first: int, seen: _Seen, tally: Tally) -> Iterator[str]:
    """The lines that are sound rows; `first` is the number of the first line."""
    for number, line in enumerate(lines.split("\n"), first):
        if not line or line.isspace() or (line[0] == "#" and not line.startswith(_HTTP_ONLY)):
            continue
        if _columns(line, seen) is None:
            tally.add(MALFORMED, line=number)
        else:
            yield line


def _dates(texts: Sequence[str]) -> Sequence[int | None] | None:
    """Milliseconds of each date, None for a session; None instead of all where one of them is no date."""
    joined = "".join(texts)
    if joined.isdigit() and joined.isascii() and max(map(len, texts)) <= _DIGITS:
        # Plain digits are read as JSON, five times as fast; what has no field or begins with 0 is no JSON.
        with contextlib.suppress(msgspec.DecodeError):
            found: list[int] = msgspec.json.decode(f"[{'000,'.join(texts)}000]")
            return found
    each = [_date(text) for text in texts]
    return None if _NO_DATE in each else each


def _host(given: str) -> tuple[str, bool]:
    """The host of a marked first field, and whether it is marked as HttpOnly; empty for a comment or no first field."""
    bare = given.removeprefix("\n")
    http_only = bare.startswith(_HTTP_ONLY)
    if bare == given or (bare.startswith("#") and not http_only):
        return "", False
    return host_of(bare.removeprefix(_HTTP_ONLY))[0], http_only


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
