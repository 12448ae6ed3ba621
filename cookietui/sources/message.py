"""A reply is a message or plain text: who wrote it when, in answer to what, whether a machine did, and its words."""

import datetime
import email.utils
import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence

import msgspec

from cookietui.core.declaration import Evidence
from cookietui.core.errors import BadInput
from cookietui.core.text import one_line
from cookietui.sources import mime
from cookietui.sources.decode import decode
from cookietui.sources.normalise import normalise
from cookietui.sources.quoted import without_quotes

IDENTIFIERS = 200
"""Message-IDs that are looked at."""
TEXT_LIMIT = 400_000
"""Characters of a reply's text that are read."""
HTML_LIMIT = 3_000_000
"""Characters of HTML that are read: styles often take most of them."""
_ID = re.compile(r"<[^<>\s]{1,250}@[^<>\s]{1,250}>")
_STATUS = re.compile(r"\s*([245])\.\d{1,3}\.\d{1,3}")
_DAEMON = re.compile(r"(?:mailer-?daemon|postmaster|mail-?delivery|maildelivery)[^@]{0,40}@?", re.IGNORECASE)
_AUTOMATIC = {
    "x-autoreply": re.compile(r".", re.ASCII),
    "x-autorespond": re.compile(r".", re.ASCII),
    "x-autoresponse": re.compile(r".", re.ASCII),
    "auto-submitted": re.compile(r"(?!\s*no\b)\S", re.IGNORECASE),
    "precedence": re.compile(r"\s*(?:auto[_-]?reply|bulk|junk)\b", re.IGNORECASE),
}
"""Headers that only machines write (RFC 3834 for the first standard one, custom for the rest)."""
_FEW = 5
_FAR_LONGER = 4


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """One reply as it came; every string is cleaned, `lines` are its text with quotes still in it."""

    digest: str
    """SHA-256 of its bytes, hex."""
    lines: tuple[str, ...]
    mail: bool = False
    """Whether it has the head of a message; False for plain text."""
    message_id: str | None = None
    answers: tuple[str, ...] = ()
    """Message-IDs of In-Reply-To and References, the nearest first."""
    enclosed: tuple[str, ...] = ()
    """Message-IDs of messages that came back inside it."""
    subject: str = ""
    sender: str = ""
    """The address alone."""
    sender_name: str = ""
    date: datetime.datetime | None = None
    """Aware, None where it has none or a broken one."""
    automatic: Evidence | None = None
    """The header by which a machine says that it wrote this."""
    failed: Evidence | None = None
    """The field that says that something was not delivered, and will not be."""
    delayed: Evidence | None = None
    """The field that says that something is still on its way."""
    notice: Evidence | None = None
    """The field that says that it was delivered or opened, which answers nothing."""
    daemon: bool = False
    """Whether a mail system wrote it."""
    attachments: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


def read_message(data: bytes, path: str = "-", *, cut: bool = False) -> Message:
    """The message or plain text in these bytes; raises BadInput for what is empty or no text at all.

    `cut` tells that there was more of it than is given here.
    """
    told = ["it is long: only its beginning was read"] if cut else []
    digest = hashlib.sha256(data).hexdigest()
    if not data.strip(b"\x00 \t\r\n"):
        raise BadInput("is empty", input=path)
    if not mime.is_message(data):
        text, problems = decode(data.replace(b"\x00", b""), path)
        lines = _lines(text)
        return Message(digest=digest, lines=lines, problems=(*told, *(p.message for p in problems)))
    return _mail(mime.parse(data), digest, told)


def _mail(entity: mime.Entity, digest: str, told: list[str]) -> Message:
    fields = tuple(_fields(entity))
    report = _report(fields)
    lines = _text(entity)
    name, sender = _mailbox(entity.get("from"))
    returned = [part for part in entity.parts if part.kind in _RETURNED]
    return Message(
        digest=digest,
        lines=lines,
        mail=True,
        message_id=next(iter(_ids([entity.get("message-id")])), None),
        answers=_answers(entity),
        enclosed=_ids(_header_values(returned, b"message-id")),
        subject=one_line(entity.get("subject"), 300),
        sender=sender,
        sender_name=name,
        date=_date(entity.get("date")),
        automatic=_automatic(entity),
        failed=report.get("failed") or _failed_recipients(entity),
        delayed=report.get("delayed"),
        notice=report.get("notice"),
        daemon=bool(_DAEMON.match(sender)) or entity.get("return-path").strip() == "<>" or bool(report),
        attachments=tuple(part.name or part.kind for part in entity.parts if part.attached)[:20],
        problems=(*told, *entity.problems),
    )


_RETURNED = frozenset({"message/rfc822", "message/global", "text/rfc822-headers", "message/global-headers"})


def _answers(entity: mime.Entity) -> tuple[str, ...]:
    earlier = _ids(entity.all("references")[:3])
    return tuple(dict.fromkeys([*_ids(entity.all("in-reply-to")[:3]), *reversed(earlier)]))[:IDENTIFIERS]


def _ids(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found for value in values for found in _ID.findall(value[: mime.VALUE_LIMIT])))


