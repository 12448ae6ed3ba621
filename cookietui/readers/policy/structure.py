"""Which sentence introduces a list and which section a sentence stands in, worked out once for all parts that ask."""

from collections.abc import Sequence

from cookietui.readers.policy.reading import Line, Reading

_LISTED = frozenset({"item", "row", "term", "definition", "address"})
_SHORT = 90
"""Characters of a paragraph that may be an entry of a list written without list markup."""
_ENTRIES = 12
"""Paragraphs after a line ending in a colon that may be its entries."""


class Structure:
    """The lines of a reading with their introductions, sections and neighbours; indices count in `reading.lines`."""

    def __init__(self, reading: Reading) -> None:
        self.page = reading.page
        self.lines: Sequence[Line] = reading.lines
        self.intro: list[int] = []
        """For each line the line that introduces the list it is an entry of, else -1."""
        self._introduce()

    def _introduce(self) -> None:
        blocks = self.page.blocks
        last = colon = -1
        entries = 0
        for index, line in enumerate(self.lines):
            block = line.sentence.block
            kind = blocks[block].kind
            starts = index == 0 or self.lines[index - 1].sentence.block != block
            if kind in _LISTED:
                self.intro.append(last)
                colon = -1
                continue
            short = blocks[block].end - blocks[block].start <= _SHORT
            under = colon >= 0 and kind == "paragraph" and short and entries < _ENTRIES and self._near(colon, index)
            self.intro.append(colon if under else -1)
            entries += starts
            if self._ends_with_colon(line):
                colon, entries = index, 0
            elif not under:
                colon = -1
            last = colon if under and colon >= 0 else index

    def _near(self, first: int, second: int) -> bool:
        return self.section(first) == self.section(second)

    def _ends_with_colon(self, line: Line) -> bool:
        text = self.page.text
        return text[line.sentence.start : line.sentence.end].rstrip(" \t\"'”»)*_").endswith(":")

    def kind(self, index: int) -> str:
        """The kind of block that the line stands in."""
        return self.page.blocks[self.lines[index].sentence.block].kind

    def section(self, index: int) -> int:
        """The heading block under which the line stands (itself when it is one), -1 before the first."""
        block = self.lines[index].sentence.block
        return block if self.page.blocks[block].kind == "heading" else self.page.blocks[block].heading

    def headings(self, index: int) -> list[int]:
        """The headings above a line as block numbers, the nearest first, its own when it is one."""
        found: list[int] = []
        above = self.section(index)
        while above >= 0 and above not in found:
            found.append(above)
            above = self.page.blocks[above].heading
        return found

    def text(self, index: int) -> str:
        """The words of a line."""
        sentence = self.lines[index].sentence
        return self.page.text[sentence.start : sentence.end]
