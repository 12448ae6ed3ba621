"""Plain text is read line by line: each line is a paragraph unless it was only wrapped, marks of lists go."""

import re

from cookietui.sources.draft import Line, tidy

_BULLET = re.compile(r"\s*(?:[•·●○▪■□◦‣►*+–—-]|o(?=[ \t]{2,}))[ \t\xa0]+(?=\S)")
_RULE = re.compile(r"\s*(?:[-_=*~#+][ \t]*){4,}$")


def read(source: str) -> list[Line]:
    """The lines of a plain text; one is `tight` when no empty line stands above it."""
    lines: list[Line] = []
    tight = False
    for raw in re.split(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]", source):
        if not raw or raw.isspace() or _RULE.match(raw):
            tight = False
            continue
        bullet = _BULLET.match(raw)
        text = tidy(raw[bullet.end() :] if bullet else raw)
        if not text:
            continue
        line = Line(text, "item" if bullet else "paragraph", 1 if bullet else 0)
        line.tight = tight
        lines.append(line)
        tight = True
    return lines
