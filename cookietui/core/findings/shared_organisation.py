"""One organisation behind several sites of a person can put the visits together; that shows only over all of them."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from cookietui.core.finding import Finding, Found, Proof, Said, Seen, Step
from cookietui.core.findings import _proofs
from cookietui.core.sighting import Case

KIND = "shared-organisation"
TITLE = "Behind several of your sites"
RANK = 50
_SHOWN = 5
"""Sites whose evidence is quoted."""


def across(cases: Sequence[Case]) -> Iterable[Found]:
    """Organisations that are seen or declared at two or more sites that are not their own."""
    found: dict[str, dict[str, tuple[Proof, ...]]] = {}
    for case in cases:
        for organisation, proofs in _behind(case).items():
            found.setdefault(organisation, {}).setdefault(case.site, proofs)
    for organisation, sites in sorted(found.items(), key=lambda each: (-len(each[1]), each[0])):
        if len(sites) > 1:
            names = tuple(sorted(sites))
            yield Found(None, KIND, None, organisation, None, partial(_finding, cases, organisation, sites), names)


def _behind(case: Case) -> dict[str, tuple[Proof, ...]]:
    """The organisations behind one site, each with where that shows."""
    found: dict[str, tuple[Proof, ...]] = {}
    own = {case.domain, case.own}
    for sighting in case.sightings:
        if sighting.organisation not in own and sighting.organisation not in found:
            found[sighting.organisation] = (_proofs.from_jar(sighting, _proofs.seen(case, sighting)),)
    for organisation, indices in _declared(case):
        if organisation in own or case.declaration is None:
            continue
        texts = tuple(_proofs.from_text(case.declaration, indices[:1]))
        found[organisation] = (*texts, *(each for each in found.get(organisation, ()) if each.side == "observed"))
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


def _finding(cases: Sequence[Case], organisation: str, sites: dict[str, tuple[Proof, ...]]) -> Finding:
    names = tuple(sorted(sites))
    proofs = tuple(proof for site in names[:_SHOWN] for proof in sites[site][:2])
    decision = cases[0].anywhere(organisation)
    seen = sum(any(each.side == "observed" for each in sites[site]) for site in names)
    said = sum(any(each.side == "declared" for each in sites[site]) for site in names)
    shown = ", ".join(names[:_SHOWN]) + (f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else "")
    return Finding(
        site=None,
        kind=KIND,
        organisation=organisation,
        declared=Said(text=f"named by {said} of your sites"),
        observed=Seen(text=f"seen at {seen} of your sites", count=seen),
        wanted=_proofs.wish(decision) if decision else None,
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
