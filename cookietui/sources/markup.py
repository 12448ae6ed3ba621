"""HTML is read as one linear stream of tokens (WHATWG rules) with source offsets, so no nesting can hang or hide it."""

import re
from collections.abc import Iterator
from html import unescape

import msgspec

_ATTRIBUTES = r"""(?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+)*+"""
RAW = ("script", "style", "textarea", "title", "xmp", "iframe", "noembed")
"""Elements whose content is characters up to their own end tag."""


def _raw(name: str) -> str:
    body = rf"[^<]*+(?:<(?!/{name}[\s/>])[^<]*+)*+"
    return rf"{name}(?=[\s/>]){_ATTRIBUTES}(?:>{body}(?:</{name}[^>]*+>|\Z)|\Z)"


TOKEN = re.compile(
    r"(<(?:(?=[stxin])(?:"
    + "|".join(map(_raw, RAW))
    + rf")|/?[a-z][^\s/>]*+{_ATTRIBUTES}(?:>|\Z)"
    + r"|!--(?:-?>|[^-]*+(?:-(?!-!?>)[^-]*+)*+(?:--!?>|\Z))"
    + r"|[!?/][^>]*+(?:>|\Z)))",
    re.IGNORECASE,
)
"""`TOKEN.split(source)` alternates text and tag, in linear time; a tag that is never closed ends with the source."""
_OPEN_OR_CLOSE = re.compile(r"<(/?)([a-zA-Z][^\s/>]*+)")
_NEVER_NESTS = frozenset({
    "area", "base", "br", "col", "embed", "frame", "hr", "img", "input", "li", "link", "meta", "option", "p",
    "param", "source", "td", "th", "tr", "wbr",
})  # fmt: skip
_NAME = re.compile(r"</?([a-zA-Z][^\s/>]*+)")
_ATTRIBUTE = re.compile(r"""([^\s/>=][^\s/>=]*+)(?:\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s>]*+))?+""")
ATTRIBUTE_LIMIT = 8192
"""Characters of an attribute value that are looked at; longer ones are left out."""
ATTRIBUTES = 64
"""Attributes of one tag that are looked at."""


class Attribute(msgspec.Struct, frozen=True):
    """One attribute; `source[start:end]` is the whole of it, name and quotes included."""

    name: str
    value: str
    start: int
    end: int


class Tag(msgspec.Struct, frozen=True):
    """A start tag, with the content where the element is raw text: `source[start:start + len(raw)] == raw`."""

    name: str
    start: int
    raw: str
    hidden: bool = False
    """Inside noscript, template or a part that is not shown."""

    def attributes(self) -> Iterator[Attribute]:
        """The attributes in order, values unescaped, the first of a name only."""
        return attributes(self.raw, self.start)

    def content(self) -> tuple[int, str]:
        """Offset and characters of a raw element's content (script, style)."""
        at = _content_start(self.raw)
        end = self.raw.rfind("</")
        return self.start + at, self.raw[at : end if end >= at else len(self.raw)]


_OPEN = re.compile(rf"<[a-z][^\s/>]*+{_ATTRIBUTES}>?", re.IGNORECASE)


def _content_start(raw: str) -> int:
    found = _OPEN.match(raw)
    return found.end() if found else len(raw)


def depth(source: str) -> int:
    """How deep elements nest at most, those without an end tag counted as open (an upper bound, linear time)."""
    open_now = deepest = 0
    for found in _OPEN_OR_CLOSE.finditer(source):
        if found[1]:
            open_now = max(0, open_now - 1)
        elif found[2].lower() not in _NEVER_NESTS:
            open_now += 1
            deepest = max(deepest, open_now)
    return deepest


def name_of(tag: str) -> str:
    """The lower-case element name of a tag, empty for comments and the like."""
    found = _NAME.match(tag)
    return found[1].lower() if found else ""


def attributes(raw: str, start: int = 0) -> Iterator[Attribute]:
    """The attributes of the start tag `raw` that stands at `start`; too long values and too many are left out."""
    head = _NAME.match(raw)
    if head is None or raw.startswith("</"):
        return
    at = head.end()
    stop = _content_start(raw)
    seen: set[str] = set()
    for found in _ATTRIBUTE.finditer(raw, at, stop - 1 if raw[stop - 1 : stop] == ">" else stop):
        if len(seen) >= ATTRIBUTES:
            return
        name = found[1].lower()
        value = found[2] or ""
        if name in seen or len(value) > ATTRIBUTE_LIMIT:
            continue
        seen.add(name)
        if value[:1] in {'"', "'"}:
            value = value[1:-1] if len(value) > 1 and value[-1] == value[0] else value[1:]
        if "&" in value:
            value = unescape(value)
        yield Attribute(name, value, start + found.start(), start + found.end())
