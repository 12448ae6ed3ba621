"""Bytes become characters by BOM, then UTF-8, then what the page declares; what is doubtful is told."""

import codecs
import re

from cookietui.core.declaration import Problem
from cookietui.core.errors import BadInput
from cookietui.core.text import one_line

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})",
    re.IGNORECASE,
)
_HEAD = 16_384
_LABELS = {"iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252",
           "iso8859-1": "cp1252", "iso-8859-9": "cp1254", "iso-8859-11": "cp874", "gb2312": "gb18030", "gbk": "gb18030",
           "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932", "ks_c_5601-1987": "cp949",
           "euc-kr": "cp949", "big5": "big5hkscs"}  # fmt: skip
"""What browsers do with these labels (WHATWG Encoding Standard, "Names and labels")."""
_SAFE = re.compile(
    r"cp(125\d|874|932|949|866)|iso-?8859-?\d+|windows-125\d|macintosh|mac-?roman|koi8-[ru]|big5hkscs|gb18030|euc-jp|iso-2022-jp"
)
_LABEL = re.compile(r"[\w.:-]{2,40}", re.ASCII)
_MAGIC = {
    b"\x1f\x8b": "is compressed (gzip)", b"BZh": "is compressed (bzip2)", b"7z\xbc\xaf": "is an archive (7z)",
    b"PK\x03\x04": "is a zip archive or office document", b"\xd0\xcf\x11\xe0": "is an office document",
    b"{\\rtf": "is an RTF document", b"\x89PNG": "is a picture", b"\xff\xd8\xff": "is a picture",
    b"GIF8": "is a picture", b"\x7fELF": "is a program", b"SQLite format 3\0": "is a database",
    b"\x80\x04\x95": "is a Python pickle", b"\x80\x05\x95": "is a Python pickle",
}  # fmt: skip
_WITHIN = "the file ends in the middle of a character, which was left out"
_DATABASE = b"SQLite format 3\0"
_TOLD = len(b"SQLite")
"""Bytes that tell a database from a word."""
_CONTROLS = bytes(set(range(32)) - {8, 9, 10, 11, 12, 13, 27}) + b"\x7f"


def decode(data: bytes, path: str) -> tuple[str, tuple[Problem, ...]]:
    """The characters of a source, and what is doubtful about them.

    Raises BadInput for an empty source, a PDF, and anything that is no text.
    """
    if not data:
        raise BadInput("is empty", input=path)
    if data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF-"):
        raise BadInput("is a PDF, which is not read; save the page as HTML or text", input=path)
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise BadInput(f"{what}, which is not read as text", input=path)
    if len(data) >= _TOLD and _DATABASE.startswith(data):
        raise BadInput("is a database that breaks off in its first bytes", input=path)
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _strictly(data[len(bom) :], name, "its byte order mark")
    wide = _wide(data[:4096])
    if wide:
        text, problems = _strictly(data, wide, "its bytes")
        return text, (*problems, _doubt(f"the file has no byte order mark and was read as {wide.upper()}"))
    _refuse_binary(data, path)
    return _narrow(data)


def decode_as(data: bytes, label: str) -> tuple[str, tuple[Problem, ...]]:
    """The characters of a part of a message that names its encoding; a wrong or unknown name is told, never raised."""
    name = label.strip().lower().replace(" ", "-")
    name = "utf-8" if name in {"utf8", "unicode-1-1-utf-8"} else _LABELS.get(name, name)
    if not name or not _LABEL.fullmatch(name) or not (name == "utf-8" or _SAFE.fullmatch(name)):
        if name.startswith("utf-16") and _LABEL.fullmatch(name):
            return _strictly(data, "utf-16-be" if name.endswith("be") else "utf-16-le", "the message")
        text, problems = _narrow(data)
        unknown = (
            (_doubt(f"the message names the encoding {one_line(label, 40)!r}, which is not known"),) if name else ()
        )
        return text, (*unknown, *problems)
    try:
        return data.decode(name), ()
    except UnicodeDecodeError:
        text, problems = _narrow(data)
        return text, (_doubt(f"the message is no {name.upper()} although it says so"), *problems)


