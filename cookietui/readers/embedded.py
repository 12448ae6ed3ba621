"""Lists the third parties of a page's own HTML: every host it loads from, connects to or posts to elsewhere."""

import re

from cookietui.core.declaration import Declaration, Embedded, EvidenceBook, Source
from cookietui.core.errors import BadInput
from cookietui.core.knowledge import Owner
from cookietui.core.site import host, registrable
from cookietui.sources.archives import original
from cookietui.sources.loads import Load, loads
from cookietui.sources.page import Page
from cookietui.sources.sample import Sample

TITLE = "Third parties in the page"
KIND = "page"
_ARCHIVE = re.compile(r"^(?:https?:)?//[\w.-]*archive\.org(?:[:/]|$)", re.IGNORECASE)
_SCHEME = re.compile(r"^(?:https?:|wss?:)?/{1,2}(?=[^/])", re.IGNORECASE)
_MAIL = re.compile(r"@([a-z0-9-]+(?:\.[a-z0-9-]+)+)", re.IGNORECASE)
_IP = re.compile(r"^\d{1,3}(?:\.\d{1,3}){3}$")
_EVIDENCE = 5
"""Places shown for one host."""
_HOSTS = 1000
_LABEL = 6
"""Letters from which the first part of an unknown domain is taken for a name in the text."""


def identify(sample: Sample) -> str:
    """`fallback` for any text: Markdown may hold HTML too; what holds none loads nothing."""
    if b"\0" in sample.head:
        try:
            _ = sample.text  # UTF-16 has NULs, with and without a mark
        except BadInput:
            return "no"
    return "fallback"


def read(sample: Sample) -> Declaration:
    """The embedded third parties, in order of the host, each with the places that load it."""
    page = sample.page
    book = EvidenceBook(page.text)
    found: dict[str, list[Load]] = {}
    for load in loads(page):
        name = _host_of(load.address, archived=page.note is not None)
        if name and (name in found or len(found) < _HOSTS):
            found.setdefault(name, []).append(load)
    rows = tuple(_embedded(sample, book, found)) if found else ()
    source = Source(reader="embedded", path=sample.path, sha256=sample.sha256)
    return Declaration(source=source, embedded=rows, evidence=book.rows)


def _embedded(sample: Sample, book: EvidenceBook, found: dict[str, list[Load]]) -> list[Embedded]:
    own = _Own(sample)
    named = {place.owner.organisation for place in sample.named}
    rows: list[Embedded] = []
    for name in sorted(found):
        domain = registrable(name, icann=True) or (name if _IP.match(name) else None)
        if domain is None:
            continue
        owner = sample.knowledge.owner(name)
        if own.covers(name, domain, owner):
            continue
        evidence = tuple(dict.fromkeys(book.pointer(load.pointer, load.quote) for load in found[name][:_EVIDENCE]))
        declared = owner.organisation in named if owner else _is_named(domain, sample.page.text)
        rows.append(
            Embedded(
                host=name,
                domain=domain,
                organisation=owner.organisation if owner else None,
                category=owner.category if owner else "unclassified",
                declared=declared,
                evidence=evidence,
            )
        )
    return rows


def _host_of(address: str, *, archived: bool) -> str | None:
    """The host an address goes to, an archive's rewriting undone; None where it stays on the page's own site."""
    plain = original(address)
    if archived and plain == address.strip() and _ARCHIVE.match(plain):
        return None
    address = plain
    begin = _SCHEME.match(address)
    if begin is None:
        return None
    bare = re.split(r"[/?#\\\s]", address[begin.end() :], maxsplit=1)[0].partition("*")
    name = host((bare[2] if bare[1] else bare[0]).lstrip("."))
    return name if name and "." in name else None


class _Own:
    """Which hosts are the site's own: by domain, or by the organisation the catalogue sees behind both."""

    def __init__(self, sample: Sample) -> None:
        names = [name for name in _addresses(sample) if name]
        self.domains = {d for d in (registrable(name) for name in names) if d}
        self.mailed = _mailed(sample)
        owners = [sample.knowledge.owner(name) for name in names if registrable(name) == registrable(name, icann=True)]
        self.organisations = {owner.organisation for owner in owners if owner}

    def covers(self, name: str, domain: str, owner: Owner | None) -> bool:
        """Whether the host is no third party."""
        if registrable(name) in self.domains or name in self.domains:
            return True
        if owner is not None:
            return owner.organisation in self.organisations
        return domain in self.mailed


def _addresses(sample: Sample) -> list[str | None]:
    """Everything that tells the page's own address."""
    page = sample.page
    told = [page.meta.get(key) for key in ("canonical", "og:url", "base", "twitter:domain")]
    if page.note:
        told += [page.note.domain, page.note.address]
    unwrapped = [_host_of(t, archived=False) or (host(t) if "/" not in t else None) for t in told if t]
    return [sample.site, *unwrapped, host(page.note.address) if page.note and page.note.address else None]


def _mailed(sample: Sample) -> set[str]:
    """Domains of the addresses a page gives; one that the catalogue does not know is the site's own."""
    page: Page = sample.page
    targets = [link.target for link in page.links if link.target.lower().startswith("mailto:")]
    found = (
        {m.lower() for text in (page.text, *targets) for m in _MAIL.findall(text)}
        if "@" in page.text or targets
        else set()
    )
    return {d for d in map(registrable, found) if d}


def _is_named(domain: str, text: str) -> bool:
    """Whether the text names an organisation the catalogue does not know by its domain or the word it begins with."""
    low = text.lower()
    label = domain.partition(".")[0]
    return domain in low or (len(label) >= _LABEL and re.search(rf"\b{re.escape(label)}\b", low) is not None)
