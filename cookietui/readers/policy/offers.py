"""A right is offered by words that hand it to the reader; its bare name counts only where rights are listed."""

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, get_args

import msgspec

from cookietui.core.tags import Sifted, Tag, Tagged, nested
from cookietui.core.words import Right
from cookietui.readers.policy.reading import Reading, rules
from cookietui.readers.policy.structure import LISTED, Structure

RIGHTS: tuple[Right, ...] = get_args(Right)
AHEAD = 5
"""Sentences after an offer that may say how it is taken up, or on what condition."""
_FIRST = ("cues:lead", "cues:exercise", "cues:requests")
_TABLES = (
    "offers",
    "opt",
    "asked",
    "entries",
    "cues",
    "masks",
    "named",
    "topics",
    "conditions",
    "channels",
    "channel_masks",
    "resolve",
    "refused",
)
_ENTRY = 42
"""A right named within so many characters from the start of an entry or heading is what the entry is about."""
_FURTHER = 60
"""Characters added to the distance of a topic that is less likely the one meant."""
_BACK = 3
"""Sentences before a bare "opt out" that may say of what."""
_NARROWER: tuple[tuple[Right, Right], ...] = (
    ("stop-targeting", "stop-marketing"),
    ("limit-sensitive", "restrict"),
    ("stop-sale", "object"),
    ("stop-targeting", "object"),
)
_GENERIC = "topics:withdraw-consent"
"""Cookies and consent stand beside nearly everything, so that any other topic is likelier the one meant."""
_NONE: frozenset[str] = frozenset()


class Offer(msgspec.Struct, frozen=True):
    """A right offered in line `index` by the words from `start` to `end` of that line."""

    right: Right
    index: int
    start: int
    end: int
    listed: bool = False
    """Whether it is an entry of a list of rights, to which what is said of all of them applies."""
    loose: bool = False
    """Whether it is a bare "opt out" whose object was taken from the words around it."""


class Cues:
    """One language's phrases for rights, channels and conditions, compiled once, in the groups that are asked for.

    `first` makes a sentence worth a second look; `second` is where words mean something else and what stands beside.
    """

    def __init__(self, table: Mapping[str, Any]) -> None:
        lists = nested(table, *_TABLES)
        hints = {f"links:{name}": phrases for name, phrases in table.get("links", {}).items() if name != "followed"}
        first = [name for name in lists if name.startswith(("offers:", "opt:", "asked:")) or name in _FIRST]
        beside = [name for name in lists if name.startswith(("cues:", "masks:"))]
        groups = {
            "first": first,
            "section": ["cues:section"],
            "second": [name for name in beside if name not in first and name != "cues:section"],
            "channels": [name for name in lists if name.startswith(("channels:", "channel_masks:", "resolve:"))],
            "hints": list(hints),
        }
        for table_name in ("named", "entries", "topics", "conditions", "refused"):
            groups[table_name] = [name for name in lists if name.startswith(f"{table_name}:")]
        self.tagged = Tagged({**lists, **hints}, table.get("words", {}), groups)
        parts = "|".join(map(re.escape, table.get("links", {}).get("followed", ()))) or r"(?!)"
        self.followed = re.compile(parts, re.IGNORECASE)
        """Parts of an address that say what it is for."""


@functools.cache
def cues(language: str) -> Cues | None:
    """The phrases of a language, None where it has no rules for rights."""
    table = rules(language, "rights")
    return Cues(table) if table else None


