"""A sample is a source opened once: name, head, and, only when asked for, its bytes, text and page."""

import functools
import hashlib
import sys
from pathlib import Path

from cookietui.core.declaration import Problem
from cookietui.core.errors import BadInput, MissingInput
from cookietui.core.knowledge import Knowledge, Named
from cookietui.sources.page import Page

HEAD = 4096
"""Bytes that `identify` may look at."""
LIMIT = 20 * 1024 * 1024
"""Largest source in bytes (issue: more than 20 MB is refused)."""


class Sample:
    """One source; `path` is what the person gave (`-` for standard input), `name` its last part."""

    def __init__(self, path: str, data: bytes, *, site: str | None = None, knowledge: Knowledge | None = None) -> None:
        self.path = path
        self.name = Path(path).name
        self.data = data
        self.head = data[:HEAD]
        self.site = site
        """The host the person named with --site, A-label form, or None."""
        self.knowledge = knowledge or Knowledge()

    @functools.cached_property
    def sha256(self) -> str:
        """Hex digest of the source bytes."""
        return hashlib.sha256(self.data).hexdigest()

    @functools.cached_property
    def text(self) -> str:
        """The decoded source characters (see decode.py); raises BadInput for what is no text."""
        return self._decoded[0]

    @functools.cached_property
    def page(self) -> Page:
        """The source as a normalised page; raises BadInput for what is no text."""
        from cookietui.sources.normalise import normalise  # noqa: PLC0415 - the HTML parser costs 20 ms to import

        text, problems = self._decoded
        return normalise(text, name=self.name, problems=problems)

    @functools.cached_property
    def named(self) -> tuple[Named, ...]:
        """Every place of the page's text where the catalogue knows an organisation or product by name."""
        return tuple(self.knowledge.named(self.page.text))

    @functools.cached_property
    def _decoded(self) -> tuple[str, tuple[Problem, ...]]:
        from cookietui.sources.decode import decode  # noqa: PLC0415

        return decode(self.data, self.path)

    def beside(self, name: str) -> bytes | None:
        """The bytes of a file lying beside a source file, or None."""
        if self.path == "-":
            return None
        other = Path(self.path).with_name(name)
        return other.read_bytes() if other.is_file() else None


def open_sample(path: str, *, site: str | None = None, knowledge: Knowledge | None = None) -> Sample:
    """Read a file or standard input (`-`); raises MissingInput, BadInput (too large, no permission, a folder)."""
    if path == "-":
        data = sys.stdin.buffer.read(LIMIT + 1)
    else:
        file = Path(path)
        if not file.exists():
            raise MissingInput("no such file", input=path)
        try:
            with file.open("rb") as stream:
                data = stream.read(LIMIT + 1)
        except OSError as error:
            raise BadInput(f"cannot be opened ({error.strerror})", input=path) from error
    if len(data) > LIMIT:
        raise BadInput("is larger than 20 MB and is not read", input=path)
    return Sample(path, data, site=site, knowledge=knowledge)