def _doubt(message: str) -> Problem:
    return Problem(kind="encoding", message=message)


def _strictly(data: bytes, name: str, why: str) -> tuple[str, tuple[Problem, ...]]:
    try:
        return data.decode(name), ()
    except UnicodeDecodeError as error:
        if _ends_within(error):
            return data[: error.start].decode(name), (_doubt(_WITHIN),)
        text = data.decode(name, "replace")
        lost = text.count("\ufffd")
        return text, (_doubt(f"{lost} characters are no {name.upper()} although {why} says so (byte {error.start})"),)


def _ends_within(error: UnicodeDecodeError) -> bool:
    """Whether all that is wrong with the bytes is that they end in the middle of a character."""
    return error.reason in {"unexpected end of data", "truncated data"} and error.end == len(error.object)


def _wide(head: bytes) -> str | None:
    """UTF-16 without a byte order mark: every second byte of western text is NUL."""
    if len(head) < 4 or b"\0" not in head:  # noqa: PLR2004 - two characters are too few to tell
        return None
    even, odd = head[0::2], head[1::2]
    if odd.count(0) > 0.6 * len(odd) and even.count(0) < 0.05 * len(even):
        return "utf-16-le"
    if even.count(0) > 0.6 * len(even) and odd.count(0) < 0.05 * len(odd):
        return "utf-16-be"
    return None


def _refuse_binary(data: bytes, path: str) -> None:
    """Control characters that no text has in number make a source binary."""
    sample = data[:65_536]
    odd = len(sample) - len(sample.translate(None, _CONTROLS))
    if odd > max(8, len(sample) // 20):
        raise BadInput("is no text (a binary file)", input=path)


def _narrow(data: bytes) -> tuple[str, tuple[Problem, ...]]:
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        broken = error
    if _ends_within(broken) and not data[: broken.start].isascii():
        return data[: broken.start].decode("utf-8"), (_doubt(_WITHIN),)
    declared = _declared(data[:_HEAD])
    if declared == "utf-8" or (declared is None and _mostly_utf8(data)):
        text = data.decode("utf-8", "replace")
        return text, (_doubt(f"{text.count(chr(0xFFFD))} characters are no UTF-8 (first at byte {broken.start})"),)
    if declared:
        try:
            return data.decode(declared), ()
        except UnicodeDecodeError:
            text = data.decode(declared, "replace")
            if text.count("\ufffd") * 50 < len(text):
                return text, (
                    _doubt(f"{text.count(chr(0xFFFD))} characters are no {declared.upper()}, which the page declares"),
                )
    return _western(data), (
        _doubt("the file is no UTF-8 and names no encoding that fits; it was read as Windows-1252"),
    )


def _declared(head: bytes) -> str | None:
    """The encoding a page declares, as a codec that is safe to use; None where it declares none."""
    found = _DECLARED.search(head)
    if found is None:
        return None
    label = (found[1] or found[2]).decode("ascii", "replace").lower()
    label = _LABELS.get(label, label)
    if label in {"utf-8", "utf8", "utf-16", "utf-16le", "utf-16be"}:  # a page that could be scanned is no UTF-16
        return "utf-8"
    if not _SAFE.fullmatch(label):
        return None
    try:
        return codecs.lookup(label).name
    except LookupError:
        return None


def _mostly_utf8(data: bytes) -> bool:
    """Whether the multi-byte sequences that fit outnumber those that do not."""
    text = data[:262_144].decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(1 for c in text if c > "\x7f") - bad
    return good > bad


def _western(data: bytes) -> str:
    """Windows-1252, its five unused bytes as the control characters they are in Latin-1."""
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("cp1252", "surrogateescape").translate({0xDC00 + b: b for b in range(0x80, 0x100)})
