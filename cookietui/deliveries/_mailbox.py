"""What an IMAP server lists is taken apart here; the name of a mailbox stays as the server wrote it."""

import base64
import re
from collections.abc import Iterable, Sequence

import msgspec

from cookietui.core.text import one_line

_ROW = re.compile(
    rb'\((?P<flags>[^()]{0,1000})\) (?:"(?:[^"\\]|\\.){1,2}"|NIL) (?P<name>.*)', re.DOTALL | re.IGNORECASE
)
_SHIFTED = re.compile(r"&([A-Za-z0-9+,]*)-")
_UNFIT = re.compile(rb"[\x00-\x1f\x7f]")
MOST = 10_000
"""Mailboxes that are looked at."""


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """Where the drafts are."""

    host: str = ""
    port: int = 0
    """0: 993 for `tls`, else 143."""
    user: str = ""
    security: str = "tls"
    """`tls`, `starttls`, or `none` for a bridge on this machine."""
    cafile: str = ""
    """A PEM file with the certificate of the server or its authority, in place of the system's."""
    mailbox: str = ""
    """Empty: the one that the server marks as the place for drafts."""
    auth: str = "password"
    """`password`, or `xoauth2` where the password command prints a token."""
    timeout: float = 20.0
    """Seconds of silence after which the server is given up."""


class Mailbox(msgspec.Struct, frozen=True, kw_only=True):
    """One mailbox of a server."""

    wire: bytes
    """Its name as the server wrote it, modified UTF-7 kept, without quotes."""
    flags: tuple[str, ...] = ()
    """Attributes in lower case, such as `\\drafts`."""

    @property
    def shown(self) -> str:
        """The name as a person reads it."""
        return one_line(decode(self.wire), 80)

    @property
    def quoted(self) -> str:
        """The name as it goes into a command."""
        escaped = self.wire.replace(b"\\", b"\\\\").replace(b'"', b'\\"')
        return '"' + escaped.decode("ascii", "surrogateescape") + '"'


def listed(rows: Iterable[object]) -> tuple[Mailbox, ...]:
    """The mailboxes in the answer to LIST; rows that are none, and names unfit for a command, are left out."""
    found = []
    for row in rows:
        head, literal = (row[0], row[1]) if isinstance(row, tuple) else (row, None)
        match = _ROW.match(head) if isinstance(head, bytes) and len(head) < MOST else None
        if match is None:
            continue
        name = literal if isinstance(literal, bytes) else _unquoted(match["name"])
        flags = tuple(match["flags"].decode("ascii", "replace").lower().split())
        if name and not _UNFIT.search(name) and name.isascii() and "\\noselect" not in flags:
            found.append(Mailbox(wire=name, flags=flags))
    return tuple(found[:MOST])


def _unquoted(name: bytes) -> bytes:
    name = name.strip()
    if len(name) > 1 and name.startswith(b'"') and name.endswith(b'"'):
        return re.sub(rb"\\(.)", rb"\1", name[1:-1])
    return name


def decode(wire: bytes) -> str:
    """The name in Unicode (RFC 3501, 5.1.3); what is no modified UTF-7 is left as it stands."""

    def plain(match: re.Match[str]) -> str:
        if not match[1]:
            return "&"
        padded = match[1].replace(",", "/") + "=" * (-len(match[1]) % 4)
        try:
            return base64.b64decode(padded, validate=True).decode("utf-16-be")
        except ValueError:
            return match[0]

    return _SHIFTED.sub(plain, wire.decode("ascii", "replace"))


def named(boxes: Sequence[Mailbox], name: str) -> Mailbox | None:
    """The mailbox of that name, as the person reads it or as the server writes it."""
    exact = [box for box in boxes if name in {decode(box.wire), box.wire.decode("ascii", "replace")}]
    return exact[0] if exact else None


def drafts(boxes: Sequence[Mailbox]) -> Mailbox | None:
    """The one marked as the place for drafts (RFC 6154); None where none or several are."""
    marked = [box for box in boxes if "\\drafts" in box.flags]
    return marked[0] if len(marked) == 1 else None
