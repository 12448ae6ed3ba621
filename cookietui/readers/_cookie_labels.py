"""Cookies are also listed as labels with values ("Duration: 2 years"), a block each, below a name or a label of it."""

import re
from collections.abc import Iterator

import msgspec

from cookietui.readers._cookie_context import Context, context_of
from cookietui.readers._cookie_grid import Record
from cookietui.readers._cookie_names import in_cell, is_strong
from cookietui.readers._cookie_words import Column, about_cookies, column_of, is_value_label
from cookietui.sources.page import Block, Cell, Page

_INLINE = re.compile(r"(?P<label>[^:：\n]{1,40}?)\s?[:：]\s*(?=\S)")
_FURTHER = re.compile(r"(?<=[\s,;|])(?P<label>[A-ZÄÖÜÉ]\w{2,20}(?:[ -]\w{2,20}){0,2}?)\s?[:：]\s+(?=\S)")
"""A label within a block, which begins with a capital."""
_LABEL = 40
_LABEL_WORDS = 4
_VALUE = 1500
_NAME = 130
_PASSED = frozenset({"row", "note", "footer", "address"})
_Labelled = tuple[Column, str, Cell]


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
        found, behind = _labels(page, number) if block.kind not in _PASSED else ([], number + 1)
        if not found and (entry is None or not _tells_value(page, block)):
            yield from _finished(page, entry, contexts)
            entry = None
        for column, label, value in found:
            if entry is None or column == "name" or (column in entry.cells and column != "purpose"):
                yield from _finished(page, entry, contexts)
                entry = _Entry(number, start=block.start)
            entry.cells.setdefault(column, []).append(value)
            told = label if column == "name" else page.text[value.start : value.end] if column == "purpose" else ""
            entry.sure = entry.sure or about_cookies(told)
            entry.end = value.end
        number = behind
    yield from _finished(page, entry, contexts)


def _labels(page: Page, number: int) -> tuple[list[_Labelled], int]:
    """Each column, label and value of a block that begins with a label, and the block behind; else none."""
    block = page.blocks[number]
    first = _INLINE.match(page.text, block.start, min(block.end, block.start + 2 * _LABEL))
    if first and (_column(first["label"]) or is_value_label(first["label"])):
        return list(_inline(page.text[: min(block.end, first.end() + _VALUE)], block.start)), number + 1
    found = _label(page, number)
    return ([found], number + 2) if found else ([], number + 1)


def _tells_value(page: Page, block: Block) -> bool:
    """Whether a block says what a cookie holds, which says nothing of it."""
    first = _INLINE.match(page.text, block.start, min(block.end, block.start + 2 * _LABEL))
    return first is not None and is_value_label(first["label"])


def _inline(text: str, start: int) -> Iterator[_Labelled]:
    """The labels in a block with their values: "Name: _ga Domain: .shop.example Duration: 2 years"."""
    first = _INLINE.match(text, start)
    places = [(start, first.end(), first["label"])] if first else []
    places += [
        (m.start("label"), m.end(), m["label"]) for m in _FURTHER.finditer(text, places[0][1] if places else start)
    ]
    known = [(*place, column) for place in places if (column := _column(place[2]))]
    ends = [*(begin for begin, *_ in known[1:]), len(text)]
    for (_, value, label, column), end in zip(known, ends, strict=False):  # where no label is known, no end counts
        yield column, label, Cell(value, value + len(text[value:end].rstrip(" ,;|")))


def _label(page: Page, number: int) -> _Labelled | None:
    """The column, the label and its value in the next block; None where no label stands."""
    block = page.blocks[number]
    if block.end - block.start > _LABEL or number + 1 >= len(page.blocks):
        return None
    text = page.text[block.start : block.end].rstrip(" :：")
    column = _column(text)
    after = page.blocks[number + 1]
    if column is None or after.kind in {*_PASSED, "heading"} or _is_label(page, after):
        return None
    return column, text, Cell(after.start, min(after.end, after.start + _VALUE))


def _column(label: str) -> Column | None:
    return column_of(label) if 0 < len(label.split()) <= _LABEL_WORDS else None


def _is_label(page: Page, block: Block) -> bool:
    text = page.text[block.start : block.end]
    inline = _INLINE.match(text, 0, 2 * _LABEL)
    if inline and _column(inline["label"]):
        return True
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
