"""A database file that was cut off gets its length again, and loses the cells that were cut in two.

The layout is that of "Database File Format", https://sqlite.org/fileformat2.html, sections 1.3 and 1.6.
"""

import mmap
from pathlib import Path

from cookietui.sources.sample import DATABASE_LIMIT as LIMIT

_HEADER = 100
"""Bytes of the header of a database."""
_LEAF = 0x0D
"""The first byte of a page that holds rows of a table."""
_LEAF_HEAD = 8
_ZEROS = 16
"""Zeros at the end of a page that are no end of a row: a row ends with a text or with a number of 8 bytes at most."""


def fill_up(target: Path) -> tuple[int, int]:
    """Make a copy that was cut off, or whose end is zeros, readable.

    Missing pages become empty ones, and of the page in which it breaks off only the rows stay that stand whole.
    Returns how many pages were missing, and how many others hold rows that ended in zeros.
    """
    with target.open("r+b") as stream:
        head = stream.read(_HEADER)
        if len(head) < _HEADER:
            return 0, 0
        size = int.from_bytes(head[16:18], "big")
        size = 65_536 if size == 1 else size
        length = target.stat().st_size
        if size < 512 or length < size:  # noqa: PLR2004 - the smallest page
            return 0, 0
        pages = int.from_bytes(head[28:32], "big")
        current = head[24:28] == head[92:96]  # else an old program changed the file and left the number of pages
        missing = max(0, pages - length // size) if current and pages * size <= LIMIT else 0
        if missing:
            stream.truncate(pages * size)
        end = _end(stream.fileno(), length)
        if end < size or not end % size:
            return missing, 0
        stream.seek(end // size * size)
        page = bytearray(stream.read(size).ljust(size, b"\0"))
        lost = _keep_whole(page, end % size, size - head[20])
        if end == length and page[0] != _LEAF:
            page = bytearray(size)  # half a page that holds no rows leads nowhere
        stream.seek(end // size * size)
        stream.write(page)
    return missing, int(lost and end < length)


def _end(number: int, length: int) -> int:
    """Where what is more than zeros ends in the first `length` bytes of an open file; a few zeros belong to it."""
    with mmap.mmap(number, length, access=mmap.ACCESS_READ) as data:
        if any(data[-_ZEROS:]):
            return length
        place = length
        while place > 0:
            start = max(0, place - 65_536)
            part = data[start:place].rstrip(b"\0")
            if part:
                return min(length, start + len(part) + _ZEROS // 2)
            place = start
    return 0


def _keep_whole(page: bytearray, end: int, usable: int) -> bool:
    """Leave only the rows of a page that stand whole before `end`; whether that took any away."""
    if page[0] != _LEAF:
        return False
    count = int.from_bytes(page[3:5], "big")
    listed = min(count, (min(end, usable) - _LEAF_HEAD) // 2)
    places = [int.from_bytes(page[at : at + 2], "big") for at in range(_LEAF_HEAD, _LEAF_HEAD + 2 * listed, 2)]
    kept = [place for place in places if place > _LEAF_HEAD and _cell_end(page, place, usable) <= end]
    page[3:5] = len(kept).to_bytes(2, "big")
    for number, place in enumerate(kept):
        page[_LEAF_HEAD + 2 * number : _LEAF_HEAD + 2 * number + 2] = place.to_bytes(2, "big")
    return len(kept) < count


def _cell_end(page: bytearray, place: int, usable: int) -> int:
    """Where the part of a row ends that stands in its page; what is longer goes on in other pages."""
    payload, place = _number(page, place)
    _, place = _number(page, place)
    most = usable - 35
    if payload <= most:
        return place + payload
    least = (usable - 12) * 32 // 255 - 23
    local = least + (payload - least) % (usable - 4)
    return place + (local if local <= most else least) + 4


def _number(page: bytearray, place: int) -> tuple[int, int]:
    """A number of 1 to 9 bytes, and where it ends; beyond the page it is zero."""
    found = 0
    for count in range(9):
        byte = page[place + count] if place + count < len(page) else 0
        if count == 8:  # noqa: PLR2004 - the ninth byte gives all its bits
            return found << 8 | byte, place + 9
        found = found << 7 | byte & 0x7F
        if byte < 0x80:  # noqa: PLR2004 - the last byte
            return found, place + count + 1
    raise AssertionError
