"""A sample is a source opened once: name and head at once; bytes, text, JSON and page only when asked for."""

import functools
import hashlib
import re
import shutil
import stat
import sys
import tempfile
import weakref
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from cookietui.core.declaration import Problem
from cookietui.core.errors import BadInput, MissingInput
from cookietui.core.knowledge import Knowledge, Named
from cookietui.sources.page import Page
from cookietui.sources.private_folders import prefix

if TYPE_CHECKING:
    from cookietui.sources.json_text import Parsed
    from cookietui.sources.torn_json import Break

HEAD = 4096
"""Bytes that `identify` may look at."""
LIMIT = 20 * 1024 * 1024
"""Bytes of the largest text (a policy is never near it)."""
LONG_LIMIT = 128 * 1024 * 1024
"""Bytes of the longest cookies.txt, export or HAR: 200,000 cookies of 640 bytes, a HAR with the bodies of pages."""
DATABASE = b"SQLite format 3\x00"
"""First bytes of a database, which is copied and never held in memory."""
DATABASE_LIMIT = 512 * 1024 * 1024
"""Bytes of the largest database that is copied."""
_CHUNK = 1024 * 1024
_JSON = re.compile(r'\s*+(?:\{\s*+["}]|\[\s*+(?:[{"\]]|\[\s*+[\[{"\]])|\[\Z)')
"""How JSON of others begins; a Markdown link in brackets does not begin so."""
_JSON_NAMES = (".json", ".har")
_TEXT_NAMES = (".md", ".markdown", ".html", ".htm", ".xhtml", ".txt")
"""Files of these names may begin like JSON (front matter) and be text all the same."""


class Sample:
    """One source; `path` is what the person gave (`-` for standard input), `name` its last part.

    Its bytes are `data` where they are given, else those of `file`, which are read when they are asked for.
    """

    def __init__(
        self,
        path: str,
        data: bytes | None = None,
        *,
        file: Path | None = None,
        site: str | None = None,
        knowledge: Knowledge | None = None,
        values: bool = False,
    ) -> None:
        self.path = path
        self.name = Path(path).name
        self.site = site
        """The host the person named with --site, A-label form, or None."""
        self.knowledge = knowledge or Knowledge()
        self.values = values
        """Whether the person asked for the values of cookies."""
        self.file = None if data is not None else file
        """Where the bytes lie, None for bytes in memory."""
        self._data = data
        self.head = data[:HEAD] if data is not None else _start(file, path)

    @property
    def data(self) -> bytes:
        """The bytes of a text; raises BadInput beyond 20 MB."""
        return self.bytes_within(LIMIT)

    def bytes_within(self, limit: int) -> bytes:
        """All bytes; raises BadInput for more than `limit` of them."""
        if self._data is None and self.file is not None:
            try:
                with self.file.open("rb") as stream:
                    found = stream.read(limit + 1)
            except OSError as error:
                raise BadInput(f"cannot be opened ({error.strerror})", input=self.path) from error
            if len(found) <= limit:
                self._data = found
        else:
            found = self._data or b""
        if len(found) > limit:
            raise BadInput(f"is larger than {limit // (1024 * 1024)} MB and is not read", input=self.path)
        return found

    @functools.cached_property
    def sha256(self) -> str:
        """Hex digest of the source bytes; a file is not held in memory for it."""
        if self._data is not None or self.file is None:
            return hashlib.sha256(self._data or b"").hexdigest()
        try:
            with self.file.open("rb") as stream:
                return hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError as error:
            raise BadInput(f"cannot be read ({error.strerror})", input=self.path) from error

    @property
    def text(self) -> str:
        """The decoded source characters (see decode.py); raises BadInput for what is no text or beyond 20 MB."""
        self._refuse_long()
        return self._decoded[0]

    @property
    def long_text(self) -> str:
        """The decoded characters of a jar or recording, which may be longer (LONG_LIMIT); raises BadInput."""
        return self._decoded[0]

    @property
    def json(self) -> tuple[Any, tuple[Problem, ...]] | None:
        """The JSON value of the source and what was odd about it; None where it does not begin like JSON.

        Of a source that breaks off (see `broken`) it is what stands before. Raises BadInput for any other JSON that
        cannot be read.
        """
        found = self._parsed
        return (found.value, found.odd) if found else None

    @property
    def broken(self) -> "Break | None":
        """Where the JSON of the source breaks off; None where it is whole, or no JSON. Raises BadInput as `json`."""
        return self._parsed.broken if self._parsed else None

    def json_of(self, *items: str) -> tuple[Any, tuple[Problem, ...]]:
        """As `json`, of a source that is JSON, for a reader that can use one that breaks off.

        `items` are paths (see torn_json.py) to what is read only where it is whole; of one that was cut in two nothing
        is left. Raises BadInput where no item is whole.
        """
        found = self._parsed
        assert found is not None
        if found.broken is None:
            return found.value, found.odd
        from cookietui.sources.torn_json import whole_items  # noqa: PLC0415 - few sources break off

        value, told = whole_items(found.value, found.broken, items, self.path)
        return value, (told, *found.odd)

    @functools.cached_property
    def _parsed(self) -> "Parsed | None":
        from cookietui.sources import json_text  # noqa: PLC0415 - most sources are no JSON

        head = self.head_text
        named = self.name.lower().endswith(_JSON_NAMES) and not head.lstrip().startswith("<")
        if not named and not _JSON.match(head):
            return None
        text_by_name = self.name.lower().endswith(_TEXT_NAMES)
        try:
            found = json_text.parse_torn(self.long_text, self.path)
        except BadInput:
            if text_by_name:
                return None
            raise
        return None if text_by_name and found.broken and not found.broken.closed else found

    @functools.cached_property
    def head_text(self) -> str:
        """The first characters, by byte order mark or as UTF-8; what does not fit is replaced."""
        for mark in (b"\xff\xfe", b"\xfe\xff"):
            if self.head.startswith(mark):
                return self.head.decode("utf-16", "replace")
        return self.head.decode("utf-8", "replace").removeprefix("\ufeff")

    @functools.cached_property
    def page(self) -> Page:
        """The source as a normalised page; raises BadInput for what is no text."""
        from cookietui.sources.normalise import normalise  # noqa: PLC0415 - the HTML parser costs 20 ms to import

        self._refuse_long()
        text, problems = self._decoded
        return normalise(text, name=self.name, problems=problems)

    @functools.cached_property
    def named(self) -> tuple[Named, ...]:
        """Every place of the page's text where the catalogue knows an organisation or product by name."""
        return tuple(self.knowledge.named(self.page.text))

    @functools.cached_property
    def _decoded(self) -> tuple[str, tuple[Problem, ...]]:
        from cookietui.sources.decode import decode  # noqa: PLC0415

        if self.head.startswith(DATABASE):
            return decode(self.head, self.path)  # says what it is without reading it
        return decode(self.bytes_within(LONG_LIMIT), self.path)

    def _refuse_long(self) -> None:
        """Raise BadInput for a text beyond 20 MB; a database is refused for what it is."""
        if not self.head.startswith(DATABASE):
            self.bytes_within(LIMIT)

    def beside(self, name: str) -> bytes | None:
        """The bytes of a file lying beside a source file, or None; one beyond 20 MB is not read."""
        if self.path == "-":
            return None
        other = Path(self.path).with_name(name)
        try:
            return other.read_bytes() if other.is_file() and other.stat().st_size <= LIMIT else None
        except OSError:
            return None


