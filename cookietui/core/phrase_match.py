"""A phrase is tried on all words of a sentence at once: where something may stand is a number, a bit for each place.

Bit n is the place before word n. Walked from its last step to its first, a phrase turns the places where the rest of
it may begin into those where it begins; what is left are the begins of all its matches. Each step is a shift and an
`and` of numbers, whatever the words; sequences that phrases share are looked for once in a sentence.
"""

import functools
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeAlias

from cookietui.core.phrase_syntax import Choice, Gap, Items, Word, is_gapped, is_word
from cookietui.core.phrase_words import START

WORD, GAP, CHOICE, BEGIN = range(4)
Sizes: TypeAlias = Sequence[tuple[int, int]]
"""How many words something spans, and the places where it does so."""
_WINDOW = 512
"""Words of a part of a long sentence: it is cut, so that time grows with it and no faster."""


class Way:
    """A choice: its single words, its rows of words and its other sequences, each by a word that it needs."""

    __slots__ = ("free", "optional", "other_words", "others", "row_words", "rows", "singles")

    def __init__(self, choice: Choice, plans: "Plans") -> None:
        self.singles = frozenset(choice.singles)
        self.optional = choice.optional
        self.rows: dict[str, list[tuple[str, ...]]] = {}
        self.others: dict[str, list[Steps]] = {}
        self.free: list[Steps] = []
        """Sequences that need no certain word."""
        for option in choice.options:
            words = tuple(item.literal for item in option if isinstance(item, Word) and item.literal != START)
            if len(words) < len(option):
                self._put(plans.steps(option), plans.needed(option))
            elif not is_word(option):
                self.rows.setdefault(max(words, key=len), []).append(words)
        self.row_words, self.other_words = frozenset(self.rows), frozenset(self.others)

    def _put(self, steps: "Steps", needed: Sequence[str]) -> None:
        for literal in needed:
            self.others.setdefault(literal, []).append(steps)
        if not needed:
            self.free.append(steps)


Step: TypeAlias = tuple[int, Any]
"""What kind of step, and of a word its literal, of a gap the words between at most, of a choice its way."""
Steps: TypeAlias = tuple[Step, ...]


class Plan:
    """A phrase: its steps from first to last, and which of several ends is meant."""

    __slots__ = ("near", "steps")

    def __init__(self, steps: Steps, *, near: bool) -> None:
        self.steps = steps
        self.near = near


class Plans:
    """Turns phrases into plans; a choice that recurs becomes one way."""

    def __init__(self, needed: Callable[[Items], Sequence[str]]) -> None:
        self.needed = needed
        """Words of which a sequence needs one."""
        self._ways: dict[int, Way] = {}

    def plan(self, items: Items) -> Plan:
        """The plan of a phrase, which must be kept as long as this is."""
        return Plan(self.steps(items), near=is_gapped(items))

    def steps(self, items: Items) -> Steps:
        """The steps of a sequence."""
        return tuple(map(self._step, items))

    def _step(self, item: Word | Gap | Choice) -> Step:
        if isinstance(item, Gap):
            return GAP, item.words
        if isinstance(item, Word):
            return (BEGIN, 0) if item.literal == START else (WORD, item.literal)
        if id(item) not in self._ways:
            self._ways[id(item)] = Way(item, self)
        return CHOICE, self._ways[id(item)]


