"""What a machine-readable source declares goes on one sheet: each cookie once, its lifetime and owner looked up."""

import re
from collections.abc import Iterable, Sequence
from typing import TypeAlias

import msgspec

from cookietui.core.declaration import Cookie, Declaration, EvidenceBook, Problem, SiteName, Source, Vendor
from cookietui.core.duration import Duration, read_duration
from cookietui.core.names import declared
from cookietui.core.site import host, registrable
from cookietui.core.text import one_line
from cookietui.core.words import Basis, CookieCategory, Party, Storage
from cookietui.sources.sample import Sample

_PURPOSE = 400
"""Characters of a purpose that are kept."""
_TAGS = re.compile(r"</?[A-Za-z][^<>]{0,300}>")
_MOST = 20_000
"""Cookies of one source."""
_PLACES = 20
"""Places that are kept of one cookie."""
_SHOWN = 3
"""Lifetimes that a problem quotes."""


_Key: TypeAlias = tuple[str, str | None, Storage]


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """A cookie as a source gives it; every text is foreign."""

    name: str
    domains: Sequence[str] = ()
    """As written: hosts, `.host`, `*.host`, addresses; what is none of these is passed over."""
    category: CookieCategory | None = None
    lifetime: Duration | None = None
    party: Party = "unknown"
    storage: Storage = "cookie"
    purpose: str | None = None
    basis: Basis | None = None
    provider: str = ""
    """A company, where the source names one."""
    evidence: tuple[int, ...] = ()


class Sheet:
    """Collects the cookies and vendors of one source."""

    def __init__(self, sample: Sample, text: str = "") -> None:
        self.sample = sample
        self.book = EvidenceBook(text)
        self.problems: list[Problem] = []
        self._cookies: dict[_Key, Cookie] = {}
        self._first: dict[tuple[str, Storage], _Key] = {}
        self._vendors: dict[tuple[str, str | None], Vendor] = {}

    def cookie(self, said: Said) -> None:
        """Add a cookie; one of the same name and storage, and of no other domain, is the same and filled from both."""
        if not said.name.strip() or len(self._cookies) >= _MOST:
            return
        cookie = self._made(said)
        key = (cookie.name, cookie.domain, cookie.storage)
        if key not in self._cookies:
            first = self._first.setdefault((cookie.name, cookie.storage), key)
            if first in self._cookies and (cookie.domain is None or first[1] is None):
                key = first
        earlier = self._cookies.get(key)
        self._cookies[key] = filled(earlier, cookie) if earlier else cookie

    def has(self, name: str) -> bool:
        """Whether a cookie of that name was added."""
        return any(known == name for known, _, _ in self._cookies)

    def vendor(self, vendor: Vendor) -> None:
        """Add a company, one of the same name and domain once."""
        self._vendors.setdefault((vendor.name, vendor.domain), vendor)

    def note(self, message: str, *evidence: int) -> None:
        """Add something that a person should know."""
        self.problems.append(Problem(kind="note", message=message, evidence=evidence))

    def unread(self, message: str, *evidence: int) -> None:
        """Add something that could not be read as it stands."""
        self.problems.append(Problem(kind="unread", message=message, evidence=evidence))

    def declaration(self, reader: str, *sites: str | None, name: str | None = None, **fields: object) -> Declaration:
        """The finished sheet; the site is the one the person named, else the first of `sites` that is a host."""
        found = (host(site) for site in (self.sample.site, *sites) if site)
        domain = next((site for site in found if site and "." in site), None)
        cookies = tuple(self._cookies.values())
        unknown = unknown_lifetimes(cookies)
        problems = (*self.problems, *([unknown] if unknown else []))
        given = {key: value for key, value in fields.items() if key in Declaration.__struct_fields__}
        dated = {key: value for key, value in fields.items() if key in {"language", "revised"}}
        source = Source(reader=reader, path=self.sample.path, sha256=self.sample.sha256, **dated)  # type: ignore[arg-type]  # of these two keys
        return Declaration(
            site=SiteName(domain, name), source=source, cookies=cookies, vendors=tuple(self._vendors.values()),
            problems=problems, evidence=self.book.rows, **given,  # type: ignore[arg-type]  # fields of a declaration
        )  # fmt: skip

    def _made(self, said: Said) -> Cookie:
        name, match = declared(said.name)
        hosts = hosts_of(said.domains)
        domain = shared(hosts)
        owner = self.sample.knowledge.owner(domain) if domain else None
        named = None if owner or not said.provider else self._named(said.provider)
        organisation = owner.organisation if owner else named
        lifetime = said.lifetime
        return Cookie(
            name=name,
            match=match,
            domain=domain,
            domains=hosts if len(hosts) > 1 else (),
            category=said.category or "unclassified",
            organisation=organisation,
            lifetime_seconds=lifetime.seconds if lifetime else None,
            session=lifetime.session if lifetime else False,
            lifetime_text=one_line(lifetime.text, _PURPOSE) or None if lifetime else None,
            party=said.party,
            storage=said.storage,
            purpose=one_line(_TAGS.sub(" ", said.purpose), _PURPOSE) or None if said.purpose else None,
            basis=said.basis,
            evidence=said.evidence,
        )

    def _named(self, provider: str) -> str | None:
        found = self.sample.knowledge.named(one_line(provider, _PURPOSE))
        return next((place.owner.organisation for place in found), None)


