"""One organisation behind several sites of a person can put the visits together; that shows only over all of them."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

import msgspec

from cookietui.core.finding import Finding, Found, Proof, Said, Seen, Step
from cookietui.core.findings import _proofs
from cookietui.core.sighting import Case, Sighting

KIND = "shared-organisation"
TITLE = "Behind several of your sites"
RANK = 50
_SHOWN = 5
"""Sites whose evidence is quoted."""


class _Trace(msgspec.Struct, gc=False):
    """Where an organisation shows at a site: what is there of it, and the evidence of where it is declared."""

    case: Case
    sighting: Sighting | None = None
    declared: tuple[int, ...] = ()

    def proofs(self) -> Iterator[Proof]:
        """One of each."""
        if self.case.declaration is not None:
            yield from _proofs.from_text(self.case.declaration, self.declared[:1])
        if self.sighting is not None:
            yield _proofs.there(self.sighting)[1]


def across(cases: Sequence[Case]) -> Iterable[Found]:
    """Organisations that are seen or declared at two or more sites that are not their own."""
    found: dict[str, dict[str, _Trace]] = {}
    for case in cases:
        for organisation, trace in _behind(case).items():
            found.setdefault(organisation, {}).setdefault(case.site, trace)
    for organisation, sites in sorted(found.items(), key=lambda each: (-len(each[1]), each[0])):
        if len(sites) > 1:
            names = tuple(sorted(sites))
            yield Found(None, KIND, None, organisation, None, partial(_finding, cases, organisation, sites), names)


def _behind(case: Case) -> dict[str, _Trace]:
    """The organisations behind one site, each with where that shows."""
    found: dict[str, _Trace] = {}
    own = {case.domain, case.own}
    for sighting in case.sightings:
        if sighting.organisation not in own and sighting.organisation not in found:
            found[sighting.organisation] = _Trace(case, sighting)
    for organisation, indices in _declared(case):
        if organisation not in own:
            found.setdefault(organisation, _Trace(case)).declared = indices
    return found


def _declared(case: Case) -> Iterator[tuple[str, tuple[int, ...]]]:
    if case.declaration is None:
        return
    for vendor in case.declaration.vendors:
        if vendor.domain and vendor.stance == "used":
            yield vendor.domain, vendor.evidence
    for embedded in case.declaration.embedded:
        yield embedded.organisation or embedded.domain, embedded.evidence
    for cookie in case.declaration.cookies:
        if cookie.organisation:
            yield cookie.organisation, cookie.evidence


def _finding(cases: Sequence[Case], organisation: str, sites: dict[str, _Trace]) -> Finding:
    names = tuple(sorted(sites))
    proofs = tuple(proof for site in names[:_SHOWN] for proof in sites[site].proofs())
    decision = cases[0].anywhere(organisation)
    seen = sum(trace.sighting is not None for trace in sites.values())
    said = sum(bool(trace.declared) for trace in sites.values())
    shown = ", ".join(names[:_SHOWN]) + (f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else "")
    return Finding(
        site=None,
        kind=KIND,
        organisation=organisation,
        declared=Said(text=f"named by {said} of your sites"),
        observed=Seen(text=f"seen at {seen} of your sites", count=seen),
        wanted=_proofs.wish(cases[0], decision) if decision else None,
        evidence=proofs,
        message=f"{organisation} is behind {len(names)} of your sites: {shown}.",
        next=(
            Step(
                sentence="Decide about it everywhere at once.",
                command=f"cookietui set --anywhere --organisation {organisation}=deny",
                key="d",
            ),
            _proofs.ask(organisation, "access", "Ask it what it knows of you."),
        ),
        sites=names,
    )
