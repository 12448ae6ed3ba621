"""Plain text is read line by line: each line is a paragraph unless it was only wrapped."""

import re

from cookietui.sources.draft import Line, tidy

_RULE = re.compile(r"\s*(?:[-_=*~#+][ \t]*){4,}$")


def read(source: str) -> list[Line]:
    """The lines of a plain text; one is `tight` when no empty line stands above it."""
    lines: list[Line] = []
    tight = False
    for raw in re.split(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]", source):
        if not raw or raw.isspace() or _RULE.match(raw):
            tight = False
            continue
        text = tidy(raw)
        if not text:
            continue
        line = Line(text)
        line.tight = tight
        lines.append(line)
        tight = True
    return lines
