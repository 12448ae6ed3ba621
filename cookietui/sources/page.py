"""A page is a source as text, blocks, links and tables whose offsets all point into one normalised text.

Each line of the text is one block, without empty lines: a postal address over several lines (`<br>`, line ends of
plain text) is as many blocks, all but the first `tight`. Rows of data tables are one line, cells joined by a TAB.
"""

import functools
from typing import TYPE_CHECKING, Literal

import msgspec

from cookietui.core.declaration import Problem
from cookietui.sources.markup import Tag, depth

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

BlockKind = Literal["heading", "paragraph", "item", "row", "term", "definition", "address", "note", "footer"]
LinkKind = Literal["a", "form", "area", "button", "frame"]


class Block(msgspec.Struct, frozen=True):
    """One block of the text: `text[start:end]`, without its line end."""

    kind: BlockKind
    """`note` is an archive note or a saved-from remark: about the file, never evidence for another fact."""
    start: int
    end: int
    level: int = 0
    """1-6 for a heading (bold lines standing alone count, one below the last real one), depth for an item."""
    heading: int = -1
    """Index in `Page.blocks` of the heading above, -1 where there is none."""
    tight: bool = False
    """Stands right under the block before it (a line break, no empty line), as the lines of an address do."""


class Sentence(msgspec.Struct, frozen=True):
    """One sentence `text[start:end]` of the block with that index; a block's sentences do not overlap."""

    start: int
    end: int
    block: int


class Link(msgspec.Struct, frozen=True):
    """A link, mailto or form target; the anchor is `text[start:end]` (empty where it has no text)."""

    start: int
    end: int
    target: str
    """As written, entities resolved, not yet joined with the page's address."""
    pointer: str
    quote: str
    """The source characters at `pointer`."""
    kind: LinkKind = "a"


class Cell(msgspec.Struct, frozen=True):
    """A table cell: `text[start:end]`; spanned cells repeat the same span in each place they cover."""

    start: int
    end: int
    header: bool = False


class Table(msgspec.Struct, frozen=True):
    """A data table as a grid; layout tables are blocks, not tables."""

    rows: tuple[tuple[Cell, ...], ...]
    heading: int = -1
    """Index in `Page.blocks` of the heading or caption above."""
    pointer: str = ""
    classes: tuple[str, ...] = ()
    """Class names and id of the table, for consent managers that are known by them."""


class ArchiveNote(msgspec.Struct, frozen=True):
    """A remark about the file itself, e.g. 'extracted from the example.org privacy policy archived on ...'."""

    domain: str | None
    archived: str | None
    """ISO date as precise as the note."""
    pointer: str
    quote: str
    address: str | None = None
    """The page's own address where the note tells it."""


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A web page, Markdown or plain text, normalised once."""

    kind: Literal["html", "markdown", "text"]
    source: str
    """Decoded characters of the source; pointers such as `html:120-152` count in it."""
    text: str
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    links: tuple[Link, ...] = ()
    tables: tuple[Table, ...] = ()
    title: str | None = None
    language: str | None = None
    """As the page itself declares it (html lang, meta, front matter), lower-case primary tag; None if it does not."""
    meta: dict[str, str] = {}
    """canonical, og:url, base, author, front-matter keys (`front:lastmod`) and the like, values cleaned."""
    note: ArchiveNote | None = None
    problems: tuple[Problem, ...] = ()
    places: dict[str, tuple[str, str]] = {}
    """Keys of `meta` with pointer and quote, for evidence."""
    tags: tuple[Tag, ...] = ()
    """Start tags of HTML that load, connect, post or describe, in order, hidden parts included."""

    @property
    def tree(self) -> "LexborHTMLParser | None":
        """The DOM of an HTML page, parsed when first asked for; None for other kinds and for what nests too deep."""
        return _tree(self.source) if self.kind == "html" else None

    def heading_of(self, block: int) -> str:
        """The text of the heading above that block, empty where there is none."""
        above = self.blocks[block].heading
        return "" if above < 0 else self.text[self.blocks[above].start : self.blocks[above].end]


_DEPTH = 400
"""Nested elements above which the DOM parser, which is quadratic in them, is not called."""
_TREE_LIMIT = 4_000_000


@functools.lru_cache(maxsize=1)
def _tree(source: str) -> "LexborHTMLParser | None":
    if len(source) > _TREE_LIMIT or depth(source) > _DEPTH:
        return None
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 - 20 ms, and few readers need a DOM

    return LexborHTMLParser(source)
