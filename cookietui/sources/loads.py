"""What a page's own HTML loads from, connects to or posts to, each address with its place in the source."""

import re
from collections.abc import Iterator

import msgspec

from cookietui.sources.markup import Attribute, Tag
from cookietui.sources.page import Page
from cookietui.sources.scripts import addresses

_BY_ELEMENT = {
    "audio": ("src",), "body": ("background",), "embed": ("src",), "form": ("action",), "frame": ("src",),
    "iframe": ("src", "data-src", "data-lazy-src"), "img": ("src", "srcset", "data-src", "data-lazy-src", "lowsrc"),
    "input": ("src", "formaction"), "link": ("href",), "object": ("data", "codebase"), "script": ("src", "data-src"),
    "source": ("src", "srcset"), "track": ("src",), "video": ("src", "poster"), "button": ("formaction",),
}  # fmt: skip
_ANYWHERE = frozenset({"background", "style"})
_LOADED = frozenset({
    "stylesheet", "preconnect", "dns-prefetch", "preload", "prefetch", "prerender", "modulepreload", "icon", "shortcut",
    "apple-touch-icon", "apple-touch-icon-precomposed", "mask-icon", "manifest", "fluid-icon",
})  # fmt: skip
"""Link types that make a browser load or connect; all others only name another page."""
_DATA_TYPES = ("json", "template", "x-handlebars", "x-mustache", "importmap", "speculationrules", "x-tmpl", "text/html")
_URL = re.compile(r"url\(\s*+[\"']?([^\"')\s]++)|@import\s++[\"']([^\"'\s]++)", re.IGNORECASE)
_STYLE_LIMIT = 300_000


class Load(msgspec.Struct, frozen=True):
    """One address as written, with a pointer into the source whose characters are `quote`."""

    address: str
    pointer: str
    quote: str


def loads(page: Page) -> Iterator[Load]:
    """Every address that the page's HTML makes a browser load, connect or post to, in source order."""
    for tag in page.tags:
        if tag.name == "script" and not _is_data(tag):
            yield from _script(page, tag)
        elif tag.name == "style":
            start, content = tag.content()
            yield from _styled(page, start, content[:_STYLE_LIMIT])
        elif tag.name != "script":
            yield from _element(page, tag)


def _is_data(tag: Tag) -> bool:
    if "type" not in tag.raw[:300].lower():
        return False
    kind = next((a.value.lower() for a in tag.attributes() if a.name == "type"), "")
    return any(data in kind for data in _DATA_TYPES)


def _load(page: Page, address: str, start: int, end: int) -> Load:
    return Load(address, f"{page.kind}:{start}-{end}", page.source[start:end])


def _script(page: Page, tag: Tag) -> Iterator[Load]:
    yield from _element(page, tag)
    start, content = tag.content()
    if content:
        for built in addresses(content):
            yield _load(page, built.address, start + built.start, start + built.end)


def _element(page: Page, tag: Tag) -> Iterator[Load]:
    wanted = _BY_ELEMENT.get(tag.name, ())
    found = list(tag.attributes())
    if tag.name == "link" and not _LOADED.intersection(_relations(found)):
        return
    for attribute in found:
        if attribute.name == "style":
            yield from _styled(page, attribute.start, page.source[attribute.start : attribute.end])
        elif attribute.name == "srcset":
            for candidate in attribute.value.split(",")[:20]:
                yield from _one(page, candidate.strip().split(" ", 1)[0], attribute)
        elif attribute.name in wanted or attribute.name in _ANYWHERE:
            yield from _one(page, attribute.value, attribute)


def _relations(found: list[Attribute]) -> list[str]:
    return next((a.value.lower().split() for a in found if a.name == "rel"), [])


def _one(page: Page, address: str, attribute: Attribute) -> Iterator[Load]:
    if "//" in address:
        yield _load(page, address.strip(), attribute.start, attribute.end)


def _styled(page: Page, start: int, style: str) -> Iterator[Load]:
    for found in _URL.finditer(style):
        address = found[1] or found[2]
        if "//" in address and not address.startswith("data:"):
            yield _load(page, address, start + found.start(), start + found.end())
