"""Rights are what the site itself offers: each with the ways the text names, else with the policy's own contact."""

from collections.abc import Iterable, Sequence

import msgspec

from cookietui.core.declaration import Channel, OfferedRight
from cookietui.core.words import ChannelKind, Right
from cookietui.readers.policy.channels import Ways
from cookietui.readers.policy.conditions import LASTING, Conditions, ordered
from cookietui.readers.policy.offers import AHEAD, RIGHTS, Offer, Offers, cues
from cookietui.readers.policy.reading import Reading
from cookietui.readers.policy.structure import Structure

_BROWSER: frozenset[Right] = frozenset({"stop-sale", "stop-targeting", "withdraw-consent", "object"})
"""Rights that a browser setting can exercise."""
_EVIDENCE = 4


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
    structure = reading.structure
    offers = Offers(reading, found, structure)
    if not offers.all:
        return
    reading.rights.extend(_Search(reading, structure, offers, found.conditions).rights())


class _Search:
    """Joins offers with channels and conditions."""

    def __init__(self, reading: Reading, structure: Structure, offers: Offers, conditions: Conditions) -> None:
        self._reading = reading
        self._structure = structure
        self._offers = offers
        self._conditions = conditions
        self._ways = Ways(reading)
        self._known: dict[int, list[Channel]] = {}
        self._by_line: dict[int, list[Offer]] = {}
        for offer in offers.all:
            self._by_line.setdefault(offer.index, []).append(offer)
        offers.gather(sorted(self._close()))

    def _close(self) -> set[int]:
        """Lines whose channels and conditions will be asked for: those that offer, and what follows in their block."""
        lines = self._reading.lines
        close: set[int] = set()
        for index in range(len(lines)):
            if index in self._by_line or self._offers.has(index, "cues:exercise", "cues:requests"):
                block = lines[index].sentence.block
                after = range(index, min(index + 1 + AHEAD, len(lines)))
                close.update(i for i in after if lines[i].sentence.block <= block + 1)
        return close

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
        if index not in self._known:
            foreign = self._offers.has(index, "cues:regulator")
            self._known[index] = [
                mention.channel for mention in self._ways.of(index, self._offers.prepared(index), foreign=foreign)
            ]
        return self._known[index]

    def _take(self, row: _Row, right: Right, lines: Sequence[int]) -> None:
        for index in lines:
            for channel in self._channels(index):
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
        return self._next(index)

    def _entries(self, index: int) -> list[int]:
        """Entries of the list that this line introduces, when they tell how and offer nothing themselves."""
        intro = self._structure.intro
        entries = []
        for entry in range(index + 1, len(intro)):
            if intro[entry] != index:
                break
            entries.append(entry)
        return [] if any(entry in self._by_line for entry in entries) else entries

    def _next(self, index: int) -> list[int]:
        block = self._reading.lines[index].sentence.block
        listed = self._structure.kind(index) == "item"
        for after in range(index + 1, min(index + 1 + AHEAD, len(self._reading.lines))):
            other = self._reading.lines[after].sentence.block
            if other != block and (listed or other > block + 1 or self._structure.kind(after) == "heading"):
                break
            own = bool(self._channels(after))
            if after in self._by_line and not self._same(index, after):
                if own:
                    break
                continue
            if own and (
                self._offers.has(after, "cues:follow", "cues:exercise", "cues:requests") or after in self._by_line
            ):
                return [after]
            if self._offers.has(after, "cues:exercise"):
                break
        return []

    def _same(self, index: int, other: int) -> bool:
        rights = {offer.right for offer in self._by_line.get(index, ())}
        return any(offer.right in rights for offer in self._by_line.get(other, ()))

    def _exercise(self, rows: dict[Right, _Row]) -> None:
        """Sentences on how all rights are exercised: for those of their section, and for those without a way."""
        for index in range(len(self._reading.lines)):
            weak = index not in self._by_line and self._offers.has(index, "cues:requests")
            if not weak and not self._offers.has(index, "cues:exercise"):
                continue
            lines = [i for i in (index, *self._entries(index)) if self._channels(i)] or self._next(index)
            if not lines:
                continue
            place = self._place(index)
            inside = {
                r for r, row in rows.items() if any(self._place(o.index) == place for o in row.offers if o.listed)
            }
            chosen = inside or {r for r, row in rows.items() if not row.channels}
            for right in chosen:
                self._take(rows[right], right, lines)
                rows[right].conditions |= self._conditions.named(self._offers.prepared(index))

    def _place(self, index: int) -> int:
        """The topmost heading over a line that is about rights, else its own."""
        above = self._structure.headings(index)
        return next((h for h in reversed(above) if self._offers.about_rights(h)), above[0] if above else -1)

    def _asked(self, offer: Offer) -> set[str]:
        """Conditions named with the offer: in its block, from the offer on."""
        block = self._reading.lines[offer.index].sentence.block
        names: set[str] = set()
        for index in range(offer.index, min(offer.index + 1 + AHEAD, len(self._reading.lines))):
            if self._reading.lines[index].sentence.block != block:
                break
            if index != offer.index and index in self._by_line and not self._same(offer.index, index):
                break
            named = self._conditions.named(self._offers.prepared(index))
            names |= named if index == offer.index else named & LASTING
        return names

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
