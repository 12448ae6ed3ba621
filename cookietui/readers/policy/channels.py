"""A channel is a way the text names; "the above address" is looked up, and what names no target has none."""

import bisect
import re
from collections.abc import Container, Iterator, Sequence
from typing import get_args

from cookietui.core.declaration import Channel, Contact
from cookietui.core.tags import Sifted, Tag
from cookietui.core.words import ChannelKind, ContactKind, Role
from cookietui.readers.policy.offers import Cues
from cookietui.readers.policy.pointers import LINKS, Links, LinkUse, Mention, points
from cookietui.readers.policy.reading import Reading

KINDS: tuple[ChannelKind, ...] = get_args(ChannelKind)
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_PHONE = re.compile(r"\+?\(?\d[\d\s().\-/]{5,22}\d")
_DIGITS = re.compile(r"\D")
_PHONE_DIGITS = (10, 15)
"""Digits of a telephone number (E.164) that is no contact of the policy: fewer may be a postal code."""
_TAIL = 7
"""Last digits that make two spellings of a number the same."""
_PREFERRED: tuple[Role, ...] = ("privacy", "dpo", "controller", "general", "support")
_FOR_PRIVACY = 2
"""How many of the preferred roles are there for privacy; among all others an e-mail comes before the post."""
_FOR_RIGHTS: frozenset[Role] = frozenset({"privacy", "dpo"})
_INHERITED: tuple[ContactKind, ...] = ("email", "form", "post", "phone")
_ORDER: tuple[ContactKind, ...] = ("email", "post", "phone", "form", "fax")
"""How "any of the ways above" is gone through."""
_TOUCH = 3
"""Characters, such as a quotation mark, between words for one and the same way."""
_FIRST_NUMBER = re.compile(r"\W*(?:[^\W\d]{1,12} )?(\d{1,2})\b")
"""The number at the beginning of a heading: "2. Contact", "Article 2"."""
_PATH = re.compile(r"\w[^\S\n]*[\"'”»`]?[^\S\n]*(?:[>→›]|->)[^\S\n]*[\"“'«`]?\w")
"""A way through menus: "Settings > Privacy"."""
_LOCAL = 5
"""Letters from which the name in an address says to whom a message goes: "a note to the editors" is editors@."""
_NAMED = frozenset({"email", "post", "phone", "fax"})
"""Where one of these is named, whom it goes to adds none."""
_PAPER = frozenset({"channels:post", "channels:write", "channels:phone", "channels:fax"})


