"""Made-up sites for the kinds of findings: a text that lists cookies, and jars beside it."""

import datetime
from collections.abc import Iterable
from types import ModuleType
from typing import Any

from cookietui.core.declaration import Cookie, Declaration, EvidenceBook, SiteName, Source
from cookietui.core.finding import Finding, Found, key_of
from cookietui.core.observation import ObservedCookie, ObservedSource
from cookietui.core.sighting import Case

TODAY = datetime.date(2026, 11, 22)
TEXT = "We set the cookies below.\n_ga\tone year\nbasket\tsession\n_hjid_*\t30 minutes\nlang\ta month"
DAY = 86_400_000
NOW = 1_795_305_600_000
"""The beginning of TODAY in milliseconds."""


def declaration(*cookies: Cookie, **fields: Any) -> Declaration:
    """A declaration of shop.example with these cookies, each standing on its own line of TEXT where it is there."""
    book = EvidenceBook(TEXT)
    placed = tuple(_with_evidence(book, cookie) for cookie in cookies)
    evidence = book.rows
    return Declaration(
        site=SiteName("shop.example", "The Shop"),
        source=Source(reader="policy", path="policy.html"),
        cookies=placed,
        evidence=evidence,
        **fields,
    )


def _with_evidence(book: EvidenceBook, cookie: Cookie) -> Cookie:
    import msgspec

    start = TEXT.find(cookie.name)
    if start < 0:
        return cookie
    return msgspec.structs.replace(
        cookie, evidence=(book.span(start, TEXT.index("\n", start) if "\n" in TEXT[start:] else len(TEXT)),)
    )


def seen(name: str, domain: str = "shop.example", *, days: float | None = 100, **fields: Any) -> ObservedCookie:
    """A cookie that ends so many days after today; None is a session."""
    expires = None if days is None else NOW + int(days * DAY)
    return ObservedCookie(name=name, domain=domain, expires=expires, session=days is None, **fields)


JAR = ObservedSource(reader="chromium_cookies", path="/home/p/Cookies")
FIREFOX = ObservedSource(reader="firefox_cookies", path="/home/p/cookies.sqlite")
VISIT = ObservedSource(reader="har", path="visit.har", site="www.shop.example")


def case(declared: Declaration | None, *cookies: ObservedCookie, source: ObservedSource = JAR, **given: Any) -> Case:
    """The case of shop.example."""
    return Case("shop.example", today=TODAY, declaration=declared, cookies=[(source, cookies)], **given)


def find(kind: ModuleType, made: Case) -> list[Finding]:
    """The findings of a kind in full."""
    return told(kind.find(made))


def told(found: Iterable[Found]) -> list[Finding]:
    """The findings in full, each of them about what its short form says."""
    pairs = [(each, each.tell()) for each in found]
    for short, finding in pairs:
        assert (key_of(short), short.sites) == (key_of(finding), finding.sites)
    return [finding for _, finding in pairs]