def _header_values(parts: Sequence[mime.Part], name: bytes) -> list[str]:
    heads = (mime.parse(part.data[: mime.HEADER_BYTES]) for part in parts[:5])
    return [head.get(name.decode()) for head in heads]


def _mailbox(value: str) -> tuple[str, str]:
    name, address = email.utils.parseaddr(value[:1000])
    return one_line(name, 120), one_line(address, 254)


def _date(value: str) -> datetime.datetime | None:
    try:
        found = email.utils.parsedate_to_datetime(value[:200])
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=datetime.UTC)


def _pointer(name: str, value: str) -> Evidence:
    return Evidence(pointer=f"header:{name}", quote=one_line(value, 200))


def _automatic(entity: mime.Entity) -> Evidence | None:
    for name, wanted in _AUTOMATIC.items():
        value = next((each for each in entity.all(name) if wanted.match(each)), None)
        if value is not None:
            return _pointer(name, value)
    return None


def _failed_recipients(entity: mime.Entity) -> Evidence | None:
    """What Exim and others write into the bounce itself, no report attached."""
    value = entity.get("x-failed-recipients")
    return _pointer("x-failed-recipients", value) if value else None


def _fields(entity: mime.Entity) -> Iterable[tuple[str, str]]:
    """The fields of delivery and disposition reports (RFC 3464, RFC 8098), name and value."""
    for part in entity.parts:
        if part.kind in {"message/delivery-status", "message/global-delivery-status"}:
            for block in re.split(r"\n[ \t]*\n", part.text().replace("\r\n", "\n")[:100_000])[:100]:
                yield from mime.parse(f"{block}\n\n".encode()).headers
        elif part.kind == "message/disposition-notification":
            yield from mime.parse(part.data[:20_000]).headers


def _report(fields: Sequence[tuple[str, str]]) -> dict[str, Evidence]:
    """What a report says of its recipients: one that failed counts more than those that did not."""
    found: dict[str, Evidence] = {}
    why = next((value for name, value in fields if name == "diagnostic-code"), "")
    for name, value in fields:
        said = value.strip().lower()
        status = _STATUS.match(value) if name == "status" else None
        if (name == "action" and said.startswith("failed")) or (status and status[1] == "5"):
            found.setdefault("failed", _pointer(name, f"{value} {why}" if name == "action" else value))
        elif (name == "action" and said.startswith("delayed")) or (status and status[1] == "4"):
            found.setdefault("delayed", _pointer(name, value))
        elif name == "disposition" or (name == "action" and said):
            found.setdefault("notice", _pointer(name, value))
    if "failed" in found:
        return {"failed": found["failed"]}
    return found


def _text(entity: mime.Entity) -> tuple[str, ...]:
    """The lines meant to be read, of several versions the better one; of a mere forwarding what was forwarded."""
    own = _chosen(entity.parts)
    if own or entity.kind == "multipart/report":
        return own
    inside = next((part for part in entity.parts if part.kind == "message/rfc822" and part.data), None)
    return _chosen(mime.parse(inside.data).parts) if inside else ()


def _chosen(parts: Sequence[mime.Part]) -> tuple[str, ...]:
    lines: list[str] = []
    done: set[int] = set()
    for part in parts:
        if part.attached or part.kind not in {"text/plain", "text/html"} or part.alternative in done:
            continue
        if part.alternative:
            done.add(part.alternative)
            lines += _better([p for p in parts if p.alternative == part.alternative and not p.attached])
        else:
            lines += _part_lines(part)
    return tuple(lines)


def _better(versions: Sequence[mime.Part]) -> tuple[str, ...]:
    """The plain version, unless it is only a remark that there is another."""
    plain = [line for part in versions if part.kind == "text/plain" for line in _part_lines(part)]
    words = sum(len(line.split()) for line in plain)
    rich = [line for part in versions if part.kind == "text/html" for line in _part_lines(part)]
    far = sum(len(line.split()) for line in rich) > _FAR_LONGER * words
    return tuple(rich if rich and (words < _FEW or far) else plain)


def _part_lines(part: mime.Part) -> tuple[str, ...]:
    text = part.text()
    if part.kind == "text/html":
        page = normalise(without_quotes(text[:HTML_LIMIT]), kind="html")
        return _lines(page.text)
    if part.params.get("format", "").lower() == "flowed":
        text = _flowed(text, glued=part.params.get("delsp", "").lower() == "yes")
    return _lines(text)


def _flowed(text: str, *, glued: bool) -> str:
    """Lines that end in a blank go on in the next one of the same quote depth (RFC 3676)."""
    joined: list[str] = []
    goes_on = False
    for line in text.replace("\r\n", "\n").split("\n"):
        quoted = line.startswith(">")
        same = goes_on and joined and joined[-1].startswith(">") == quoted
        bare = line.lstrip(">").removeprefix(" ") if same else line if quoted else line.removeprefix(" ")
        goes_on = line.endswith(" ") and line != "-- "
        if same and line != "-- ":
            joined[-1] = (joined[-1].removesuffix(" ") if glued else joined[-1]) + bare
        else:
            joined.append(bare)
    return "\n".join(joined)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(re.split(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]", unicodedata.normalize("NFC", text[:TEXT_LIMIT])))
