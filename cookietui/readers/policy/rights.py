"""Rights are what the site itself offers: each with the ways the text names, else with the policy's own contact."""

import functools
import re
from collections.abc import Container, Iterable, Sequence
from collections.abc import Set as AbstractSet

import msgspec

from cookietui.core.declaration import Channel, OfferedRight
from cookietui.core.tags import Sifted
from cookietui.core.words import ChannelKind, Right
from cookietui.readers.policy.channels import Ways
from cookietui.readers.policy.conditions import LASTING, OF_ALL, OF_HEADING, Refusals, ordered
from cookietui.readers.policy.offers import AHEAD, RIGHTS, Offer, Offers, cues
from cookietui.readers.policy.pointers import LinkUse
from cookietui.readers.policy.reading import Reading
from cookietui.readers.policy.structure import LISTED

_BROWSER: frozenset[Right] = frozenset({"stop-sale", "stop-targeting", "withdraw-consent", "object"})
"""Rights that a browser setting can exercise."""
_APART: frozenset[Right] = frozenset({"stop-marketing", "stop-targeting", "stop-sale"})
"""Rights that are taken up apart from the others where the text gives them a way of their own."""
_REACHED: frozenset[ChannelKind] = frozenset({"email", "post", "phone", "fax", "form"})
_TELLS = ("cues:follow", "cues:exercise", "cues:requests")
_EVIDENCE = 4
_TERM = 42
"""Characters of an entry's first words that only name what the rest of the entry tells how to do."""
_OPEN_ENDS = (" to", " at", " an", " à", " über", " unter", " via", " par")
"""Words with which a line breaks off for the address below it."""
_POINT = re.compile(r"\s*(?:\d{1,2}[.)]|[a-z]\)|[-•*–])\s")
"""How a point of a list begins that its markup does not show."""


class _Row(msgspec.Struct):
    """What is known of one right so far."""

    offers: list[Offer]
    channels: dict[tuple[ChannelKind, str | None], Channel]
    conditions: set[str]
    lines: list[int]
    """Lines that say how."""


def add(reading: Reading) -> None:
    """Add the rights offered, in the order of the vocabulary; nothing in a language without rules."""
    found = cues(reading.language)
    if found is None:
        return
    sifted = Sifted(found.tagged, [line.prepared for line in reading.lines])
    offers = Offers(reading, sifted, reading.structure)
    if not offers.all:
        return
    reading.rights.extend(_Search(reading, offers, Ways(reading, found, sifted), sifted).rights())


