"""Every kind of source is first drafted as lines; one line of the draft is one block of the page."""

from html import unescape

from cookietui.core.text import clean
from cookietui.sources.page import BlockKind, LinkKind

INVISIBLE = dict.fromkeys([0xAD, 0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x200B, 0x200C, 0x200D, 0x2060, 0x2061,
                           0x2062, 0x2063, 0x2064, 0x3164, 0xFEFF, 0xFFA0])  # fmt: skip
"""Soft hyphens, zero-width characters and fillers: no part of a word."""


class Anchor:
    """A link in a line: `line.text[start:end]`, and where its target stands in the source."""

    __slots__ = ("end", "kind", "source_end", "source_start", "start", "target")

    def __init__(self, target: str, source_start: int, source_end: int, kind: LinkKind = "a") -> None:
        self.start = 0
        self.end = 0
        self.target = target
        self.source_start = source_start
        self.source_end = source_end
        self.kind = kind

    def at(self, start: int, end: int) -> "Anchor":
        """The same link over other characters."""
        other = Anchor(self.target, self.source_start, self.source_end, self.kind)
        other.start, other.end = start, end
        return other


class Line:
    """One line of the normalised text to be."""

    __slots__ = ("anchors", "kind", "level", "strong", "text", "tight")

    def __init__(self, text: str, kind: BlockKind = "paragraph", level: int = 0) -> None:
        self.text = text
        self.kind = kind
        self.level = level
        self.tight = False
        """Follows the line before without an empty line or the border of a block."""
        self.strong = False
        """All of it is bold, underlined or set larger."""
        self.anchors: list[Anchor] | None = None


def tidy(raw: str) -> str:
    """Runs of blanks as one space, ends trimmed, what cannot be seen removed."""
    text = " ".join(raw.split())
    if not text.isprintable():
        text = " ".join(clean(text.translate(INVISIBLE)).split())
    return text


def tidy_html(raw: str) -> str:
    """Same, with entities resolved first."""
    text = " ".join((unescape(raw) if "&" in raw else raw).split())
    return text if text.isprintable() else tidy(text)


def weave(pieces: list[str], cuts: list[int], *, entities: bool = True) -> tuple[str, list[int]]:
    """The pieces as one tidy line, and where in it each cut (an index into `pieces`, ascending) came to stand."""
    text = ""
    places: list[int] = []
    blank = False
    done = 0
    for cut in [*cuts, len(pieces)]:
        raw = "".join(pieces[done:cut])
        done = cut
        raw = unescape(raw) if entities and "&" in raw else raw
        middle = tidy(raw)
        blank = blank or raw[:1].isspace()
        if middle:
            text += f" {middle}" if blank and text else middle
            blank = raw[-1:].isspace()
        places.append(len(text))
    return text, places[:-1]
