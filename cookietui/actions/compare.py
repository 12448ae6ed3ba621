"""Comparing shows each difference between declared, real and wanted with both sides; it changes nothing."""

import contextlib
import functools
import gc
import operator
from collections.abc import Callable, Iterator, Sequence
from types import ModuleType

import msgspec

from cookietui import plugins
from cookietui.actions.cases import Cases
from cookietui.actions.library import host_of
from cookietui.actions.observing import Observed, observe
from cookietui.actions.read import Failure
from cookietui.actions.workspace import Workspace
from cookietui.core import findings as kinds
from cookietui.core.declaration import Problem
from cookietui.core.errors import MissingInput
from cookietui.core.finding import Finding, Found
from cookietui.core.observation import Observation
from cookietui.core.preference import Profile
from cookietui.core.sighting import Case
from cookietui.core.site import lookup_chain
from cookietui.sources.jar_columns import resting_collector
from cookietui.storage import comparisons, library, profiles


class JarRead(msgspec.Struct, frozen=True, kw_only=True):
    """One jar or recording that was compared."""

    path: str
    reader: str
    cookies: int
    problems: tuple[Problem, ...] = ()
    """What was skipped in it."""


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """What a comparison found."""

    found: tuple[Found, ...] = ()
    """The findings as lists show them, by site, then by what weighs most."""
    sites: tuple[str, ...] = ()
    """The sites that were compared."""
    unread: tuple[str, ...] = ()
    """Those of them whose text was never read: only what is wanted could be compared."""
    jars: tuple[JarRead, ...] = ()
    failures: tuple[Failure, ...] = ()
    """Jars that could not be read."""

    @property
    def findings(self) -> Iterator[Finding]:
        """The findings in full, one after the other, each put together when it comes."""
        return (each.tell() for each in self.found)


def compare(
    ws: Workspace,
    site: str | None = None,
    jars: Sequence[str] = (),
    browser: str | None = None,
    *,
    observed: Observed | None = None,
    alone: bool = False,
    watch: Callable[[int, int], None] = lambda _done, _all: None,
) -> Comparison:
    """The findings at a site, or (None) at all that were read or decided on, over these jars, else those found here.

    `alone` looks at no other site, which shows no organisation behind several but takes a moment only. `watch` is told
    how many sites of how many were looked at; what it raises stops, and nothing is kept.
    Raises UsageError for what is no site, MissingInput for a site that nobody read, decided on or visited.
    """
    if observed is None:
        observed = observe(ws, jars, browser)
    with resting_collector():
        return _compared(ws, site, observed, alone=alone, watch=watch)


@contextlib.contextmanager
def at_rest() -> Iterator[None]:
    """Within it a comparison is made and shown without a look for cycles, of which its many objects have none.

    For a program that ends after it: what is there by then is never looked through.
    """
    with resting_collector():
        yield
        gc.freeze()


def _compared(
    ws: Workspace, site: str | None, observed: Observed, *, alone: bool, watch: Callable[[int, int], None]
) -> Comparison:
    mine = known_sites(ws)
    named = host_of(site) if site is not None else None
    if named is not None and not any(each in mine for each in lookup_chain(named)):
        mine = frozenset({*mine, named})
    cases = Cases(ws, observed.observations, mine)
    chosen = sorted(mine) if named is None else [cases.gathered.site_of(named)]
    looked = chosen if alone else sorted(mine)
    every: dict[str, Case] = {}
    found: list[Found] = []
    for each in looked:
        watch(len(every), len(looked))
        every[each] = cases.case(each)
        if named is None:
            found += _of_case(every[each])
    if named is not None:
        _refuse_unknown(every[chosen[0]], observed)
        found += _of_case(every[chosen[0]])
    else:
        found += [finding for case in _strangers(cases, mine) for finding in _denied(case)]
    found.sort(key=operator.attrgetter("site"))  # within a site they come by what weighs most
    shared = [each for each in _shared(list(every.values())) if named is None or chosen[0] in each.sites]
    _keep(ws, chosen, found)
    return Comparison(
        found=(*found, *shared),
        sites=tuple(chosen),
        unread=tuple(each for each in chosen if every[each].declaration is None),
        jars=tuple(_jars(observed.observations)),
        failures=observed.failures,
    )


def _jars(observations: Sequence[Observation]) -> Iterator[JarRead]:
    """What was read; a recording of several sites is one, and a cookie that several of them saw counts once."""
    by_path: dict[str, list[Observation]] = {}
    for each in observations:
        by_path.setdefault(each.source.path, []).append(each)
    for path, parts in by_path.items():
        several = len(parts) > 1
        count = len({cookie for each in parts for cookie in each.cookies}) if several else len(parts[0].cookies)
        problems = tuple(problem for each in parts for problem in each.problems)
        yield JarRead(path=path, reader=parts[0].source.reader, cookies=count, problems=problems)


def known_sites(ws: Workspace) -> frozenset[str]:
    """The sites that were read or that the profile in use speaks of."""
    profile: Profile = profiles.load(ws.places).profile
    return frozenset({*library.folders(ws.places), *profile.sites})


def _refuse_unknown(case: Case, observed: Observed) -> None:
    """Raise MissingInput where there is nothing to compare at all."""
    if case.declaration is None and not (case.cookies or case.storage or case.requests):
        where = "no jar read has a cookie of it" if observed.observations else "no jar was read"
        raise MissingInput(
            f"nothing is known of {case.site}: {where}; add its policy: cookietui add FILE --site {case.site}"
        )


def _of_case(case: Case) -> Iterator[Found]:
    for module in modules():
        if hasattr(module, "find"):
            yield from module.find(case)


def _strangers(cases: Cases, mine: frozenset[str]) -> Iterator[Case]:
    """The cases of hosts that left cookies and are no site of the person's: there only her choices speak."""
    yield from (cases.case(site) for site in sorted(cases.gathered.cookies) if site not in mine)


def _denied(case: Case) -> Iterator[Found]:
    yield from plugins.load(kinds, "present_although_denied").find(case)


def _shared(cases: Sequence[Case]) -> Iterator[Found]:
    for module in modules():
        if hasattr(module, "across"):
            yield from module.across(cases)


def _keep(ws: Workspace, sites: Sequence[str], found: Sequence[Found]) -> None:
    """Keep the numbers for the list of sites."""
    counts: dict[str, dict[str, int]] = {site: {} for site in sites}
    for finding in found:
        if finding.site in counts:
            kind = counts[finding.site]
            kind[finding.kind] = kind.get(finding.kind, 0) + 1
    comparisons.keep(ws.places, {site: comparisons.Compared(ws.today, kind) for site, kind in counts.items()})


@functools.cache
def modules() -> tuple[ModuleType, ...]:
    """The kinds of findings, those that weigh most first."""
    found = [plugins.load(kinds, name) for name in plugins.names(kinds)]
    return tuple(sorted(found, key=lambda module: (module.RANK, module.__name__)))


@functools.cache
def _titles() -> dict[str, str]:
    return {module.KIND: module.TITLE for module in modules()}


def title_of(kind: str) -> str:
    """The heading above findings of a kind."""
    return _titles().get(kind, kind.replace("-", " "))
