"""Adding reads a source and keeps it in the library under its site; without a site it asks instead of guessing."""

from collections.abc import Iterator, Sequence

import msgspec

from cookietui.actions.read import Failure
from cookietui.actions.workspace import Workspace
from cookietui.core.declaration import Declaration


class Added(msgspec.Struct, frozen=True, kw_only=True):
    """What one input gave; `failure` is set where nothing was kept."""

    input: str
    site: str | None = None
    """The host it is kept under, A-label form."""
    new: bool = False
    """False when the same bytes were in the library already."""
    declaration: Declaration | None = None
    failure: Failure | None = None


def add(ws: Workspace, sources: Sequence[str], site: str | None = None) -> Iterator[Added]:
    """Read and keep each source; a reading whose site is unknown fails with exit code 2 and asks for --site."""
    raise NotImplementedError
