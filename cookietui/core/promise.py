"""A promise counts as broken only by what can be shown: a cookie set after it was given, or the site's own words."""

import datetime
import functools
import tomllib
from collections.abc import Iterator, Sequence
from importlib import resources
from typing import Literal, TypeAlias

import msgspec

from cookietui.core.declaration import Declaration, Practice
from cookietui.core.finding import Finding, Proof, Step
from cookietui.core.findings import _proofs
from cookietui.core.request import Request
from cookietui.core.sighting import Case, Sighting
from cookietui.core.text import one_line
from cookietui.core.words import CookieCategory, Right

SCHEMA = "cookietui.recheck/1"
Verdict: TypeAlias = Literal["broken", "kept", "unclear"]
NAMED = 8
"""Cookies that a row and a letter name."""
_QUOTE = 300
_USES: dict[Right, frozenset[CookieCategory]] = {
    "object": frozenset({"marketing", "analytics"}),
    "withdraw-consent": frozenset({"marketing", "analytics"}),
    "stop-sale": frozenset({"marketing"}),
    "stop-targeting": frozenset({"marketing"}),
}
"""Rights after whose exercise cookies of these kinds should no longer be set."""
_SELLING: frozenset[Right] = frozenset({"stop-sale", "stop-targeting"})
_UNFULFILLED = frozenset({"undeclared-cookie", "outlives-lifetime", "unnamed-third-party", "other-storage"})
"""Kinds of findings that contradict what a site declares."""


class Recheck(msgspec.Struct, frozen=True, kw_only=True):
    """One promise looked at again; the documented row."""

    schema: str = SCHEMA
    site: str
    promise: str
    """The rights of a request, `declared` for what the text declares, `text` for what it said before."""
    reference: str | None = None
    since: datetime.date | None = None
    """The day it was given."""
    verdict: Verdict
    message: str
    evidence: tuple[Proof, ...] = ()
    next: tuple[Step, ...] = ()
    cite: str = ""
    """A paragraph for the next letter, in the language of the request."""


def answered_on(request: Request) -> datetime.date | None:
    """The day they said that it was done, in whole or in part; None where they never did."""
    days = [event.on for event in request.events if event.state in {"fulfilled", "partly"} and not event.letter]
    return days[-1] if days else None


def of_request(request: Request, case: Case, fresh: Declaration | None) -> Recheck | None:
    """What became of a request that was answered as done; None where it was not."""
    since = answered_on(request)
    if since is None:
        return None
    base = {"site": case.site, "promise": ", ".join(request.rights), "reference": request.reference, "since": since}
    categories = frozenset(each for right in request.rights for each in _USES.get(right, ()))
    new = [each for each in case.sightings if _set_on(each) > since] if categories else []
    against = [each for each in new if _unwanted(each, categories)]
    if against:
        return _by_cookies(request, case, against, base)
    if fresh is not None and _SELLING.intersection(request.rights):
        sold = [each for each in fresh.practices if each.sale and each.stance == "does"]
        if sold:
            return _by_text(request, case, fresh, sold, base)
    return Recheck(**base, **_not_broken(request, since, bool(categories), len(new)))  # type: ignore[arg-type]  # put together by name


def _not_broken(request: Request, since: datetime.date, shows: bool, new: int) -> dict[str, object]:
    """The verdict where nothing speaks against them."""
    if not shows:
        rights = ", ".join(request.rights)
        return {
            "verdict": "unclear",
            "message": f"they said on {since} that it is done; a browser cannot show {rights}",
        }
    if not new:
        said = f"no cookie there was set after {since}: visit the site, then look again"
        return {"verdict": "unclear", "message": said}
    said = f"{new} cookies were set there since {since}, none of them for what they said they stopped"
    return {"verdict": "kept", "message": said}


def _set_on(sighting: Sighting) -> datetime.date:
    """The day a cookie was last set, UTC; the first day there is where nothing tells."""
    updated, created = sighting.fields("updated", "created")
    moment = updated or created
    if moment is None or moment <= 0:
        return datetime.date.min
    try:
        return datetime.datetime.fromtimestamp(moment / 1000, datetime.UTC).date()
    except (OverflowError, OSError, ValueError):
        return datetime.date.min


def _unwanted(sighting: Sighting, categories: frozenset[CookieCategory]) -> bool:
    """Whether a cookie serves what they said they stopped, or is of one that the person denied."""
    if sighting.category == "necessary":
        return False
    denied = sighting.decision is not None and sighting.decision.choice == "deny"
    return sighting.category in categories or denied


def _by_cookies(request: Request, case: Case, against: Sequence[Sighting], base: dict[str, object]) -> Recheck:
    against = sorted(against, key=_set_on, reverse=True)
    rows = ", ".join(f"{one_line(each.name, 60)} ({_set_on(each)})" for each in against[:NAMED])
    more = f" and {len(against) - NAMED} more" if len(against) > NAMED else ""
    proofs = tuple(_proofs.there(each)[1] for each in against[:NAMED])
    cite = _cited(request, "cookies", base, case.today, names=rows + more)
    return Recheck(
        **base,  # type: ignore[arg-type]  # put together by name
        verdict="broken",
        message=f"they said on {base['since']} that it is done; set since then: {rows}{more}",
        evidence=(*_reply_proof(request), *proofs),
        next=tuple(_steps(request, cite)),
        cite=cite,
    )


