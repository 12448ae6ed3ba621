"""What was denied and is there all the same is the first thing to see; whose word won is said with it."""

from collections.abc import Iterable
from functools import partial

from cookietui.core.decision import Decision
from cookietui.core.finding import Finding, Found, Said, Step
from cookietui.core.findings import _proofs
from cookietui.core.sighting import Case, Sighting

KIND = "present-although-denied"
TITLE = "There, although denied"
RANK = 5


def find(case: Case) -> Iterable[Found]:
    """Cookies whose decision is deny; a site that was never read counts too."""
    for sighting in case.sightings:
        decision = sighting.decision
        if decision is not None and decision.choice == "deny":
            yield _proofs.found(KIND, case, sighting, partial(_finding, case, sighting, decision))


def _finding(case: Case, sighting: Sighting, decision: Decision) -> Finding:
    name, behind, declared = sighting.name, sighting.organisation, sighting.declared
    seen, row = _proofs.there(sighting)
    texts = (
        tuple(_proofs.from_text(case.declaration, declared.evidence))
        if declared is not None and case.declaration is not None
        else ()
    )
    what = "" if sighting.category == "unclassified" else f" ({sighting.category})"
    denied = f"{case.profile.denies(decision)} it, by {decision.won}"
    return Finding(
        site=case.site,
        kind=KIND,
        cookie=name,
        organisation=behind,
        declared=_proofs.said(declared) if declared is not None else Said(text="not declared"),
        observed=seen,
        wanted=_proofs.wish(case, decision),
        evidence=(*texts, row, _proofs.from_profile(case, decision)),
        message=f"{_proofs.called(name)}{what} is there {seen.text}; {denied}.",
        next=(
            _proofs.ask(behind, "object", "Object to it at the organisation behind it."),
            Step(sentence="Delete it in your browser, and have the browser refuse it."),
            Step(sentence="See whose choice won.", command=f"cookietui explain {case.site}", key="enter"),
        ),
    )
