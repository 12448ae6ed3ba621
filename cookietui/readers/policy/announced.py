"""A line stands under words of keeping when a heading, a title that begins its paragraph or its list's lead says so."""

import re
from collections.abc import Iterator

import msgspec

from cookietui.core.phrases import Phrases, Prepared
from cookietui.readers.policy.reading import Line, Reading

_TITLE = 6
"""Words of a line that is a title."""
_LEADS = 2
"""Sentences at the begin of a paragraph that may be its title ("VII. Retention.")."""
_NUMBER = re.compile(r"^\W*(?:\d{1,2}|[ivxIVX]{1,5}|[a-zA-Z])\s?[.)]\S{0,2}\s+")
"""What numbers a title: "3.", "IV.", "b)", "4.º"."""


class Announced(msgspec.Struct, frozen=True):
    """What stands above the lines of a reading, which are numbered as in `reading.lines`."""

    titled: frozenset[int]
    """Lines under a heading or title that is about keeping."""
    cookies: frozenset[int]
    """Lines under a heading, or behind a title in their paragraph, that is about cookies."""
    led: dict[int, int]
    """Entries of a list and the line that introduces them."""


class Titles(msgspec.Struct, frozen=True):
    """Words of titles: phrases anywhere in them, and `whole` titles in lower case."""

    phrases: Phrases
    whole: frozenset[str] = frozenset()

    def say(self, title: Prepared) -> bool:
        """Whether a title is one of these, whatever its number."""
        if next(self.phrases.places(title), None) is not None:
            return True
        return _NUMBER.sub("", title.text).strip(" .:").lower() in self.whole


def announced(reading: Reading, keeping: Titles, cookies: Titles) -> Announced:
    """Which lines stand under a title about keeping or about cookies, and which are entries of a list."""
    led = {index: intro for index, intro in enumerate(reading.structure.intro) if intro >= 0}
    titled = frozenset(_under(reading, keeping, alone=True))
    return Announced(titled, frozenset(_under(reading, cookies, alone=False)), led)


def _under(reading: Reading, titles: Titles, *, alone: bool) -> Iterator[int]:
    """`alone`: a paragraph that is a title counts for those below it as well."""
    known = {line.heading: titles.say(line.title) for line in {line.heading: line for line in reading.lines}.values()}
    section, block, place = "", -1, 0
    over = run_in = False
    for index, line in enumerate(reading.lines):
        over = over and line.heading == section
        section = line.heading
        if line.sentence.block != block:
            block, place, run_in = line.sentence.block, 0, False
        if 0 < len(line.prepared.tokens) <= _TITLE:
            whole = _is_whole(reading, line)
            if whole and alone and reading.page.blocks[block].kind == "paragraph":
                over = titles.say(line.prepared)
            elif place < _LEADS and not whole:
                run_in = run_in or titles.say(line.prepared)
        if known[section] or over or run_in:
            yield index
        place += 1


def _is_whole(reading: Reading, line: Line) -> bool:
    """Whether the line is all of its block."""
    block = reading.page.blocks[line.sentence.block]
    return line.sentence.start <= block.start and line.sentence.end >= block.end
