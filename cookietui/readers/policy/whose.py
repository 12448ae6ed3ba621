"""Whose contact it is and what it is for is told by the nearest cue before it: sentence, lines above, heading."""

import bisect
import re
from collections.abc import Iterator, Sequence

import msgspec

from cookietui.core.words import Role
from cookietui.readers.policy.cues import Cue
from cookietui.readers.policy.name_words import squash
from cookietui.readers.policy.whose_words import NOTHING, Said, Sign, cues, summed
from cookietui.sources.page import Page

_LINES = 9
"""Lines above a contact in which its cue may stand."""
_REACH = 900
"""Characters above it."""
_INTRODUCTION = 25
"""Characters from which a line that ends in a colon introduces what stands below it."""
_LABEL = 30
"""Characters before a place up to which they are only its label."""
_ABOVE = 4
"""Lines above a place with nothing but a label before it that may say whose it is."""
_TITLE = 60
"""Characters of a heading that names nothing but whose contacts follow."""
_NAME = 4
"""Letters of the shortest name that a line is known by."""
_ROLE_LINES = 6
_HEADINGS = 3
_AFTER = 60
"""Characters after a contact in which its sentence may still give it to somebody else."""

_GIVEN = re.compile(r"@|\d[\d ().\xa0/–-]{6,}\d")
"""An e-mail address or a telephone number."""


class Context(msgspec.Struct, frozen=True):
    """What the words around a place say."""

    sign: Sign
    roles: tuple[Role, ...] = ()
    """The nearest role first; empty where none is named."""
    operator: bool = False
    """Whether the sign is that of an operator or controller, which other services have as well."""
    asked: bool = False
    """Whether the sentence of the place itself has a sign of contact."""