def _by_text(
    request: Request, case: Case, fresh: Declaration, sold: Sequence[Practice], base: dict[str, object]
) -> Recheck:
    indices = [index for each in sold for index in each.evidence]
    proofs = tuple(_proofs.from_text(fresh, indices))
    quote = one_line(proofs[0].quote, _QUOTE) if proofs else ""
    cite = _cited(request, "text", base, case.today, quote=quote)
    return Recheck(
        **base,  # type: ignore[arg-type]  # put together by name
        verdict="broken",
        message=f'they said on {base["since"]} that it is done; their text still says that it sells: "{quote}"',
        evidence=(*_reply_proof(request), *proofs),
        next=tuple(_steps(request, cite)),
        cite=cite,
    )


def _reply_proof(request: Request) -> Iterator[Proof]:
    """Their own words from the ledger."""
    for event in reversed(request.events):
        if event.state in {"fulfilled", "partly"} and event.quote:
            yield Proof(
                side="declared", quote=event.quote, source=request.reference, pointer=f"ledger:{event.on} {event.state}"
            )
            return


def _steps(request: Request, cite: str) -> Iterator[Step]:
    if request.state == "fulfilled":
        sentence = "Say in the ledger that it was kept in part only."
        yield Step(sentence=sentence, command=f"cookietui request {request.reference} partly")
    letter = f"cookietui follow-up {request.reference} --because reminder --reason {_proofs.shell(cite)}"
    yield Step(sentence="Write to them what is there.", command=letter)


@functools.cache
def _words() -> dict[str, dict[str, str]]:
    file = resources.files("cookietui") / "data" / "recheck.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _cited(request: Request, key: str, base: dict[str, object], today: datetime.date, **given: str) -> str:
    """The paragraph of that key; what is foreign in it is put in last and never looked into again."""
    text = _words().get(request.language, _words()["en"])[key]
    for name, value in {"answered": str(base["since"]), "today": str(today), **given}.items():
        text = text.replace("{" + name + "}", value)
    return text


def of_declaration(case: Case, findings: Sequence[Finding]) -> Recheck | None:
    """What the site declares against what is there; None where nothing was read or seen."""
    if case.declaration is None or not (case.cookies or case.storage or case.requests):
        return None
    against = [each for each in findings if each.kind in _UNFULFILLED]
    revised = case.declaration.source.revised
    told = f" (of {revised})" if revised else ""
    if not against:
        message = f"what is there is what the text{told} declares"
        return Recheck(site=case.site, promise="declared", verdict="kept", message=message)
    names = ", ".join(dict.fromkeys(each.cookie or each.organisation or each.kind for each in against[:NAMED]))
    more = f" and {len(against) - NAMED} more" if len(against) > NAMED else ""
    there = "1 thing is" if len(against) == 1 else f"{len(against)} things are"
    return Recheck(
        site=case.site,
        promise="declared",
        verdict="broken",
        message=f"{there} there that the text{told} does not declare: {one_line(names, 300)}{more}",
        evidence=tuple(proof for each in against[:NAMED] for proof in each.evidence),
        next=(Step(sentence="See each of them.", command=f"cookietui compare {case.site}"),),
    )


def of_text(site: str, old: Declaration, since: datetime.date, new: Declaration) -> Recheck | None:
    """What the text promised on an earlier day against a fresh copy of it; None where it promised nothing."""
    denied = [each for each in old.practices if each.sale is False and each.stance == "does-not"]
    offered = {each.right for each in old.rights}
    lost = sorted(offered - {each.right for each in new.rights})
    sold = [each for each in new.practices if each.sale and each.stance == "does"]
    if not denied and not offered:
        return None
    base = {"site": site, "promise": "text", "since": since}
    if denied and sold:
        proofs = [*_proofs.from_text(old, denied[0].evidence), *_proofs.from_text(new, sold[0].evidence)]
        message = f"on {since} it said that it does not sell your data; now it says that it does"
        return Recheck(**base, verdict="broken", message=message, evidence=tuple(proofs))  # type: ignore[arg-type]  # put together by name
    if lost:
        rows = [each for each in old.rights if each.right in lost]
        proofs = [proof for each in rows[:NAMED] for proof in _proofs.from_text(old, each.evidence[:1])]
        message = f"on {since} it offered what it no longer offers: {', '.join(lost)}"
        return Recheck(**base, verdict="broken", message=message, evidence=tuple(proofs))  # type: ignore[arg-type]  # put together by name
    return Recheck(**base, verdict="kept", message=f"it still says what it promised on {since}")  # type: ignore[arg-type]  # put together by name
