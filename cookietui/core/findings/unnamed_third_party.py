"""A third party is unnamed when the page loads from it, or a recording shows it asked, and the text is silent on it."""

from collections.abc import Iterable
from functools import partial

from cookietui.core.declaration import Embedded
from cookietui.core.finding import Finding, Found, Proof, Said, Seen, Step
from cookietui.core.findings import _proofs
from cookietui.core.observation import ObservedSource, SeenRequest
from cookietui.core.sighting import Case

KIND = "unnamed-third-party"
TITLE = "Loaded from elsewhere, but not named"
RANK = 30
NAMED = 12
"""Companies the text does name, that are quoted."""


def find(case: Case) -> Iterable[Found]:
    """Third parties of the page's own HTML, then those that recordings show, one finding a host."""
    if case.declaration is None:
        return
    told: set[str] = set()
    for embedded in case.declaration.embedded:
        told.add(embedded.host)
        if not embedded.declared:
            behind = embedded.organisation or embedded.domain
            yield Found(case.site, KIND, None, behind, embedded.host, partial(_in_page, case, embedded, behind))
    for request, source in case.requests:
        host = request.host
        if host in told or case.party_of(host) == "first" or case.known("", host).organisation == case.own:
            continue
        told.add(host)
        if not case.names(host):
            behind = case.known("", host).organisation or request.domain or host
            yield Found(case.site, KIND, None, behind, host, partial(_asked, case, request, source, behind))


def _in_page(case: Case, embedded: Embedded, behind: str) -> Finding:
    assert case.declaration is not None
    proofs = _proofs.from_text(case.declaration, embedded.evidence)
    seen = Seen(text="in the page itself", domain=embedded.host, party="third", count=max(1, len(embedded.evidence)))
    moved = (
        Proof(side="observed", quote=each.quote, source=each.source, pointer=each.pointer, line=each.line)
        for each in proofs
    )
    message = f"The page loads from {embedded.host}{_of(behind, embedded.domain)}, which its text does not name."
    shown = tuple(moved) or (Proof(side="observed", quote=embedded.host, source=case.declaration.source.path),)
    return _finding(case, behind, seen, shown, message)


def _asked(case: Case, request: SeenRequest, source: ObservedSource, behind: str) -> Finding:
    domain = request.domain or request.host
    times, often = (
        ("1 request", "once") if request.count == 1 else (f"{request.count} requests", f"{request.count} times")
    )
    proof = Proof(
        side="observed",
        quote=f"{times} to {request.host}",
        source=source.path,
        pointer=_proofs.pointer(source, "request"),
    )
    seen = Seen(text=times, domain=request.host, party="third", count=request.count)
    message = f"{request.host}{_of(behind, domain)} was asked {often}; the text does not name it."
    return _finding(case, behind, seen, (proof,), message)


def _of(behind: str, domain: str) -> str:
    return f" of {behind}" if behind != domain else ""


def _finding(case: Case, behind: str, seen: Seen, proofs: tuple[Proof, ...], message: str) -> Finding:
    assert case.declaration is not None
    decision = case.wanted(None, case.known("", seen.domain or "").category, behind)
    named = ", ".join(dict.fromkeys(vendor.name for vendor in case.declaration.vendors[:NAMED]))
    page = _proofs.page_of(case.declaration, case.declaration.vendors)
    silent = Proof(side="declared", quote=named, source=page, pointer="vendors")
    return Finding(
        site=case.site,
        kind=KIND,
        organisation=behind,
        declared=Said(text="not named"),
        observed=seen,
        wanted=_proofs.wish(case, decision) if decision else None,
        evidence=(silent, *proofs),
        message=message,
        next=(
            _proofs.ask(case.site, "access", "Ask the site what it passes on to them."),
            Step(
                sentence="Decide about this organisation.",
                command=f"cookietui set {case.site} --organisation {behind}=deny",
                key="d",
            ),
        ),
    )
