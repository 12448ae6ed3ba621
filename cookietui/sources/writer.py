"""A line is written piece by piece and ended by a break; the writer knows what the line is part of and who links."""

from cookietui.sources.draft import Anchor, Line, tidy_html, weave
from cookietui.sources.page import BlockKind

_LINK_LINES = 8
"""Lines that one link may cover; an unclosed one ends there."""


class Writer:
    """Collects lines; `pieces` is the open line as raw characters with entities."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.pieces: list[str] = []
        self.heading = 0
        """Level of the open heading, 0 outside of one."""
        self.lists = 0
        """How many lists are open."""
        self.item = False
        self.part: BlockKind = "paragraph"
        """`term`, `definition` or `address` while such an element is open."""
        self.footers = 0
        self.marks: list[tuple[int, int, Anchor]] = []
        """Anchors of the open line: first piece, piece after the last."""
        self.tight = False
        """The open line stands right under the one before."""
        self.small = 0
        """First piece of what is set higher or lower."""
        self._link: Anchor | None = None
        self._link_from = 0
        self._link_lines = 0
        self._bold = 0
        self._bolded = False
        self._plain = False
        self._light_from = 0

    def end_line(self, *, tight: bool = False) -> None:
        """The open line ends; `tight` when the next one stands right under it."""
        if not self.pieces and not self.marks:
            self.tight = False
            return
        if self._link is not None:
            self._interrupt_link()
        line = self._woven() if self.marks else Line(tidy_html("".join(self.pieces)))
        if line.text or line.anchors:
            if self.heading or self.lists or self.footers or self.part != "paragraph":
                line.kind, line.level = self._kind(), self.heading or self.lists
            line.tight = self.tight
            self.lines.append(line)
        self.tight = tight and line.text != ""
        if self._bolded:
            line.strong = self._is_strong()
            self._light_from = 0
            self._plain = False
            self._bolded = self._bold > 0
        self.pieces.clear()

    def _kind(self) -> BlockKind:
        if self.heading:
            return "heading"
        if self.lists and self.item:
            return "item"
        if self.part != "paragraph":
            return self.part
        return "footer" if self.footers else "paragraph"

    def open_link(self, anchor: Anchor) -> None:
        """A link begins here; one that is open ends, because links do not nest."""
        self.close_link()
        self._link, self._link_from, self._link_lines = anchor, len(self.pieces), 0

    def close_link(self) -> None:
        """The open link, if any, ends here."""
        if self._link is not None:
            if not self._link_lines or self._written_since(self._link_from):
                self.marks.append((self._link_from, len(self.pieces), self._link))
            self._link = None

    def point(self, anchor: Anchor) -> None:
        """A target without text stands here (a form, a map area, a frame)."""
        self.marks.append((len(self.pieces), len(self.pieces), anchor))

    def _interrupt_link(self) -> None:
        """The link goes on in the next line, as another anchor with the same target."""
        link = self._link
        if link is None:
            return
        written = any(not piece.isspace() for piece in self.pieces[self._link_from :])
        if written:
            self.close_link()
            self._link_lines += 1
        if self._link_lines >= _LINK_LINES:
            self._link = None
            return
        self._link = Anchor(link.target, link.source_start, link.source_end, link.kind) if written else link
        self._link_from = 0

    def _woven(self) -> Line:
        if len(self.marks) == 1 and self.marks[0][0] == 0 and self.marks[0][1] == len(self.pieces):
            line = Line(tidy_html("".join(self.pieces)))
            anchor = self.marks.pop()[2]
            anchor.end = len(line.text)
            line.anchors = [anchor]
            return line
        cuts = sorted({cut for begin, end, _ in self.marks for cut in (begin, end)})
        text, places = weave(self.pieces, cuts)
        where = dict(zip(cuts, places, strict=True))
        line = Line(text)
        line.anchors = []
        for begin, end, anchor in self.marks:
            start, stop = where[begin], where[end]
            if start < stop and text[start] == " ":
                start += 1
            anchor.start, anchor.end = start, stop
            line.anchors.append(anchor)
        self.marks.clear()
        return line

    def bolder(self) -> None:
        """Bold, underlined or larger characters begin."""
        if not self._bold and not self._plain:
            self._plain = self._written_since(self._light_from)
        self._bold += 1
        self._bolded = True

    def lighter(self) -> None:
        """They end."""
        if self._bold:
            self._bold -= 1
            if not self._bold:
                self._light_from = len(self.pieces)

    def _is_strong(self) -> bool:
        return not self._plain and (self._bold > 0 or not self._written_since(self._light_from))

    def _written_since(self, piece: int) -> bool:
        return "".join(self.pieces[piece:]).replace("&nbsp;", "").strip(" \t\r\n\f\xa0:.") != ""
