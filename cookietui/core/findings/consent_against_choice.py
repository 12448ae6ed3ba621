"""What a consent cookie holds as agreed to, and is denied, will be done: it is to be taken back at the site."""

from collections.abc import Iterable
from functools import partial

from cookietui.core.consent import contradicted
from cookietui.core.consent_saying import against
from cookietui.core.decision import Decision
from cookietui.core.finding import Finding, Found, Seen, Step
from cookietui.core.findings import _proofs
from cookietui.core.sighting import Case
from cookietui.core.signal import Signal
from cookietui.core.words import COOKIE_CATEGORIES, CookieCategory

KIND = "consent-against-choice"
TITLE = "Agreed to, although denied"
RANK = 7


def find(case: Case) -> Iterable[Found]:
    """Categories that the site's consent cookies allow and whose decision is deny, each once a cookie."""
    told: set[tuple[str | None, CookieCategory]] = set()
    for signal in case.signals:
        for category in COOKIE_CATEGORIES:
            decision = case.wanted(None, category, None)
            if decision is None or decision.choice != "deny" or (signal.cookie, category) in told:
                continue
            if signal.consent is not None and contradicted(signal.consent, category):
                told.add((signal.cookie, category))
                tell = partial(_finding, case, signal, category, decision)
                yield Found(case.site, KIND, signal.cookie, case.own, signal.domain, tell)


def _finding(case: Case, signal: Signal, category: CookieCategory, decision: Decision) -> Finding:
    assert signal.consent is not None
    sentence = against(signal.consent, category, case.profile.denies(decision))
    subjects = ", ".join(each.subject for each in contradicted(signal.consent, category))
    seen = Seen(text=f"allowed: {subjects}", name=signal.cookie, domain=signal.domain, expires=signal.until, count=1)
    return Finding(
        site=case.site,
        kind=KIND,
        cookie=signal.cookie,
        organisation=case.own,
        observed=seen,
        wanted=_proofs.wish(case, decision),
        evidence=(_proofs.from_signal(case, signal, subjects), _proofs.from_profile(case, decision)),
        message=f"{sentence}.",
        next=(
            Step(sentence="Open the site's cookie settings and take it back there."),
            _proofs.ask(case.own, "withdraw-consent", "Withdraw your consent in writing."),
            Step(sentence="See whose choice won.", command=f"cookietui explain {case.site}", key="enter"),
        ),
    )
