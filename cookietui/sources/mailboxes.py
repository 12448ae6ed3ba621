"""Messages are taken from a file, an mbox, a Maildir or any folder by reading alone: no flag, name or time changes."""

import errno
import os
import re
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple

from cookietui.core.errors import BadInput, MissingInput

MESSAGE_LIMIT = 8 * 1024 * 1024
"""Bytes of a message that are read: its words stand before its attachments."""
MOST = 50_000
"""Messages of one folder or mbox that are looked at."""
MBOX_LIMIT = 2 * 1024 * 1024 * 1024
_CHUNK = 1024 * 1024
_OVERLAP = 512
_SEPARATOR = re.compile(rb"\n\r?\n(?=From [^\r\n]{1,300}?\d\d:\d\d)")
"""The line that begins a message stands after an empty one and ends in a time (RFC 4155)."""
_FIRST = re.compile(rb"From [^\r\n]{1,300}?\d\d:\d\d")


class Letter(NamedTuple):
    """One message: where it is (`inbox#3` for the third of an mbox), its first bytes, whether that is not all."""

    place: str
    data: bytes
    cut: bool = False


def letters(source: str) -> Iterator[Letter]:
    """The messages in a file (one, or those of an mbox) or `-`; raises MissingInput, BadInput."""
    if source == "-":
        yield from _from_stream(sys.stdin.buffer, "-")
        return
    with _opened(source) as stream:
        yield from _from_stream(stream, source)


def scan(folder: str) -> Iterator[Letter | BadInput]:
    """Every message below a folder or Maildir or in an mbox; one that cannot be opened is yielded as the error.

    Raises MissingInput, and BadInput for a folder that cannot be opened.
    """
    if not Path(folder).is_dir():
        yield from letters(folder)
        return
    seen = 0
    for path in _files(folder):
        try:
            for letter in letters(path):
                seen += 1
                if seen > MOST:
                    yield BadInput(f"holds more than {MOST:,} messages; only the first were looked at", input=folder)
                    return
                yield letter
        except MissingInput:
            continue  # moved by the mail program in the meantime
        except BadInput as error:
            yield error


def _files(folder: str) -> Iterator[str]:
    """Regular files below a folder, those of a Maildir's `new` and `cur`, in order; links to elsewhere are left."""

    def refused(error: OSError) -> None:
        if error.filename == folder:
            raise BadInput(f"cannot be opened ({error.strerror})", input=folder) from error

    for root, folders, files in os.walk(folder, onerror=refused):
        if {"cur", "new"} <= set(folders):
            folders[:] = [name for name in folders if name != "tmp"]
            files[:] = []
        folders.sort()
        for name in sorted(files):
            if not name.startswith("."):
                yield str(Path(root, name))


def _opened(path: str) -> IO[bytes]:
    """The file for reading, its time of access left alone where the system allows that."""
    try:
        status = os.stat(path)  # noqa: PTH116 - the name as given, for the message
        if stat.S_ISDIR(status.st_mode):
            raise BadInput("is a folder; look through it with --scan", input=path)
        if not stat.S_ISREG(status.st_mode):
            raise BadInput("is no regular file; to read from a pipe, give - and redirect it", input=path)
        if status.st_size > MBOX_LIMIT:
            raise BadInput(f"is larger than {MBOX_LIMIT // 1024**3} GB and is not read", input=path)
        return os.fdopen(_descriptor(path), "rb", buffering=0)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise MissingInput("no such file", input=path) from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "no file can have this name"
        raise BadInput(f"cannot be opened ({reason})", input=path) from error


def _descriptor(path: str) -> int:
    quiet = getattr(os, "O_NOATIME", 0)
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        return os.open(path, flags | quiet)
    except OSError as error:
        if not quiet or error.errno != errno.EPERM:
            raise
        return os.open(path, flags)


def _from_stream(stream: IO[bytes], place: str) -> Iterator[Letter]:
    head = _read(stream, _CHUNK, place)
    if not _FIRST.match(head):
        yield _single(stream, head, place)
        return
    split = _split(stream, head, place)
    first = next(split)
    second = next(split, None)
    if second is None:
        yield Letter(place, first.data, first.cut)
        return
    yield first
    yield second
    yield from split


def _single(stream: IO[bytes], head: bytes, place: str) -> Letter:
    pieces, size = [head], len(head)
    while size <= MESSAGE_LIMIT and (more := _read(stream, _CHUNK, place)):
        pieces.append(more)
        size += len(more)
    data = b"".join(pieces)
    return Letter(place, data[:MESSAGE_LIMIT], len(data) > MESSAGE_LIMIT)


def _split(stream: IO[bytes], head: bytes, place: str) -> Iterator[Letter]:
    """The messages of an mbox, each cut at the limit while the file streams by."""
    number, kept, buffer, at = 1, _Kept(), head, 0
    while number <= MOST:
        found = _SEPARATOR.search(buffer, at)
        if found:
            kept.add(buffer[at : found.start() + 1])
            yield kept.letter(f"{place}#{number}")
            number, kept, at = number + 1, _Kept(), found.end()
            continue
        more = _read(stream, _CHUNK, place)
        if not more:
            kept.add(buffer[at:])
            yield kept.letter(f"{place}#{number}")
            return
        safe = max(at, len(buffer) - _OVERLAP)
        kept.add(buffer[at:safe])
        buffer, at = buffer[safe:] + more, 0


class _Kept:
    """The first bytes of a message."""

    def __init__(self) -> None:
        self._data = bytearray()

    def add(self, piece: bytes) -> None:
        """Keep a piece, as far as there is room for it."""
        self._data += piece[: max(0, MESSAGE_LIMIT + 1 - len(self._data))]

    def letter(self, place: str) -> Letter:
        """The message as far as it was kept."""
        return Letter(place, bytes(self._data[:MESSAGE_LIMIT]), len(self._data) > MESSAGE_LIMIT)


def _read(stream: IO[bytes], size: int, place: str) -> bytes:
    try:
        return stream.read(size) or b""
    except OSError as error:
        raise BadInput(f"cannot be read ({error.strerror})", input=place) from error