def filled(earlier: Cookie, later: Cookie) -> Cookie:
    """The earlier cookie with what it leaves open taken from a later mention of the same one, and both evidences."""
    blank = Cookie(name=later.name)
    changes = {
        field: getattr(later, field)
        for field in later.__struct_fields__
        if field not in {"name", "match", "evidence"} and getattr(earlier, field) == getattr(blank, field)
    }
    evidence = earlier.evidence
    if len(evidence) < _PLACES:
        evidence = tuple(dict.fromkeys((*evidence, *later.evidence)))[:_PLACES]
    return msgspec.structs.replace(earlier, **changes, evidence=evidence)


def hosts_of(written: Iterable[str]) -> tuple[str, ...]:
    """The hosts among domains as others write them, each once, in order."""
    bare = (text.strip().removeprefix("*.").lstrip(".") for text in written)
    found = (host(text) for text in bare if text and len(text) < _PURPOSE and " " not in text)
    return tuple(dict.fromkeys(name for name in found if name and "." in name))


def shared(hosts: Sequence[str]) -> str | None:
    """The one host, the registrable domain that all of them share, else the first; None for none."""
    if len(hosts) > 1:
        domains = {registrable(name) for name in hosts}
        if len(domains) == 1 and (domain := domains.pop()):
            return domain
    return hosts[0] if hosts else None


def unknown_lifetimes(cookies: Iterable[Cookie]) -> Problem | None:
    """The problem that says which lifetimes could not be read as a length of time, None where all could."""
    odd = [cookie for cookie in cookies if is_unknown(cookie)]
    if not odd:
        return None
    texts = list(dict.fromkeys(f'"{one_line(cookie.lifetime_text or "", 40)}"' for cookie in odd))
    more = ", ..." if len(texts) > _SHOWN else ""
    many = f"the lifetimes of {len(odd)} cookies are" if len(odd) > 1 else "the lifetime of 1 cookie is"
    evidence = tuple(cookie.evidence[0] for cookie in odd[:_SHOWN] if cookie.evidence)
    return Problem(kind="unread", message=f"{many} unknown: {', '.join(texts[:_SHOWN])}{more}", evidence=evidence)


def is_unknown(cookie: Cookie) -> bool:
    """Whether a cookie's lifetime was said in words that no duration is read from."""
    text = cookie.lifetime_text or ""
    unread = any(sign.isalnum() for sign in text) and cookie.lifetime_seconds is None and not cookie.session
    return unread and read_duration(text).unknown
