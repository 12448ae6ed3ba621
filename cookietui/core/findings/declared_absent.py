"""A declared cookie is absent only where it would show: the site was visited, its jar keeps such and is whole."""

from collections.abc import Iterable
from functools import partial

from cookietui.core.declaration import Cookie
from cookietui.core.finding import Finding, Found, Proof, Seen, Step
from cookietui.core.findings import _proofs
from cookietui.core.sighting import Case

KIND = "declared-absent"
TITLE = "Declared, but not there"
RANK = 60
DAY = 86_400
NO_SESSIONS = frozenset({"firefox_cookies"})
"""Jars that hold no session cookies."""


def find(case: Case) -> Iterable[Found]:
    """Declared cookies that no jar has, of a site that left others."""
    if case.declaration is None or not case.whole or not any(sighting.party == "first" for sighting in case.sightings):
        return
    there = {(each.declared.name, each.declared.match) for each in case.sightings if each.declared is not None}
    sources = {source.path: source for source, _ in case.cookies}
    keeps = any(source.reader not in NO_SESSIONS for source in sources.values())
    visited = any(source.site is not None for source in sources.values())
    told: set[tuple[str, str]] = set()
    for cookie in case.declaration.cookies:
        key = cookie.name, cookie.match
        if key in there or key in told or not _would_show(cookie, keeps=keeps, visited=visited):
            continue
        told.add(key)
        behind = cookie.organisation or case.own
        yield Found(case.site, KIND, cookie.name, behind, None, partial(_finding, case, cookie, behind, tuple(sources)))


def _would_show(cookie: Cookie, *, keeps: bool, visited: bool) -> bool:
    """Whether a jar would still have it: not a session where jars keep none, nor what ends within a day of a visit."""
    if cookie.storage != "cookie" or cookie.match == "regex-text" or cookie.name in {"*", ""}:
        return False
    if cookie.session:
        return keeps
    return visited or cookie.lifetime_seconds is None or cookie.lifetime_seconds >= DAY


def _finding(case: Case, cookie: Cookie, behind: str, jars: tuple[str, ...]) -> Finding:
    assert case.declaration is not None
    decision = case.wanted(cookie.name, cookie.category, behind)
    count = len(case.sightings)
    said = _proofs.until_declared(cookie)
    proof = Proof(side="observed", quote=f"{count} other cookies of {case.site}", source=jars[0] if jars else "")
    return Finding(
        site=case.site,
        kind=KIND,
        cookie=cookie.name,
        organisation=behind,
        declared=_proofs.said(cookie),
        observed=Seen(text="not there", name=cookie.name, count=0),
        wanted=_proofs.wish(case, decision) if decision else None,
        evidence=(*_proofs.from_text(case.declaration, cookie.evidence), proof),
        message=f"{cookie.name} ({said}) is declared, but not among the {count} that are there.",
        next=(
            Step(sentence="Nothing needs to be done: less is there than the text says."),
            _proofs.look(case.site),
        ),
    )