class Ways:
    """Finds the channels in the lines of one reading."""

    def __init__(self, reading: Reading, found: Cues, sifted: Sifted) -> None:
        self._reading = reading
        self._sifted = sifted
        self._links = Links(reading, found, sifted)
        rows = reading.book.rows
        self._places = sorted(
            ((row.start, contact) for contact in reading.contacts for row in (rows[i] for i in contact.evidence)
             if isinstance(row.start, int)),
            key=lambda place: place[0],
        )  # fmt: skip
        self._emails = {c.value.lower(): c for c in reading.contacts if c.kind == "email"}

    def of(self, index: int, use: LinkUse = "any") -> list[Mention]:
        """The channels a line names, in order; `use` says which of its links may be one."""
        tags = self._sifted.every(index, "channels")
        said = [
            (name.removeprefix("channels:"), start, end)
            for name, start, end in tags
            if name.startswith("channels:") and not _masked(tags, name, start, end)
        ]
        found = [*self._literal(index)]
        links = [] if use == "none" else [*self._links.followed(index, said, use)]
        found.extend(self._spoken(index, said, found, links, _direction({name for name, _, _ in tags})))
        found.extend(links)
        path = _PATH.search(self._reading.lines[index].prepared.text)
        if path and not any(mention.channel.kind in {"settings", "browser"} for mention in found):
            found.append(Mention(Channel("settings"), *path.span()))
        return _tidy(found)

    def _literal(self, index: int) -> Iterator[Mention]:
        """Addresses of the site written in the line itself, as text, link or obfuscation."""
        sentence = self._reading.lines[index].sentence
        text = self._reading.page.text[sentence.start : sentence.end]
        for match in _EMAIL.finditer(text):
            contact = self._emails.get(match.group().rstrip(".-").lower())
            if contact:
                yield Mention(Channel("email", contact.value), match.start(), match.end())
        low = bisect.bisect_left(self._places, sentence.start, key=lambda place: place[0])
        for start, contact in self._places[low:]:
            if start >= sentence.end:
                break
            if contact.kind in {"email", "post"}:
                yield Mention(
                    Channel(_kind(contact), contact.value), start - sentence.start, start - sentence.start + 1
                )
        for link in self._links.within(index):
            address = _mailto(link.target)
            contact = self._emails.get(address.lower()) if address else None
            if contact:
                yield Mention(Channel("email", contact.value), link.start - sentence.start, link.end - sentence.start)

    def _spoken(
        self, index: int, said: Sequence[Tag], literal: Sequence[Mention], links: Sequence[Mention], where: str
    ) -> Iterator[Mention]:
        """Channels named in words, with the contact they mean where it stands elsewhere in the text."""
        written = {mention.channel.kind for mention in literal}
        names = {name for name, _, _ in said}
        spoken = written | {name for name, _, _ in said if name in KINDS}
        for name, start, end in said:
            if name == "ways":
                yield from self._every(index, start, end, where)
            elif name == "place":
                yield from self._placed(index, start, end, spoken)
            elif name in {"officer", "message"}:
                if not spoken & _NAMED and not self._sifted.names(index, "conditions") & {"conditions:written"}:
                    yield from self._addressed(index, name, start, end)
            elif name in {"email", "post", "write"}:
                if name not in written and not (name == "write" and self._answered(names, written)):
                    yield from self._meant(index, "post" if name == "write" else name, start, end, where)
            elif name in {"phone", "fax"}:
                yield from self._dialled(index, name, start, end, where)
            elif not (name in LINKS and points(start, end, links)):
                yield Mention(Channel(_channel_kind(name)), start, end)

    def _every(self, index: int, start: int, end: int, where: str) -> Iterator[Mention]:
        """All ways to reach the site, for words that mean any of them."""
        for kind in _ORDER:
            for contact in self._resolve(index, kind, where)[:1]:
                yield Mention(Channel(_kind(contact), contact.value), start, end)

    def _answered(self, names: Container[str], written: Container[str]) -> bool:
        """Whether "write to" means an e-mail: one stands there, or the officer's is the only address there is."""
        return "email" in written or (
            "officer" in names and not any(contact.kind == "post" for contact in self._reading.contacts)
        )

    def _placed(self, index: int, start: int, end: int, spoken: Container[str]) -> Iterator[Mention]:
        """The first contact of the section meant by its number, unless the line says which kind it means."""
        known = self._numbered(index)
        if not any(kind in spoken for kind in _NAMED):
            best = next((c for kind in _ORDER for c in known if c.kind == kind), None)
            if best:
                yield Mention(Channel(_kind(best), best.value), start, end)

    def _numbered(self, index: int) -> list[Contact]:
        """The contacts in the section that a line names by its number, in order."""
        text = self._reading.lines[index].prepared.text
        spans = [(s, e) for name, s, e in self._sifted.every(index, "channels") if name == "resolve:numbered"]
        structure, lines = self._reading.structure, self._reading.lines
        found: list[Contact] = []
        for number in {_DIGITS.sub("", text[start:end]) for start, end in spans}:
            for block, title in structure.titles.items():
                if (first := _FIRST_NUMBER.match(structure.text(title))) and first.group(1) == number:
                    inside = [i for i in range(title, len(lines)) if structure.section(i) == block]
                    low, high = lines[inside[0]].sentence.start, lines[inside[-1]].sentence.end
                    found.extend(c for start, c in self._places if low <= start < high)
        return found

    def _addressed(self, index: int, name: str, start: int, end: int) -> Iterator[Mention]:
        """The e-mail address of the officer named, or of whom a message goes to."""
        words = self._reading.lines[index].prepared.words
        known = sorted((c for c in self._reading.contacts if c.kind == "email"), key=_rank)
        named = [c for c in known if len(local := c.value.partition("@")[0].lower()) >= _LOCAL and local in words]
        if name == "officer":
            named = [c for c in known if _FOR_RIGHTS.intersection(c.roles)] or named
        for contact in (named or (known if name == "message" else []))[:1]:
            yield Mention(Channel("email", contact.value), start, end)

    def _meant(self, index: int, kind: str, start: int, end: int, where: str) -> Iterator[Mention]:
        contacts = self._resolve(index, kind, where)
        for contact in contacts:
            yield Mention(Channel(_kind(contact), contact.value), start, end)
        if not contacts:
            yield Mention(Channel(_channel_kind(kind)), start, end)

    def _resolve(self, index: int, kind: str, where: str) -> list[Contact]:
        """The contacts of a kind that the line means: the nearest in the direction it names, else the best."""
        here = self._reading.lines[index].sentence
        known = [c for c in self._reading.contacts if c.kind == kind]
        numbered = [c for c in self._numbered(index) if c.kind == kind]
        if numbered:
            return numbered[:1]
        if where == "same":
            last = [c for start, c in self._places if c.kind in {"email", "post"} and start < here.start]
            return last[-1:]
        if kind == "post":
            text = self._reading.lines[index].prepared.text
            own = [c for c in known if c.roles != ("representative",)]
            return [c for c in known if _written_in(c.value, text)] or own or known
        before = [c for start, c in self._places if c.kind == kind and start < here.start]
        after = [c for start, c in self._places if c.kind == kind and start >= here.end]
        near = before[::-1] if where == "above" else after if where == "below" else []
        private = [c for c in near if _FOR_RIGHTS.intersection(c.roles)]
        return (private or near)[:1] or sorted(known, key=_rank)[:1]

    def _dialled(self, index: int, kind: str, start: int, end: int, where: str) -> Iterator[Mention]:
        text = self._reading.lines[index].prepared.text
        known = {_tail(c.value): c.value for c in self._reading.contacts if c.kind in {"phone", "fax"}}
        numbers = [m.group().strip() for m in _PHONE.finditer(text, start)] or [
            m.group() for m in _PHONE.finditer(text)
        ]
        numbers = [n for n in numbers if _tail(n) in known or _is_number(n)]
        for number in (n for n in numbers if _tail(n) in known):  # another is somebody else's
            yield Mention(Channel(_channel_kind(kind), known[_tail(number)]), start, end)
        if not numbers:
            yield from self._meant(index, kind, start, end, where)

    def inherited(self) -> Channel | None:
        """The contact that stands in for a right offered without a channel: privacy before general."""
        usable = [c for c in self._reading.contacts if c.kind in _INHERITED]
        if not usable:
            return None
        best = min(usable, key=lambda c: (_rank(c)[0], _INHERITED.index(c.kind), _rank(c)))
        return Channel(_kind(best), best.value, inherited=True)


