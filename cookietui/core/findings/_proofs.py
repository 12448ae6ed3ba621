"""Both sides of a finding are told the same way by every kind: what the text says, what is there, what is wanted."""

import functools
import re
import shlex
from collections.abc import Callable, Iterator, Sequence

from cookietui.core.cookie_columns import column_of
from cookietui.core.decision import Decision
from cookietui.core.declaration import Cookie, Declaration, Vendor
from cookietui.core.finding import Finding, Found, Proof, Said, Seen, Step, Wish
from cookietui.core.observation import ObservedSource, iso
from cookietui.core.sighting import Case, Sighting
from cookietui.core.signal import Signal
from cookietui.core.words import Right

QUOTES = 3
"""Places of the text that a finding quotes."""
_WORD = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.=-]*")
_UNITS = (("year", 31_536_000), ("month", 2_592_000), ("day", 86_400), ("hour", 3600), ("minute", 60), ("second", 1))


def lasting(seconds: int) -> str:
    """A length of time in words, one unit, rounded down to half of it: `13 months`, `1.5 years`, `400 days`."""
    for unit, size in _UNITS:
        if seconds >= (size if unit in {"minute", "second"} else 2 * size):
            count = round(seconds / size, 1) if unit == "year" else seconds // size
            return f"{count:g} {unit}{'' if count == 1 else 's'}"
    return f"{seconds} seconds"


def found(kind: str, case: Case, sighting: Sighting, tell: Callable[[], Finding]) -> Found:
    """What was found about a cookie that is there."""
    return Found(case.site, kind, sighting.name, sighting.organisation, sighting.domain, tell)


def said(cookie: Cookie) -> Said:
    """What is declared about a cookie."""
    return Said(
        text=until_declared(cookie),
        name=cookie.name,
        match=cookie.match,
        domain=cookie.domain,
        category=cookie.category,
        storage=cookie.storage,
        session=cookie.session,
        lifetime_seconds=cookie.lifetime_seconds,
        lifetime_text=cookie.lifetime_text,
    )


def until_declared(cookie: Cookie) -> str:
    """How long the text says it lives."""
    if cookie.lifetime_text:
        return cookie.lifetime_text
    if cookie.session:
        return "session"
    return lasting(cookie.lifetime_seconds) if cookie.lifetime_seconds else "declared"


def there(sighting: Sighting) -> tuple[Seen, Proof]:
    """What is there of a cookie (`text` says until when), and the row of its jar without the value."""
    session, container, path = sighting.fields("session", "container", "path")
    name, domain, source, expires = sighting.name, sighting.domain, sighting.source, iso(sighting.ends)
    end = "the end of the session" if session else expires[:10] if expires else "an unknown day"
    seen = Seen(
        text=f"until {end}",
        name=name,
        domain=domain,
        storage="cookie",
        session=session,
        expires=expires,
        lifetime_seconds=sighting.life,
        party=sighting.party,
        container=container,
        count=sighting.count,
    )
    quote = f"{name or '(no name)'} {domain}{path} until {end}"
    return seen, Proof(side="observed", quote=quote, source=source.path, pointer=pointer(source, "cookie"))


def wish(case: Case, decision: Decision) -> Wish:
    """What is wanted; many cookies of a site share one decision."""
    known = case.wishes.get(id(decision))
    if known is None:
        place = decision.scopes[0].place if decision.scopes else ""
        built_in = case.profile.name if case.profile.came_with(decision) else None
        wanted = Wish(choice=decision.choice, won=decision.won, place=place, built_in=built_in)
        known = case.wishes[id(decision)] = decision, wanted
    return known[1]


def called(name: str) -> str:
    """A cookie at the begin of a sentence; browsers keep cookies without a name too (RFC 6265bis, 5.6)."""
    return name or "A cookie without a name"


def page_of(declaration: Declaration, facts: Sequence[Cookie | Vendor]) -> str:
    """The path of the page that lists these, as far as it is known; of a site with one page, that."""
    indices = (index for fact in facts for index in fact.evidence)
    rows = (declaration.evidence[index] for index in indices)
    return next((declaration.source_of(row).path for row in rows), declaration.source.path)


def from_text(declaration: Declaration, indices: Sequence[int]) -> Iterator[Proof]:
    """The places of the declaration that these indices of its evidence stand for."""
    for index in indices[:QUOTES]:
        row = declaration.evidence[index]
        yield Proof(
            side="declared",
            quote=row.quote,
            source=declaration.source_of(row).path,
            start=row.start,
            end=row.end,
            line=row.line,
            pointer=row.pointer,
        )


def from_signal(case: Case, signal: Signal, quote: str) -> Proof:
    """What a consent cookie says, without its value."""
    key = signal.cookie, signal.domain
    places = (
        source
        for source, cookies in case.cookies
        if key in zip(column_of(cookies, "name"), column_of(cookies, "domain"), strict=True)
    )
    source = next(places, None)
    return Proof(
        side="observed",
        quote=f"{signal.cookie or signal.kind} {signal.domain or ''}: {quote}",
        source=source.path if source else "",
        pointer=f"{source.reader if source else 'signal'}:{signal.kind}",
    )


def pointer(source: ObservedSource, what: str) -> str:
    """Where in a source: its reader and the kind of row."""
    return f"{source.reader}:{what}"


def from_profile(case: Case, decision: Decision) -> Proof:
    """The line of the profile that won."""
    place = decision.scopes[0].place if decision.scopes else ""
    return Proof(side="wanted", quote=decision.choice, source=case.profile.name, pointer=place or "built in")


@functools.lru_cache(maxsize=4096)
def ask(organisation: str, right: Right, sentence: str) -> Step:
    """Write to the organisation behind it."""
    command = f"cookietui draft {organisation} --right {right}"
    return Step(sentence=sentence, command=command, key="r", target=organisation, right=right)


def deny(site: str, name: str) -> Step:
    """Decide about the cookie; one without a name can be deleted only."""
    if not name:
        return Step(sentence="Delete it in your browser.")
    command = f"cookietui set {site} --cookie {shell(f'{name}=deny')}"
    return Step(sentence="Decide that you do not want it.", command=command, key="d")


def shell(words: str) -> str:
    """A name as one word of a command line."""
    return words if _WORD.fullmatch(words) else shlex.quote(words)


@functools.lru_cache(maxsize=4096)
def add(site: str) -> Step:
    """Read a newer text."""
    return Step(
        sentence="If the text does name it, add its newer version.", command=f"cookietui add FILE --site {site}"
    )


@functools.lru_cache(maxsize=4096)
def look(site: str) -> Step:
    """See the text."""
    return Step(sentence="Look at what the text says.", command=f"cookietui show {site}", key="enter")
