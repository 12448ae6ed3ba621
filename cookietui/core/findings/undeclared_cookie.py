"""A cookie is undeclared when the text names neither it nor, where it lists no cookies, the organisation behind it."""

from collections.abc import Iterable, Sequence
from functools import partial

from cookietui.core.declaration import Cookie, Declaration
from cookietui.core.finding import Finding, Found, Proof, Said
from cookietui.core.findings import _proofs
from cookietui.core.sighting import Case, Sighting
from cookietui.core.text import counted

KIND = "undeclared-cookie"
TITLE = "There, but not declared"
RANK = 20
NAMED = 12
"""Names of declared cookies that are quoted."""


def find(case: Case) -> Iterable[Found]:
    """Cookies of the site that its text does not name; nothing where no text was read."""
    if case.declaration is None:
        return
    listed = [cookie for cookie in case.declaration.cookies if cookie.storage == "cookie"]
    says = f"names {counted(len(listed), 'cookie')}, not this one" if listed else ""
    said = Said(text=says or "names no cookie")
    proofs = _silence(case.declaration, listed)
    named = {vendor.domain for vendor in case.declaration.vendors if vendor.stance == "used"} - {None}
    perhaps = case.declared.perhaps
    for sighting in case.sightings:
        if sighting.declared is not None or (perhaps and perhaps(sighting.name)):
            continue
        if listed or sighting.organisation not in named:
            yield _proofs.found(KIND, case, sighting, partial(_finding, case, sighting, said, proofs))


def _silence(declaration: Declaration, listed: Sequence[Cookie]) -> tuple[Proof, ...]:
    """What the text says instead: the cookies it does name, else the sentence in which it speaks of cookies."""
    if listed:
        names = ", ".join(dict.fromkeys(cookie.name for cookie in listed[:NAMED]))
        more = ", ..." if len(listed) > NAMED else ""
        page = _proofs.page_of(declaration, listed)
        return (Proof(side="declared", quote=f"{names}{more}", source=page, pointer="cookies"),)
    spoken = next((each.evidence for each in declaration.technologies if "cookies" in each.kind), ())
    texts = tuple(_proofs.from_text(declaration, spoken[:1]))
    return texts or (Proof(side="declared", quote="", source=declaration.source.path, pointer="cookies"),)


def _finding(case: Case, sighting: Sighting, said: Said, proofs: tuple[Proof, ...]) -> Finding:
    name, behind = sighting.name, sighting.organisation
    whose = "" if behind == case.own else f" of {behind}"
    decision, (seen, row) = sighting.decision, _proofs.there(sighting)
    return Finding(
        site=case.site,
        kind=KIND,
        cookie=name,
        organisation=behind,
        declared=said,
        observed=seen,
        wanted=_proofs.wish(case, decision) if decision else None,
        evidence=(*proofs, row),
        message=f"{_proofs.called(name)}{whose} is there {seen.text}; the text of {case.site} {said.text}.",
        next=(
            _proofs.ask(behind, "access", "Ask what it is for and what is stored under it."),
            _proofs.deny(case.site, name),
            _proofs.add(case.site),
        ),
    )