class _Search:
    """Joins offers with channels and conditions."""

    def __init__(self, reading: Reading, offers: Offers, ways: Ways, sifted: Sifted) -> None:
        self._reading = reading
        self._structure = reading.structure
        self._offers = offers
        self._ways = ways
        self._sifted = sifted
        self._refusals = Refusals(self._structure, sifted, offers.near)
        self._known: dict[int, list[Channel]] = {}
        self._by_line: dict[int, list[Offer]] = {}
        for offer in offers.all:
            self._by_line.setdefault(offer.index, []).append(offer)

    def rights(self) -> Iterable[OfferedRight]:
        """One row for each right, with its channels united."""
        rows: dict[Right, _Row] = {}
        for offer in self._offers.all:
            if offer.loose and self._only_browser(offer):
                continue
            row = rows.setdefault(offer.right, _Row([], {}, set(), []))
            row.offers.append(offer)
            self._take(row, offer.right, self._how(offer))
            row.conditions |= self._asked(offer)
        self._exercise(rows)
        return [self._row(right, rows[right]) for right in RIGHTS if right in rows]

    def _only_browser(self, offer: Offer) -> bool:
        """Whether a bare "opt out" is nothing but the browser's own choice about cookies."""
        kinds = {channel.kind for index in self._how(offer) for channel in self._channels(index)}
        return kinds == {"browser"}

    def _channels(self, index: int) -> list[Channel]:
        if self._offers.has(index, "cues:appeal"):
            return []
        if index not in self._known:
            links: LinkUse = "none" if self._offers.has(index, "cues:regulator") else "told"
            if links == "told" and (self._offers.has(index, "cues:exercise") or self._beside_offer(index)):
                links = "any"
            found = self._ways.of(index, links)
            self._known[index] = [mention.channel for mention in found]
        return self._known[index]

    def _beside_offer(self, index: int) -> bool:
        """Whether the line offers something, or goes on from one in its block that does."""
        if index in self._by_line:
            return True
        blocks = self._structure.blocks
        return index - 1 in self._by_line and blocks[index - 1] == blocks[index]

    def _take(self, row: _Row, right: Right, lines: Sequence[int], *, reached: bool = False) -> None:
        """Add the channels of those lines; with `reached` only ways to reach somebody."""
        for index in lines:
            refused = frozenset[str]() if right in _APART else self._refusals.near(index)
            for channel in self._channels(index):
                if (reached and channel.kind not in _REACHED) or channel.kind in refused:
                    continue
                if channel.kind != "browser" or right in _BROWSER:
                    row.channels.setdefault((channel.kind, channel.value), channel)
                    row.lines.append(index)

    def _how(self, offer: Offer) -> list[int]:
        """The lines that say how this offer is taken up: its own, its introduction, the entries below, the next."""
        index = offer.index
        if self._channels(index):
            return [index, *self._entries(index)]
        entries = self._entries(index)
        if any(self._channels(entry) for entry in entries):
            return entries
        return self._next(index, {other.right for other in self._by_line[index]}, offer.right)

    def _entries(self, index: int) -> list[int]:
        """Entries of the list that this line introduces, when they tell how and offer nothing themselves."""
        intro = self._structure.intro
        entries = []
        for entry in range(index + 1, len(intro)):
            if intro[entry] != index:
                break
            entries.append(entry)
        return [] if any(entry in self._by_line for entry in entries) else entries

    def _next(self, index: int, rights: Container[Right | None] = frozenset(), right: Right | None = None) -> list[int]:
        """The sentences after an offer that say how: the first that does and those that go on from it.

        An entry that offers some of the `rights` again tells how for these alone, so `right` must be one of them.
        """
        found: list[int] = []
        for after in range(index + 1, min(index + 1 + AHEAD, len(self._reading.lines))):
            if not self._follows(found[-1] if found else index, after):
                break
            own = bool(self._channels(after))
            entry = right is not None and self._entered(index, after)
            if after in self._by_line and not self._offers_any(after, {right} if entry else rights):
                if (own and not entry) or found:
                    break
                continue
            if own and (self._offers.has(after, *_TELLS) or after in self._by_line or self._completes(index, after)):
                found.append(after)
            elif found or self._offers.has(after, "cues:exercise"):
                break
        return found

    def _entered(self, index: int, after: int) -> bool:
        """Whether a line is an entry of a list that the other is no part of."""
        blocks = self._structure.blocks
        return self._structure.kinds[after] in LISTED and blocks[after] != blocks[index]

    def _follows(self, index: int, after: int) -> bool:
        """Whether a line still belongs to the offer: in its block, or right below where that is no entry of a list."""
        block, other = self._structure.blocks[index], self._structure.blocks[after]
        if other == block:
            return True
        if self._structure.kinds[index] == "item" or self._structure.kinds[after] == "heading":
            return False
        return other == block + 1

    def _completes(self, index: int, after: int) -> bool:
        """Whether a line is an address, or tells of the term that its entry begins with ("Delete. Settings > ...")."""
        blocks = self._structure.blocks
        term = self._structure.kinds[index] in LISTED and len(self._structure.text(index)) <= _TERM
        return self._names_address(after) or (term and blocks[index] == blocks[after])

    def _names_address(self, index: int) -> bool:
        """Whether a line is an address: a numbered point, or what the line before breaks off for."""
        if not index:
            return False
        if _POINT.match(self._structure.text(index)):
            return True
        before = self._structure.text(index - 1).rstrip(" \t\"'”»)*_")
        return before.endswith((":", *_OPEN_ENDS)) or self._structure.intro[index] == index - 1

    def _offers_any(self, index: int, rights: Container[Right | None]) -> bool:
        return any(offer.right in rights for offer in self._by_line.get(index, ()))

    def _exercise(self, rows: dict[Right, _Row]) -> None:
        """Sentences on how all rights are exercised: first for those of their section, then for those without a way."""
        listed: dict[int, set[Right]] = {}
        beside: dict[int, set[Right]] = {}
        for right, row in rows.items():
            for offer in row.offers:
                table = listed if offer.listed else beside
                table.setdefault(self._place(offer.index), set()).add(right)
        for index in sorted(self._offers.near, key=lambda index: self._place(index) not in listed):
            inside = listed.get(self._place(index), set()) if listed else set()
            if inside and index not in self._by_line:
                for right in inside:
                    rows[right].conditions |= self._conditions(index) & OF_ALL
            if not self._offers.has(index, *_TELLS, "cues:address"):
                continue
            strength = self._strength(index, in_list=bool(inside) and self._offers.about_rights(self._place(index)))
            lines = self._told(index) if strength else []
            if not lines:
                continue
            without = {r for r, row in rows.items() if not row.channels and strength == "all"}
            before = {r for r in without & beside.get(self._place(index), set()) if rows[r].offers[0].index < index}
            chosen = inside | before if inside else without
            chosen = {right for right in chosen if right not in _APART or not rows[right].lines}
            for right in self._meant(index, chosen):
                self._take(rows[right], right, lines, reached=strength == "here")
                rows[right].conditions |= self._conditions(index)

    def _meant(self, index: int, chosen: AbstractSet[Right]) -> AbstractSet[Right]:
        """The rights that a line on exercising names, all where it names none or says "these rights"."""
        if self._offers.has(index, "cues:these"):
            return chosen
        ways = [start for name, start, _ in self._sifted.every(index, "channels") if name.startswith("channels:")]
        named = {
            name.removeprefix("named:")
            for name, start, _ in self._sifted.every(index, "named")
            if start < min(ways, default=0)
        }
        return {right for right in chosen if right in named} or chosen

    def _strength(self, index: int, *, in_list: bool) -> str:
        """Whether a line speaks of exercising rights (`all`), or only of writing, in a section of rights (`here`)."""
        if self._offers.has(index, "cues:exercise"):
            return "all" if index not in self._by_line or self._offers.has(index, "cues:these") else ""
        if index in self._by_line or self._offers.has(index, "cues:regulator", "cues:others", "cues:denied"):
            return ""
        if self._beside_offer(index) and not self._structure.breaks[index]:
            return ""
        kind = self._structure.kinds[index]
        entry = kind == "item" and self._offers.has(index, "cues:address")
        told = kind != "row" and self._offers.has(index, "cues:requests", "cues:follow")
        return "here" if in_list and (entry or told) and self._near_rights(index) else ""

    def _near_rights(self, index: int) -> bool:
        """Whether the nearest heading, not only one further up, is about rights or has an offer below it."""
        section = self._structure.section(index)
        return self._offers.about_rights(section) or section in self._with_offers

    @functools.cached_property
    def _with_offers(self) -> frozenset[int]:
        """The nearest headings above all that is offered."""
        return frozenset(self._structure.section(index) for index in self._by_line)

    def _told(self, index: int) -> list[int]:
        return [i for i in (index, *self._entries(index)) if self._channels(i)] or self._next(index)

    def _place(self, index: int) -> int:
        """The topmost heading over a line that is about rights, else its own."""
        above = self._structure.headings(index)
        return next((h for h in reversed(above) if self._offers.about_rights(h)), above[0] if above else -1)

    def _asked(self, offer: Offer) -> set[str]:
        """Conditions named with the offer: in its block, from the offer on."""
        blocks = self._structure.blocks
        titles = [self._structure.titles.get(block) for block in self._structure.headings(offer.index)]
        names = {name for title in titles if title is not None for name in self._conditions(title) & OF_HEADING}
        for index in range(offer.index, min(offer.index + 1 + AHEAD, len(self._reading.lines))):
            if blocks[index] != blocks[offer.index]:
                break
            if index != offer.index and index in self._by_line and not self._offers_any(index, {offer.right}):
                break
            named = self._conditions(index)
            names |= named if index == offer.index else named & LASTING
        return names

    def _conditions(self, index: int) -> set[str]:
        return {name.removeprefix("conditions:") for name in self._sifted.names(index, "conditions")}

    def _row(self, right: Right, row: _Row) -> OfferedRight:
        valued = {kind for kind, value in row.channels if value}
        channels = tuple(c for c in row.channels.values() if c.value or c.kind not in valued)
        if not channels:
            contact = self._ways.inherited()
            channels = (contact,) if contact else ()
        shown = dict.fromkeys((*(o.index for o in row.offers[:_EVIDENCE]), *row.lines[:_EVIDENCE]))
        evidence = dict.fromkeys(i for n in shown for i in self._reading.evidence(self._reading.lines[n]))
        return OfferedRight(
            right=right, channels=channels, conditions=ordered(row.conditions), evidence=tuple(evidence)
        )
