"""A phrase with gaps is cut at them: the parts are looked for together, and joined where all parts of one are there.

Most sentences hold a part or two of many phrases and all parts of few. Parts that phrases share are looked for once,
and a phrase is thought of only where its rarest part stands.
"""

import functools
import operator
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from cookietui.core.phrase_syntax import Choice, Gap, Items, Word, is_gapped, is_wordless
from cookietui.core.phrase_walk import Steps, Walk

Span: TypeAlias = tuple[int, int]
"""First word, word after the last."""


_FEW = 8
"""Places of a part that are gone through one by one."""


Cost: TypeAlias = tuple[int, int]
_UNKNOWN: Cost = (1000, 0)
"""What a part costs that needs no certain word."""


class Joint:
    """Phrases of the same several parts: the parts, and the words that may lie behind each but the last."""

    __slots__ = ("before", "gaps", "needs", "numbers", "parts")

    def __init__(self, parts: Sequence[int], gaps: Sequence[int], bits: Mapping[int, int], rarest: int) -> None:
        self.parts = parts
        self.gaps = gaps
        self.numbers: list[int] = []
        """The phrases."""
        self.needs = functools.reduce(operator.or_, (bits[part] for part in parts))
        """The parts as bits of those numbers that parts of joints have."""
        self.before = functools.reduce(operator.or_, (bits[part] for part in parts[:rarest]), 0)
        """Those before the rarest."""


class Ending:
    """What ends at one place: the parts of joints, also as bits; those that are phrases; the joints to think of."""

    __slots__ = ("bits", "joints", "parts", "whole")

    def __init__(self, parts: Iterable[int], bits: int, whole: Iterable[int], joints: Iterable[Joint]) -> None:
        self.parts = frozenset(parts)
        self.bits = bits
        self.whole = tuple(whole)
        self.joints = tuple(joints)


Place: TypeAlias = tuple[int, int, Ending]
"""First word, word after the last, and what ends there."""
Found: TypeAlias = list[tuple[int, Sequence[Span]]]
"""Phrases with their places."""


class Joined:
    """Phrases that are looked for in one go."""

    def __init__(self, phrases: Iterable[Items]) -> None:
        self._walk: Walk[Ending] = Walk(self._ending)
        self._parts: dict[Steps, int] = {}
        self._whole: list[list[int]] = []
        """For each part the phrases that are nothing else."""
        self._joints: list[list[Joint]] = []
        """For each part the phrases of which it is the rarest."""
        self._known: dict[tuple[tuple[int, ...], tuple[int, ...]], Joint] = {}
        self._bits: dict[int, int] = {}
        """Part of a joint to its bit."""
        self._near: list[bool] = []
        costs: dict[int, Cost] = {}
        for number, items in enumerate(phrases):
            parts, gaps = _cut(items)
            numbers = [self._part(part) for part in parts]
            if gaps:
                rarest = min(range(len(parts)), key=lambda n: _cost(parts[n], costs))
                self._joint(tuple(numbers), tuple(gaps), rarest).numbers.append(number)
            else:
                self._whole[numbers[0]].append(number)

    def _part(self, items: Items) -> int:
        steps = self._walk.steps(items)
        number = self._parts.get(steps)
        if number is None:
            number = self._parts[steps] = self._walk.add(steps)
            self._whole.append([])
            self._joints.append([])
            self._near.append(is_gapped(items))
        return number

    def _joint(self, parts: tuple[int, ...], gaps: tuple[int, ...], rarest: int) -> Joint:
        key = parts, gaps
        if key not in self._known:
            for part in parts:
                self._bits.setdefault(part, 1 << len(self._bits))
            self._known[key] = Joint(parts, gaps, self._bits, rarest)
            self._joints[parts[rarest]].append(self._known[key])
        return self._known[key]

    def _ending(self, parts: Iterable[int]) -> Ending | None:
        ordered = sorted(parts)
        if not ordered:
            return None
        linked = [part for part in ordered if part in self._bits]
        whole = (part for part in ordered if self._whole[part])
        joints = (joint for part in linked for joint in self._joints[part])
        return Ending(linked, sum(self._bits[part] for part in linked), whole, joints)

    def find(self, words: Sequence[str]) -> Found:
        """Every phrase that occurs with its places in order, of those that overlap the first.

        Of several ends the farthest is meant, of a phrase with a gap the nearest.
        """
        places = self._walk.ends(words)
        whole: dict[int, list[Span]] = {}
        joints: list[Joint] = []
        bits = 0
        for first, last, ending in places:
            joints += [joint for joint in ending.joints if joint.before & bits == joint.before]
            bits |= ending.bits
            for part in ending.whole:
                if part in whole:
                    whole[part].append((first, last))
                else:
                    whole[part] = [(first, last)]
        found: Found = []
        for part, spans in whole.items():
            kept = spans if len(spans) == 1 else _apart(spans, near=self._near[part])
            found += [(number, kept) for number in self._whole[part]]
        left = {joint for joint in joints if joint.needs & bits == joint.needs} if joints else None
        return found + _joined(left, places) if left else found


