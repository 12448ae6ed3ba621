"""Names the other companies of a policy: used, or said not to be, and where one opts out of them by its own links."""

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator

from cookietui.core.declaration import Vendor
from cookietui.core.knowledge import Named, Owner
from cookietui.core.site import registrable
from cookietui.core.text import one_line
from cookietui.core.words import VendorStance
from cookietui.readers.policy import strangers, targets
from cookietui.readers.policy.mentions import Scene, Scenes, Verdict
from cookietui.readers.policy.reading import Reading
from cookietui.readers.policy.targets import Target

_EVIDENCE = 3
"""Places kept for one vendor and stance."""
_MOST = 2000
"""Names of one text that are looked at."""
_FRAME = "optout"
_JOINED = re.compile(r"(?:-\w+)?\s*(?:[,/]\s*)?(?:(?:and|or|und|oder|sowie|et|ou|y|o|&)\s+)?", re.IGNORECASE)
"""What stands between two names of one enumeration."""
_LEGAL_FORM = re.compile(r"[,\s]+(?:inc|llc|ltd|limited|gmbh|ag|corp|corporation|ab|sa|se)\.?$", re.IGNORECASE)


class Found:
    """A company or product of the text, with the lines that speak of it."""

    def __init__(self, name: str, owner: Owner, start: int) -> None:
        self.name = name
        self.owner = owner
        self.start = start
        self.lines: dict[Verdict, list[int]] = {}
        self.opt_out: str | None = None
        self.policy: str | None = None
        self.links: list[int] = []
        """Evidence indices of its links."""

    def add(self, verdict: Verdict, line: int) -> None:
        """Keep what a line says."""
        self.lines.setdefault(verdict, []).append(line)

    def stances(self) -> Iterator[tuple[VendorStance, list[int]]]:
        """The stances with their lines; a bare naming never stands against a denial."""
        denied, used, named = (self.lines.get(v, []) for v in ("not-used", "used", "named"))
        if used or (named and not denied and not self.owner.broad):
            yield "used", [*used, *([] if self.owner.broad else named)]
        if denied:
            yield "not-used", denied


def add(reading: Reading) -> None:
    """Add one vendor for each company or product and stance, in the order of the text."""
    own = _own(reading)
    scenes = Scenes(reading)
    named = [(place, scenes.of_name(place, line)) for place, line in _named(reading, own)]
    linked = [(target, scenes.of_link(target.line)) for target in targets.find(reading) if _may_matter(target)]
    written = [(domain, scenes.of_host(line)) for domain, line in strangers.hosts(reading)]
    if not (named or linked or written):
        return
    scenes.search()
    found = _mentioned(reading, scenes, named)
    _link(reading, scenes, found, linked)
    _frames(reading, found)
    for vendor in sorted(found.values(), key=lambda v: v.start):
        for stance, lines in vendor.stances():
            reading.vendors.append(_vendor(reading, vendor, stance, lines))
    known = {vendor.domain for vendor in reading.vendors} | own
    reading.vendors.extend(strangers.find(reading, scenes, linked, written, known))


def _may_matter(target: Target) -> bool:
    """Whether a link can say anything of a company: others lead within the site, to a browser's help, to anywhere."""
    if target.own or target.helps:
        return False
    return target.owner is not None or target.is_policy


def _vendor(reading: Reading, vendor: Found, stance: VendorStance, lines: list[int]) -> Vendor:
    evidence = [i for line in dict.fromkeys(lines) for i in reading.evidence(reading.lines[line])][:_EVIDENCE]
    used = stance == "used"
    return Vendor(
        name=vendor.name,
        domain=vendor.owner.organisation,
        category=vendor.owner.category,
        role=vendor.owner.role,
        stance=stance,
        opt_out=vendor.opt_out if used else None,
        policy=vendor.policy if used else None,
        evidence=tuple(dict.fromkeys([*evidence, *(vendor.links if used else [])])),
    )


def _named(reading: Reading, own: set[str]) -> Iterator[tuple[Named, int]]:
    """The names of others with their lines."""
    starts = [line.sentence.start for line in reading.lines]
    for place in reading.sample.named[:_MOST]:
        line = bisect_right(starts, place.start) - 1
        if line >= 0 and place.start < reading.lines[line].sentence.end and place.owner.organisation not in own:
            yield place, line


def _mentioned(reading: Reading, scenes: Scenes, named: list[tuple[Named, Scene]]) -> dict[tuple[str, str], Found]:
    """What the text names, by organisation and product."""
    text = reading.page.text
    found: dict[tuple[str, str], Found] = {}
    weak: list[tuple[tuple[str, str], int]] = []
    verdicts = _shared_denials(text, named, [scenes.verdict(scene) for _, scene in named])
    for (place, scene), verdict in zip(named, verdicts, strict=True):
        key = (place.owner.organisation, place.product)
        if _is_word(text, place, reading.lines[scene.line].sentence.start):
            weak.append((key, scene.line))
            continue
        name = _LEGAL_FORM.sub("", one_line(text[place.start : place.end]))
        if key not in found:
            found[key] = Found(name, place.owner, place.start)
        elif found[key].name.islower():
            found[key].name = name
        found[key].add(verdict, scene.line)
    for key, line in weak:
        if key in found:
            found[key].add("named", line)
    return found


