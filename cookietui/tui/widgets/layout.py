"""Rows become lines of cells by pure functions over plain strings: no markup exists here that could act."""

import functools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, TypeVar, overload

from rich.cells import cell_len, chop_cells, set_cell_size

from cookietui.core.text import visible
from cookietui.tui.signs import Toned

GAP = 2
"""Blank cells between two columns."""
LONGEST = 20_000
"""Characters of one cell that are laid out; the rest is cut with an ellipsis."""
_WORDS = re.compile(r"\s*\S+\s*")


class Column(NamedTuple):
    """A column; without a width it shares what is left by weight.

    Below `least` cells of list, and above `most`, it is left out.
    """

    width: int = 0
    align: Literal["left", "right"] = "left"
    least: int = 0
    most: int = 10_000
    title: str = ""
    weight: int = 1
    wraps: bool = True
    repeats: bool = False
    """On every line of a row that takes several."""


class Row(NamedTuple):
    """One row; a single cell takes the whole width, and so do headings and texts, which never have the cursor."""

    key: str
    cells: tuple[str | Toned, ...]
    sign: Toned | None = None
    kind: Literal["item", "heading", "text"] = "item"


Line = tuple[Toned, ...]
"""One line on the screen: pieces that fill its width."""
T = TypeVar("T")


@dataclass(frozen=True)
class Drawn(Sequence[Row]):
    """Rows that are drawn only when looked at, for lists of many thousands."""

    items: Sequence[Any]
    draw: Callable[[Any], Row]

    def __len__(self) -> int:
        return len(self.items)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> "Drawn": ...
    def __getitem__(self, index: int | slice) -> "Row | Drawn":
        if isinstance(index, slice):
            return Drawn(self.items[index], self.draw)
        return self.draw(self.items[index])


@functools.lru_cache(maxsize=256)
def fit(columns: tuple[Column, ...], width: int) -> tuple[tuple[int, Column, int], ...]:
    """The columns that have room in `width` cells, each as (index, column, cells)."""
    shown = [(i, column) for i, column in enumerate(columns) if column.least <= width <= column.most]
    fixed = sum(column.width for _, column in shown) + GAP * (len(shown) - 1)
    weights = sum(column.weight for _, column in shown if not column.width)
    left = max(0, width - fixed)
    sized: list[tuple[int, Column, int]] = []
    for i, column in shown:
        if column.width:
            sized.append((i, column, column.width))
            continue
        share = left * column.weight // weights
        left, weights = left - share, weights - column.weight
        sized.append((i, column, max(1, share)))
    return tuple(sized)


def cut(text: str, width: int) -> str:
    """The text in exactly `width` cells: padded, or cut with an ellipsis."""
    if cell_len(text) > width:
        return set_cell_size(text, max(0, width - 1)) + "…"[:width]
    return set_cell_size(text, width)


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` cells, broken at blanks where there are any."""
    lines = [line for part in text.split("\n") for line in _wrapped(part.rstrip(), max(1, width))]
    return lines or [""]


def _wrapped(text: str, width: int) -> Iterator[str]:
    cells = len if text.isascii() else cell_len
    if cells(text) <= width:
        yield text
        return
    line, used = "", 0
    for word in _WORDS.findall(text):
        if used + cells(word.rstrip()) <= width:
            line, used = line + word, used + cells(word)
            continue
        if line.strip():
            yield line.rstrip()
            word = word.lstrip()  # noqa: PLW2901 - the blank became the line break
        *full, line = chop_cells(word, width) if cells(word.rstrip()) > width else [word]
        yield from full
        used = cells(line)
    yield line.rstrip()


def _flat(text: str) -> str:
    shown = text if len(text) <= LONGEST else text[:LONGEST] + "…"
    return visible(shown).replace("\t", "  ")


@functools.lru_cache(maxsize=8192)
def lines_of(
    row: Row, columns: tuple[Column, ...], width: int, *, wraps: bool, first: bool = False
) -> tuple[Line, ...]:
    """The row in lines of `width` cells: the cursor's margin, the sign, then the cells."""
    if row.kind != "item":
        tone = "heading" if row.kind == "heading" else "muted"
        texts = wrap(" ".join(_flat(str(_toned(cell).text)) for cell in row.cells), width - 2)
        lines: tuple[Line, ...] = tuple((Toned("  "), Toned(cut(text, width - 2), tone)) for text in texts)
        return lines if first or row.kind == "text" else ((Toned(" " * width),), *lines)
    sign = (row.sign, Toned(" ")) if row.sign is not None else ()
    margin = 2 + sum(len(piece.text) for piece in sign)
    layout = fit(columns if len(row.cells) > 1 else (Column(),), width - margin - 1)
    blocks = [
        (column, cells, _block(_toned(row.cells[i]), cells, wraps=wraps and column.wraps))
        for i, column, cells in layout
    ]
    height = max((len(block) for _, _, block in blocks), default=1)
    return tuple(_line(blocks, number, margin if number else 2, () if number else sign) for number in range(height))


def _toned(cell: str | Toned) -> Toned:
    return cell if isinstance(cell, Toned) else Toned(cell)


def _block(cell: Toned, width: int, *, wraps: bool) -> list[Toned]:
    text = _flat(cell.text)
    if not wraps:
        return [Toned(cut(text.replace("\n", " "), width), cell.tone)]
    return [Toned(line, cell.tone) for line in wrap(text, width)]


def _line(blocks: list[tuple[Column, int, list[Toned]]], number: int, margin: int, sign: tuple[Toned, ...]) -> Line:
    pieces: list[Toned] = [Toned(" " * margin), *sign]
    for at, (column, width, block) in enumerate(blocks):
        text, tone = block[0 if column.repeats else number] if number < len(block) or column.repeats else Toned("")
        padded = cut(text, width)
        if column.align == "right":
            padded = " " * (width - cell_len(text.rstrip())) + text.rstrip() if cell_len(text) <= width else padded
        pieces.append(Toned(padded, tone))
        pieces.append(Toned(" " * (GAP if at + 1 < len(blocks) else 1)))
    return tuple(pieces)
