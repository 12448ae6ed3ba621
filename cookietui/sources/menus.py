"""A menu that is not marked as one is a run of lines that are nothing but links within the site, above all prose."""

import re
from urllib.parse import urlsplit

from cookietui.sources.draft import Line

_RUN = 4
"""Lines that make a run; fewer may be a list of choices."""
_ENTRY = 45
"""Characters of a menu entry at most."""
_PROSE = 90
"""Characters from which a line is prose: what stands below is no menu of the page's head."""
_WANTED = re.compile(
    r"^(?:mailto|tel):|email-protection|contact|kontakt|impressum|imprint|privac|datenschutz|do-?not|opt-?out|choices|cookie",
    re.IGNORECASE,
)
"""Targets and texts that a reader of contacts and choices wants even from a menu."""


def drop(lines: list[Line]) -> list[Line]:
    """The lines without the menus in front of the first prose; menus below stay, their links name contacts."""
    head = next((i for i, line in enumerate(lines) if len(line.text) >= _PROSE), len(lines))
    out: list[Line] = []
    run: list[Line] = []
    for line in lines[:head]:
        if not line.text or _is_entry(line):
            run.append(line)
            continue
        out.extend(_kept(run))
        run = []
        out.append(line)
    return [*out, *_kept(run), *lines[head:]]


def _kept(run: list[Line]) -> list[Line]:
    if not _is_menu(run):
        return run
    return [
        line for line in run if _WANTED.search(line.text) or any(_WANTED.search(a.target) for a in line.anchors or ())
    ]


def _is_entry(line: Line) -> bool:
    """Whether links make up all of a short line but for separators."""
    if len(line.text) > _ENTRY or line.kind in ("heading", "row"):
        return False
    return sum(a.end - a.start for a in line.anchors or ()) >= len(line.text.strip(" |·•-–»>")) > 0


def _is_menu(run: list[Line]) -> bool:
    entries = [line for line in run if line.text]
    if len(entries) < _RUN:
        return False
    targets = [a.target for line in entries for a in line.anchors or ()]
    hosts = {_host(target) for target in targets} - {""}
    return len(hosts) <= 1


def _host(target: str) -> str:
    """The last two labels of the host, so that the languages of one site are one host."""
    try:
        return ".".join((urlsplit(target.strip()).hostname or "").split(".")[-2:])
    except ValueError:
        return ""
