"""A cookie outlives its declaration when it certainly lives longer from when it was last set than the text says."""

from collections.abc import Iterable
from functools import partial

from cookietui.core.declaration import Cookie
from cookietui.core.finding import Finding, Found
from cookietui.core.findings import _proofs
from cookietui.core.sighting import Case, Sighting

KIND = "outlives-lifetime"
TITLE = "Lives longer than declared"
RANK = 10
SLACK = 0.05
"""Part of the declared time that is rounding: a month has 28 to 31 days, a year 365 or 366."""
MINUTE, DAY = 60, 86_400
"""Seconds. A session is at least a day: browsers stay open that long."""


def find(case: Case) -> Iterable[Found]:
    """Cookies that live longer than the text says; a browser that cuts lifetimes (Chromium: 400 days) only shortens."""
    if case.declaration is None:
        return
    for sighting in case.sightings:
        declared = sighting.declared
        limit = _limit(declared) if declared is not None else None
        if declared is None or limit is None:
            continue
        life = sighting.life
        if life is not None and life > limit:
            yield _proofs.found(KIND, case, sighting, partial(_finding, case, sighting, declared, life))


def _limit(declared: Cookie) -> float | None:
    """Seconds from which on a life is longer than declared; None where the text gives no length."""
    if declared.lifetime_seconds:
        return max(declared.lifetime_seconds * (1 + SLACK), declared.lifetime_seconds + MINUTE)
    return DAY if declared.session else None


def _finding(case: Case, sighting: Sighting, declared: Cookie, life: int) -> Finding:
    assert case.declaration is not None
    name, behind = sighting.name, sighting.organisation
    decision, (seen, row) = sighting.decision, _proofs.there(sighting)
    said = "the session" if declared.session else _proofs.until_declared(declared)
    lasts = _proofs.lasting(life)
    return Finding(
        site=case.site,
        kind=KIND,
        cookie=name,
        organisation=behind,
        declared=_proofs.said(declared),
        observed=seen,
        wanted=_proofs.wish(case, decision) if decision else None,
        evidence=(*_proofs.from_text(case.declaration, declared.evidence), row),
        message=f"{_proofs.called(name)} is declared for {said} and lives at least {lasts}, {seen.text}.",
        next=(
            _proofs.ask(behind, "object", "Write that it is kept longer than the text says."),
            _proofs.deny(case.site, name),
        ),
    )