def _shared_denials(text: str, named: list[tuple[Named, Scene]], verdicts: list[Verdict]) -> list[Verdict]:
    """What is denied of the last name of an enumeration ("A, B and C we do not use") is denied of all."""
    pairs = list(itertools.pairwise(named))
    for number, ((first, _), (second, _)) in reversed(list(enumerate(pairs))):
        between = text[first.end : second.start]
        if verdicts[number + 1] == "not-used" and first.end <= second.start and _JOINED.fullmatch(between):
            verdicts[number] = "not-used"
    return verdicts


def _own(reading: Reading) -> set[str]:
    """The organisation whose policy it is, by its domain, its contacts and its name."""
    knowledge = reading.sample.knowledge
    unknown = reading.site.domain is None
    written = [c for c in reading.contacts if c.kind == "email" and not c.freemail and (c.same_site or unknown)]
    mails = [contact.value.rpartition("@")[2] for contact in written]
    found = {named.owner.organisation for named in knowledge.named(reading.site.name or "")}
    for name in filter(None, [reading.site.domain, *mails]):
        domain = registrable(name)
        owner = knowledge.owner(name) if domain == registrable(name, icann=True) else None
        found |= {domain or name, *({owner.organisation} if owner else ())}
    return found


def _is_word(text: str, place: Named, begin: int) -> bool:
    """Whether a name that is a common word too may be that word, written large because it begins a sentence."""
    if not place.common or not (place.start == begin or text[place.start - 1] in "\t\n"):
        return False
    rest = text[place.end : place.end + 2]
    return rest[:1] == " " and rest[1:].islower()


def _link(
    reading: Reading, scenes: Scenes, found: dict[tuple[str, str], Found], linked: list[tuple[Target, Scene]]
) -> None:
    """Give each company its own opt-out page and policy as the text links them."""
    looks = {(t.line, t.owner.organisation) for t, _ in linked if t.owner and t.opts_out}
    for target, scene in linked:
        owner = target.owner
        if owner is None or not owner.vendor:
            continue
        said = scenes.opts_out(scene) and (target.line, owner.organisation) not in looks
        portal = owner.role == "portal" and owner.opt_out is not None and not owner.broad
        opts_out = target.opts_out or said or portal
        vendor = _owned(found, target, owner, create=opts_out)
        if vendor is None:
            continue
        better = vendor.opt_out is None or (target.opts_out and not said and not _good(vendor.opt_out))
        if opts_out and better:
            vendor.opt_out = target.address
            vendor.links.append(_evidence(reading, target))
        elif target.is_policy and vendor.policy is None and not opts_out:
            vendor.policy = target.address


def _good(address: str) -> bool:
    return "optout" in address.lower().replace("-", "").replace("_", "") or "choices" in address.lower()


def _owned(found: dict[tuple[str, str], Found], target: Target, owner: Owner, *, create: bool) -> Found | None:
    """The product of that organisation named last before the link, else its first; made where only a link names it."""
    own = [v for (organisation, _), v in found.items() if organisation == owner.organisation]
    exact = [v for v in own if _is_page_of(target.address, v.owner)]
    exact = exact or [v for v in own if v.owner.product == owner.product and not owner.broad]
    before = [v for v in own if any(line <= target.line for lines in v.lines.values() for line in lines)]
    if exact or before or own:
        last = max(before or own, key=lambda v: max((n for n in _lines(v) if n <= target.line), default=-1))
        return exact[0] if exact else last
    if not create:
        return None
    made = Found(owner.product or owner.name, owner, target.start)
    made.add("used", target.line)
    found[owner.organisation, owner.product] = made
    return made


def _is_page_of(address: str, owner: Owner) -> bool:
    """Whether the address is the opt-out page that the catalogue knows of the product, not of its whole house."""
    if owner.opt_out is None or owner.broad:
        return False
    page = owner.opt_out.partition("://")[2].rstrip("/")
    return "/" in page and page in address


def _lines(vendor: Found) -> list[int]:
    return [line for lines in vendor.lines.values() for line in lines]


def _evidence(reading: Reading, target: Target) -> int:
    if target.link is not None:
        return reading.book.pointer(target.link.pointer, target.link.quote)
    sentence = reading.lines[target.line].sentence
    return reading.book.span(sentence.start, sentence.end)


def _frames(reading: Reading, found: dict[tuple[str, str], Found]) -> None:
    """A frame that shows the opt-out of a tool the site runs itself belongs to that tool."""
    for tag in reading.page.tags:
        if tag.name != "iframe":
            continue
        for attribute in tag.attributes():
            if attribute.name == "src" and _FRAME in attribute.value.lower():
                tools = [v for v in found.values() if v.owner.category == "analytics" and v.opt_out is None]
                if len(tools) == 1:
                    quote = tag.raw[attribute.start - tag.start : attribute.end - tag.start]
                    tools[0].opt_out = one_line(attribute.value, 1000)
                    pointer = f"{reading.page.kind}:{attribute.start}-{attribute.end}"
                    tools[0].links.append(reading.book.pointer(pointer, quote))
