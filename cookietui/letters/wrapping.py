"""Letters are wrapped by display width at 72 columns; a word is never broken, so links and identifiers stay whole."""

import functools
import re
import unicodedata

WIDTH = 72
_ITEM = re.compile(r"^( *)(- |\d{1,2}\. )")
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")
_HELD = frozenset({"Art.", "art.", "arts.", "§", "§§", "s.", "ss.", "Abs.", "No.", "Nr.", "n.º", "Sch.", "«"})
"""Words that stay on the line of what follows them."""
_CLOSING = frozenset({":", ";", "?", "!", "»", "»."})
"""French marks that stay on the line of what they close."""
_WIDE = frozenset("WF")


def wrap(text: str, width: int = WIDTH) -> str:
    """The text with its paragraphs and list items filled to `width` columns, one blank line between paragraphs.

    A paragraph is a run of lines; a line that begins like `- ` or `1. ` starts an item of its own, wrapped under its
    first word; a paragraph that begins with blanks keeps them before each of its lines.
    """
    blocks = _BLANK_LINES.split(text.strip("\n"))
    return "\n\n".join(_block(block, width) for block in blocks if block.strip()) + "\n"


def columns(text: str) -> int:
    """How many columns of a terminal or a typewriter the text takes."""
    return len(text) if text.isascii() else sum(_column(char) for char in text)


def _column(char: str) -> int:
    if char.isascii():
        return 1
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in _WIDE else 1


@functools.lru_cache(maxsize=512)
def _block(block: str, width: int) -> str:
    """One paragraph or list, wrapped; kept, since most paragraphs of many letters are the same."""
    pieces: list[tuple[str, str, list[str]]] = []
    for line in block.split("\n"):
        item = _ITEM.match(line)
        if item:
            pieces.append((item.group(0), " " * len(item.group(0)), [line[item.end() :].strip()]))
        elif pieces:
            pieces[-1][2].append(line.strip())
        else:
            indent = " " * (len(line) - len(line.lstrip(" ")))
            pieces.append((indent, indent, [line.strip()]))
    return "\n".join(row for first, rest, words in pieces for row in _fill(" ".join(words), first, rest, width))


def _fill(text: str, first: str, rest: str, width: int) -> list[str]:
    rows = []
    row, used, empty = first, len(first), True
    room = width - len(rest)
    for word in _words(text):
        whole = word.isascii()
        for chunk in (word,) if whole else _chunks(word, room):
            size = len(chunk) if whole else columns(chunk)
            glue = 0 if empty or (chunk is not word and not word.startswith(chunk)) else 1
            if not empty and used + glue + size > width:
                rows.append(row)
                row, used, glue = rest, len(rest), 0
            row = f"{row} {chunk}" if glue else row + chunk
            used += glue + size
            empty = False
    return [*rows, row]


def _words(text: str) -> list[str]:
    """The words of a text, those of a citation that belong together as one."""
    found: list[str] = []
    held = False
    for part in (part for part in text.split(" ") if part):
        if held or (part in _CLOSING and found):
            found[-1] += f" {part}"
        else:
            found.append(part)
        held = part in _HELD or (part[0] == "(" and part.lstrip("(") in _HELD)
    return found


def _chunks(word: str, room: int) -> list[str]:
    """A word as it may be parted: whole, but between wide characters where a script writes no blanks."""
    if word.isascii() or columns(word) <= room or not any(_column(char) > 1 for char in word):
        return [word]
    chunks = [""]
    for char in word:
        if chunks[-1] and columns(chunks[-1]) + _column(char) > room:
            chunks.append("")
        chunks[-1] += char
    return chunks
