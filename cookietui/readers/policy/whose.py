"""Whose contact it is and what it is for is told by the nearest cue before it: sentence, lines above, heading."""

import bisect
import functools
from typing import Literal

import msgspec

from cookietui.core.words import Role
from cookietui.readers.policy.cues import Cue, Cues
from cookietui.readers.policy.wordlists import merged
from cookietui.sources.page import Page

Sign = Literal["own", "other", "contact", "none"]
"""`contact` is the weak sign that something to write to follows; `none` that nothing tells."""
ROLES: tuple[Role, ...] = (
    "dpo",
    "representative",
    "controller",
    "privacy",
    "support",
    "marketing",
    "abuse",
    "security",
)
_LINES = 9
"""Lines above a contact in which its cue may stand."""
_REACH = 900
"""Characters above it."""
_INTRODUCTION = 25
"""Characters from which a line that ends in a colon introduces what stands below it."""
_LABEL = 30
"""Characters before a place up to which they are only its label."""
_TITLE = 60
"""Characters of a heading that names nothing but whose contacts follow."""
_ROLE_LINES = 6
_HEADINGS = 3
_AFTER = 60
"""Characters after a contact in which its sentence may still give it to somebody else."""


class Context(msgspec.Struct, frozen=True):
    """What the words around a place say."""

    sign: Sign
    roles: tuple[Role, ...] = ()
    """The nearest role first; empty where none is named."""
    heading: Sign = "none"
    operator: bool = False
    """Whether the sign is that of an operator or controller, which other services have as well."""
    asked: bool = False
    """Whether the sentence of the place itself has a sign of contact."""


@functools.cache
def _cues() -> Cues:
    """All phrases of all languages in one set, each with what it tells."""
    lists = [(what, merged("contacts", what)) for what in ("other", "own", "operator", "contact", "ask", "them")]
    return Cues([*lists, *((role, merged("contacts", "roles", role)) for role in ROLES)])


