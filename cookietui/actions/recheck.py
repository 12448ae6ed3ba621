"""Looking again sets every answer and every text of a site against the jars and the text of today; it keeps nothing."""

import datetime
import functools
import hashlib
from collections.abc import Iterator, Sequence

import msgspec

from cookietui import readers
from cookietui.actions.cases import Cases
from cookietui.actions.compare import known_sites, modules
from cookietui.actions.library import host_of, open_reading, without_www
from cookietui.actions.observing import Observed, observe
from cookietui.actions.read import Failure, read_source
from cookietui.actions.workspace import Workspace
from cookietui.core.errors import MissingInput, UsageError
from cookietui.core.finding import Finding
from cookietui.core.promise import Recheck, answered_on, of_declaration, of_request, of_text
from cookietui.core.request import Request
from cookietui.core.sighting import Case
from cookietui.core.site import host, lookup_chain, registrable
from cookietui.sources.jar_columns import resting_collector
from cookietui.storage import ledger, library, site_pages


class Rechecked(msgspec.Struct, frozen=True, kw_only=True):
    """What was looked at again."""

    rows: tuple[Recheck, ...] = ()
    failures: tuple[Failure, ...] = ()
    """Jars that could not be read."""
    skipped: tuple[str, ...] = ()
    """What was left out of the others, so that a promise may be broken there unseen."""
    jars: int = 0

    @property
    def broken(self) -> bool:
        """Whether a promise was not kept."""
        return any(row.verdict == "broken" for row in self.rows)


def recheck(
    ws: Workspace,
    site: str | None = None,
    jars: Sequence[str] = (),
    browser: str | None = None,
    policy: str | None = None,
    *,
    observed: Observed | None = None,
) -> Rechecked:
    """Promise by promise, kept or broken: of one site, or (None) of every site that answered a request as done.

    `policy` is a fresh copy of the site's text, which is read and not kept. Raises UsageError for a policy without a
    site or of another one, MissingInput where there is no promise to look at, and as `read_source`.
    """
    requests, broken = ledger.load_all(ws.places)
    ws.tell(broken)
    done = [each for each in requests if answered_on(each)]
    fresh = _fresh(ws, policy, site)
    site = site or (fresh.reading.site if fresh else None)
    chosen = _sites(ws, site, done)
    if observed is None:
        observed = observe(ws, jars, browser)
    with resting_collector():
        cases = Cases(ws, observed.observations, frozenset({*known_sites(ws), *chosen}))
        rows = [row for each in chosen for row in _of_site(ws, cases, each, _about(done, each), fresh)]
    if site is not None and not rows:
        raise MissingInput(
            f"no promise of {chosen[0]} is known: no answer that it is done, and no text with cookies seen"
        )
    return Rechecked(
        rows=tuple(rows), failures=observed.failures, skipped=observed.skipped, jars=len(observed.observations)
    )


def _fresh(ws: Workspace, policy: str | None, site: str | None) -> library.Kept | None:
    """The fresh text as a reading of today."""
    if policy is None:
        return None
    outcome = read_source(ws, policy, site)
    if outcome.declaration is None:
        raise UsageError("is no policy", input=policy)
    found = host(outcome.declaration.site.domain or "") or (host_of(site) if site else None)
    if found is None:
        raise UsageError("does not say which site it is of: cookietui recheck SITE --policy FILE", input=policy)
    digest = hashlib.sha256(outcome.data).hexdigest()
    reading = library.Reading(
        id=f"{ws.today}-{digest[:8]}",
        site=without_www(found),
        day=ws.today,
        path=policy,
        sha256=digest,
        reader=outcome.declaration.source.reader,
        version=readers.VERSION,
    )
    return library.Kept(reading=reading, text=outcome.text, declaration=outcome.declaration)


def _sites(ws: Workspace, site: str | None, done: Sequence[Request]) -> list[str]:
    if site is None:
        found = sorted({each.site or each.organisation for each in done})
        if not found:
            raise MissingInput("no answer on record says that a request is done; name a site: cookietui recheck SITE")
        return found
    named = host_of(site)
    known = {*library.folders(ws.places), *(each.site or each.organisation for each in done)}
    return [next((each for each in lookup_chain(named) if each in known), named)]


def _about(done: Sequence[Request], site: str) -> list[Request]:
    domain = registrable(site) or site
    return [each for each in done if site in {each.site, each.organisation} or domain == each.organisation]


def _of_site(
    ws: Workspace, cases: Cases, site: str, done: Sequence[Request], fresh: library.Kept | None
) -> Iterator[Recheck]:
    mine = fresh if fresh is not None and (registrable(fresh.reading.site) == registrable(site)) else None
    case = cases.case(site, fresh=mine)
    declaration = mine.declaration if mine else None
    for request in done:
        row = of_request(request, case, declaration)
        if row is not None:
            yield row
    declared = of_declaration(case, list(_findings(case)))
    if declared is not None:
        yield declared
    before = _before(ws, site, mine) if mine else None
    if mine is not None and before is not None:
        row = of_text(site, before[1].declaration, before[0], mine.declaration)
        if row is not None:
            yield row


def _findings(case: Case) -> Iterator[Finding]:
    for module in modules():
        if hasattr(module, "find"):
            yield from (each.tell() for each in module.find(case))


def _before(ws: Workspace, site: str, fresh: library.Kept) -> tuple[datetime.date, library.Kept] | None:
    """The newest reading that was kept of the same page, and its day; of a site with one page, of that."""
    opened = functools.partial(open_reading, ws)
    try:
        latest = library.pages(library.readings(ws.places, site))
        page = next(iter(latest), None)
        if len(latest) > 1:
            page = site_pages.page_of(latest.values(), fresh.declaration, fresh.text, opened)
        return None if page is None else (latest[page].day, opened(latest[page]))
    except (MissingInput, UsageError):
        return None
