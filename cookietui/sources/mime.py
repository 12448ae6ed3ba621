"""A message is taken apart without recursion and within limits; the standard library decodes, it does not walk.

RFC 5322 headers and RFC 2046 parts. The library's parser nests one generator a level, so that a thousand multiparts
end it, and its newer policies raise for odd headers; what is broken is here left out and told instead.
"""

import binascii
import email.errors
import email.header
import email.message
import email.policy
import re
from collections.abc import Iterator

import msgspec

from cookietui.core.text import one_line
from cookietui.sources.decode import decode_as

HEADER_LINES = 2_000
HEADER_BYTES = 512 * 1024
VALUE_LIMIT = 8_000
"""Characters of one header's value."""
DEPTH = 30
PARTS = 300
PART_BYTES = 4 * 1024 * 1024
"""Bytes of a part that are decoded; a text is never near it."""
_NAME = re.compile(rb"([!-9;-~]{1,80}?)[ \t]*:")
_KNOWN = frozenset({
    b"from", b"to", b"cc", b"subject", b"date", b"sent", b"message-id", b"in-reply-to", b"references", b"received",
    b"return-path", b"delivered-to", b"content-type", b"content-transfer-encoding", b"mime-version", b"reply-to",
    b"auto-submitted", b"precedence", b"sender", b"x-mailer", b"x-failed-recipients", b"list-id", b"dkim-signature",
})  # fmt: skip
"""Names by which the head of a message is told from text that begins with a colon by chance."""
_ENDS = re.compile(rb"\r\n|\n|\r")
_HEAD_END = re.compile(rb"\r\n\r\n|\n\n|\r\r|\n\r\n")


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One leaf of a message, its transfer encoding taken off."""

    kind: str
    """`text/plain`, lower case."""
    data: bytes
    charset: str = ""
    attached: bool = False
    """Meant to be saved, not to be read in place."""
    name: str = ""
    """Of the file, cleaned."""
    params: dict[str, str] = {}
    alternative: int = 0
    """Number of the multipart/alternative it is a version of, 0 for none."""

    def text(self) -> str:
        """The characters; what does not fit the charset is replaced."""
        return decode_as(self.data, self.charset)[0]


class Entity(msgspec.Struct, frozen=True, kw_only=True):
    """A message: its headers in order, names in lower case, values decoded on one line; its leaves in order."""

    headers: tuple[tuple[str, str], ...]
    kind: str
    params: dict[str, str]
    parts: tuple[Part, ...]
    problems: tuple[str, ...] = ()

    def get(self, name: str) -> str:
        """The first header of that name (lower case), empty where there is none."""
        return next((value for key, value in self.headers if key == name), "")

    def all(self, name: str) -> tuple[str, ...]:
        """Every header of that name."""
        return tuple(value for key, value in self.headers if key == name)


def is_message(head: bytes) -> bool:
    """Whether a source begins like a message: header lines, at least two of them with names that mail has."""
    known = 0
    for number, line in enumerate(_ENDS.split(_skipped(head[:65_536]))):
        if not line.strip():
            break
        if number == 0 and line.startswith(b"From "):
            known += 1
            continue
        if line[:1] in b" \t" and number:
            continue
        found = _NAME.match(line)
        if found is None:
            if number == 0:
                return False
            continue
        known += found[1].lower() in _KNOWN
    return known > 1


def parse(data: bytes) -> Entity:
    """The message in these bytes; never raises."""
    data = _skipped(data)
    if data.startswith(b"From "):
        data = data[_line_end(data, 0) :]
    problems: list[str] = []
    headers, body = _head(data, problems)
    kind, params = _content(_first(headers, "content-type") or "text/plain")
    parts = tuple(_leaves(headers, body, problems))
    shown = tuple((name, _words(value)) for name, value in headers)
    return Entity(headers=shown, kind=kind, params=params, parts=parts, problems=tuple(dict.fromkeys(problems)))


def _skipped(data: bytes) -> bytes:
    return data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n\t \x00")


def _line_end(data: bytes, at: int) -> int:
    found = _ENDS.search(data, at)
    return found.end() if found else len(data)


def _head(data: bytes, problems: list[str]) -> tuple[list[tuple[str, str]], bytes]:
    """The raw headers and what follows the empty line."""
    if data[:1] in (b"\n", b"\r"):
        return [], data[_line_end(data, 0) :]
    found = _HEAD_END.search(data)
    head, body = (data[: found.start()], data[found.end() :]) if found else (data, b"")
    lines = _ENDS.split(head[:HEADER_BYTES])
    if len(lines) > HEADER_LINES or len(head) > HEADER_BYTES:
        problems.append(f"only the first {min(len(lines), HEADER_LINES):,} lines of its headers were read")
    rows: list[tuple[str, list[bytes]]] = []
    sizes = 0
    for line in lines[:HEADER_LINES]:
        match = None if line[:1] in (b" ", b"\t") else _NAME.match(line)
        if match:
            rows.append((match[1].decode("ascii").lower(), [line[match.end() :].strip()]))
            sizes = 0
        elif rows and line[:1] in (b" ", b"\t") and sizes < VALUE_LIMIT:
            rows[-1][1].append(line.strip())
            sizes += len(line)
    return [(name, _characters(b" ".join(value)[:VALUE_LIMIT])) for name, value in rows], body


def _characters(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _first(headers: list[tuple[str, str]], name: str) -> str:
    return next((value for key, value in headers if key == name), "")


def _words(value: str) -> str:
    """A header's value with its encoded words decoded, cleaned, on one line."""
    if "=?" not in value:
        return one_line(value)
    try:
        pieces = email.header.decode_header(value)
    except (email.errors.HeaderParseError, ValueError):
        return one_line(value)
    return one_line("".join(p if isinstance(p, str) else decode_as(p, code or "utf-8")[0] for p, code in pieces))


