"""Cookies are also listed as titles, a block that is nothing but names, each above the blocks that are about it."""

import re
from collections.abc import Callable, Iterator, Sequence

import msgspec

from cookietui.core.duration import read_duration
from cookietui.readers._cookie_context import Context, context_of
from cookietui.readers._cookie_grid import Record
from cookietui.readers._cookie_names import all_names, is_certain, is_plain, is_strong
from cookietui.readers._cookie_words import Column, about_cookies
from cookietui.sources.page import Block, Cell, Page

_TITLE = 130
_ABOUT = 1500
"""Characters of what stands below a title that are looked at."""
_LASTS = 60
"""Characters of a block that says how long a cookie lives and nothing else."""
_WORDS = 3
"""Words from which on a block says something."""
_MARKED = re.compile(r"_|\*|ID$|SESS")
_HOLDERS = frozenset({"heading", "paragraph", "item"})
_BELOW = frozenset({"paragraph", "item", "definition"})
_INTRO = 400

Known = Callable[[int, int], bool]


class _Title(msgspec.Struct, frozen=True):
    """A block of names and the blocks below it."""

    at: int
    names: Sequence[tuple[int, int]]
    below: Sequence[Block]


def titled(page: Page, is_product: Known) -> Iterator[Record]:
    """The records of such entries under words about cookies; `is_product`: whether a company's name stands there."""
    run: list[_Title] = []
    for title in _titles(page):
        if run and not _follows(page, run[-1], title):
            yield from _records(page, run, is_product)
            run = []
        run.append(title)
    yield from _records(page, run, is_product)


def _titles(page: Page) -> Iterator[_Title]:
    at = 0
    while at < len(page.blocks) - 1:
        names = _names(page, page.blocks[at])
        below = list(_below(page, at + 1)) if names else []
        if below:
            yield _Title(at, names, below)
        at += 1 + len(below)


def _names(page: Page, block: Block) -> Sequence[tuple[int, int]]:
    """The names that a block is made of, none for one of other words."""
    if block.kind not in _HOLDERS or block.end - block.start > _TITLE:
        return ()
    found = all_names(page.text[block.start : block.end])
    return [(block.start + start, block.start + end) for start, end in found]


def _below(page: Page, at: int) -> Iterator[Block]:
    """What stands below a title up to the next one or a heading; the first of it says something."""
    for number in range(at, len(page.blocks)):
        block = page.blocks[number]
        first = number == at
        if block.kind not in _BELOW or _names(page, block) or block.end - page.blocks[at].start > _ABOUT:
            return
        if first and len(page.text[block.start : block.end].split()) < _WORDS:
            return
        if not first and not _lasts(page, block):
            return
        yield block


def _lasts(page: Page, block: Block) -> bool:
    """Whether a block says how long something lives, and nothing else."""
    text = page.text[block.start : block.end]
    return len(text) <= _LASTS and not read_duration(text, page.language).unknown


def _follows(page: Page, before: _Title, title: _Title) -> bool:
    """Whether both are of one list: of the same kind, one straight after the other."""
    return title.at == before.at + 1 + len(before.below) and _kind(page, before) == _kind(page, title)


def _kind(page: Page, title: _Title) -> tuple[bool, int]:
    """Titles of plain text are now paragraphs, now headings; those of the page itself have a level."""
    block = page.blocks[title.at]
    return block.kind == "item", -1 if block.kind == "paragraph" else block.heading


def _records(page: Page, run: Sequence[_Title], is_product: Known) -> Iterator[Record]:
    """Of a run what is a cookie: names made for machines; with one of those, plain words and capitals as well."""
    certain = [any(_is_marked(page, name) for name in title.names) for title in run]
    if not any(certain):
        return
    first = page.blocks[run[0].at]
    context = context_of(page, first.heading, first.start)
    spoken = context.cookies or _introduced(page, run[0].at)
    for title, sure in zip(run, certain, strict=True):
        told = about_cookies(page.text[title.below[0].start : title.below[-1].end])
        words = [page.text[start:end] for start, end in title.names]
        alike = all(map(is_strong, words)) and not any(is_product(*name) for name in title.names)
        beside = all(map(is_plain, words))
        if ((spoken or told) and (sure or alike)) or (spoken and beside):
            yield _record(page, title, context)


def _is_marked(page: Page, name: tuple[int, int]) -> bool:
    text = page.text[name[0] : name[1]]
    return is_strong(text) and (is_certain(text) or _MARKED.search(text) is not None)


def _introduced(page: Page, at: int) -> bool:
    """Whether the line before a list speaks of cookies."""
    before = page.blocks[at - 1] if at else None
    return before is not None and about_cookies(page.text[max(before.start, before.end - _INTRO) : before.end])


def _record(page: Page, title: _Title, context: Context) -> Record:
    block, last = page.blocks[title.at], title.below[-1]
    cells: dict[Column, Sequence[Cell]] = {"name": [Cell(block.start, block.end)]}
    apart = len(title.below) > 1 and _lasts(page, last)
    about, lasting = (title.below[:-1], [last]) if apart else (title.below, [])
    if about:
        cells["purpose"] = [Cell(each.start, each.end) for each in about]
    if lasting:
        cells["lifetime"] = [Cell(last.start, last.end)]
    return Record(cells, title.names, block.start, last.end, context.category, context.party, None)
