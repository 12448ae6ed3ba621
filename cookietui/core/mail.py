"""A draft becomes RFC 5322 bytes here and nowhere else: checked before it is built, parsed again after."""

import binascii
import datetime
import email.header
import email.headerregistry
import email.parser
import email.policy
import email.utils
import re
from collections.abc import Callable

import msgspec

from cookietui.core import address
from cookietui.core.errors import BadInput
from cookietui.core.text import clean, one_line

SUBJECT_LIMIT = 200
NAME_LIMIT = 100
BODY_LIMIT = 100_000
OWN_DOMAIN = "cookietui.internal"
"""Right side of a Message-ID when the sender's domain is not known: a name set aside for private use, never a host."""
_CONTENT = (
    ("Content-Type", 'text/plain; charset="utf-8"'),
    ("Content-Transfer-Encoding", "quoted-printable"),
    ("MIME-Version", "1.0"),
)
"""The same in every letter."""
_FOLD = 75
"""Columns at which a header is folded; RFC 5322 asks for 78, RFC 2047 for words of 75."""
_MESSAGE_ID = re.compile(r"^<[A-Za-z0-9._+=-]{1,120}@[A-Za-z0-9.-]{1,120}>$")
_REFERENCE_LIMIT = 20
_FILE_STEM = re.compile(r"^[a-z0-9][a-z0-9-]{2,40}$")


class _Registry(email.headerregistry.HeaderRegistry):
    """The kinds of headers, each made once: the standard one makes a class anew for every header that is looked at."""

    def __init__(self) -> None:
        super().__init__()
        self._made: dict[str, type] = {}

    def __getitem__(self, name: str) -> type:
        key = name.lower()
        if key not in self._made:
            self._made[key] = super().__getitem__(name)
        return self._made[key]


_STRICT = email.policy.default.clone(header_factory=_Registry())
"""The newer of the two looks at what was built."""


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A finished letter on its way to a mail program or the post."""

    reference: str
    to: str
    """One address (e-mail) or postal lines (letter)."""
    subject: str
    """With our reference in brackets at its end."""
    body: str
    message_id: str
    sender_name: str = ""
    sender_email: str = ""
    """Empty: the mail program fills in From."""
    sender_address: str = ""
    """Postal lines joined by LF, for the head of a letter."""
    in_reply_to: str | None = None
    references: tuple[str, ...] = ()
    supersedes: str | None = None
    """Message-ID of an earlier version of this draft, where the letter is another now."""
    channel: str = "email"
    date: datetime.datetime | None = None
    """Time of writing; aware, or naive for UTC. None: the mail program fills in Date."""
    dated: str = ""
    """The day of writing in the letter's language, for the head of a letter."""


def new_message_id(reference: str, draw: Callable[[int], bytes], sender_email: str = "") -> str:
    """A Message-ID in angle brackets, to be made once and kept; never contains the name of this machine.

    `draw(n)` gives n random bytes.
    """
    domain = address.parse(sender_email).domain if sender_email else OWN_DOMAIN
    return f"<{reference}.{draw(8).hex()}@{domain}>"


def subject_with(subject: str, reference: str) -> str:
    """The subject as a header may carry it: one line of printable text, bounded, with `[reference]` at its end."""
    tail = f"[{reference}]"
    line = "".join(c if c.isprintable() else " " for c in one_line(subject))
    while "=?" in line:
        line = line.replace("=?", "= ?")
    return f"{one_line(line, SUBJECT_LIMIT - len(tail) - 1)} {tail}".strip()


def file_stem(reference: str) -> str:
    """The reference as the stem of a file name, the same on every system; raises BadInput where it can be none."""
    if not _FILE_STEM.fullmatch(reference):
        raise BadInput(f"this reference can not be a file name: {one_line(reference, 60)!r}")
    return reference


def check(draft: Draft) -> address.Address:
    """The one recipient of a draft fit for e-mail; raises BadInput for anything that does not belong in a header."""
    if not draft.subject or draft.subject != draft.subject.strip():
        raise BadInput("the draft has no subject, or one with blanks around it")
    _check_value("subject", draft.subject, SUBJECT_LIMIT)
    _check_value("sender name", draft.sender_name, NAME_LIMIT)
    if len(draft.body) > BODY_LIMIT:
        raise BadInput(f"the letter is longer than {BODY_LIMIT} characters")
    if len(draft.references) > _REFERENCE_LIMIT:
        raise BadInput(f"more than {_REFERENCE_LIMIT} earlier messages are referred to")
    earlier = [draft.in_reply_to] if draft.in_reply_to else []
    for identifier in (draft.message_id, *earlier, *draft.references):
        if not _MESSAGE_ID.fullmatch(identifier):
            raise BadInput(f"not a Message-ID: {one_line(identifier, 60)!r}")
    if draft.sender_email:
        address.parse(draft.sender_email)
    return address.parse(draft.to)