def _content(value: str) -> tuple[str, dict[str, str]]:
    """Kind and parameters of a Content-Type or Content-Disposition, RFC 2231 forms joined."""
    message = email.message.Message(policy=email.policy.compat32)
    message["Content-Type"] = value.replace("\x00", "")[:VALUE_LIMIT]
    found: dict[str, str] = {}
    for key, given in (message.get_params(failobj=[], unquote=True) or [])[1:50]:
        text = given if isinstance(given, str) else str(email.utils.collapse_rfc2231_value(given))
        found.setdefault(key.lower(), text)
    kind = one_line(value.partition(";")[0]).lower()
    return kind if kind.count("/") == 1 else "text/plain", found


class _Section(msgspec.Struct, frozen=True):
    headers: list[tuple[str, str]]
    body: bytes
    depth: int
    alternative: int


def _leaves(headers: list[tuple[str, str]], body: bytes, problems: list[str]) -> Iterator[Part]:
    waiting = [_Section(headers, body, 0, 0)]
    seen = 0
    while waiting:
        section = waiting.pop()
        kind, params = _content(_first(section.headers, "content-type") or "text/plain")
        seen += 1
        if seen > PARTS:
            problems.append(f"only the first {PARTS} of its parts were read")
            return
        boundary = params.get("boundary", "")
        if not kind.startswith("multipart/") or not boundary:
            yield _leaf(section, kind, params)
        elif section.depth >= DEPTH:
            problems.append(f"its parts nest deeper than {DEPTH}; the deepest were not read")
        else:
            own = seen if kind == "multipart/alternative" else section.alternative
            pieces = list(_split(section.body, boundary.encode("utf-8", "surrogateescape")))
            for piece in reversed(pieces):
                below, inner = _head(piece, problems)
                waiting.append(_Section(below, inner, section.depth + 1, own))


def _split(body: bytes, boundary: bytes) -> Iterator[bytes]:
    """What stands between the boundary lines; the first text before and the last text after are not meant."""
    mark = b"--" + boundary
    start = -1
    at = body.find(mark)
    pieces = 0
    while at >= 0 and pieces <= PARTS:
        after = at + len(mark)
        end = _line_end(body, after)
        tail = body[after:end].strip()
        if (at == 0 or body[at - 1 : at] in (b"\n", b"\r")) and tail in (b"", b"--"):
            if start >= 0:
                yield body[start : max(start, at - 1)].removesuffix(b"\r")
                pieces += 1
            start = end
            if tail:
                return
        at = body.find(mark, after)
    if start >= 0 and pieces <= PARTS:
        yield body[start:]


def _leaf(section: _Section, kind: str, params: dict[str, str]) -> Part:
    how, given = _content(_first(section.headers, "content-disposition") or "inline")
    del how
    attached = _first(section.headers, "content-disposition").strip().lower().startswith("attachment")
    name = _words(given.get("filename") or params.get("name") or "")
    encoding = one_line(_first(section.headers, "content-transfer-encoding")).lower()
    wanted = not attached and (kind.startswith(("text/", "message/")))
    data = _decoded(section.body[:PART_BYTES], encoding) if wanted else b""
    charset = params.get("charset", "")
    return Part(
        kind=kind,
        data=data,
        charset=charset,
        attached=attached,
        name=one_line(name, 120),
        params=params,
        alternative=section.alternative,
    )


def _decoded(body: bytes, encoding: str) -> bytes:
    if encoding == "quoted-printable":
        return binascii.a2b_qp(body)
    if encoding == "base64":
        letters = re.sub(rb"[^A-Za-z0-9+/]+", b"", body)
        return binascii.a2b_base64(letters[: len(letters) // 4 * 4] + _rest(letters))
    return body


def _rest(letters: bytes) -> bytes:
    """The last group of base64, padded; one letter alone means nothing."""
    rest = letters[len(letters) // 4 * 4 :]
    return rest + b"=" * (4 - len(rest)) if len(rest) > 1 else b""