class Surroundings:
    """The cues of a page, looked up sentence by sentence as they are needed."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._starts = [sentence.start for sentence in page.sentences]
        self._blocks = [block.start for block in page.blocks]
        self._known: dict[int, Sequence[Cue]] = {}
        self._said: dict[int, Said] = {}
        self._contexts: dict[tuple[int, int], Context] = {}
        self._name = self._own = ""

    def know(self, name: str | None) -> None:
        """Whose page it is: a line that is little more than that name begins what is the site's own."""
        self._name = name or ""
        self._own = squash(self._name)
        for known in (self._contexts, self._known, self._said):
            known.clear()

    def block_at(self, place: int) -> int:
        """Index of the block in which the place lies, or of the last one before it."""
        return max(0, bisect.bisect_right(self._blocks, place) - 1)

    def section(self, block: int) -> int:
        """The block of the heading above a block, -1 where there is none."""
        return self._page.blocks[block].heading if self._page.blocks else -1

    def heading_above(self, place: int) -> str:
        """The text of the heading above a place, empty where there is none."""
        return self._page.heading_of(self.block_at(place)) if self._blocks else ""

    def roles_in(self, begin: int, stop: int) -> tuple[Role, ...]:
        """The roles that `text[begin:stop]` names, the last one first."""
        return self._within(begin, stop).roles

    def gives_away(self, begin: int, stop: int) -> bool:
        """Whether `text[begin:stop]` names an authority or another whose contact is not the site's."""
        return "other" in self._within(begin, stop).kinds

    def said(self, begin: int, stop: int) -> Sign:
        """The sign of `text[begin:stop]` alone."""
        return self._within(begin, stop).sign

    def context(self, start: int, end: int) -> Context:
        """What the words around `text[start:end]` say of it."""
        if (start, end) not in self._contexts:
            self._contexts[start, end] = self._context(start, end)
        return self._contexts[start, end]

    def told(self, start: int) -> Sequence[tuple[int, int, str]]:
        """A place's sentence, lines above, heading; each with whom it speaks of: `strangers` `group` `ours`."""
        near = self._near(start)
        label = near and start - self._starts[near[0]] <= _LABEL
        lines = range(near[0] - 1, max(-1, near[0] - _ABOVE - 1), -1) if label else near[1:]
        section = self.section(self.block_at(start)) if near else -1
        rows = [self._page.sentences[n] for n in (*near[:1], *lines)]
        spans = [(row.start, row.end) for row in rows if self.section(row.block) == section]
        spans += [(block.start, block.end) for block in self._page.blocks[section : section + 1] if section >= 0]
        return [(first, last, self._last_told(first, last, start)) for first, last in spans]

    def _last_told(self, first: int, last: int, start: int) -> str:
        cues = [cue for cue in self._found(first, last) if cue[2] in ("strangers", "group", "ours")]
        before = [what for _, at, what in cues if at < start]
        return before[-1] if before else cues[0][2] if cues else ""

    def _near(self, start: int) -> Sequence[int]:
        first, rows = bisect.bisect_right(self._starts, start) - 1, self._page.sentences
        return [n for n in (first, first - 1) if n >= 0 and rows[n].block == rows[first].block]

    def _context(self, start: int, end: int) -> Context:
        if not self._starts:
            return Context("none")
        first = bisect.bisect_right(self._starts, start) - 1
        own = self._within(self._starts[first], start) if first >= 0 else NOTHING
        above = list(self._above(first, start))
        sign, operator = self._nearest(own, above, end)
        heading = self._heading(self.block_at(start))
        if sign in ("none", "contact") and (heading.sign in ("own", "other") or sign == "none"):
            sign, operator = heading.sign, heading.operator
        label = start - self._starts[first] <= _LABEL if first >= 0 else True
        roles = own.roles or (self._roles_above(above) if label else ()) or self._roles_beside(start, end)
        return Context(sign, roles, operator, asked=own.sign in ("own", "contact"))

    def _nearest(self, own: Said, above: Sequence[int], end: int) -> tuple[Sign, bool]:
        """The sign of the nearest sentence that has one, and whether it is an operator's."""
        if own.sign in ("own", "other"):
            return own.sign, own.operator
        if self._given_away(end):
            return "other", False
        asks, weak = "ask" in own.kinds, own.sign != "none"
        for number in above:
            if self._is_own_name(number):
                return "own", False
            said = self._sentence(number)
            if said.sign == "own" or (said.sign == "other" and not asks and not self._is_spent(number, end)):
                return said.sign, said.operator
            asks = asks or "ask" in said.kinds
            weak = weak or said.sign != "none"
            sentence = self._page.sentences[number]
            if sentence.end - sentence.start >= _INTRODUCTION and self._page.text[sentence.end - 1] == ":":
                break
        return "other" if "them" in own.kinds else "contact" if weak else "none", False

    def _is_spent(self, number: int, place: int) -> bool:
        """Whether the paragraph of a sentence about others gives their number itself, and another begins below it."""
        sentence, blocks = self._page.sentences[number], self._page.blocks
        here = self.block_at(place)
        while blocks[here].tight:
            here -= 1
        if here <= sentence.block or blocks[here].kind == "item":
            return False
        return _GIVEN.search(self._page.text, sentence.start, blocks[sentence.block].end) is not None

    def _is_own_name(self, number: int) -> bool:
        """Whether a sentence is a line with the site's name, as at the head of an address."""
        sentence = self._page.sentences[number]
        if len(self._own) < _NAME or sentence.end - sentence.start > _TITLE:
            return False
        line = self._page.text[sentence.start : sentence.end]
        return line[-1:] not in ".:?!" and self._own in squash(line)

    def _above(self, first: int, start: int) -> Iterator[int]:
        """The sentences above the one of a place, nearest first, up to a heading."""
        page = self._page
        here = self.block_at(start)
        low, top = max(0, start - _REACH), max(0, here - _LINES)
        foot = page.blocks[here].kind == "footer" or "©" in page.text[page.blocks[here].start : start]
        for number in range(first, -1, -1):
            sentence = page.sentences[number]
            if sentence.block < top or sentence.end <= low or page.blocks[sentence.block].kind in ("heading", "note"):
                return
            if foot and sentence.block != here and page.blocks[sentence.block].kind != "footer":
                return
            if number < first:
                yield number

    def _given_away(self, end: int) -> bool:
        """Whether the words right after the place give it to somebody else."""
        after = self._page.text[end : end + _AFTER].partition("\n")[0]
        return bool(after.strip(" .,;")) and self.gives_away(end, end + len(after))

    def _heading(self, block: int) -> Said:
        """What the nearest heading above says that says anything."""
        blocks = self._page.blocks
        above = block if blocks[block].kind == "heading" else blocks[block].heading
        for _ in range(_HEADINGS):
            if above < 0:
                break
            said = self._within(blocks[above].start, blocks[above].end)
            if said.sign != "none":
                return said
            above = blocks[above].heading
        return NOTHING

    def _roles_above(self, above: Sequence[int]) -> tuple[Role, ...]:
        return next((said.roles for number in above[:_ROLE_LINES] if (said := self._sentence(number)).roles), ())

    def _roles_beside(self, start: int, end: int) -> tuple[Role, ...]:
        """The roles named right after the place, else in the heading above it."""
        follows = self._page.text[end : end + _AFTER].partition("\n")[0].partition(". ")[0]
        if follows.lstrip()[:1] in ("(", "–", "-") and "dpo" in self.roles_in(end, end + len(follows)):
            return ("dpo",)
        return self.roles_above(start)

    def roles_above(self, place: int) -> tuple[Role, ...]:
        """The roles that the heading above a place names, where it is no sentence."""
        heading = self.section(self.block_at(place))
        if heading < 0 or self._page.blocks[heading].end - self._page.blocks[heading].start > _TITLE:
            return ()
        return self.roles_in(self._page.blocks[heading].start, self._page.blocks[heading].end)

    def _within(self, begin: int, stop: int) -> Said:
        """What is said in `text[begin:stop]`."""
        found = self._found(begin, stop)
        return summed(found) if found else NOTHING

    def _found(self, begin: int, stop: int) -> list[Cue]:
        first = max(0, bisect.bisect_right(self._starts, begin) - 1)
        found: list[Cue] = []
        for number in range(first, len(self._starts)):
            if self._starts[number] >= stop:
                break
            found += [cue for cue in self._cues(number) if cue[1] >= begin and cue[0] <= stop]
        return found

    def _sentence(self, number: int) -> Said:
        """What one sentence says."""
        if number not in self._said:
            cues = self._cues(number)
            self._said[number] = summed(cues) if cues else NOTHING
        return self._said[number]

    def _cues(self, number: int) -> Sequence[Cue]:
        if number not in self._known:
            sentence = self._page.sentences[number]
            text = self._page.text[sentence.start : sentence.end]
            found = cues().find(text, sentence.start)
            name = self._name
            at = text.find(name) if name else -1
            named = range(sentence.start + at, sentence.start + at + len(name)) if at >= 0 else range(0)
            self._known[number] = [cue for cue in found if cue[1] not in named] if named else found
        return self._known[number]
