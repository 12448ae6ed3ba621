"""Reads cookies.txt: seven fields separated by tabs, where #HttpOnly_ is data and not a comment."""

import contextlib
import functools
import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple, TypeAlias

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
_SOME = 16 * 1024
"""Characters looked at together."""
_HEADER = re.compile(r"\A\s*+#\s*+(?:Netscape |Mozilla )?(?:HTTP )?Cookie File", re.IGNORECASE)
_ROW = re.compile(
    r"\A(?:(?!#HttpOnly_)#[^\n]*+\n|[ \t\r]*+\n)*+"
    r"(?:#HttpOnly_)?[\w.:\[\]-]++\t(?:TRUE|FALSE)\t/[^\t\n]*+\t(?:TRUE|FALSE)\t[^\t\n]*+\t",
    re.IGNORECASE,
)
"""Comments and empty lines, and then a row as far as its name."""
_PRINTABLE = bytes(range(0x20, 0x7F))
_EMPTY_ENDS = ("\n\n", ".\n", "_\n")
"""How first fields end of which nothing may be left without the leading dots and #HttpOnly_."""
_FLAGS = {"TRUE": True, "FALSE": False, "true": True, "false": False, "True": True, "False": False}
_SESSION = frozenset({"", "0", "-1"})
_DIGITS = 12
"""Digits of a second of the calendar, at most."""
_Host: TypeAlias = tuple[str, bool]
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
    _tell_end(text, tally)
    source = ObservedSource(reader="netscape_cookies", path=sample.path, sha256=sample.sha256)
    return Observation(source=source, cookies=rows.cookies(), problems=tally.problems())


def _tell_end(text: str, tally: Tally) -> None:
    """A file whose last line is a row without an end may have been cut in the value of that row: nothing shows it."""
    last = text[text.rfind("\n") + 1 :]
    if last.count("\t") == _FIELDS - 1 and last[-1] != "\r" and (last[0] != "#" or last.startswith(_HTTP_ONLY)):
        line = text.count("\n") + 1
        tally.add("the last line has no end, so that its value may be cut and rows be missing", kind="note", line=line)


def _with_line_feeds(text: str) -> str:
    """The text with line feeds, where carriage returns alone end its lines."""
    return text if "\n" in text else text.replace("\r", "\n")


def _rows(text: str, tally: Tally, *, values: bool) -> "_Rows":
    """The sound lines, some lines at a time: by columns where all are rows, else each line is looked at."""
    rows = _Rows(tally, values=values)
    start, line = _beyond_head(text)
    while start < len(text):
        end = text.find("\n", start + _SOME)
        some = text[start:end] if end >= 0 else text[start:].removesuffix("\n")
        columns = _columns(some, rows.hosts)
        line_count = len(columns.names) if columns else some.count("\n") + 1
        if columns is None:
            left = "\n".join(_checked(some, line, rows.hosts, tally))
            columns = _columns(left, rows.hosts) if left else None
        if columns is not None:
            rows.add(columns)
        line += line_count
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


class _Columns(NamedTuple):
    """The fields of sound lines as they stand there, column by column."""

    hosts: list[str]
    """Marked with a line feed, as `_host` takes them."""
    below: list[str]
    """Whether hosts below get the cookie too."""
    paths: list[str]
    secure: list[str]
    ends: list[str]
    names: list[str]
    values: list[str]


