"""What archives and browsers write into a file about the file itself: it gives a domain and a date, nothing else."""

import re
from urllib.parse import unquote

from cookietui.core.site import host
from cookietui.sources.draft import Line
from cookietui.sources.page import ArchiveNote

_ARCHIVED = re.compile(
    r"(?:extracted and transformed from|downloaded (?:HTML )?source of|taken from|copied? of|saved from)\s+the\s+"
    r"(\S{3,200}?)\s+(?:privacy|cookies?|data protection) (?:policy|notice|statement) that was archived (?:on|at) "
    r"(\d{4}-\d{2}(?:-\d{2})?)",
    re.IGNORECASE,
)
_SAVED = re.compile(
    r"saved from (?:url=)?\s*(?:\(\d{1,6}\))?\s*(?:https?:)?//([^\s/?#\"'<>]{3,255})([^\s\"'<>]{0,500})", re.IGNORECASE
)
_SINGLE_FILE = re.compile(
    r"\burl:\s*https?://([^\s/?#\"'<>]{3,255})(\S{0,500})(?:.{0,200}?saved date:\s*([^\n]{4,60}))?",
    re.IGNORECASE | re.DOTALL,
)
_WAYBACK = re.compile(
    r"web\.archive\.org/web/(\d{4})(\d{2})(\d{2})\d{0,6}(?:[a-z]{2}_)?/"
    r"((?:(?:https?(?::|%3A)/{0,2})?)([^\s/?#\"'<>)\]:]{3,255})[^\s\"'<>)\]]{0,500})",
    re.IGNORECASE,
)
_FILE_ARCHIVED = re.compile(r"FILE ARCHIVED ON (\d{1,2}:\d\d:\d\d) (\w{3}) (\d{1,2}), (\d{4})", re.IGNORECASE)
_MONTHS = {m: f"{n:02}" for n, m in enumerate(re.findall("...", "janfebmaraprmayjunjulaugsepoctnovdec"), 1)}
_LIMIT = 4000


def in_comment(at: int, comment: str, kind: str = "html") -> ArchiveNote | None:
    """The note that an HTML comment holds."""
    text = comment[:_LIMIT]
    pointer = f"{kind}:{at}-{at + len(text)}"
    domain, day, address = _told(text)
    return ArchiveNote(domain, day, pointer, text, address) if domain or day else None


def in_line(line: Line) -> tuple[str | None, str | None, str | None] | None:
    """Domain, date and address that a line of the text tells about the file, None for a line that is no such note."""
    if len(line.text) > _LIMIT or not ("archived" in line.text or line.text.startswith(("Saved", "saved"))):
        return None
    found = _ARCHIVED.search(line.text)
    if found is None and not line.text.lower().startswith("saved from"):
        return None
    targets = " ".join(a.target for a in line.anchors or ())
    domain, day, address = _told(f"{line.text} {targets}")
    return (domain, day, address) if domain or day else None


def _told(text: str) -> tuple[str | None, str | None, str | None]:
    """Domain, date and address; an archive's own host is never the domain."""
    wayback = _WAYBACK.search(text)
    address = unquote(wayback[4]) if wayback else None
    day = "-".join(wayback.group(1, 2, 3)) if wayback else None
    found = _ARCHIVED.search(text)
    if found:
        return _host(found[1]), found[2], address
    filed = _FILE_ARCHIVED.search(text)
    if filed and filed[2].lower() in _MONTHS:
        return None, f"{filed[4]}-{_MONTHS[filed[2].lower()]}-{int(filed[3]):02}", address
    saved = _SAVED.search(text) or ("SingleFile" in text and _SINGLE_FILE.search(text)) or None
    if saved is None:
        return None, None, None
    if wayback:
        return _host(wayback[5]), day, address
    return _host(saved[1]), None, f"https://{saved[1]}{saved[2]}"


def _host(name: str) -> str | None:
    known = host(unquote(name))
    return known.removeprefix("www.") if known else None
