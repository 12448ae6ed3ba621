"""A page is a source as text, blocks, links and tables whose offsets all point into one normalised text."""

from typing import Any, Literal

import msgspec

from cookietui.core.declaration import Problem

BlockKind = Literal["heading", "paragraph", "item", "row", "term", "definition", "address", "note", "footer"]


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
    kind: Literal["a", "form", "area", "button"] = "a"


class Cell(msgspec.Struct, frozen=True):
    """A table cell: `text[start:end]`; spanned cells repeat the same span in each place they cover."""

    start: int
    end: int
    header: bool = False


class Table(msgspec.Struct, frozen=True):
    """A data table (or definition list) as a grid; layout tables are blocks, not tables."""

    rows: tuple[tuple[Cell, ...], ...]
    heading: int = -1
    """Index in `Page.blocks` of the heading or caption above."""
    pointer: str = ""
    classes: tuple[str, ...] = ()
    """Class names of the table and its ancestors, for consent managers that are known by them."""


class ArchiveNote(msgspec.Struct, frozen=True):
    """A remark about the file itself, e.g. 'extracted from the example.org privacy policy archived on ...'."""

    domain: str | None
    archived: str | None
    """ISO date as precise as the note."""
    pointer: str
    quote: str


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
    tree: Any = None
    """The selectolax LexborHTMLParser of an HTML page, for readers of attributes; None otherwise or when cut."""

    def heading_of(self, block: int) -> str:
        """The text of the heading above that block, empty where there is none."""
        above = self.blocks[block].heading
        return "" if above < 0 else self.text[self.blocks[above].start : self.blocks[above].end]
