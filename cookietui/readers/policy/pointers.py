"""A link is a channel when the words tell the reader to follow it, or its address says what it is for."""

import bisect
import re
from collections.abc import Iterator, Sequence
from typing import Literal
from urllib.parse import urljoin, urlsplit

import msgspec

from cookietui.core.declaration import Channel
from cookietui.core.phrases import prepare
from cookietui.core.tags import Sifted, Tag
from cookietui.core.words import ChannelKind
from cookietui.readers.policy.offers import Cues
from cookietui.readers.policy.reading import Reading
from cookietui.sources.page import Link

LinkUse = Literal["any", "told", "none"]
"""Links of an offer may all be meant; those of a sentence beside it only when told to follow; an authority's never."""
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"'()\[\]]{3,500}")
_WORDS = re.compile(r"[^a-zA-Z]+")
_BESIDE = 12
"""Characters between "click here" and the link it means."""
_PAGES = frozenset({"http", "https", ""})
LINKS = frozenset({"link", "form", "settings"})
"""Names of channels that may be words for a link beside them."""


class Mention(msgspec.Struct, frozen=True):
    """A channel named at characters `start` to `end` of a line."""

    channel: Channel
    start: int
    end: int


class Links:
    """The links of one reading by line."""

    def __init__(self, reading: Reading, found: Cues, sifted: Sifted) -> None:
        self._reading = reading
        self._found = found
        self._sifted = sifted
        self._links = sorted(reading.page.links, key=lambda link: (link.start, link.end))
        self._starts = [link.start for link in self._links]

    def within(self, index: int) -> Iterator[Link]:
        """The links whose words lie in a line."""
        sentence = self._reading.lines[index].sentence
        for link in self._links[bisect.bisect_left(self._starts, sentence.start) :]:
            if link.start > sentence.end:
                break
            if link.end <= sentence.end:
                yield link

    def followed(self, index: int, said: Sequence[Tag], use: LinkUse) -> Iterator[Mention]:
        """Links of a line that a reader is told to follow, and bare addresses of pages; `said` names channels."""
        line = self._reading.lines[index]
        text = line.prepared.text
        links = [link for link in self.within(index) if _is_page(link.target)]
        bare = [match.span() for match in _URL.finditer(text)] if "www." in text or "://" in text else []
        hints = self._sifted.every(index, "hints") if links or bare else []
        covered: list[tuple[int, int]] = []
        for link in links:
            start, end = link.start - line.sentence.start, link.end - line.sentence.start
            covered.append((start, end))
            if self._found.followed.search(link.target) or _is_followed((start, end), said, hints, use):
                yield Mention(Channel(self._kind(text[start:end], link), self._joined(link.target)), start, end)
        for start, end in bare:
            address = text[start:end].rstrip(".,;:!?")
            known = any(s <= start < e for s, e in covered)
            if not known and (self._found.followed.search(address) or _is_followed((start, end), said, hints, use)):
                yield Mention(Channel("link", address), start, end)

    def _kind(self, anchor: str, link: Link) -> ChannelKind:
        path = urlsplit(link.target).path
        names = self._found.tagged.names(prepare(f"{anchor} {_WORDS.sub(' ', path)}"), "hints")
        return "form" if "links:form" in names or link.kind == "form" else "link"

    def _joined(self, target: str) -> str:
        meta = self._reading.page.meta
        base = meta.get("base") or meta.get("canonical") or meta.get("og:url") or ""
        return urljoin(base, target) if base.startswith(("http://", "https://")) else target


def points(start: int, end: int, links: Sequence[Mention]) -> bool:
    """Whether words such as "click here" are the anchor of a link already found, or stand beside it."""
    return any(mention.start <= end + _BESIDE and start <= mention.end + _BESIDE for mention in links)


def _is_followed(span: tuple[int, int], said: Sequence[Tag], hints: Sequence[Tag], use: LinkUse) -> bool:
    """Whether the words lead to the link: links that only explain ("see our privacy policy") are passed over."""
    start, end = span
    told = [s for name, s, e in said if name in LINKS and s <= end and start <= e + _BESIDE]
    more = [s for name, s, _ in hints if name == "links:more" and s < end]
    if told or more or use == "told":
        return bool(told) and max(told) > max(more, default=-1)
    return not any(name == "links:explains" and start <= s < end for name, s, _ in hints)


def _is_page(target: str) -> bool:
    try:
        parts = urlsplit(target.strip())
    except ValueError:
        return False
    return parts.scheme in _PAGES and bool(parts.netloc or parts.path.strip("#") or parts.query)
