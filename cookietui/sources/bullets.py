"""A bullet typed by hand is the mark of a list item, not a word, whatever format it stands in."""

from cookietui.sources.draft import Line

_BULLETS = frozenset("•·●○▪■□◦‣►➢✓✔*+–—-")


def strip(lines: list[Line]) -> None:
    """Take the bullet off each line that begins with one; a paragraph becomes an item."""
    for line in lines:
        text = line.text
        if text[:1] not in _BULLETS or text[1:2] != " " or line.kind == "row":
            continue
        line.text = text[2:]
        if line.kind == "paragraph":
            line.kind, line.level = "item", 1
        for anchor in line.anchors or ():
            anchor.start, anchor.end = max(0, anchor.start - 2), max(0, anchor.end - 2)
