"""A cookie is undeclared when the text names neither it nor, where it lists no cookies, the organisation behind it."""

from collections.abc import Iterable

from cookietui.core.finding import Finding, Proof, Said, Step
from cookietui.core.findings import _proofs
from cookietui.core.sighting import Case, Sighting

TITLE = "There, but not declared"
RANK = 20


def find(case: Case) -> Iterable[Finding]:
    """Cookies of the site that its text does not name; nothing where no text was read."""
    if case.declaration is None:
        return
    listed = [cookie for cookie in case.declaration.cookies if cookie.storage == "cookie"]
    says = f"names {len(listed)} cookie{'s' if len(listed) != 1 else ''}, not this one" if listed else ""
    said = Said(text=says or "names no cookie")
    proof = Proof(side="declared", quote="", source=case.declaration.source.path, pointer=f"cookies:{len(listed)}")
    named = {vendor.domain for vendor in case.declaration.vendors if vendor.stance == "used"} - {None}
    for sighting in case.sightings:
        if sighting.declared is None and (listed or sighting.organisation not in named):
            yield _finding(case, sighting, said, proof)


def _finding(case: Case, sighting: Sighting, said: Said, proof: Proof) -> Finding:
    name, behind = sighting.cookie.name, sighting.organisation
    whose = "" if behind == case.domain else f" of {behind}"
    decision = case.wanted(name, sighting.category, behind)
    return Finding(
        site=case.site,
        kind="undeclared-cookie",
        cookie=name,
        organisation=behind,
        declared=said,
        observed=_proofs.seen(case, sighting),
        wanted=_proofs.wish(decision) if decision else None,
        evidence=(proof, _proofs.from_jar(sighting)),
        message=f"{name}{whose} is there until {_proofs.until(sighting)}; the text of {case.site} {said.text}.",
        next=(
            _proofs.ask(behind, "access", "Ask what it is for and what is stored under it."),
            _proofs.deny(case.site, name),
            Step(
                sentence="If the text does name it, add its newer version.",
                command=f"cookietui add FILE --site {case.site}",
            ),
        ),
    )