def _joined(joints: Iterable[Joint], places: Iterable[Place]) -> Found:
    """Where phrases of several parts stand, all parts of which do."""
    wanted = {part for joint in joints for part in joint.parts}
    spans: dict[int, list[Span]] = {part: [] for part in wanted}
    for first, last, ending in places:
        for part in wanted & ending.parts:
            spans[part].append((first, last))
    found: Found = []
    for joint in joints:
        parts, gaps = joint.parts, joint.gaps
        after = spans[parts[-1]]
        for number in range(len(gaps) - 1, -1, -1):
            after = _linked(spans[parts[number]], gaps[number], after)
            if not after:
                break
        else:
            kept = after if len(after) == 1 else _apart(after, near=True)
            found += [(number, kept) for number in joint.numbers]
    return found


def _linked(before: list[Span], gap: int, after: list[Span]) -> list[Span]:
    """The spans of `before` that one of `after` follows with so many words between at most, up to its nearest end."""
    linked: list[Span] = []
    if len(after) <= _FEW:
        for first, last in before:
            nearest = -1
            for at, end in after:
                if last <= at <= last + gap and (nearest < 0 or end < nearest):
                    nearest = end
            if nearest >= 0:
                linked.append((first, nearest))
        return linked
    ends: dict[int, int] = {}
    for at, end in after:
        if end < ends.get(at, end + 1):
            ends[at] = end
    for first, last in before:
        near = [ends[at] for at in range(last, last + gap + 1) if at in ends]
        if near:
            linked.append((first, min(near)))
    return linked


def _apart(spans: Sequence[Span], *, near: bool) -> Sequence[Span]:
    """The spans with one end for each begin, and of those that overlap the first; they are in order of their begin."""
    kept: list[Span] = []
    begun = done = -1
    for first, last in spans:
        if first == begun:
            if (last < done) == near:
                kept[-1], done = (first, last), last
        elif first >= done:
            kept.append((first, last))
            begun, done = first, last
    return kept


def _cut(items: Items) -> tuple[list[Items], list[int]]:
    """The parts of a phrase, each of which takes a word, and the gaps between them."""
    parts: list[list[Word | Gap | Choice]] = [[]]
    gaps: list[int] = []
    for item in items:
        if isinstance(item, Gap):
            parts.append([])
            gaps.append(item.words)
        else:
            parts[-1].append(item)
    while len(parts) > 1 and any(is_wordless(tuple(part)) for part in parts):
        number = next(n for n, part in enumerate(parts) if is_wordless(tuple(part)))
        left = max(0, number - 1)
        parts[left : left + 2] = [[*parts[left], Gap(gaps.pop(left)), *parts[left + 1]]]
    return [tuple(part) for part in parts], gaps


def _cost(items: Items, known: dict[int, Cost]) -> Cost:
    """How often a part is met, by its rarest word: a few long words seldom, many short ones often."""
    found = _UNKNOWN
    for item in items:
        cost = _UNKNOWN
        if isinstance(item, Word):
            cost = 1, -len(item.literal)
        elif isinstance(item, Choice) and not item.optional:
            cost = known.get(id(item), _UNKNOWN)
            if cost is _UNKNOWN:
                costs = [_cost(option, known) for option in item.options]
                cost = known[id(item)] = sum(number for number, _ in costs), max(size for _, size in costs)
        found = min(found, cost)
    return found