def _start(file: Path | None, path: str) -> bytes:
    """The first bytes of a file; raises BadInput."""
    if file is None:
        return b""
    try:
        with file.open("rb") as stream:
            return stream.read(HEAD)
    except OSError as error:
        raise BadInput(f"cannot be opened ({error.strerror})", input=path) from error


def open_sample(
    path: str, *, site: str | None = None, knowledge: Knowledge | None = None, values: bool = False
) -> Sample:
    """Open a file or standard input (`-`); raises MissingInput, BadInput (too large, no permission, no file)."""
    if path == "-":
        return _from_stdin(sys.stdin.buffer, site, knowledge, values)
    file = Path(path)
    try:
        status = file.stat()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise MissingInput("no such file", input=path) from error
    except OSError as error:
        raise BadInput(f"cannot be opened ({error.strerror})", input=path) from error
    if stat.S_ISDIR(status.st_mode):
        raise BadInput("cannot be opened (Is a directory)", input=path)
    if not stat.S_ISREG(status.st_mode):
        raise BadInput("is no regular file; to read from a pipe, give - and redirect it", input=path)
    sample = Sample(path, file=file, site=site, knowledge=knowledge, values=values)
    limit = DATABASE_LIMIT if sample.head.startswith(DATABASE) else LONG_LIMIT
    if status.st_size > limit:
        raise BadInput(f"is larger than {limit // (1024 * 1024)} MB and is not read", input=path)
    return sample


def _from_stdin(stream: IO[bytes], site: str | None, knowledge: Knowledge | None, values: bool) -> Sample:
    """Standard input in memory, or, where it is a database, in a private folder that goes with the sample."""
    head = stream.read(HEAD)
    if not head.startswith(DATABASE):
        data = head + stream.read(LONG_LIMIT + 1 - len(head))
        if len(data) > LONG_LIMIT:
            raise BadInput(f"is larger than {LONG_LIMIT // (1024 * 1024)} MB and is not read", input="-")
        return Sample("-", data, site=site, knowledge=knowledge, values=values)
    folder = Path(tempfile.mkdtemp(prefix=prefix()))
    file = folder / "stdin.sqlite"
    size = len(head)
    with file.open("wb") as target:
        target.write(head)
        while size <= DATABASE_LIMIT and (chunk := stream.read(_CHUNK)):
            target.write(chunk)
            size += len(chunk)
    sample = Sample("-", file=file, site=site, knowledge=knowledge, values=values)
    weakref.finalize(sample, shutil.rmtree, folder, ignore_errors=True)
    if size > DATABASE_LIMIT:
        raise BadInput(f"is larger than {DATABASE_LIMIT // (1024 * 1024)} MB and is not read", input="-")
    return sample