class Surroundings:
    """The cues of a page, looked up sentence by sentence as they are needed."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._starts = [sentence.start for sentence in page.sentences]
        self._blocks = [block.start for block in page.blocks]
        self._known: dict[int, list[Cue]] = {}
        self._contexts: dict[tuple[int, int], Context] = {}

    def block_at(self, place: int) -> int:
        """Index of the block in which the place lies, or of the last one before it."""
        return max(0, bisect.bisect_right(self._blocks, place) - 1)

    def cues(self, start: int, end: int) -> list[Cue]:
        """The cues within `text[start:end]`, in order of their end."""
        first = max(0, bisect.bisect_right(self._starts, start) - 1)
        found: list[Cue] = []
        for number in range(first, len(self._starts)):
            if self._starts[number] >= end:
                break
            found += [cue for cue in self._of(number) if cue.start >= start and cue.end <= end]
        return found

    def _of(self, number: int) -> list[Cue]:
        """The cues of one sentence."""
        if number not in self._known:
            sentence = self._page.sentences[number]
            text = self._page.text[sentence.start : sentence.end]
            self._known[number] = _cues().find(text, sentence.start)
        return self._known[number]

    def context(self, start: int, end: int) -> Context:
        """What the words around `text[start:end]` say of it."""
        if (start, end) not in self._contexts:
            self._contexts[start, end] = self._context(start, end)
        return self._contexts[start, end]

    def _context(self, start: int, end: int) -> Context:
        segments = self._above(start)
        sign, operator, asked = self._nearest(segments, end)
        heading, above = self._heading(self.block_at(start))
        if sign in ("none", "contact") and (heading in ("own", "other") or sign == "none"):
            sign, operator = heading, above
        return Context(sign, self._roles(segments, start, end), heading, operator, asked)

    def _nearest(self, segments: list[tuple[int, int]], end: int) -> tuple[Sign, bool, bool]:
        """The nearest sign, whether it is an operator's, and whether the place's own sentence asks for contact."""
        weak = asked = asks = them = False
        for number, (begin, stop) in enumerate(segments):
            sign, operator = self._sign(begin, stop)
            said = {cue.what for cue in self.cues(begin, stop)}
            if number == 0:
                asked, them = sign in ("own", "contact"), "them" in said
                sign = "other" if sign != "own" and self._given_away(end) else sign
            if sign == "own" or (sign == "other" and not (number and asks)):
                return sign, operator, asked
            asks = asks or "ask" in said
            weak = weak or sign != "none"
            if number and stop - begin >= _INTRODUCTION and self._page.text[stop - 1] == ":":
                break
        return ("other" if them else "contact" if weak else "none"), False, asked

    def _sign(self, begin: int, stop: int) -> tuple[Sign, bool]:
        """The strong sign that stands last in the segment, else the weak one; and whether it is an operator's."""
        cues = self.cues(begin, stop)
        others = [cue for cue in cues if cue.what == "other"]
        owns = [cue for cue in cues if cue.what in ("own", "operator")]
        owns = [cue for cue in owns if not any(other.start <= cue.start < other.end for other in others)]
        if owns and (not others or owns[-1].end > others[-1].end):
            return "own", all(cue.what == "operator" for cue in owns)
        if others:
            return "other", False
        return ("contact" if any(cue.what in ("contact", "ask") for cue in cues) else "none"), False

    def _given_away(self, end: int) -> bool:
        """Whether the words right after the place give it to somebody else."""
        line_end = self._page.text.find("\n", end)
        stop = min(end + _AFTER, line_end if line_end >= 0 else len(self._page.text))
        return any(cue.what == "other" for cue in self.cues(end, stop)) if stop > end else False

    def _above(self, start: int) -> list[tuple[int, int]]:
        """The part of its sentence before the place, then sentences and lines above, nearest first, up to a heading."""
        page = self._page
        low = max(0, start - _REACH)
        segments: list[tuple[int, int]] = []
        last = bisect.bisect_right(self._starts, start) - 1
        top = max(0, self.block_at(start) - _LINES)
        for number in range(last, -1, -1):
            sentence = page.sentences[number]
            block = page.blocks[sentence.block]
            if sentence.block < top or sentence.end <= low or block.kind in ("heading", "note"):
                break
            stop = min(sentence.end, start)
            if stop > sentence.start:
                segments.append((sentence.start, stop))
            elif not segments:
                segments.append((start, start))
        return segments or [(start, start)]

    def _heading(self, block: int) -> tuple[Sign, bool]:
        """The sign of the nearest heading above that has one."""
        page = self._page
        if not page.blocks:
            return "none", False
        above = block if page.blocks[block].kind == "heading" else page.blocks[block].heading
        for _ in range(_HEADINGS):
            if above < 0:
                break
            sign, operator = self._sign(page.blocks[above].start, page.blocks[above].end)
            if sign != "none":
                return sign, operator
            above = page.blocks[above].heading
        return "none", False

    def _roles(self, segments: list[tuple[int, int]], start: int, end: int) -> tuple[Role, ...]:
        """The roles named nearest: in the sentence, above a short label, right after the place, in the heading."""
        for number, (begin, stop) in enumerate(segments[:_ROLE_LINES]):
            roles = self.roles_in(begin, stop)
            if roles:
                return roles
            if number == 0 and stop - begin > _LABEL:
                break
        follows = self._page.text[end : end + _AFTER].partition("\n")[0].partition(". ")[0]
        if follows.lstrip()[:1] in ("(", ",", "–", "-") and "dpo" in self.roles_in(end, end + len(follows)):
            return ("dpo",)
        block = self._page.blocks[self.block_at(start)] if self._page.blocks else None
        above = self._page.blocks[block.heading] if block and block.heading >= 0 else None
        short = above is not None and above.end - above.start <= _TITLE
        return self.roles_in(above.start, above.end) if above and short else ()

    def roles_in(self, begin: int, stop: int) -> tuple[Role, ...]:
        """The roles that `text[begin:stop]` names, the last one first."""
        if stop <= begin:
            return ()
        found = [cue.what for cue in reversed(self.cues(begin, stop)) if cue.what in ROLES]
        return tuple(dict.fromkeys(role for what in found for role in ROLES if role == what))
