"""Reading keeps nothing: each input gives one outcome, and a bad one never stops the others."""

from collections.abc import Iterator, Sequence

import msgspec

from cookietui.actions.workspace import Workspace
from cookietui.core.declaration import Declaration


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """Why one input gave nothing; the documented error object."""

    schema: str = "cookietui.error/1"
    input: str | None = None
    line: int | None = None
    message: str = ""
    exit_code: int = 70
    """65, 66 ... as in design.md; not part of the printed object."""


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What one input gave: exactly one of `declaration` and `failure` is set."""

    input: str
    declaration: Declaration | None = None
    text: str = ""
    """The normalised text that the declaration's evidence counts in."""
    data: bytes = b""
    """The source bytes as read, for the library."""
    failure: Failure | None = None


def read_sources(ws: Workspace, sources: Sequence[str], site: str | None = None) -> Iterator[Outcome]:
    """One outcome per file; a folder gives one per readable file in it, `-` is standard input.

    Raises UsageError at once for a URL (nothing is fetched) and for a `site` that is no host name.
    """
    raise NotImplementedError


def read_source(ws: Workspace, source: str, site: str | None = None) -> Outcome:
    """The outcome of one file or `-`; raises MissingInput, BadInput or UsageError instead of giving a failure."""
    raise NotImplementedError
