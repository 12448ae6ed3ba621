"""A draft becomes a page here, the same way for every format: lines joined, headings found, offsets counted."""

from itertools import accumulate
from typing import Literal

import msgspec

from cookietui.core.declaration import Problem
from cookietui.sources import bullets, headings, notes, sentences, wrapping
from cookietui.sources.draft import Line
from cookietui.sources.markup import Tag
from cookietui.sources.page import ArchiveNote, Block, Cell, Link, Page, Sentence, Table
from cookietui.sources.tables import COLUMNS, Grid

_TARGET = 4000
"""Characters of a link target that are kept."""
TEXT_LIMIT = 3_000_000
"""Characters of normalised text that are kept."""
BLOCK_LIMIT = 60_000
"""Blocks of a page that are kept."""
_NOTES = 6
"""An archive note stands among the first lines."""


class Draft(msgspec.Struct):
    """What a format's reader found, before any offset is known."""

    kind: Literal["html", "markdown", "text"]
    source: str
    lines: list[Line]
    grids: list[Grid]
    note: ArchiveNote | None = None
    meta: dict[str, str] = {}
    places: dict[str, tuple[str, str]] = {}
    tags: tuple[Tag, ...] = ()
    title: str | None = None
    language: str | None = None


def page(draft: Draft, problems: list[Problem]) -> Page:
    """The finished page, within the limits above; what was cut becomes a problem."""
    lines = _within(draft.lines, problems)
    bullets.strip(lines)
    lines = wrapping.unwrap(lines)
    note = _noted(draft, lines)
    headings.mark(lines)
    texts = [line.text for line in lines if line.text]
    starts = dict(
        zip((id(line) for line in lines if line.text), accumulate((len(t) + 1 for t in texts), initial=0), strict=False)
    )
    text = "\n".join(texts)
    blocks, spoken = _blocks(lines, starts, text)
    return Page(
        kind=draft.kind, source=draft.source, text=text, blocks=blocks, sentences=spoken,
        links=_links(draft, lines, starts), tables=_tables(draft, starts, blocks), title=draft.title,
        language=draft.language, meta=draft.meta, places=draft.places, note=note,
        problems=tuple(problems), tags=draft.tags,
    )  # fmt: skip


def _within(lines: list[Line], problems: list[Problem]) -> list[Line]:
    if len(lines) > BLOCK_LIMIT:
        message = f"only the first {BLOCK_LIMIT:,} of {len(lines):,} lines of the text were read"
        problems.append(Problem(kind="cut", message=message))
        lines = lines[:BLOCK_LIMIT]
    total = 0
    for index, line in enumerate(lines):
        if total + len(line.text) > TEXT_LIMIT:
            kept = max(0, TEXT_LIMIT - total)
            blank = line.text.rfind(" ", 0, kept)
            line.text = line.text[: blank if blank > 0 else kept]
            line.anchors = [a for a in line.anchors or () if a.end <= len(line.text)] or None
            message = f"only the first {TEXT_LIMIT:,} characters of the text were read"
            problems.append(Problem(kind="cut", message=message))
            return lines[: index + 1]
        total += len(line.text) + 1
    return lines


def _noted(draft: Draft, lines: list[Line]) -> ArchiveNote | None:
    note = draft.note
    for line in lines[:_NOTES]:
        told = notes.in_line(line) if line.text else None
        if told is None:
            continue
        line.kind, line.level = "note", 0
        if note is None:
            start = max(draft.source.find(line.text[:40]), 0)
            end = draft.source.find("\n", start)
            quote = draft.source[start : end if end > 0 else start + len(line.text)]
            note = ArchiveNote(told[0], told[1], f"{draft.kind}:{start}-{start + len(quote)}", quote, told[2])
    return note


def _blocks(lines: list[Line], starts: dict[int, int], text: str) -> tuple[tuple[Block, ...], tuple[Sentence, ...]]:
    blocks: list[Block] = []
    above = -1
    path: list[tuple[int, int]] = []
    for line in lines:
        if not line.text:
            continue
        start = starts[id(line)]
        end = start + len(line.text)
        index = len(blocks)
        if line.kind == "heading":
            while path and path[-1][0] >= line.level:
                path.pop()
            blocks.append(Block("heading", start, end, line.level, path[-1][1] if path else -1, line.tight))
            path.append((line.level, index))
            above = index
        else:
            blocks.append(Block(line.kind, start, end, line.level, above, line.tight))
    spoken = [Sentence(*span) for span in sentences.split(text, [block.end for block in blocks])]
    return tuple(blocks), tuple(spoken)


def _links(draft: Draft, lines: list[Line], starts: dict[int, int]) -> tuple[Link, ...]:
    links: list[Link] = []
    at = 0
    for line in lines:
        at = starts.get(id(line), at)
        for anchor in line.anchors or ():
            if len(anchor.target) <= _TARGET:
                begin, end = anchor.source_start, anchor.source_end
                pointer, quote = f"{draft.kind}:{begin}-{end}", draft.source[begin:end]
                links.append(Link(at + anchor.start, at + anchor.end, anchor.target, pointer, quote, anchor.kind))
    return tuple(links)


def _tables(draft: Draft, starts: dict[int, int], blocks: tuple[Block, ...]) -> tuple[Table, ...]:
    tables: list[Table] = []
    index = {block.start: number for number, block in enumerate(blocks)}
    for grid in draft.grids:
        rows: list[tuple[Cell, ...]] = []
        below: dict[int, tuple[int, Cell]] = {}
        for line, slots in zip(grid.lines, grid.rows, strict=True):
            if id(line) not in starts:
                continue
            base = starts[id(line)]
            row: list[Cell] = []
            for slot in slots:
                _carry(row, below)
                cell = Cell(base + slot.start, base + slot.end, slot.header)
                for column in range(len(row), min(len(row) + slot.columns, COLUMNS)):
                    if slot.rows > 1:
                        below[column] = (slot.rows - 1, cell)
                row.extend([cell] * min(slot.columns, max(1, COLUMNS - len(row))))
            _carry(row, below)
            rows.append(tuple(row))
        if rows and grid.lines[0] and id(grid.lines[0]) in starts:
            first = blocks[index[starts[id(grid.lines[0])]]]
            pointer = f"{draft.kind}:{grid.source}-{grid.source_end}"
            tables.append(Table(tuple(rows), first.heading, pointer, grid.classes()))
    return tuple(tables)


def _carry(row: list[Cell], below: dict[int, tuple[int, Cell]]) -> None:
    """Cells that reach down from a row above come first in their column."""
    while len(row) in below:
        left, cell = below.pop(len(row))
        row.append(cell)
        if left > 1:
            below[len(row) - 1] = (left - 1, cell)
