"""The address of the page itself, from what it says of itself or its archive note, makes relative targets absolute."""

import re
from urllib.parse import unquote, urljoin, urlsplit

from cookietui.core.site import host
from cookietui.sources.page import Page

_ARCHIVED = re.compile(r"web/\d{4,14}[a-z_]*/(https?(?::|%3A)//[^\s\"'<>)\]]+)", re.IGNORECASE)
_SAVED = re.compile(r"(?:saved from|url:)\D{0,20}(?:\(\d+\))?\s*(https?://[^\s\"'<>)\]]+)", re.IGNORECASE)


def address(page: Page) -> str | None:
    """The absolute URL of the page, None where nothing tells."""
    for key in ("base", "canonical", "og:url"):
        value = page.meta.get(key, "").strip()
        if urlsplit_safe(value):
            return value
    note = page.note
    if note is not None:
        found = _ARCHIVED.search(note.quote) or _SAVED.search(note.quote)
        if found and host(unquote(found[1])):
            return unquote(found[1])
        if note.domain:
            return f"http://{note.domain}/"
    return None


def urlsplit_safe(value: str) -> bool:
    """Whether the value is an absolute web address with a host."""
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and host(parts.netloc) is not None


def resolve(page: Page, target: str, site: str | None = None) -> str:
    """The target as an absolute URL where the page's address (or its site) is known, else as written."""
    base = address(page) or (f"https://{site}/" if site else None)
    if base is None:
        return target.strip()
    try:
        return urljoin(base, target.strip())
    except ValueError:
        return target.strip()
