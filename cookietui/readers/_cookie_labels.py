"""Cookies are also listed as labels with values ("Duration: 2 years"), a block each, below a name or a label of it."""

import re
from collections.abc import Iterator

import msgspec

from cookietui.readers._cookie_grid import Context, Record, context_of
from cookietui.readers._cookie_names import in_cell, is_strong
from cookietui.readers._cookie_words import Column, about_cookies, column_of
from cookietui.sources.page import Block, Cell, Page

_INLINE = re.compile(r"(?P<label>[^:：\n]{1,40}?)\s?[:：]\s*(?=\S)")
_LABEL = 40
_LABEL_WORDS = 4
_VALUE = 1500
_NAME = 130
_PASSED = frozenset({"row", "note", "footer", "address"})


class _Entry(msgspec.Struct):
    """The labels read so far for one cookie."""

    block: int
    cells: dict[Column, list[Cell]] = msgspec.field(default_factory=dict)
    sure: bool = False
    """A label says "cookie"."""
    start: int = 0
    end: int = 0


def labelled(page: Page) -> Iterator[Record]:
    """The records of every run of labels under words about cookies."""
    contexts: dict[int, Context] = {}
    entry: _Entry | None = None
    number = 0
    while number < len(page.blocks):
        block = page.blocks[number]
        found = _label(page, number) if block.kind not in _PASSED else None
        if found is None:
            yield from _finished(page, entry, contexts)
            entry = None
            number += 1
            continue
        column, label, value, behind = found
        if entry is None or column == "name" or (column in entry.cells and column != "purpose"):
            yield from _finished(page, entry, contexts)
            entry = _Entry(number, start=block.start)
        entry.cells.setdefault(column, []).append(value)
        entry.sure = entry.sure or (column == "name" and about_cookies(label))
        entry.end = value.end
        number = behind
    yield from _finished(page, entry, contexts)


def _label(page: Page, number: int) -> tuple[Column, str, Cell, int] | None:
    """The column, the label, its value and the block behind it; None where no label stands."""
    block = page.blocks[number]
    inline = _INLINE.match(page.text, block.start, min(block.end, block.start + 2 * _LABEL))
    if inline:
        column = _column(inline["label"])
        if column:
            return column, inline["label"], Cell(inline.end(), min(block.end, inline.end() + _VALUE)), number + 1
    if block.end - block.start > _LABEL or number + 1 >= len(page.blocks):
        return None
    text = page.text[block.start : block.end].rstrip(" :：")
    column = _column(text)
    after = page.blocks[number + 1]
    if column is None or after.kind in {*_PASSED, "heading"} or _is_label(page, after):
        return None
    return column, text, Cell(after.start, min(after.end, after.start + _VALUE)), number + 2


def _column(label: str) -> Column | None:
    return column_of(label) if 0 < len(label.split()) <= _LABEL_WORDS else None


def _is_label(page: Page, block: Block) -> bool:
    text = page.text[block.start : block.end]
    return (
        len(text) <= _LABEL and not is_strong(text) and _column(text.rstrip(" :：")) not in {None, "kind", "category"}
    )


def _finished(page: Page, entry: _Entry | None, contexts: dict[int, Context]) -> Iterator[Record]:
    """The record of an entry that names a cookie and says something about it."""
    if entry is None:
        return
    start = entry.start
    if "name" not in entry.cells and len(entry.cells) > 1 and entry.block:
        title = page.blocks[entry.block - 1]
        if title.end - title.start <= _NAME:
            entry.cells["name"] = [Cell(title.start, title.end)]
            start = title.start
    if "name" not in entry.cells or len(entry.cells) < 2:  # noqa: PLR2004 - a name alone says nothing
        return
    names = [
        (cell.start + s, cell.start + e)
        for cell in entry.cells["name"]
        for s, e in in_cell(page.text[cell.start : cell.end])
    ]
    heading = page.blocks[entry.block].heading
    if heading not in contexts:
        contexts[heading] = context_of(page, heading, 0)
    context = contexts[heading]
    strong = any(is_strong(page.text[s:e]) for s, e in names)
    if names and (entry.sure or (context.cookies and (strong or "lifetime" in entry.cells))):
        yield Record(entry.cells, names, start, entry.end, context.category, context.party, None)
