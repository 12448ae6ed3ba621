"""An inline script is not run: the addresses it would load are put together from its string literals."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

import msgspec

_LIMIT = 300_000
"""Characters of one script that are looked at."""
_FOUND = 200
"""Addresses taken from one script."""
_LOADER = re.compile(
    r"\.src\b|\bsrc\s*[:=]|createElement|document\.write|unescape|new Image|getScript|\bsetAttribute|\bfetch\s*\("
    r"|sendBeacon|XMLHttpRequest|\bajax\b|\bimport(?:Scripts)?\s*\(|\.script\s*\(|\.load\s*\(|LazyLoad|loadScript|loadjs"
    r"|insertAdjacentHTML|innerHTML|EventSource|WebSocket|\.gtm|,\s*document\s*,|addScript|\.js[\"'`]",
    re.IGNORECASE,
)
_TOKEN = re.compile(
    r"//[^\n]*+|/\*[^*]*+(?:\*(?!/)[^*]*+)*+(?:\*/|\Z)"
    r"|\"((?:[^\"\\\n]|\\.)*+)\"|'((?:[^'\\\n]|\\.)*+)'|`((?:[^`\\]|\\.)*+)`",
    re.DOTALL,
)
_OPEN = re.compile(r"(?:(?:https?|wss?):)?//[\w.-]*+$|(?:https?|wss?):/{0,2}$", re.IGNORECASE)
"""A literal that begins an address and ends inside its host."""
_ADDRESS = re.compile(r"(?:(?:https?|wss?):)?//([\w-]+(?:\.[\w-]+)+)(?=[:/?#\"'\s<>)&;,\\]|$)", re.IGNORECASE)
_TAIL = re.compile(r"[\w.-]*\.[a-z]{2,24}(?=[:/?#\"'\s]|$)", re.IGNORECASE)
_ASSIGNED = re.compile(r"([\w$.]+)\s*=(?!=)[^=;{}]*$")
_JOINED = re.compile(r"\+\s*([\w$.]+)\s*\+\s*$")
_LEAVING = re.compile(
    r"(?:\blocation(?:\.href)?|\bhref[\"']?|\bwindow\.open|\bhref[\"']?\s*,|@context[\"']|\bsameAs[\"']|\burl[\"']?"
    r"|\bxmlns[\"']?|NS)\s*[:=(,]\s*\(?\s*[\[{]?\s*$",
    re.IGNORECASE,
)
"""What stands before an address that is gone to, or named, but not loaded."""
_CONFIGURED = re.compile(r":\s*$")
_FILE = re.compile(r"\.(?:js|css|gif|png|jpe?g|svg|php|woff2?|json)(?:[?#]|$)", re.IGNORECASE)
"""A setting that the server wrote as JSON is loaded only where it is a file ("baseUrl" is not)."""
_REQUEST = re.compile(r"ajax|axios|fetch|request|\$\.(?:get|post)", re.IGNORECASE)
_NAMES = re.compile(r"//(?:www\.)?(?:w3\.org|schema\.org|ogp\.me|purl\.org|ns\.adobe\.com)\b", re.IGNORECASE)
_SHARING = re.compile(
    r"sharer|share\?|/intent/|shareArticle|/share/|pin/create|addthis\.com/bookmark|/submit\?|/privacy|/polic",
    re.IGNORECASE,
)
_IN_MARKUP = re.compile(r"(?:src|href|action|data|url\()\s*=?\s*[\"'(]?$")
_IN_LITERAL = re.compile(r"^$|[\"'=(,:]$")
_QUOTE = 400
"""Characters above which the host alone is quoted instead of the whole literal."""
_ANCHOR = re.compile(r"<a\b[^>]*+>?", re.IGNORECASE)
_ESCAPE = re.compile(r"\\(?:u\{?([0-9a-fA-F]{2,6})\}?|x([0-9a-fA-F]{2})|(.))", re.DOTALL)


class Built(msgspec.Struct, frozen=True):
    """An address that a script loads; `start` and `end` enclose the literal that holds its domain."""

    address: str
    start: int
    end: int


def addresses(script: str) -> Iterator[Built]:
    """The addresses an inline script loads, offsets within the script; none for a script without a loader."""
    script = script[:_LIMIT]
    if not any(slashes in script for slashes in ("//", "\\/", "%2F", "%2f")) or not _LOADER.search(script):
        return
    count = 0
    for built in _Builder(script).run():
        if not _NAMES.search(built.address) and not _SHARING.search(built.address):
            yield built
            count += 1
            if count >= _FOUND:
                return


class _Builder:
    """Goes through the literals of a script; `open` are beginnings of an address that wait for their end."""

    def __init__(self, script: str) -> None:
        self.script = script
        self.open: list[str] = []
        self.names: dict[str, list[str]] = {}
        self.assigned = ""

    def run(self) -> Iterator[Built]:
        """Every address, in the order of the literals that complete it."""
        last = 0
        for found in _TOKEN.finditer(self.script):
            group = found.lastindex
            if group is None:
                continue
            gap = self.script[last : found.start()]
            last = found.end()
            if _CONFIGURED.search(gap[-60:]) and "\\/" in found[group] and not _FILE.search(found[group]):
                continue
            literal = _plain(found[group])
            yield from self._literal(literal, gap[-400:], found.start(), found.end())

    def _literal(self, literal: str, gap: str, start: int, end: int) -> Iterator[Built]:
        self._statement(gap)
        before = self._waiting(gap)
        leaving = not before and _LEAVING.search(gap) is not None and not _REQUEST.search(gap)
        if _OPEN.match(literal) and not leaving:
            joined = [b + literal for b in before if not literal.startswith(("http", "//")) or b.endswith(":")]
            self.open = joined or [*self.open, literal]
            self._remember()
            return
        if before:
            yield from self._joined(literal, before, start, end)
            return
        self.open = []
        if self.assigned and len(literal) < 200:  # noqa: PLR2004 - a longer string is no part of a host
            self.names[self.assigned] = [literal]
        if not leaving:
            yield from _whole(literal, start, end, self.script)

    def _statement(self, gap: str) -> None:
        """Forget what waits when a new statement begins; note the name that is assigned to."""
        if ";" in gap or "{" in gap or "}" in gap:
            self.open = []
            self.assigned = ""
        found = _ASSIGNED.search(gap[-120:])
        if found:
            self.assigned = found[1].rpartition(".")[2]

    def _waiting(self, gap: str) -> list[str]:
        """The beginnings that the next literal continues."""
        joined = _JOINED.search(gap[-80:])
        if joined:
            known = self.names.get(joined[1].rpartition(".")[2])
            if known:
                return [o + k for o in self.open for k in known] if self.open else [k for k in known if "//" in k]
            return [o + "*" for o in self.open]
        return self.open if gap.rstrip().endswith("+") else []

    def _joined(self, literal: str, before: list[str], start: int, end: int) -> Iterator[Built]:
        found = _TAIL.match(literal)
        if found and "/" not in before[0].partition("//")[2]:
            for beginning in before:
                yield Built(beginning + literal, start, end)
            self.open = []
        elif re.fullmatch(r"[\w.-]*", literal):
            self.open = [b + literal for b in before]
            self._remember()
        else:
            self.open = []
            yield from _whole(literal, start, end, self.script)

    def _remember(self) -> None:
        if self.assigned and len(self.names) < _FOUND:
            self.names[self.assigned] = list(self.open)


def _plain(raw: str) -> str:
    """The characters of a literal; what was percent-encoded for `unescape` is decoded."""
    text = _ESCAPE.sub(_unescaped, raw) if "\\" in raw else raw
    return unquote(text, errors="replace") if "%3C" in text.upper() or "%2F%2F" in text.upper() else text


def _unescaped(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    if code:
        value = int(code, 16)
        return chr(value) if value < 0x110000 and not 0xD800 <= value < 0xE000 else ""  # noqa: PLR2004 - Unicode's end and surrogates
    return {"n": "\n", "t": "\t", "r": "\r"}.get(found[3], found[3])


def _whole(literal: str, start: int, end: int, script: str) -> Iterator[Built]:
    """Addresses that one literal holds by itself: the literal is one, or is HTML or JSON with some in it."""
    if "//" not in literal:
        return
    markup = "<" in literal
    text = _ANCHOR.sub("", literal) if markup else literal
    for found in _ADDRESS.finditer(text):
        before = text[max(0, found.start() - 12) : found.start()]
        if (_IN_MARKUP if markup else _IN_LITERAL).search(before):
            at = script.find(found[1], start, end)
            place = (at, at + len(found[1])) if end - start > _QUOTE and at >= 0 else (start, end)
            yield Built(found[0] + text[found.end() : found.end() + 80], *place)