class Offers:
    """Every offer of a reading in order, with the tags of each line for those who ask next."""

    def __init__(self, reading: Reading, sifted: Sifted, structure: Structure) -> None:
        self._sifted = sifted
        self._structure = structure
        self._lines = reading.lines
        self._first = [sifted.every(index, "first") for index in range(len(reading.lines))]
        self._rights = {block for block, index in structure.titles.items() if sifted.every(index, "section")}
        self._sections: dict[tuple[int, bool], bool] = {}
        near = sorted(self._near())
        self._tags = {index: self._first[index] + sifted.every(index, "second") for index in near}
        self._names = {index: {tag[0] for tag in tags} for index, tags in self._tags.items()}
        self.all: list[Offer] = [offer for index in near for offer in self._of(index)]

    def _near(self) -> set[int]:
        """Lines worth a second look: those with a first hit, what follows and introduces them, and lists of rights."""
        near: set[int] = set()
        for index, tags in enumerate(self._first):
            if any(tag[0] not in _FIRST for tag in tags):
                near.update(range(index, min(index + 1 + AHEAD, len(self._lines))))
            if tags or self._in_section(index):
                near.add(index)
            intro = self._structure.intro[index]
            if intro >= 0 and (self._structure.breaks[intro] or self._first[intro]):
                near.update((index, intro))
        return near

    @property
    def near(self) -> Iterable[int]:
        """The lines that were looked at closely, in order."""
        return self._tags.keys()

    def has(self, index: int, *names: str) -> bool:
        """Whether the line has a hit of one of these lists (`cues:exercise`)."""
        return not self._names.get(index, _NONE).isdisjoint(names)

    def about_rights(self, block: int) -> bool:
        """Whether a heading block speaks of rights."""
        return block in self._rights

    def _of(self, index: int) -> Iterator[Offer]:
        tags = self._tags[index]
        in_list = self._listed(index)
        if not tags and not in_list:
            return
        masked = [tag for tag in tags if tag[0].startswith("masks:") or tag[0] == "cues:denied"]
        seen: dict[Right, Offer] = {}
        for offer in (*self._said(index, tags, in_list), *self._named(index, tags, in_list), *self._opted(index, tags)):
            if offer.right not in seen and not _hidden(masked, offer.start, offer.end, offer.right):
                seen[offer.right] = offer
        if "restrict" in seen and self._of_sensitive(index):
            seen["limit-sensitive"] = msgspec.structs.replace(seen.pop("restrict"), right="limit-sensitive")
        _settle(seen)
        yield from (offer for offer in seen.values() if not self._of_others(index, offer.right))

    def _of_sensitive(self, index: int) -> bool:
        """Whether the entry of the line opens with sensitive data, so that "limit its use" means theirs."""
        blocks = self._structure.blocks
        first = index
        while first and blocks[first - 1] == blocks[index] and index - first < AHEAD:
            first -= 1
        return self._structure.kinds[index] in LISTED and self.has(first, "cues:sensitive")

    def _of_others(self, index: int, right: Right) -> bool:
        """Whether the line tells what others offer (but for portals), or what is offered to parents alone."""
        if self.has(index, "cues:children") and not self.has(index, "cues:yours"):
            return True
        return self.has(index, "cues:others") and not (right == "stop-targeting" and self.has(index, "cues:portals"))

    def _said(self, index: int, tags: Sequence[Tag], in_list: bool) -> Iterator[Offer]:
        listed = in_list or self.has(index, "cues:lead") or self.about_rights(self._structure.blocks[index])
        asked = "asked:" if self._is_asked(index) else "offers:"
        for name, start, end in tags:
            if name.startswith(("offers:", asked)):
                yield Offer(_right(name.partition(":")[2]), index, start, end, listed)

    def _is_asked(self, index: int) -> bool:
        """Whether the line is a question to which the answer is not a no."""
        text = self._structure.text(index).rstrip(" \t\"'”»")
        last = index + 1 >= len(self._lines)
        return text.endswith("?") and not last and not self.has(index + 1, "cues:refusal")

    def _named(self, index: int, tags: Sequence[Tag], in_list: bool) -> Iterator[Offer]:
        """Rights named after "you have the right to", or at the beginning of an entry of a list of rights."""
        masked = [tag for tag in tags if tag[0] in {"cues:denied", "masks:all"}]
        leads = [start for name, start, end in tags if name == "cues:lead" and not _hidden(masked, start, end)]
        behind = [start for name, start, end in tags if name == "cues:behind" and not _hidden(masked, start, end)]
        if not leads and not behind and not in_list:
            return
        for name, start, end in self._sifted.every(index, "named"):
            entry = in_list and start <= _ENTRY and self._begins(index)
            if entry or (leads and start >= min(leads)) or (behind and start < max(behind)):
                yield Offer(_right(name.removeprefix("named:")), index, start, end, listed=True)
        if in_list and self._structure.kinds[index] in LISTED and self._begins(index):
            for name, start, end in self._sifted.every(index, "entries"):
                if start <= _ENTRY:
                    yield Offer(_right(name.removeprefix("entries:")), index, start, end, listed=True)

    def _begins(self, index: int) -> bool:
        """Whether the line is the first of its block."""
        blocks = self._structure.blocks
        return index == 0 or blocks[index - 1] != blocks[index]

    def _listed(self, index: int) -> bool:
        """Whether the line stands where each entry, heading or opening word is a right."""
        intro = self._structure.intro[index]
        if intro >= 0 and (self.has(intro, "cues:lead") or self._opens(intro)):
            return True
        return self._in_section(index)

    def _in_section(self, index: int) -> bool:
        if not self._rights:
            return False
        own = self._structure.kinds[index] == "heading"
        key = (self._structure.section(index), own)
        if key not in self._sections:
            above = self._structure.headings(index)
            self._sections[key] = not self._rights.isdisjoint(above[1:2] if own else above[:2])
        return self._sections[key]

    def _opens(self, index: int) -> bool:
        """Whether a line breaks off with "you can:", to be completed by the entries below."""
        if not self._structure.breaks[index]:
            return False
        end = self._structure.opening(index)
        return any(name == "cues:open" and last >= end - 3 for name, _, last in self._tags.get(index, ()))

    def _opted(self, index: int, tags: Sequence[Tag]) -> Iterator[Offer]:
        """A bare "opt out": the nearest topic says of what, in the sentence, before it, or in the heading."""
        spots = [(name == "opt:weak", start, end) for name, start, end in tags if name.startswith("opt:")]
        if not spots or any(name.startswith("offers:stop-") or name == "offers:object" for name, _, _ in tags):
            return
        weak, start, end = spots[0]
        topic = self._topic(index, end, weak=weak)
        if topic and topic != "topics:none" and not (weak and topic == _GENERIC):
            yield Offer(_right(topic.removeprefix("topics:")), index, start, end, loose=True)

    def _topic(self, index: int, place: int, *, weak: bool) -> str | None:
        here = self._sifted.every(index, "topics")
        if here:
            return min(here, key=lambda tag: _farness(tag, place))[0]
        blocks = self._structure.blocks
        for before in range(index - 1, max(-1, index - 1 - _BACK), -1):
            if blocks[before] != blocks[index] and before != self._structure.intro[index]:
                break
            found = self._sifted.every(before, "topics")
            if found:
                return max(found, key=lambda tag: (weak and tag[0] != _GENERIC, tag[1]))[0]
        above = self._structure.titles.get(self._structure.section(index))
        found = self._sifted.every(above, "topics") if above is not None else []
        return found[0][0] if found else None


def _farness(topic: Tag, place: int) -> int:
    """How far a topic is from an "opt out"; what leads to it, or names only cookies, is as if it stood further."""
    return abs(topic[1] - place) + (_FURTHER if topic[1] < place else 0) + (_FURTHER if topic[0] == _GENERIC else 0)


def _settle(offers: dict[Right, Offer]) -> None:
    """The same words offer one right: the narrower of two."""
    for narrow, wide in _NARROWER:
        one, other = offers.get(narrow), offers.get(wide)
        if one and other and one.start < other.end and other.start < one.end:
            del offers[wide]


def _hidden(masked: Sequence[Tag], start: int, end: int, right: str = "") -> bool:
    """Whether words overlap a span in which they mean something else, for any right or for this one."""
    names = {"masks:all", "cues:denied", f"masks:{right}"}
    return any(name in names and first < end and start < last for name, first, last in masked)


def _right(name: str) -> Right:
    return next((right for right in RIGHTS if right == name), "object")
