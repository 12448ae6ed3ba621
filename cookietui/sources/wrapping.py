"""Lines that were broken only to fit a width are joined again; lines that mean something (an address) stay lines."""

from cookietui.sources.draft import Line

_WIDEST = 110
"""Characters of a line beyond which nobody wraps by hand."""
_SHORTEST = 45
"""Characters below which a line was not ended for want of room."""


def unwrap(lines: list[Line]) -> list[Line]:
    """The lines with wrapped ones joined by a space; only lines standing right under each other are joined."""
    if not any(line.tight for line in lines):
        return lines
    out: list[Line] = []
    start = 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or not lines[index].tight:
            out.extend(_joined(lines[start:index]) if index - start > 1 else lines[start:index])
            start = index
    return out


def _joined(run: list[Line]) -> list[Line]:
    width = max(len(line.text) for line in run)
    out = [run[0]]
    texts = [run[0].text]
    length = len(run[0].text)
    last = run[0]
    for line in run[1:]:
        if _wrapped(last, line, width):
            for anchor in line.anchors or ():
                anchor.start, anchor.end = anchor.start + length + 1, anchor.end + length + 1
            out[-1].anchors = [*(out[-1].anchors or ()), *(line.anchors or ())] or None
            texts.append(line.text)
            length += len(line.text) + 1
        else:
            out[-1].text = " ".join(texts)
            out.append(line)
            texts, length = [line.text], len(line.text)
        last = Line(line.text, line.kind)
        last.strong = line.strong
    out[-1].text = " ".join(texts)
    return out


def _wrapped(above: Line, below: Line, width: int) -> bool:
    upper, lower = above.text, below.text
    if len(upper) < _SHORTEST or not lower or above.strong != below.strong:
        return False
    if upper[-1] in ".!?:" or "\t" in upper or below.kind == "item":
        return False
    if lower[0].islower() or upper[-1] in ",(/&-":
        return True
    room = len(lower.split(" ", 1)[0]) + 1
    return width <= _WIDEST and len(upper) + room > width
