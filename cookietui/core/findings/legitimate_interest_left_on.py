"""A refusal that leaves legitimate interest on is half a refusal: an objection of its own is needed."""

from collections.abc import Iterable
from functools import partial

from cookietui.core.consent import left_on
from cookietui.core.consent_saying import still_on
from cookietui.core.finding import Finding, Found, Seen, Step
from cookietui.core.findings import _proofs
from cookietui.core.sighting import Case
from cookietui.core.signal import Signal

KIND = "legitimate-interest-left-on"
TITLE = "Left on after you refused"
RANK = 8


def find(case: Case) -> Iterable[Found]:
    """Consent strings of the site in which purposes were refused and go on by legitimate interest."""
    told: set[str | None] = set()
    for signal in case.signals:
        if signal.consent is not None and left_on(signal.consent) and signal.cookie not in told:
            told.add(signal.cookie)
            yield Found(case.site, KIND, signal.cookie, case.own, signal.domain, partial(_finding, case, signal))


def _finding(case: Case, signal: Signal) -> Finding:
    assert signal.consent is not None
    subjects = ", ".join(each.subject for each in left_on(signal.consent))
    seen = Seen(text=f"still on: {subjects}", name=signal.cookie, domain=signal.domain, expires=signal.until, count=1)
    decision = case.wanted(None, "marketing", None)
    return Finding(
        site=case.site,
        kind=KIND,
        cookie=signal.cookie,
        organisation=case.own,
        observed=seen,
        wanted=_proofs.wish(case, decision) if decision else None,
        evidence=(_proofs.from_signal(case, signal, subjects),),
        message=f"{still_on(signal.consent)}.",
        next=(
            Step(sentence="Open the site's cookie settings, look for legitimate interest, and object to all."),
            _proofs.ask(case.own, "object", "Object in writing."),
        ),
    )