def _masked(tags: Sequence[Tag], name: str, start: int, end: int) -> bool:
    """Whether the words tell what the site does, or are the second half of "e-mail"."""
    paper = name in _PAPER
    return any(
        (mask == "channel_masks:all" and first <= start < last)
        or (paper and mask == "channel_masks:paper" and first < end and start < last)
        for mask, first, last in tags
    )


def _kind(contact: Contact) -> ChannelKind:
    return "link" if contact.kind == "web" else contact.kind


def _channel_kind(name: str) -> ChannelKind:
    return next(kind for kind in KINDS if kind == name)


def _rank(contact: Contact) -> tuple[bool, bool, int]:
    """For privacy before all others; among either the site's own before those elsewhere."""
    role = min((_PREFERRED.index(role) for role in contact.roles if role in _PREFERRED), default=len(_PREFERRED))
    return role >= _FOR_PRIVACY, not contact.same_site, role


def _direction(names: Container[str]) -> str:
    """Where the address meant stands: `same` as the last one named, `above`, `below`, or nowhere in particular."""
    found = [name for name in ("same", "above", "below") if f"resolve:{name}" in names]
    return found[0] if found else ""


def _written_in(address: str, text: str) -> bool:
    """Whether a number of a postal address, such as its code or box, stands in the text."""
    return any(number in text for number in re.findall(r"\d{4,}", address))


def _mailto(target: str) -> str:
    return target[7:].split("?", 1)[0].strip() if target[:7].lower() == "mailto:" else ""


def _is_number(text: str) -> bool:
    return _PHONE_DIGITS[0] <= len(_DIGITS.sub("", text)) <= _PHONE_DIGITS[1]


def _tail(number: str) -> str:
    return _DIGITS.sub("", number)[-_TAIL:]


def _tidy(mentions: Sequence[Mention]) -> list[Mention]:
    """Each channel once; one without a target goes where the same kind has one, a bare link beside its settings too."""
    valued = {mention.channel.kind for mention in mentions if mention.channel.value}
    settings = [mention for mention in mentions if mention.channel.kind == "settings"]
    kept: dict[tuple[str, str | None], Mention] = {}
    for mention in mentions:
        bare = mention.channel == Channel("link")
        if bare and any(s.start <= mention.end + _TOUCH and mention.start <= s.end + _TOUCH for s in settings):
            continue
        if mention.channel.value or mention.channel.kind not in valued:
            kept.setdefault((mention.channel.kind, mention.channel.value), mention)
    return list(kept.values())
