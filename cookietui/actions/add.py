"""Adding reads a source and keeps it in the library under its site; without a site it asks instead of guessing."""

from collections.abc import Iterator, Sequence

import msgspec

from cookietui import readers
from cookietui.actions.library import without_www
from cookietui.actions.read import Failure, Outcome, failure, read_sources, refuse_url
from cookietui.actions.workspace import Workspace
from cookietui.core.declaration import Declaration
from cookietui.core.errors import CookietuiError, UsageError
from cookietui.core.site import host
from cookietui.core.text import one_line
from cookietui.core.vendor_list import parse_vendor_list
from cookietui.storage import journal, library, vendor_lists

_VENDOR_LIST = "vendor-list"
"""The reader whose declarations are about no site."""
_NO_POLICY = "is no policy but a record of what is there, which is not kept; see it with: cookietui read FILE"


class Added(msgspec.Struct, frozen=True, kw_only=True):
    """What one input gave; `failure` is set where nothing was kept."""

    schema: str = "cookietui.added/1"
    input: str
    site: str | None = None
    """The host it is kept under, A-label form."""
    vendor_list: int | None = None
    """The version of the vendor list that was kept, for one; it is of no site."""
    new: bool = False
    """False when the same bytes were in the library already."""
    declaration: Declaration | None = None
    failure: Failure | None = None


def add(ws: Workspace, sources: Sequence[str], site: str | None = None) -> Iterator[Added]:
    """Read and keep each source; a reading whose site is unknown fails with exit code 2 and asks for --site.

    Raises UsageError at once for a URL or a `site` that is no host; each kept source is one undo step.
    """
    for source in sources:
        refuse_url(source, "add", site)
    for outcome in read_sources(ws, sources, site):
        if outcome.failure:
            yield Added(input=outcome.input, failure=outcome.failure)
            continue
        try:
            yield keep(ws, outcome)
        except CookietuiError as error:
            yield Added(input=outcome.input, declaration=outcome.declaration, failure=failure(error, outcome.input))


def keep(ws: Workspace, outcome: Outcome) -> Added:
    """Keep what was read, as one undo step; raises UsageError where the site is unknown, CannotSave, Locked."""
    if outcome.declaration is not None and outcome.declaration.source.reader == _VENDOR_LIST:
        return _keep_list(ws, outcome)
    domain = _domain(outcome)
    with journal.change(ws.places, f"add {domain} from {one_line(outcome.input, 60)}") as change:
        new = store(ws, change, outcome)
    return Added(input=outcome.input, site=domain, new=new, declaration=outcome.declaration)


def _keep_list(ws: Workspace, outcome: Outcome) -> Added:
    """Keep a vendor list for the consent strings that are to be decoded."""
    found = parse_vendor_list(outcome.data, outcome.input)
    with journal.change(ws.places, f"add vendor list {found.version}") as change:
        new = vendor_lists.add(change, found, outcome.data)
    return Added(input=outcome.input, vendor_list=found.version, new=new, declaration=outcome.declaration)


def store(ws: Workspace, change: journal.Change, outcome: Outcome) -> bool:
    """Keep what was read as part of a change; False where the same bytes were kept already."""
    assert outcome.declaration is not None
    _, new = library.add(
        change,
        _domain(outcome),
        data=outcome.data,
        text=outcome.text,
        declaration=outcome.declaration,
        version=readers.VERSION,
        day=ws.today,
    )
    return new


def _domain(outcome: Outcome) -> str:
    """The host it is kept under; raises UsageError where the source does not say, or is no policy."""
    if outcome.observation is not None or outcome.signal is not None:
        raise UsageError(_NO_POLICY, input=outcome.input)
    known = host((outcome.declaration.site.domain if outcome.declaration else None) or "")
    if known is None:
        raise UsageError("does not say which site it is of; name it with --site HOST", input=outcome.input)
    return without_www(known)
