"""What lies beside a database is looked at as well, because SQLite leaves out in silence what is torn in it.

The layouts are those of "Database File Format", https://sqlite.org/fileformat2.html, sections 3 and 4.
"""

import struct
from pathlib import Path
from typing import IO

LOG = "changes in the -wal file beside it that are damaged or not yet whole, left out"
NO_LOG = "the -wal file beside it is no log that can be read, so that the newest changes are missing; files"
CUT_JOURNAL = "the -journal file beside it is cut off, so that changes which were never finished may show; files"
NO_JOURNAL = "the -journal file beside it cannot be read, so that changes which were never finished may show; files"
_LOG_HEAD = struct.Struct(">8I")
"""Magic number, version, page size, count of checkpoints, two salts, two checksums."""
_FRAME_HEAD = struct.Struct(">6I")
"""Page, size of the database after a commit, two salts, two checksums."""
_LOG_MAGIC = {0x377F0682: "<", 0x377F0683: ">"}
"""Byte order of the words that the checksums count."""
_USED_AT = 16
"""Where the index of a log (-shm) keeps the number of frames that count."""
_CHECKED = 1000
"""Frames that are checked: what a browser writes before it commits is far less."""
_JOURNAL_HEAD = struct.Struct(">8s5I")
"""Magic number, count of records, nonce, pages of the database, bytes of a sector and of a page."""
_JOURNAL_MAGIC = bytes.fromhex("d9d505f920a163d7")
_BY_SIZE = 0xFFFF_FFFF
"""In the place of a count: as many records as the file holds."""
_WORD = 0xFFFF_FFFF


def log_faults(database: Path) -> dict[str, int]:
    """What to tell of the -wal file of an open copy, and how many frames or files it is about; empty for nothing."""
    log = database.with_name(f"{database.name}-wal")
    if not log.is_file() or not log.stat().st_size:
        return {}
    with log.open("rb") as stream:
        head = stream.read(_LOG_HEAD.size)
        if not _is_log(head):
            return {NO_LOG: 1}
        used = _frames_used(database.with_name(f"{database.name}-shm"))
        lost = _frames_lost(stream, head, used, log.stat().st_size)
    return {LOG: lost} if lost else {}


def _is_log(head: bytes) -> bool:
    if len(head) < _LOG_HEAD.size:
        return False
    magic, _, size, _, _, _, *sums = _LOG_HEAD.unpack(head)
    order = _LOG_MAGIC.get(magic)
    return order is not None and 512 <= size <= 65_536 and _sums(head[:24], (0, 0), order) == tuple(sums)  # noqa: PLR2004 - pages


def _frames_used(index: Path) -> int:
    """How many frames SQLite took from the log, as it notes beside an open database."""
    try:
        with index.open("rb") as stream:
            stream.seek(_USED_AT)
            found = stream.read(4)
    except OSError:
        return 0
    return int(struct.unpack("=I", found)[0]) if len(found) == 4 else 0  # noqa: PLR2004 - a word


def _frames_lost(stream: IO[bytes], head: bytes, used: int, length: int) -> int:
    """Frames from the first one on that is damaged, after those that were used; frames of a log before do not count."""
    magic, _, size, _, _, _, one, two = _LOG_HEAD.unpack(head)
    order, step = _LOG_MAGIC[magic], _FRAME_HEAD.size + int(size)
    place = _LOG_HEAD.size + used * step
    if used:
        stream.seek(place - step)
        one, two = _FRAME_HEAD.unpack(stream.read(_FRAME_HEAD.size))[4:]
    for _ in range(_CHECKED):
        stream.seek(place)
        frame = stream.read(step)
        if not frame or (len(frame) == step and any(frame) and frame[8:16] != head[16:24]):
            return 0
        if len(frame) == step:
            one, two = _sums(frame[:8] + frame[_FRAME_HEAD.size :], (one, two), order)
        if len(frame) < step or (one, two) != _FRAME_HEAD.unpack(frame[: _FRAME_HEAD.size])[4:]:
            return -(-(length - place) // step)
        place += step
    return 0


def _sums(data: bytes, start: tuple[int, int], order: str) -> tuple[int, int]:
    """The two running checksums of a log after some more bytes (section 4.2)."""
    one, two = start
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for first, second in zip(words[::2], words[1::2], strict=True):
        one = one + first + two & _WORD
        two = two + second + one & _WORD
    return one, two


def journal_faults(database: Path) -> dict[str, int]:
    """What to tell of the -journal file of a copy that was not opened yet; empty for nothing."""
    journal = database.with_name(f"{database.name}-journal")
    if not journal.is_file():
        return {}
    with journal.open("rb") as stream:
        length = journal.stat().st_size
        place = 0
        while len(head := stream.read(_JOURNAL_HEAD.size)) == _JOURNAL_HEAD.size and any(head):
            magic, count, _, _, sector, size = _JOURNAL_HEAD.unpack(head)
            if count in (0, _BY_SIZE) or not any(magic):
                return {}  # what comes now was not needed yet, or was done with
            if magic != _JOURNAL_MAGIC or not sector:
                return {} if place else {NO_JOURNAL: 1}
            end = place + sector + count * (size + 8)
            if end > length:
                return {CUT_JOURNAL: 1}
            place = -(-end // sector) * sector
            stream.seek(place)
    return {}
