"""Which sentence introduces a list and which section a sentence stands in, worked out once for all parts that ask."""

import functools
from collections.abc import Sequence

from cookietui.readers.policy.reading import Line, Reading

LISTED = frozenset({"item", "row", "term", "definition", "address"})
"""Kinds of blocks that are entries of a list or table."""
_SHORT = 90
"""Characters of a paragraph that may be an entry of a list written without list markup."""
_ENTRIES = 12
"""Paragraphs after a line ending in a colon that may be its entries."""
_CLOSING = " \t\"'”»)*_"


class Structure:
    """The lines of a reading with their introductions, sections and neighbours; indices count in `reading.lines`."""

    def __init__(self, reading: Reading) -> None:
        self._page = reading.page
        self._blocks = reading.page.blocks
        self._lines: Sequence[Line] = reading.lines
        self.blocks: list[int] = [line.sentence.block for line in reading.lines]
        """The block of each line."""
        self.kinds: list[str] = [self._blocks[block].kind for block in self.blocks]
        """The kind of block that each line stands in."""
        self.breaks: list[bool] = [self._ending(line).endswith(":") for line in reading.lines]
        """Whether each line breaks off with a colon."""
        self.intro: list[int] = []
        """For each line the line that introduces the list it is an entry of, else -1."""
        self._above: dict[int, tuple[int, ...]] = {}
        self._introduce()

    def _introduce(self) -> None:
        last = colon = before = -1
        entries = 0
        for index, (block, kind) in enumerate(zip(self.blocks, self.kinds, strict=True)):
            entries += block != before
            before = block
            if kind in LISTED:
                self.intro.append(last)
                colon = -1
                continue
            under = colon >= 0 and kind == "paragraph" and entries <= _ENTRIES and self._continues(colon, index)
            self.intro.append(colon if under else -1)
            if self.breaks[index]:
                colon, entries = index, 0
            elif not under:
                colon = -1
            last = colon if under and colon >= 0 else index

    def _continues(self, first: int, second: int) -> bool:
        """Whether a paragraph is short and in the same section as the line that breaks off."""
        block = self._blocks[self.blocks[second]]
        return block.end - block.start <= _SHORT and self.section(first) == self.section(second)

    def _ending(self, line: Line) -> str:
        end = line.sentence.end
        return self._page.text[max(line.sentence.start, end - len(_CLOSING) - 1) : end].rstrip(_CLOSING)

    def opening(self, index: int) -> int:
        """The length of the line's words without closing marks."""
        return len(self.text(index).rstrip(_CLOSING))

    def section(self, index: int) -> int:
        """The heading block under which the line stands (itself when it is one), -1 before the first."""
        block = self.blocks[index]
        return block if self.kinds[index] == "heading" else self._blocks[block].heading

    def headings(self, index: int) -> tuple[int, ...]:
        """The headings above a line as block numbers, the nearest first, its own when it is one."""
        nearest = self.section(index)
        known = self._above.get(nearest)
        if known is None:
            found: list[int] = []
            above = nearest
            while above >= 0 and above not in found:
                found.append(above)
                above = self._blocks[above].heading
            known = self._above[nearest] = tuple(found)
        return known

    @functools.cached_property
    def titles(self) -> dict[int, int]:
        """The line of each heading block."""
        return {block: index for index, block in enumerate(self.blocks) if self.kinds[index] == "heading"}

    def text(self, index: int) -> str:
        """The words of a line."""
        return self._lines[index].prepared.text
