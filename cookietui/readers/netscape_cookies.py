"""Reads cookies.txt: seven fields separated by tabs, where #HttpOnly_ is data and not a comment."""

import contextlib
import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, TypeAlias

import msgspec

from cookietui.core.cookie_columns import CookieColumns, Same
from cookietui.core.moment import from_text
from cookietui.core.observation import Observation, ObservedSource
from cookietui.core.tally import Tally
from cookietui.core.text import plain
from cookietui.sources.consent_cookies import masked
from cookietui.sources.jar_columns import Once, path_of, resting_collector, shown
from cookietui.sources.sample import Sample

TITLE = "cookies.txt"
KIND = "file"
MALFORMED = "malformed rows, skipped"
_HTTP_ONLY = "#HttpOnly_"
_FIELDS = 7
_NUMBERS = range(1, _FIELDS + 1)
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
_SESSION = frozenset({"", "0", "-1"})
_DIGITS = 12
"""Digits of a second of the calendar, at most."""
_Host: TypeAlias = tuple[str, bool] | tuple[()]
_LATEST = 1000 * 10**_DIGITS
"""Milliseconds that have more digits."""
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
        rows = _rows(text, tally, values=sample.values)
    source = ObservedSource(reader="netscape_cookies", path=sample.path, sha256=sample.sha256)
    return Observation(source=source, cookies=rows.cookies(), problems=tally.problems())


def _with_line_feeds(text: str) -> str:
    """The text with line feeds, where carriage returns alone end its lines."""
    return text if "\n" in text else text.replace("\r", "\n")


def _rows(text: str, tally: Tally, *, values: bool) -> "_Rows":
    """The sound lines, some lines at a time: by columns where all are rows, else each line is looked at."""
    seen = _Seen()
    rows = _Rows(tally, values=values)
    start, line = _beyond_head(text)
    while start < len(text):
        end = text.find("\n", start + _SOME)
        some = text[start:end] if end >= 0 else text[start:].removesuffix("\n")
        columns = _columns(some, seen)
        sound = columns is not None
        if columns is None:
            left = "\n".join(_checked(some, line, seen, tally))
            columns = _columns(left, seen) if left else None
        if columns is not None:
            rows.add(columns)
        line += len(columns.names) if sound and columns else some.count("\n") + 1
        start = end + 1 if end >= 0 else len(text)
    return rows


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


class _Columns(NamedTuple):
    """The fields of sound lines, column by column."""

    hosts: list[Any]
    """As `_host`, none of them empty."""
    below: list[bool]
    """Whether hosts below get the cookie too."""
    paths: list[str]
    secure: list[bool]
    ends: list[int | None]
    names: list[str]
    values: list[str]


class _Rows:
    """The cookies of all lines so far; of values only those that are wanted are kept."""

    def __init__(self, tally: Tally, *, values: bool) -> None:
        self._all = _Columns([], [], [], [], [], [], [])
        self._tally = tally
        self._values = values
        self._kept: dict[int, str] = {}
        """Place to value."""

    def add(self, columns: _Columns) -> None:
        """Take more rows in."""
        first = len(self._all.names)
        names = shown(columns.names, self._tally)
        wanted = enumerate(columns.values) if self._values else masked(names, columns.values)
        self._kept.update((first + place, value.rstrip("\r")) for place, value in wanted)
        self._all.names.extend(names)
        self._all.hosts.extend(columns.hosts)
        self._all.below.extend(columns.below)
        self._all.paths.extend(columns.paths)
        self._all.secure.extend(columns.secure)
        self._all.ends.extend(columns.ends)

    def cookies(self) -> CookieColumns:
        """The cookies of the rows."""
        hosts, below, paths, secure, ends, names, _ = self._all
        endless = None in ends
        return CookieColumns(
            len(names),
            {
                "name": names,
                "domain": lambda: [domain for domain, _ in hosts],
                "host_only": lambda: [not each for each in below],
                "path": paths,
                "expires": ends,
                "session": lambda: [end is None for end in ends] if endless else Same(False, len(ends)),  # noqa: FBT003 - a column
                "secure": secure,
                "http_only": lambda: [http_only for _, http_only in hosts],
                "value": lambda: list(map(self._kept.get, range(len(names)))) if self._kept else Same(None, len(names)),
            },
        )


def _columns(lines: str, seen: _Seen) -> _Columns | None:
    """The fields of lines column by column, dates as numbers; None where a line is no sound row.

    Every line is marked by its line feed in the first field, so that one split gives all fields, and a line of
    another length shows: its mark is not where a first field must be.
    """
    fields = f"\n{lines}".replace("\n", "\t\n").split("\t")
    if len(fields) - 1 != _FIELDS * (lines.count("\n") + 1):
        return None
    given, below, places, secure, expiries, names, values = (fields[number::_FIELDS] for number in _NUMBERS)
    ends = _dates(expiries)
    wide, safe = _flags(below), _flags(secure)
    if ends is None or wide is None or safe is None:
        return None
    hosts = list(seen.hosts.all(given))
    if not all(hosts):
        return None
    return _Columns(hosts, wide, list(seen.paths.all(places)), safe, ends, names, values)


def _flags(texts: list[str]) -> list[bool] | None:
    """What TRUE and FALSE say; None where one of them says something else."""
    if texts.count("TRUE") + texts.count("FALSE") == len(texts):
        return [text == "TRUE" for text in texts]
    return [_FLAGS[text] for text in texts] if set(texts) <= _FLAGS.keys() else None


def _checked(lines: str, first: int, seen: _Seen, tally: Tally) -> Iterator[str]:
    """The lines that are sound rows; `first` is the number of the first line."""
    for number, line in enumerate(lines.split("\n"), first):
        if not line or line.isspace() or (line[0] == "#" and not line.startswith(_HTTP_ONLY)):
            continue
        if _columns(line, seen) is None:
            tally.add(MALFORMED, line=number)
        else:
            yield line


def _dates(texts: Sequence[str]) -> list[int | None] | None:
    """Milliseconds of each date, None for a session; None instead of all where one of them is no date."""
    if _are_digits(texts):
        # Plain digits are read as JSON, five times as fast; what has no field or begins with 0 is no JSON.
        with contextlib.suppress(msgspec.DecodeError):
            found: list[Any] = msgspec.json.decode(f"[{'000,'.join(texts)}000]")
            if max(found) < _LATEST:
                return found
    some = [text for text in texts if text not in _SESSION]
    if _are_digits(some) and max(map(len, some)) <= _DIGITS:
        return [None if text in _SESSION else int(text) * 1000 for text in texts]
    each = [_date(text) for text in texts]
    return None if _NO_DATE in each else each


def _are_digits(texts: Sequence[str]) -> bool:
    joined = "".join(texts)
    return joined.isascii() and joined.encode().isdigit()


def _host(given: str) -> _Host:
    """The host of a marked first field, and whether it is marked as HttpOnly; empty for a comment or no first field."""
    if given[:1] != "\n":
        return ()
    http_only = given.startswith(_HTTP_ONLY, 1)
    if not http_only and given[1:2] == "#":
        return ()
    bare = given[1 + len(_HTTP_ONLY) :] if http_only else given[1:]
    domain = (bare if bare.isprintable() else plain(bare)).lstrip(".")
    return (domain, http_only) if domain else ()


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
