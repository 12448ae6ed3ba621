"""Adding reads a source and keeps it in the library under its site; without a site it asks instead of guessing."""

import functools
from collections.abc import Iterator, Sequence

import msgspec

from cookietui import readers
from cookietui.actions.library import open_reading, without_www
from cookietui.actions.read import Failure, Outcome, failure, read_sources, refuse_url
from cookietui.actions.workspace import Workspace
from cookietui.core.declaration import Declaration
from cookietui.core.errors import CookietuiError, UsageError
from cookietui.core.site import host
from cookietui.core.text import one_line
from cookietui.core.vendor_list import parse_vendor_list
from cookietui.storage import journal, library, site_pages, vendor_lists

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
    pages: int = 1
    """How many pages of the site are kept now."""
    declaration: Declaration | None = None
    failure: Failure | None = None


def add(ws: Workspace, sources: Sequence[str], site: str | None = None, *, alone: bool = False) -> Iterator[Added]:
    """Read and keep each source; a reading whose site is unknown fails with exit code 2 and asks for --site.

    `alone`: the first source of a site takes the place of every page of it that was read before. Raises UsageError at
    once for a URL or a `site` that is no host; each kept source is one undo step.
    """
    for source in sources:
        refuse_url(source, "add", site)
    begun: set[str | None] = set()
    for outcome in read_sources(ws, sources, site):
        if outcome.failure:
            yield Added(input=outcome.input, failure=outcome.failure)
            continue
        try:
            domain = outcome.declaration.site.domain if outcome.declaration else None
            yield keep(ws, outcome, alone=alone and domain not in begun)
            begun.add(domain)
        except CookietuiError as error:
            yield Added(input=outcome.input, declaration=outcome.declaration, failure=failure(error, outcome.input))


def keep(ws: Workspace, outcome: Outcome, *, alone: bool = False) -> Added:
    """Keep what was read, as one undo step; raises UsageError where the site is unknown, CannotSave, Locked.

    `alone`: it takes the place of every page of the site.
    """
    if outcome.declaration is not None and outcome.declaration.source.reader == _VENDOR_LIST:
        return _keep_list(ws, outcome)
    domain = _domain(outcome)
    with journal.change(ws.places, f"add {domain} from {one_line(outcome.input, 60)}") as change:
        new = store(ws, change, outcome, alone=alone)
    pages = len(library.pages(library.readings(ws.places, domain)))
    return Added(input=outcome.input, site=domain, new=new, pages=pages, declaration=outcome.declaration)


def _keep_list(ws: Workspace, outcome: Outcome) -> Added:
    """Keep a vendor list for the consent strings that are to be decoded."""
    found = parse_vendor_list(outcome.data, outcome.input)
    with journal.change(ws.places, f"add vendor list {found.version}") as change:
        new = vendor_lists.add(change, found, outcome.data)
    return Added(input=outcome.input, vendor_list=found.version, new=new, declaration=outcome.declaration)


def store(ws: Workspace, change: journal.Change, outcome: Outcome, *, alone: bool = False) -> bool:
    """Keep what was read as part of a change; False where the same bytes were kept already."""
    assert outcome.declaration is not None
    domain = _domain(outcome)
    _, new = library.add(
        change,
        domain,
        data=outcome.data,
        text=outcome.text,
        declaration=outcome.declaration,
        version=readers.VERSION,
        day=ws.today,
        page=_page(ws, domain, outcome.declaration, outcome.text),
        alone=alone,
    )
    return new


def _page(ws: Workspace, domain: str, declaration: Declaration, text: str) -> str | None:
    """The page of the site that was read again, None for another one."""
    latest = library.pages(library.readings(ws.places, domain))
    if not latest:
        return ""
    return site_pages.page_of(latest.values(), declaration, text, functools.partial(open_reading, ws))


def _domain(outcome: Outcome) -> str:
    """The host it is kept under; raises UsageError where the source does not say, or is no policy."""
    if outcome.observation is not None or outcome.signal is not None:
        raise UsageError(_NO_POLICY, input=outcome.input)
    known = host((outcome.declaration.site.domain if outcome.declaration else None) or "")
    if known is None:
        raise UsageError("does not say which site it is of; name it with --site HOST", input=outcome.input)
    return without_www(known)