class _Rows:
    """The cookies of all lines so far; of values only those that are wanted are kept.

    A field of many rows is kept as one text, which takes a tenth of the room, and taken apart when it is asked for.
    """

    def __init__(self, tally: Tally, *, values: bool) -> None:
        self.hosts = Once(_host)
        """First fields that were seen, looked at once."""
        self._tally = tally
        self._values = values
        self._texts: dict[str, list[str]] = {field: [] for field in _Columns._fields}
        """Field to its values in some rows, joined with tabs, of which none has one."""
        self._kept: dict[int, str] = {}
        """Place to value."""
        self._size = 0

    def add(self, columns: _Columns) -> None:
        """Take more rows in."""
        names = shown(columns.names, self._tally)
        wanted = enumerate(columns.values) if self._values else masked(names, columns.values)
        self._kept.update((self._size + place, value.rstrip("\r")) for place, value in wanted)
        for field, given in columns._replace(names=list(names), values=[])._asdict().items():
            self._texts[field].append("\t".join(given))
        self._size += len(names)

    def _all(self, field: str) -> Iterator[str]:
        return chain.from_iterable(text.split("\t") for text in self._texts[field])

    @functools.cached_property
    def _ends(self) -> list[int | None]:
        return list(chain.from_iterable(_dates(text.split("\t")) for text in self._texts["ends"]))

    def _sessions(self) -> Sequence[bool]:
        return [end is None for end in self._ends] if None in self._ends else Same(False, self._size)  # noqa: FBT003 - a column

    def cookies(self) -> CookieColumns:
        """The cookies of the rows."""
        hosts, size = self.hosts, self._size
        return CookieColumns(
            size,
            {
                "name": lambda: list(self._all("names")),
                "domain": lambda: [domain for domain, _ in hosts.all(self._all("hosts"))],
                "host_only": lambda: [not _FLAGS[each] for each in self._all("below")],
                "path": lambda: list(Once(path_of).all(self._all("paths"))),
                "expires": lambda: self._ends,
                "session": self._sessions,
                "secure": lambda: [_FLAGS[each] for each in self._all("secure")],
                "http_only": lambda: [http_only for _, http_only in hosts.all(self._all("hosts"))],
                "value": lambda: list(map(self._kept.get, range(size))) if self._kept else Same(None, size),
            },
        )


def _columns(lines: str, hosts: Once[_Host]) -> _Columns | None:
    """The fields of lines column by column; None where a line is no sound row.

    Every line is marked by its line feed in the first field, so that one split gives all fields, and a line of
    another length shows: its mark is not where a first field must be.
    """
    marked = f"\n{lines}".replace("\n", "\t\n")
    fields = marked.split("\t")
    if len(fields) - 1 != _FIELDS * (len(marked) - len(lines) - 1):
        return None
    found = _Columns(*(fields[number::_FIELDS] for number in _NUMBERS))
    sound = _are_flags(found.below) and _are_flags(found.secure) and _are_dates(found.ends)
    return (
        found if sound and (_are_plain_hosts(found.hosts) or all(host for host, _ in hosts.all(found.hosts))) else None
    )


def _are_plain_hosts(marked: list[str]) -> bool:
    """Whether all are ordinary first fields, seen by a look at all together; False where one may be another."""
    joined = "".join(marked)
    return (
        joined.isascii()
        and joined.encode().translate(None, _PRINTABLE) == b"\n" * len(marked)
        and joined.count("\n#") == joined.count(f"\n{_HTTP_ONLY}")
        and not any(end in f"{joined}\n" for end in _EMPTY_ENDS)
    )


def _are_flags(texts: list[str]) -> bool:
    """Whether each of them says TRUE or FALSE."""
    return texts.count("TRUE") + texts.count("FALSE") == len(texts) or set(texts) <= _FLAGS.keys()


def _checked(lines: str, first: int, hosts: Once[_Host], tally: Tally) -> Iterator[str]:
    """The lines that are sound rows; `first` is the number of the first line."""
    for number, line in enumerate(lines.split("\n"), first):
        if not line or line.isspace() or (line[0] == "#" and not line.startswith(_HTTP_ONLY)):
            continue
        if _columns(line, hosts) is None:
            tally.add(MALFORMED, line=number)
        else:
            yield line


def _are_dates(texts: Sequence[str]) -> bool:
    """Whether each of them is a date, or says that there is none."""
    if _are_digits(texts) and max(map(len, texts)) <= _DIGITS:
        return True
    return all(_date(text) != _NO_DATE for text in texts)


def _dates(texts: Sequence[str]) -> list[int | None]:
    """Milliseconds of each date, None for a session; all of them are dates (`_are_dates`)."""
    if _are_digits(texts):
        # Plain digits are read as JSON, five times as fast; what has no field or begins with 0 is no JSON.
        with contextlib.suppress(msgspec.DecodeError):
            found: list[int | None] = msgspec.json.decode(f"[{'000,'.join(texts)}000]")
            return found
    return [_date(text) for text in texts]


def _are_digits(texts: Sequence[str]) -> bool:
    joined = "".join(texts)
    return joined.isascii() and joined.encode().isdigit()


def _host(given: str) -> _Host:
    """The host of a marked first field, and whether it is HttpOnly; an empty host for a comment or another field."""
    http_only = given.startswith(_HTTP_ONLY, 1)
    if given[:1] != "\n" or (given[1:2] == "#" and not http_only):
        return "", False
    return plain(given[1 + len(_HTTP_ONLY) :] if http_only else given[1:]).lstrip(".").lower(), http_only


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