class Window:
    """Words of some sentences, or of a part of a long one, and what was found out about the choices.

    Behind the last word of each sentence is a place where no word stands, so that nothing reaches into the next.
    """

    __slots__ = ("_at", "_begins", "_first", "_full", "_known", "_present", "_starts", "_stays", "_wanted")

    def __init__(self, rows: Iterable[Sequence[Sequence[str]]], first: int = 0, wanted: int = -1) -> None:
        """`rows` tells for each word of each sentence which literals it satisfies; `first` and `wanted` are of a part.

        `first` is the number of its first word, `wanted` are the places where a match may begin that belongs to it.
        """
        self._first = first
        self._wanted = wanted
        self._known: dict[Way, Sizes] = {}
        self._starts: list[int] = []
        at: dict[str, int] = {}
        ends, bit = 0, 1
        for words in rows:
            self._starts.append(bit.bit_length() - 1)
            for literals in words:
                for literal in literals:
                    at[literal] = at[literal] | bit if literal in at else bit
                bit <<= 1
            ends |= bit
            bit <<= 1
        self._full = bit - 1
        self._begins = 0 if first else sum(1 << start for start in self._starts)
        self._at = at
        self._present = frozenset(at)
        one = self._full ^ ends
        two = one & one >> 1
        self._stays = {1: one, 2: two, 4: two & two >> 2}
        """The places so many words from which lies a place of the same sentence."""

    def spots(self, plan: Plan, free: int = 0) -> list[tuple[int, int, int]]:
        """Sentence, first word and word after the last of each match from word `free` on, no two of which overlap."""
        steps, starts = plan.steps, self._starts
        begins = self._backward(steps) & self._wanted
        if free > self._first:
            begins = begins >> (free - self._first) << (free - self._first)
        found: list[tuple[int, int, int]] = []
        while begins:
            begin = begins & -begins
            first = begin.bit_length() - 1
            ends = self._forward(steps, begin)
            last = (ends & -ends if plan.near else ends).bit_length() - 1
            row = bisect_right(starts, first) - 1
            shift = self._first - starts[row]
            found.append((row, first + shift, last + shift))
            begins = begins >> last << last
        return found

    def _backward(self, steps: Steps) -> int:
        """The places where the steps begin."""
        at, known = self._at, self._known
        places = self._full
        for kind, what in reversed(steps):
            if kind == WORD:
                places = at[what] & places >> 1 if what in at else 0
            elif kind == CHOICE:
                after, places = places, 0
                for size, where in known[what] if what in known else self._look(what):
                    places |= after >> size & where
            elif kind == GAP:
                for size in _hops(what):
                    places |= places >> size & self._stays[size]
            else:
                places &= self._begins
            if not places:
                break
        return places

    def _forward(self, steps: Steps, places: int) -> int:
        """The places after the steps, of those that begin at `places`; all choices in them are known."""
        for kind, what in steps:
            if kind == WORD:
                places = (places & self._at[what]) << 1
            elif kind == CHOICE:
                before, places = places, 0
                for size, where in self._known[what]:
                    places |= (before & where) << size
            elif kind == GAP:
                for size in _hops(what):
                    places |= (places & self._stays[size]) << size
            else:
                places &= self._begins
        return places

    def _look(self, way: Way) -> Sizes:
        """What a choice spans, and where."""
        at, present = self._at, self._present
        found: dict[int, int] = {0: self._full} if way.optional else {}
        places = 0
        for literal in way.singles & present:
            places |= at[literal]
        if places:
            found[1] = places
        for literal in way.row_words & present:
            for words in way.rows[literal]:
                places = self._row(words)
                if places:
                    found[len(words)] = found.get(len(words), 0) | places
        if way.others or way.free:
            others = {id(steps): steps for literal in way.other_words & present for steps in way.others[literal]}
            for steps in (*others.values(), *way.free):
                for size, places in self._sequence(steps).items():
                    found[size] = found.get(size, 0) | places
        sizes = self._known[way] = tuple(found.items())
        return sizes

    def _row(self, words: Sequence[str]) -> int:
        """The places where words stand in a row."""
        at = self._at
        places = -1
        for number, literal in enumerate(words):
            if literal not in at:
                return 0
            places &= at[literal] >> number
        return places

    def _sequence(self, steps: Steps) -> dict[int, int]:
        """What a sequence spans, and where: all at once, unlike a phrase."""
        found = {0: self._full}
        for kind, what in steps:
            if kind == WORD:
                sizes: Sizes = ((1, self._at.get(what, 0)),)
            elif kind == CHOICE:
                sizes = self._known[what] if what in self._known else self._look(what)
            elif kind == GAP:
                sizes = self._gap(what)
            else:
                sizes = ((0, self._begins),)
            longer: dict[int, int] = {}
            for done, begins in found.items():
                for size, where in sizes:
                    places = begins & where >> done
                    if places:
                        longer[done + size] = longer.get(done + size, 0) | places
            if not longer:
                return longer
            found = longer
        return found

    def _gap(self, words: int) -> Sizes:
        """What a gap spans, and where."""
        stays, sizes = self._full, [(0, self._full)]
        for size in range(1, words + 1):
            stays = self._stays[1] & stays >> 1
            sizes.append((size, stays))
        return sizes


@functools.cache
def _hops(words: int) -> tuple[int, ...]:
    """Steps of 1, 2 or 4 words by which any number of words up to the given one is reached, each taken or not."""
    hops: list[int] = []
    while (done := sum(hops)) < words:
        hops.append(max(size for size in (1, 2, 4) if size <= min(done + 1, words - done)))
    return tuple(hops)


def parted(words: Sequence[Sequence[str]], longest: int) -> list[Window]:
    """A long sentence, given by the literals that each word satisfies, for phrases of at most so many words."""
    cut = (1 << _WINDOW) - 1
    return [Window([words[at : at + _WINDOW + longest]], at, cut) for at in range(0, len(words), _WINDOW)]


def spots_in(windows: Iterable[Window], plan: Plan) -> list[tuple[int, int, int]]:
    """Where a phrase stands in the windows of one sentence."""
    found: list[tuple[int, int, int]] = []
    for window in windows:
        found += window.spots(plan, found[-1][2] if found else 0)
    return found
