"""A baseline proposes to keep what is there now, site by site, and loosens nothing that is decided by category."""

import datetime
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from cookietui.actions.cases import Cases
from cookietui.actions.deciding import open_active
from cookietui.actions.library import host_of, without_www
from cookietui.actions.observing import Observed, observe
from cookietui.actions.prefer import Wanted, Written, set_choices
from cookietui.actions.read import Failure
from cookietui.actions.workspace import Workspace
from cookietui.core.errors import MissingInput
from cookietui.core.observation import Observation, ObservedCookie
from cookietui.core.preference import Profile
from cookietui.core.sighting import Sighting, last_time, over_by
from cookietui.core.site import host, lookup_chain, registrable
from cookietui.core.words import CHOICES, Choice, CookieCategory


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """What is proposed for one site, and what it rests on."""

    schema: str = "cookietui.proposal/1"
    site: str
    """The domain that the cookies are set for, not the sub-domain that was visited."""
    choice: Choice
    """`session` where all its cookies end with the session, else `allow`."""
    categories: dict[CookieCategory, Choice] = {}
    """Kept as they are by default, so that the choice for the site does not loosen them."""
    cookies: int = 0
    sessions: int = 0
    """How many of them end with the session."""


class Baseline(msgspec.Struct, frozen=True, kw_only=True):
    """What could be written."""

    proposals: tuple[Proposal, ...] = ()
    decided: int = 0
    """Sites with cookies that are left as they are: they have a choice, or every cookie of theirs is denied."""
    failures: tuple[Failure, ...] = ()
    """Jars that could not be read."""
    skipped: tuple[str, ...] = ()
    """What was left out of the others."""


def propose_baseline(
    ws: Workspace,
    site: str | None = None,
    jars: Sequence[str] = (),
    browser: str | None = None,
    *,
    observed: Observed | None = None,
) -> Baseline:
    """What to write for a site, or for all that left cookies in these jars, else in those found; writes nothing.

    Raises UsageError for what is no site, MissingInput where no jar has a cookie of it.
    """
    if observed is None:
        observed = observe(ws, jars, browser)
    named = host_of(site) if site is not None else None
    cookies = _own_cookies(observed.observations, named, ws.today, ws.now())
    if named is not None and not cookies:
        raise MissingInput(f"no jar that was read has a cookie of {named}")
    cases = Cases(ws, observed.observations, frozenset(cookies))
    profile = open_active(ws)
    proposals = []
    for domain in sorted(cookies):
        found = _proposal(cases, profile, domain, cookies[domain])
        if found is not None:
            proposals.append(found)
    return Baseline(
        proposals=tuple(proposals),
        decided=len(cookies) - len(proposals),
        failures=observed.failures,
        skipped=observed.skipped,
    )


def write_baseline(ws: Workspace, proposals: Iterable[Proposal]) -> Written:
    """Write the proposals in one undo step; raises as `set_choices`."""
    return set_choices(
        ws, [Wanted(site=each.site, choice=each.choice, categories=each.categories) for each in proposals]
    )


def _own_cookies(
    observations: Iterable[Observation], named: str | None, today: datetime.date, now: int | None
) -> dict[str, list[ObservedCookie]]:
    """First-party cookies by the widest domain that one of them is set for, those of `named` alone where given."""
    by_domain: dict[str, list[ObservedCookie]] = {}
    for observation in observations:
        over = over_by(observation.source, last_time(observation.source, observation.cookies), today, now)
        for cookie in observation.cookies:
            there = cookie.session or cookie.expires is None or cookie.expires > over
            if there and cookie.party != "third" and not cookie.private:
                by_domain.setdefault(cookie.domain, []).append(cookie)
    wanted = registrable(named) if named is not None else None
    domains = {
        domain: without_www(host(domain) or domain)
        for domain in by_domain
        if (own := registrable(domain)) is not None and (named is None or own == (wanted or named))
    }
    known = set(domains.values())
    found: dict[str, list[ObservedCookie]] = {}
    for domain, bare in domains.items():
        widest = next(each for each in reversed(lookup_chain(bare)) if each in known)
        found.setdefault(widest, []).extend(by_domain[domain])
    return found


def _proposal(cases: Cases, profile: Profile, domain: str, cookies: Sequence[ObservedCookie]) -> Proposal | None:
    """None where the site has a choice of its own, or where all that is there is denied."""
    rules = next((profile.sites[each] for each in lookup_chain(domain) if each in profile.sites), None)
    if rules is not None and rules.choice is not None:
        return None
    undecided = tuple(_not_denied(cases, domain))
    if not undecided:
        return None
    sessions = sum(cookie.session for cookie in cookies)
    choice: Choice = "session" if sessions == len(cookies) else "allow"
    held: dict[CookieCategory, Choice] = {
        category: given
        for category, given in profile.defaults.categories.items()
        if category not in {"necessary", *(rules.categories if rules else ())}
        and CHOICES.index(given) < CHOICES.index(choice)
        and given != "ask"
    }
    return Proposal(site=domain, choice=choice, categories=held, cookies=len(cookies), sessions=sessions)


def _not_denied(cases: Cases, domain: str) -> Iterator[Sighting]:
    for sighting in cases.case(domain).sightings:
        if sighting.decision is None or sighting.decision.choice != "deny":
            yield sighting
