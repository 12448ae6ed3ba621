"""Markdown is read by blocks (CommonMark with tables and front matter); its marks are no part of the text."""

import re
from bisect import bisect_right
from itertools import accumulate

from cookietui.sources.draft import Line
from cookietui.sources.html import Scan
from cookietui.sources.inline import Inline
from cookietui.sources.markup import Tag, name_of
from cookietui.sources.tables import Grid, Slot, merge

_FRONT = re.compile(r"\A\s*---[ \t]*\r?\n(.{0,20000}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_KEY = re.compile(r"^([A-Za-z][\w-]{0,60})[ \t]*:[ \t]*(.*?)[ \t]*\r?$", re.MULTILINE)
_DEFINITION = re.compile(r"^ {0,3}\[((?!\^)[^\[\]\n]{1,200})\]:[ \t]*<?([^\s<>]{1,2000})>?[^\n]{0,300}$", re.MULTILINE)
_FOOTNOTE = re.compile(r"^ {0,3}(\[\^[\w-]{1,40}\]):", re.MULTILINE)
_PREFIX = re.compile(r"[ \t]*(?:>[ \t]?)+")
_HEADING = re.compile(r" {0,3}(#{1,6})(?=[ \t]|$)[ \t]*(.*?)(?:[ \t]+#+)?[ \t]*(?:\{[^{}]{0,100}\})?[ \t]*$")
_ITEM = re.compile(r"([ \t]*)(?:[-*+•]|\d{1,9}[.)])(?:[ \t]+|$)(?:\[[ xX]\][ \t]+)?")
_RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
_UNDERLINE = re.compile(r" {0,3}(=+|-{2,})[ \t]*$")
"""Under a title; a single dash is what is left of a list that was copied as text."""
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_CELL = re.compile(r"(?:[^|\\]|\\.)*+")
_UNSEEN = re.compile(
    r"<!--(?:-?>|[^-]*+(?:-(?!-!?>)[^-]*+)*+(?:--!?>|\Z))|<(script|style)(?=[\s>])[^>]*+>[^<]*+(?:<(?!/\1)[^<]*+)*+(?:</\1[^>]*+>|\Z)",
    re.IGNORECASE,
)
_VISIBLE = re.compile(r"[^\r\n]")
_SHORT = 50
"""Characters that no line of an address has more of."""
_ADDRESS = 3
"""Lines that an address without hard breaks has at least."""


class Reader:
    """One pass over the lines of a Markdown source; `lines` and `grids` are what it leaves."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.writer = Scan(source)
        self.grids: list[Grid] = []
        self.front: dict[str, tuple[str, int, int]] = {}
        """Front-matter keys with value and place."""
        self._definitions: dict[str, tuple[str, int, int]] = {}
        self._paragraph: list[tuple[str, int]] = []
        self._levels: list[int] = []
        self._fence = ""
        self._quoted = False
        self._table: Grid | None = None

    @property
    def lines(self) -> list[Line]:
        """The lines found."""
        return self.writer.lines

    def run(self) -> "Reader":
        """Read the whole source."""
        at = self._read_front()
        for found in _DEFINITION.finditer(self.source, at):
            key = " ".join(found[1].split()).casefold()
            self._definitions.setdefault(key, (found[2], found.start(2), found.end(2)))
        for found in _FOOTNOTE.finditer(self.source, at):
            self._definitions[found[1]] = ("", found.start(1), found.end(1))
        for raw in self._without_scripts()[at:].splitlines(keepends=True):
            self._line(raw.rstrip("\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"), at)
            at += len(raw)
        self._end_paragraph()
        self._end_table()
        self.writer.finish(len(self.source))
        self.grids.extend(self.writer.grids)
        return self

    def _without_scripts(self) -> str:
        """The source with blanks where comments, scripts and styles stand, which may go over many paragraphs."""

        def blank(found: re.Match[str]) -> str:
            if name_of(found[0]) in {"script", "style"}:
                self.writer.tags.append(Tag(name_of(found[0]), found.start(), found[0]))
            else:
                self.writer.comment(found[0], found.start())
            return _VISIBLE.sub(" ", found[0])

        return _UNSEEN.sub(blank, self.source) if "<" in self.source else self.source

    def _read_front(self) -> int:
        found = _FRONT.match(self.source)
        if found is None or not _KEY.search(found[1]):
            return 0
        for key in _KEY.finditer(found[1]):
            value = key[2].strip("\"'")
            base = found.start(1)
            self.front.setdefault(key[1].lower(), (value, base + key.start(), base + key.end(2)))
        return found.end()

    def _line(self, raw: str, at: int) -> None:
        quote = _PREFIX.match(raw)
        if quote and ">" in quote[0]:
            raw, at = raw[quote.end() :], at + quote.end()
        if self._fence or _FENCE.match(raw):
            self._fenced(raw)
        elif not raw.strip():
            self._end_paragraph()
            self._end_table()
        elif self._table is not None and "|" in raw:
            self._row(raw, at)
        else:
            self._end_table()
            self._content(raw, at)

    def _content(self, raw: str, at: int) -> None:
        heading = _HEADING.match(raw)
        if _FOOTNOTE.match(raw):
            self._end_paragraph()
        if heading:
            self._end_paragraph()
            self._levels.clear()
            self._head(len(heading[1]), [(heading[2], at + heading.start(2))])
        elif self._paragraph and _UNDERLINE.match(raw) and self._levels == []:
            title, self._paragraph = self._paragraph, []
            self._head(1 if "=" in raw else 2, title)
        elif _RULE.match(raw) or (self._definitions and _DEFINITION.match(raw)):
            self._end_paragraph()
        elif "|" in raw and self._paragraph and _TABLE_RULE.match(raw):
            self._begin_table()
        else:
            self._text(raw, at)

    def _head(self, level: int, rows: list[tuple[str, int]]) -> None:
        self.writer.heading = level
        self._write(rows)
        self.writer.heading = 0

    def _text(self, raw: str, at: int) -> None:
        item = _ITEM.match(raw)
        if item and item.end() <= len(raw) and not _RULE.match(raw):
            self._end_paragraph()
            indent = len(item[1].expandtabs(4))
            while self._levels and self._levels[-1] > indent:
                self._levels.pop()
            if not self._levels or self._levels[-1] < indent:
                self._levels.append(indent)
            raw, at = raw[item.end() :], at + item.end()
        elif self._levels and not self._paragraph and not raw.startswith((" ", "\t")):
            self._levels.clear()
        if raw.strip():
            stripped = raw.lstrip()
            self._paragraph.append((stripped, at + len(raw) - len(stripped)))

    def _fenced(self, raw: str) -> None:
        mark = _FENCE.match(raw)
        if not self._fence and mark:
            self._end_paragraph()
            self._fence = mark[1][:3]
        elif mark and raw.strip().startswith(self._fence):
            self._fence = ""
        elif raw.strip():
            self.writer.pieces.append(raw.replace("&", "&amp;"))
            self.writer.end_line(tight=True)

    def _end_paragraph(self) -> None:
        rows, self._paragraph = self._paragraph, []
        if rows:
            before = self.writer.lists, self.writer.item
            if self._levels:
                self.writer.lists, self.writer.item = len(self._levels), True
            self._write(rows)
            if self._levels:
                self.writer.lists, self.writer.item = before

    def _write(self, rows: list[tuple[str, int]]) -> None:
        if _is_address(rows):
            rows = [(raw.rstrip(" \\") + "  ", at) for raw, at in rows]
        starts = list(accumulate((len(raw) + 1 for raw, _ in rows), initial=0))

        def where(offset: int) -> int:
            row = min(bisect_right(starts, offset), len(rows)) - 1
            return rows[row][1] + offset - starts[row]

        Inline(self.writer, self._definitions).read("\n".join(raw for raw, _ in rows), where)
        self.writer.close_link()
        self.writer.end_line()

    def _begin_table(self) -> None:
        *before, header = self._paragraph
        self._paragraph = before
        self._end_paragraph()
        self._table = Grid(len(self.lines), header[1])
        self._row(*header, header=True)

    def _row(self, raw: str, at: int, *, header: bool = False) -> None:
        grid = self._table
        if grid is None:
            return
        grid.row(len(self.lines))
        begin = len(raw) - len(raw.lstrip())
        begin += raw[begin : begin + 1] == "|"
        while begin < len(raw):
            found = _CELL.match(raw, begin)
            stop = found.end() if found else len(raw)
            grid.cell(len(self.lines), Slot(len(self.lines), header=header, columns=1, rows=1))
            self._write([(raw[begin:stop], at + begin)])
            begin = stop + 1
            if not raw[begin:].strip():
                break
        grid.close_cell(len(self.lines))
        grid.source_end = at + len(raw)

    def _end_table(self) -> None:
        grid, self._table = self._table, None
        if grid is not None:
            first = grid.first_line()
            grid.line = first
            self.lines[first:] = merge(grid, self.lines)
            if grid.rows:
                self.grids.append(grid)


def _is_address(rows: list[tuple[str, int]]) -> bool:
    """Whether a paragraph is a block of short lines, each with a beginning of its own."""
    return len(rows) >= _ADDRESS and all(len(raw) < _SHORT and not raw[:1].islower() for raw, _ in rows)
