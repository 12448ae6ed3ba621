"""Reads Safari's Cookies.binarycookies: pages of records, each within its page and beside the others."""

import struct
from collections.abc import Iterator

from cookietui.core.errors import BadInput
from cookietui.core.moment import APPLE_EPOCH, from_number
from cookietui.core.observation import Observation, ObservedCookie, ObservedSource
from cookietui.core.tally import Tally
from cookietui.core.text import plain
from cookietui.sources.consent import kind_of
from cookietui.sources.cookie_json import NO_DATE, ODD_NAME
from cookietui.sources.sample import LONG_LIMIT, Sample

TITLE = "Safari cookies"
KIND = "file"
_MAGIC = b"cook"
_PAGE = b"\x00\x00\x01\x00"
_WORD = 4
_RECORD = struct.Struct("<8I2I2d")
"""Size, version, flags, port; offsets of domain, name, path, value, comment and its URL; expiry and creation."""
_SECURE, _HTTP_ONLY = 1, 4
_ZEROS = 64
"""Zeros at the end of a file that no program writes; a file that was torn may end in them instead of being shorter."""
_BROKEN_PAGE = "pages that are damaged or cut off, skipped"
_BROKEN_RECORD = "records that are damaged, skipped"


def identify(sample: Sample) -> str:
    """`certain` by the first four bytes and a number of pages that fits into a file."""
    return "certain" if sample.head.startswith(_MAGIC) and sample.head[4:5] == b"\0" else "no"


def read(sample: Sample) -> Observation:
    """The cookies of the jar; pages and records that are damaged are skipped and counted. Raises BadInput."""
    data = memoryview(sample.bytes_within(LONG_LIMIT))
    written = len(bytes(data).rstrip(b"\0"))
    if len(data) - written > _ZEROS:
        data = data[:written]
    tally = Tally()
    cookies = tuple(
        cookie for page in _pages(data, sample.path, tally) for cookie in _cookies(page, tally, values=sample.values)
    )
    source = ObservedSource(reader="safari_cookies", path=sample.path, sha256=sample.sha256)
    return Observation(source=source, cookies=cookies, problems=tally.problems())


def _pages(data: memoryview, path: str, tally: Tally) -> Iterator[memoryview]:
    """The pages whose sizes stand, big-endian, in the head of the file."""
    count = int.from_bytes(data[4:8], "big")
    place = 8 + _WORD * count
    if len(data) < 8 or place > len(data):  # noqa: PLR2004 - magic and number of pages
        raise BadInput("is cut off in the list of its pages", input=path)
    for number in range(count):
        start = 8 + _WORD * number
        size = int.from_bytes(data[start : start + _WORD], "big")
        page = data[place : place + size]
        place += size
        if page[:_WORD] == _PAGE and len(page) >= 2 * _WORD:
            if len(page) < size:
                tally.add(_BROKEN_PAGE)  # its first records may be whole
            yield page
        else:
            tally.add(_BROKEN_PAGE)


def _cookies(page: memoryview, tally: Tally, *, values: bool) -> Iterator[ObservedCookie]:
    """The cookies of one page; records that overlap another are damage (or an attempt to be read many times)."""
    count = min(int.from_bytes(page[_WORD : 2 * _WORD], "little"), (len(page) - 2 * _WORD) // _WORD)
    offsets = sorted(struct.unpack_from(f"<{count}I", page, 2 * _WORD))
    free = 0
    for offset in offsets:
        size = int.from_bytes(page[offset : offset + _WORD], "little")
        record = page[offset : offset + size]
        cookie = _cookie(bytes(record), values=values) if offset >= free and len(record) == size else None
        if cookie is None:
            tally.add(_BROKEN_RECORD)
        else:
            free = offset + size
            if cookie.expires is None and not cookie.session:
                tally.add(NO_DATE, kind="note")
            if "\ufffd" in cookie.name:
                tally.add(ODD_NAME, kind="note")
            yield cookie


def _cookie(record: bytes, *, values: bool) -> ObservedCookie | None:
    """The cookie of a record (times in seconds since 2001); None for one that is damaged."""
    if len(record) < _RECORD.size:
        return None
    _size, _version, flags, _port, *offsets, _comment, _url, expiry, created = _RECORD.unpack_from(record)
    texts = [_text(record, offset) for offset in offsets]
    domain, name, path, value = texts
    if not domain or name is None:
        return None
    return ObservedCookie(
        name=plain(name),
        domain=plain(domain).lstrip(".").lower() or plain(domain),
        host_only=not domain.startswith("."),
        path=plain(path or "/"),
        created=_milliseconds(created),
        expires=_milliseconds(expiry),
        session=not expiry,
        secure=bool(flags & _SECURE),
        http_only=bool(flags & _HTTP_ONLY),
        value=value if values or kind_of(name) else None,
    )


def _text(record: bytes, offset: int) -> str | None:
    """The text up to its NUL; None where it does not lie in the record."""
    end = record.find(b"\0", offset)
    return record[offset:end].decode("utf-8", "replace") if _RECORD.size <= offset <= end else None


def _milliseconds(seconds: float) -> int | None:
    """Milliseconds since 1970 of seconds since 2001; None for 0 and for what no calendar holds."""
    return from_number(seconds + APPLE_EPOCH / 1000) if seconds else None
