"""Nothing but printable characters leaves for the terminal: the last net, behind the cleaning where text enters."""

import unicodedata
from collections.abc import Mapping

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from cookietui.core.text import BIDI

_CONTROLS = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029))


def _expand(ranges: str) -> Mapping[int, None]:
    """A character class such as `a-f\u2028` as a table of what it holds."""
    table: dict[int, None] = {}
    for index, char in enumerate(ranges):
        if char == "-":
            table.update(dict.fromkeys(range(ord(ranges[index - 1]), ord(ranges[index + 1]))))
        else:
            table[ord(char)] = None
    return table


_DROPPED = {**_CONTROLS, **_expand(BIDI)}
_ASCII = {
    **dict.fromkeys(range(0x2500, 0x2580), "+"),
    **dict.fromkeys(range(0x2580, 0x25A0), " "),
    **{ord(char): "-" for char in "─━═╌╍┄┅┈┉╴╶╸╺‐‑‒–—―"},
    **{ord(char): "|" for char in "│┃║╎╏┆┇┊┋╵╷╹╻▌▐▏▕"},
    **{ord(char): "'" for char in "‘’‚‹′"},
    **{ord(char): '"' for char in "“”„«»″"},
    ord("›"): ">",
    ord("…"): "~",
    ord("·"): "-",
    ord("•"): "*",
    ord("→"): ">",
    ord("█"): "#",
    0xA0: " ",
}


def printable(text: str) -> str:
    """The text without C0, DEL, C1, bidi controls and line separators; anything else is untouched."""
    return text if text.isprintable() else text.translate(_DROPPED)


def ascii_only(text: str) -> str:
    """The text in ASCII, cell for cell: accents fall, signs get their nearest, the rest becomes question marks."""
    if text.isascii():
        return text
    return "".join(char if char.isascii() else _plain(char) for char in text.translate(_ASCII))


def _plain(char: str) -> str:
    base = unicodedata.normalize("NFKD", char)[0]
    width = cell_len(char)
    return base if base.isascii() and base.isprintable() and width == 1 else "?" * width


class Printable(LineFilter):
    """Drops control characters from every segment, whichever widget it came from."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments, cleaned; controls that Textual itself marks as such are left alone."""
        del background
        return [
            segment
            if segment.control or segment.text.isprintable()
            else Segment(printable(segment.text), segment.style)
            for segment in segments
        ]


class Ascii(LineFilter):
    """For a terminal that is not UTF-8: borders and foreign letters become ASCII of the same width."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments in ASCII."""
        del background
        return [
            segment if segment.control or segment.text.isascii() else Segment(ascii_only(segment.text), segment.style)
            for segment in segments
        ]
