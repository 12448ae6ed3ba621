"""Companies that the text does not name count only where it links their policy as that of a company it uses."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from cookietui.core.declaration import Vendor
from cookietui.core.knowledge import Owner
from cookietui.core.site import registrable
from cookietui.core.words import CookieCategory, VendorRole
from cookietui.readers.policy.mentions import Scene, Scenes
from cookietui.readers.policy.reading import Reading
from cookietui.readers.policy.targets import Target
from cookietui.readers.policy.wordlists import authorities

_HOST = re.compile(
    r"(?<![\w@./-])((?:[a-z0-9-]+\.)+(?:com|net|org|io|de|fr|es|eu|co\.uk|info|biz|ai))(?![\w@.-]*@)(?=[/\s,;.)]|$)",
    re.IGNORECASE,
)
_ENDING = re.compile(r"\.(?:com|net|org|io|de|fr|es|eu|co|info|biz|ai)\b", re.IGNORECASE)
_PUBLIC = re.compile(r"\.(?:gov|mil|edu)(?:\.[a-z]{2})?$|\.europa\.eu$|\.gouv\.fr$|\.bund\.de$")
_NOT_A_NAME = re.compile(
    r"privac|polic|statement|datenschutz|confidential|privacidad|click|here\b|hier\b|\bici\b|://|www\.|opt",
    re.IGNORECASE,
)
_NAME_LENGTH = 60
_BEFORE = re.compile(r"((?:[A-ZÄÖÜ][\w&.-]+ ){0,3}[A-ZÄÖÜ][\w&.-]+)[ ,:(–-]{1,4}$")
_PAYS = re.compile(r"pay|zahl|paiement|pago|credit card|donation", re.IGNORECASE)
_SERVES = re.compile(
    r"process|provider|host|dienstleister|auftragsverarbeit|sous-trait|prestataire|encargad|proveedor|newsletter",
    re.IGNORECASE,
)


def hosts(reading: Reading) -> Iterator[tuple[str, int]]:
    """Domains of unknown owners that the text writes out as bare hosts, with their lines."""
    own = _own(reading)
    starts = [line.sentence.start for line in reading.lines]
    lines = {bisect_right(starts, found.start()) - 1 for found in _ENDING.finditer(reading.page.text)}
    for line in sorted(lines - {-1}):
        for found in _HOST.finditer(reading.lines[line].prepared.text):
            domain = registrable(found[1], icann=True)
            if domain and domain != own and reading.sample.knowledge.owner(found[1]) is None:
                yield domain, line


def find(
    reading: Reading,
    scenes: Scenes,
    linked: Sequence[tuple[Target, Scene]],
    written: Sequence[tuple[str, Scene]],
    known: set[str | None],
) -> Iterator[Vendor]:
    """Vendors by links to the privacy policies of companies in the context of advertising, analytics or services."""
    done = {*known, _own(reading)}
    leading = [target for target, _ in linked]
    for target, scene in linked:
        domain = target.owner.organisation if target.owner else target.domain
        if domain in done or not target.is_policy or not _may_be(target):
            continue
        if scenes.in_context(scene):
            done.add(domain)
            yield _vendor(reading, domain, _name(reading, target, leading), target.line, target.owner)
    for domain, scene in written:
        if domain not in done and scenes.lists_policies(scene):
            done.add(domain)
            yield _vendor(reading, domain, domain, scene.line)


def _own(reading: Reading) -> str | None:
    return registrable(reading.site.domain, icann=True) if reading.site.domain else None


def _may_be(target: Target) -> bool:
    """Whether it may be a company at all: no authority, no browser's help, no public body."""
    bodies = authorities()
    return (
        not target.helps
        and target.domain not in bodies
        and target.host not in bodies
        and not _PUBLIC.search(target.host)
    )


def _name(reading: Reading, target: Target, leading: Sequence[Target]) -> str:
    """What the text calls the company: a link or words before the address that share its domain, else the domain."""
    for other in leading:
        near = other.domain == target.domain and abs(other.line - target.line) <= 1
        if near and 0 < len(other.anchor) <= _NAME_LENGTH and not _NOT_A_NAME.search(other.anchor):
            return other.anchor
    before = _BEFORE.search(reading.page.text, max(0, target.start - _NAME_LENGTH), target.start)
    label = target.domain.partition(".")[0].replace("-", "")
    if before and re.sub(r"[^a-z0-9]", "", before[1].lower().split()[-1]) in label:
        return before[1]
    return target.domain


def _vendor(reading: Reading, domain: str, name: str, line: int, owner: Owner | None = None) -> Vendor:
    evidence = reading.evidence(reading.lines[line])
    if owner is not None:
        return Vendor(name=name, domain=domain, category=owner.category, role=owner.role, evidence=evidence)
    text = reading.lines[line].prepared.text
    role: VendorRole = "payment" if _PAYS.search(text) else "processor" if _SERVES.search(text) else "tracker"
    category: CookieCategory = "necessary" if role == "payment" else "unclassified"
    return Vendor(name=name, domain=domain, category=category, role=role, evidence=evidence)
