"""Addresses hidden in scripts and attributes are decoded by small fixed rules, never by running code."""

import binascii
import re
from base64 import b64decode
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

import msgspec

SCRIPTS = 400
"""Inline scripts of a page that are looked at."""
_LONGEST = 20_000
"""Characters of one script that are looked at."""
_QUOTED = 400
"""Characters of a script that its evidence shows."""
_CLOUDFLARE = re.compile(r"(?:data-cfemail=[\"']?|/cdn-cgi/l/email-protection#)([0-9a-fA-F]{6,400})")
_TYPO3 = re.compile(r"linkTo_UnCryptMailto\(\s*(?:'|\"|%27|%22|&#0?39;|&quot;)((?:[^'\"&)%]|%(?!2[27])|&amp;){5,300})")
_TYPO3_TOKEN = re.compile(r"data-mailto-token=\"([^\"]{5,300})\"")
_TYPO3_RANGES = (("+", ":"), ("@", "Z"), ("a", "z"))
_SHIFTS = range(-25, 26)
_PARTS = re.compile(
    r"data-(?:user|local|localpart|name|mailbox|email-user)=[\"']([\w.+-]{1,64})[\"'][^<>]{0,80}?"
    r"data-(?:domain|host|email-domain)=[\"']([\w.-]{4,100})[\"']"
)
_HINTS = ("mailto", "@", "&#64", "&#064", "&#x40", "%40", "\\x40", "\\u0040", "_rwobsfuscated", "fromcharcode", "atob(")
_TOKEN = re.compile(
    r"\"(?:[^\"\\\n]|\\.)*+\"|'(?:[^'\\\n]|\\.)*+'|[A-Za-z_$][\w$]*+(?:\.[A-Za-z_$][\w$]*+)*+|\d++|\+=|[^\s\w]",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_UNKNOWN = "\0"
"""Stands for a value that the rules do not know, so that no address is pieced together across it."""


class Cloak(msgspec.Struct, frozen=True):
    """`source[start:end]` hides `text`, which may hold addresses among other things."""

    start: int
    end: int
    text: str


def find(source: str) -> Iterator[Cloak]:
    """Everything in the source that hides an address, in no particular order."""
    if "cfemail" in source or "email-protection#" in source:
        for found in _CLOUDFLARE.finditer(source):
            yield Cloak(found.start(), found.end(), _cloudflare(found[1]))
    if "UnCryptMailto" in source:
        for found in _TYPO3.finditer(source):
            yield Cloak(found.start(), found.end(), _shifted(unescape(unquote(found[1])).replace("\\", "")))
    if "data-mailto-token" in source:
        for found in _TYPO3_TOKEN.finditer(source):
            yield Cloak(found.start(), found.end(), _shifted(unescape(found[1])))
    if "data-domain" in source or "data-host" in source or "data-email-domain" in source:
        for found in _PARTS.finditer(source):
            yield Cloak(found.start(), found.end(), f"{found[1]}@{found[2]}")
    if "<script" in source or "<SCRIPT" in source:
        yield from _scripts(source)


def _cloudflare(digits: str) -> str:
    """The first byte is the key, the rest the address combined with it by XOR."""
    raw = bytes.fromhex(digits[: len(digits) // 2 * 2])
    return bytes(b ^ raw[0] for b in raw[1:]).decode("utf-8", "replace")


def _shifted(text: str) -> str:
    """The text moved back within TYPO3's ranges of characters by the shift that makes it a mailto link."""
    for shift in _SHIFTS:
        if "".join(_moved(c, shift) for c in text[:7]) == "mailto:":
            return "".join(_moved(c, shift) for c in text)
    return ""


def _moved(char: str, shift: int) -> str:
    for low, high in _TYPO3_RANGES:
        if low <= char <= high:
            return chr(ord(low) + (ord(char) - ord(low) + shift) % (ord(high) - ord(low) + 1))
    return char


def _scripts(source: str) -> Iterator[Cloak]:
    low = source.lower()
    if len(low) != len(source):
        return
    at = low.find("<script")
    for _ in range(SCRIPTS):
        if at < 0:
            return
        begin = low.find(">", at) + 1
        end = low.find("</script", begin) if begin else -1
        if end < 0:
            return
        if end - begin <= _LONGEST and any(hint in low[begin:end] for hint in _HINTS):
            text = evaluated(source[begin:end])
            if "@" in text:
                first = begin + len(source[begin:end]) - len(source[begin:end].lstrip())
                yield Cloak(first, min(first + _QUOTED, end), text)
        at = low.find("<script", end)


def evaluated(script: str) -> str:
    """What the strings of a script come to when joined by `+`, `=` and `+=`, one line a statement."""
    known: dict[str, str] = {}
    lines: list[str] = []
    tokens = _TOKEN.findall(script)
    at = 0
    while at < len(tokens):
        name = ""
        if at + 1 < len(tokens) and tokens[at + 1] in ("=", "+=") and tokens[at][0] not in "\"'":
            name, sign = tokens[at], tokens[at + 1]
            at += 2
        value, after = _expression(tokens, at, known)
        if after == at:
            at += 1
            continue
        at = after
        if name:
            known[name] = (known.get(name, "") if sign == "+=" else "") + value
            value = known[name]
        lines.append(value)
    return unescape("\n".join(lines)) if lines else ""


def _expression(tokens: list[str], at: int, known: dict[str, str]) -> tuple[str, int]:
    """The joined value of `a + b + ...` from token `at` on, and the token after it; `at` itself where there is none."""
    parts: list[str] = []
    while at < len(tokens):
        value, after = _term(tokens, at, known)
        if after == at:
            break
        parts.append(value)
        at = after
        if at < len(tokens) - 1 and tokens[at] == "+":
            at += 1
        else:
            break
    return "".join(parts), at


def _term(tokens: list[str], at: int, known: dict[str, str]) -> tuple[str, int]:
    token = tokens[at]
    if token[0] in "\"'":
        return _ESCAPE.sub(_escaped, token[1:-1]), at + 1
    if not (token[0].isalpha() or token[0] in "_$"):
        return "", at
    if at + 2 < len(tokens) and tokens[at + 1] == "(":
        if token == "String.fromCharCode":
            return _characters(tokens, at + 2)
        if token in ("unescape", "decodeURIComponent", "decodeURI", "atob"):
            value, after = _expression(tokens, at + 2, known)
            return (_base64(value) if token == "atob" else unquote(value)), min(after + 1, len(tokens))
        return "", at
    return known.get(token, _UNKNOWN), at + 1


def _characters(tokens: list[str], at: int) -> tuple[str, int]:
    codes: list[str] = []
    while at < len(tokens) and (tokens[at].isdigit() or tokens[at] == ","):
        if tokens[at].isdigit() and len(tokens[at]) <= 4:  # noqa: PLR2004 - no address has letters beyond
            codes.append(chr(int(tokens[at])))
        at += 1
    return "".join(codes), min(at + 1, len(tokens))


def _escaped(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    if code:
        return chr(int(code, 16))
    return "\n" if found[3] == "n" else found[3]


def _base64(text: str) -> str:
    try:
        return b64decode(text, validate=True).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""
