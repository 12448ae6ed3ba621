"""A draft becomes RFC 5322 bytes here and nowhere else: checked before it is built, parsed again after."""

import datetime
import email.headerregistry
import email.message
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
_MESSAGE_ID = re.compile(r"^<[A-Za-z0-9._+=-]{1,120}@[A-Za-z0-9.-]{1,120}>$")
_REFERENCE_LIMIT = 20
_FILE_STEM = re.compile(r"^[a-z0-9][a-z0-9-]{2,40}$")


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
    tail = f" [{reference}]"
    line = "".join(c if c.isprintable() else " " for c in one_line(subject))
    while "=?" in line:
        line = line.replace("=?", "= ?")
    return one_line(line, SUBJECT_LIMIT - len(tail)) + tail


def file_stem(reference: str) -> str:
    """The reference as the stem of a file name, the same on every system; raises BadInput where it can be none."""
    if not _FILE_STEM.match(reference):
        raise BadInput(f"this reference can not be a file name: {one_line(reference, 60)!r}")
    return reference


def check(draft: Draft) -> address.Address:
    """The one recipient of a draft fit for e-mail; raises BadInput for anything that does not belong in a header."""
    if not draft.subject.strip():
        raise BadInput("the draft has no subject")
    _check_value("subject", draft.subject, SUBJECT_LIMIT)
    _check_value("sender name", draft.sender_name, NAME_LIMIT)
    if len(draft.body) > BODY_LIMIT:
        raise BadInput(f"the letter is longer than {BODY_LIMIT} characters")
    if len(draft.references) > _REFERENCE_LIMIT:
        raise BadInput(f"more than {_REFERENCE_LIMIT} earlier messages are referred to")
    earlier = [draft.in_reply_to] if draft.in_reply_to else []
    for identifier in (draft.message_id, *earlier, *draft.references):
        if not _MESSAGE_ID.match(identifier):
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
    message = email.message.EmailMessage(policy=email.policy.SMTP)
    if draft.sender_email:
        sender = address.parse(draft.sender_email)
        message["From"] = _header_address(sender, draft.sender_name)
    message["To"] = _header_address(recipient)
    message["Subject"] = draft.subject
    if draft.date is not None:
        message["Date"] = email.utils.format_datetime(draft.date)
    message["Message-ID"] = draft.message_id
    if draft.in_reply_to:
        message["In-Reply-To"] = draft.in_reply_to
    if draft.references:
        message["References"] = " ".join(draft.references)
    if unsent:
        message["X-Unsent"] = "1"
    body = clean(draft.body).rstrip("\n") + "\n"
    message.set_content(body, charset="utf-8", cte="quoted-printable")
    data = message.as_bytes()
    _check_built(data, message, recipient, draft.subject, body)
    return data


def _header_address(found: address.Address, name: str = "") -> email.headerregistry.Address:
    return email.headerregistry.Address(display_name=name, username=found.local, domain=found.domain)


def _check_built(
    data: bytes, message: email.message.EmailMessage, to: address.Address, subject: str, body: str
) -> None:
    """Read the bytes with two parsers and compare: Python before 3.13 can be made to write extra header lines."""
    wanted = [name.lower() for name in message.keys()]  # noqa: SIM118 - a message has repeated keys and no set of them
    for policy in (email.policy.default, email.policy.compat32):
        again = email.parser.BytesParser(policy=policy).parsebytes(data)
        if [name.lower() for name in again.keys()] != wanted:  # noqa: SIM118 - same
            raise BadInput("the message that was built has other headers than intended; nothing is written")
    read = email.parser.BytesParser(policy=email.policy.default).parsebytes(data)
    people = read["To"].addresses
    if [p.addr_spec for p in people] != [to.spec] or read["Subject"] != subject:
        raise BadInput("the message that was built reads back with another recipient or subject; nothing is written")
    if read.get_content().replace("\r\n", "\n") != body:
        raise BadInput("the message that was built reads back with another text; nothing is written")