def _check_value(what: str, value: str, limit: int) -> None:
    if not value.isprintable():
        bad = next(c for c in value if not c.isprintable())
        raise BadInput(f"the {what} has a character that does not belong in a header: U+{ord(bad):04X}")
    if "=?" in value:
        raise BadInput(f"the {what} has an encoded word in it (=?), which mail programs may take for a line break")
    if len(value) > limit:
        raise BadInput(f"the {what} is longer than {limit} characters")


def as_eml(draft: Draft, *, unsent: bool = False) -> bytes:
    """The draft as RFC 5322 bytes: CRLF, pure ASCII, text/plain in quoted-printable UTF-8, exactly one To.

    `unsent` adds `X-Unsent: 1`, which graphical programs take as "open for editing" and others would send along.
    Raises BadInput where a field is not fit for a header, and where the built message does not read back the same.
    """
    recipient = check(draft)
    headers = [*_headers(draft, recipient, unsent=unsent), *_CONTENT]
    body = clean(draft.body).rstrip("\n") + "\n"
    data = _built(headers, body)
    _check_built(data, [name for name, _ in headers], recipient, draft.subject, body)
    return data


def _built(headers: list[tuple[str, str]], body: str) -> bytes:
    """The message as lines; no library folds headers anew, which is where extra lines came from."""
    head = "".join(f"{name}: {value}\r\n" for name, value in headers)
    text = binascii.b2a_qp(body.encode(), quotetabs=False, istext=True)
    return head.encode("ascii") + b"\r\n" + text.replace(b"\n", b"\r\n")


def _headers(draft: Draft, to: address.Address, *, unsent: bool) -> list[tuple[str, str]]:
    """Names and values as they are written, folded and encoded."""
    rows = []
    if draft.sender_email:
        rows.append(("From", _mailbox(address.parse(draft.sender_email), draft.sender_name)))
    rows += [("To", to.spec), ("Subject", _encoded(draft.subject, "Subject"))]
    if draft.date is not None:
        rows.append(("Date", email.utils.format_datetime(draft.date)))
    rows.append(("Message-ID", draft.message_id))
    if draft.in_reply_to:
        rows.append(("In-Reply-To", draft.in_reply_to))
    if draft.references:
        rows.append(("References", "\r\n ".join(draft.references)))
    if unsent:
        rows.append(("X-Unsent", "1"))
    return rows


def _mailbox(found: address.Address, name: str) -> str:
    if not name.strip():
        return found.spec
    if name.isascii():
        return email.utils.formataddr((name, found.spec))
    return f"{_encoded(name, 'From')}\r\n <{found.spec}>"


def _encoded(value: str, name: str) -> str:
    """The value folded, as RFC 2047 words where it is not ASCII.

    `Header` is used for those since the newer classes lose and add blanks when they fold mixed text (Python 3.11).
    """
    if not value.isascii():
        return email.header.Header(value, "utf-8", maxlinelen=_FOLD, header_name=name).encode(linesep="\r\n")
    lines = [""]
    for word in value.split(" "):
        if word and lines[-1].strip() and len(f"{name}: {lines[-1]} {word}") > _FOLD:
            lines.append(word)
        else:
            lines[-1] += f" {word}" if lines[-1] or len(lines) == 1 else word
    return "\r\n ".join(lines)[1:]


def _check_built(data: bytes, names: list[str], to: address.Address, subject: str, body: str) -> None:
    """Read the bytes with two parsers and compare: Python before 3.13 can be made to write extra header lines."""
    until = data.find(b"\r\n\r\n") + 2  # the other parser looks at the whole
    head = email.parser.BytesHeaderParser(policy=_STRICT).parsebytes(data[:until])
    plain = email.parser.BytesParser(policy=email.policy.compat32).parsebytes(data)
    if not list(head.keys()) == list(plain.keys()) == names:
        raise BadInput("the message that was built has other headers than intended; nothing is written")
    if [person.addr_spec for person in head["To"].addresses] != [to.spec] or head["Subject"] != subject:
        raise BadInput("the message that was built reads back with another recipient or subject; nothing is written")
    text = plain.get_payload(decode=True)
    if plain.is_multipart() or not isinstance(text, bytes) or text.replace(b"\r\n", b"\n") != body.encode():
        raise BadInput("the message that was built reads back with another text; nothing is written")
