"""The part of the eno notation that trackerdb uses: `key: value` lines and blocks between two equal `--- key` lines."""

import re

_FIELD = re.compile(r"^\s{0,8}([A-Za-z][\w -]{0,40}?)\s{0,8}:(?:\s+(.*))?$")
_BLOCK = re.compile(r"^\s{0,8}(--+)\s{0,8}(\S.{0,40}?)\s{0,8}$")


def read(text: str) -> dict[str, str]:
    """Fields and blocks by their key, the first of each; what is neither is passed over."""
    found: dict[str, str] = {}
    block: str | None = None
    lines: list[str] = []
    for line in text.split("\n"):
        mark = _BLOCK.match(line)
        if block is not None:
            if mark and mark[2] == block:
                found.setdefault(block, "\n".join(lines))
                block = None
            else:
                lines.append(line)
        elif mark:
            block, lines = mark[2], []
        else:
            field = _FIELD.match(line)
            if field:
                found.setdefault(field[1], (field[2] or "").strip())
    return found
