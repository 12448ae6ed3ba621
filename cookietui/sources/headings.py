"""A heading is what its tag says, a bold line standing alone, or a short title-like line above prose."""

import re

from cookietui.sources.draft import Line

_LONGEST = 120
_TITLE = 70
_TITLE_WORDS = 10
_PROSE = 60
"""Characters from which a line is prose rather than a title or a part of an address."""
_ENDING = re.compile(r"[.;,!]\W*$|[:\w]\s\d+$")
_NO_TITLE = re.compile(r"@|://|\bwww\.|: |\t|[.!?] [A-ZÀ-Ý]|\d{4,}|^\W*(?:©|\(c\)|copyright)", re.IGNORECASE)
_START = re.compile(r"[\"'“„«(¿¡]*(?:\d|[A-ZÀ-ÖØ-ÞŒ]|[^\W\d_a-zA-ZÀ-ÿ])")


def mark(lines: list[Line]) -> None:
    """Turn paragraphs that are headings in all but name into headings, one level below the last real one."""
    below = 1
    for index, line in enumerate(lines):
        if line.kind == "heading" and line.level:
            below = min(6, line.level + 1)
        elif line.kind in ("paragraph", "address") and 0 < len(line.text) <= _LONGEST:
            following = lines[index + 1] if index + 1 < len(lines) else None
            before = lines[index - 1] if index else None
            if _is_bold_heading(line, following) or _is_title(line, before, following):
                line.kind, line.level = "heading", below


def _is_bold_heading(line: Line, following: Line | None) -> bool:
    if not line.strong or _NO_TITLE.search(line.text) or line.text.endswith((",", ";")):
        return False
    if line.text.endswith(".") and len(line.text.split()) > _TITLE_WORDS:
        return False
    return following is None or not (following.tight and len(following.text) < _PROSE)


def _is_title(line: Line, before: Line | None, following: Line | None) -> bool:
    text = line.text
    if following is None or len(text) > _TITLE or line.anchors or following.kind not in ("paragraph", "item", "row"):
        return False
    if len(text.split()) > _TITLE_WORDS or not _START.match(text) or _ENDING.search(text) or _NO_TITLE.search(text):
        return False
    if line.tight and before is not None and before.kind == "paragraph" and len(before.text) < _PROSE:
        return False
    if following.kind == "paragraph":
        return len(following.text) >= _PROSE
    return text.endswith(":") is False and following.kind == "row"
