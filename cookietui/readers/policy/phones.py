"""A telephone number is figures behind a label, in a tel link, or beside a contact; other long numbers are none."""

import functools
import re
from collections.abc import Iterator
from itertools import islice
from typing import Literal

import msgspec

from cookietui.readers.policy.wordlists import alternatives, calling_codes, labels
from cookietui.sources.page import Page

_MANY = 300
_FEWEST, _MOST = 7, 15
"""Digits of a telephone number (E.164); fewer are extensions or codes."""
_BEFORE = 48
"""Characters before a number in which its label stands."""
_AFTER = 24
_LABEL_LINE = 24
"""Characters of a line above that may be nothing but a label."""
_ROOM = 12
"""Characters between two numbers that share a label."""
_BROKEN = re.compile(r"\d{3}|[.!?] +\w")
_NUMBER = re.compile(r"\d[\d() \xa0./–-]{5,24}\d(?!\d)(?: ?(?:ext|x|extension|dw)\.? ?\d{1,5})?", re.IGNORECASE)
_LEAD = re.compile(r"(?:\+ ?|\(\+?|\+\()\Z")
"""What may stand before the first digit."""
_VANITY = re.compile(r"8\d\d[-. )]{1,2}(?=[A-Z\d-]*[A-Z]{3})[A-Z\d]{3,4}-?[A-Z\d]{3,8}\b")
_VANITY_REST = re.compile(r"[-. ]?[A-Z]{3}")
_VANITY_LEAD = re.compile(r"(?<![\w])1?[-. (]{0,2}\Z")
_NORTH_AMERICAN = re.compile(r"\+?1?[-. (]{0,2}[2-9]\d\d[-. )]{1,2}[2-9]\d\d[-. ]\d{4}\Z")
_NATIONAL = re.compile(r"0[1-9](?:[ .]\d\d){4}\Z|0\d{4} ?\d{6}\Z|0\d{2,4} \d{3,4} \d{3,4}\Z|[679]\d{2}(?: \d\d){3}\Z")
"""How numbers are grouped in France, the United Kingdom and Spain."""
_MAILED = re.compile(r"@[\w.-]+[)\s,;/]+(?:or |oder |ou |o |and |und |et |y )?\Z")
"""An address before a number, which needs no label then."""
_DATE = re.compile(
    r"\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d\Z|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}\Z"
    r"|(?:19|20)\d\d ?[-–/] ?(?:19|20)?\d\d\Z"
)
_RUN = re.compile(r"[ (.:–-]*(?:(?:or|and|oder|und|ou|et|o|y|/|,|;)[ (]*)?\Z", re.IGNORECASE)
_REGISTERED = re.compile(
    r"(?:\b(?:vat|ust|uid|hrb|hra|hr|siret|siren|rcs|cif|nif|nip|regon|krs|ein|abn|acn|iban|bic|duns|isbn|issn|no|nr|number|nummer|numéro|id|reg|registration|registered|company|companies|steuer\w*|register\w*|registre|tva|kvk|btw|cvr|org|pub|ref|reference|version|regulation|directive|iso|ip|zip|plz|box|postfach|rfc|law|act|decree|clause|section|article|art)\b\.?|§|#|€|\$|£)[\s:.#)(°-]*(?:[A-Z]{1,3}[\s-]?)?\Z",
    re.IGNORECASE,
)


class Phone(msgspec.Struct, frozen=True):
    """A number at `text[start:end]`, or a tel link without one in its text (then `pointer` and `quote`)."""

    kind: Literal["phone", "fax"]
    value: str
    start: int
    end: int
    labelled: bool
    pointer: str = ""
    quote: str = ""


class _Labels:
    def __init__(self) -> None:
        phone, fax = alternatives(labels("phone")), alternatives(labels("fax"))
        self.before = re.compile(rf"(?<!\w)(?:(?P<fax>{fax})|(?P<phone>{phone}))(?!\w)", re.IGNORECASE)
        self.after = re.compile(rf"[\s(\[,]{{1,3}}(?:(?P<fax>{fax})|(?P<phone>{phone}))(?!\w)", re.IGNORECASE)


_labels = functools.cache(_Labels)


def find(page: Page) -> Iterator[Phone]:
    """Everything on the page that may be a number to call or fax, in order of place; links come last."""
    text = page.text
    last: Phone | None = None
    shown: set[str] = set()
    for start, end in _matches(text):
        phone = _read(text, start, end, last)
        if phone is not None:
            last = phone
            shown.add(digits(phone.value)[-_FEWEST:])
            yield phone
    for link in page.links:
        head = link.target[:4].lower()
        if head in ("tel:", "fax:") and _FEWEST <= len(digits(link.target)) <= _MOST:
            value = tidy(link.target[4:].replace("%20", " "))
            if digits(value)[-_FEWEST:] not in shown:
                kind: Literal["phone", "fax"] = "fax" if head == "fax:" else "phone"
                yield Phone(kind, value, link.start, link.end, labelled=True, pointer=link.pointer, quote=link.quote)


def digits(value: str) -> str:
    """The digits of a number, letters of a vanity number as on a keypad."""
    keys = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
    return re.sub(r"\D", "", value.upper().translate(keys) if re.search(r"[A-Z]{3}", value) else value)


def tidy(value: str) -> str:
    """The number for display: one blank at most between its parts."""
    return " ".join(value.split())


def country(value: str) -> str | None:
    """The country of a number in international form, None for other forms."""
    bare = re.sub(r"[^\d+]", "", value)
    if not bare.startswith(("+", "00")):
        return None
    bare = bare.lstrip("+").removeprefix("00") if bare.startswith("00") else bare.lstrip("+")
    codes = calling_codes()
    return next((codes[bare[:size]] for size in (3, 2, 1) if bare[:size] in codes), None)


def _matches(text: str) -> Iterator[tuple[int, int]]:
    """Where numbers stand, with the sign or bracket before them."""
    for match in islice(_NUMBER.finditer(text), _MANY):
        lead = _LEAD.search(text, max(0, match.start() - 3), match.start())
        yield lead.start() if lead else match.start(), match.end()
    for match in islice(_VANITY.finditer(text), _MANY) if "-" in text else ():
        lead = _VANITY_LEAD.search(text, max(0, match.start() - 4), match.start())
        if lead:
            yield lead.start() + len(lead[0]) - len(lead[0].lstrip(" (-.")), match.end()


def _read(text: str, start: int, end: int, last: Phone | None) -> Phone | None:
    value = text[start:end]
    if value.count("(") > value.count(")") and value.startswith("("):
        start, value = start + 1, value[1:]
    value = value if value.count("(") <= value.count(")") else value.rpartition("(")[0]
    value = value.rstrip(" .-–/(")
    end = start + len(value)
    if not _FEWEST <= len(digits(value)) <= _MOST or _DATE.fullmatch(value) or text[start - 1 : start].isalnum():
        return None
    if _VANITY_REST.match(text, end) and not any(c.isalpha() for c in value):
        return None
    line = text.rfind("\n", 0, start) + 1
    if line and start - line <= 1:
        above = text.rfind("\n", 0, line - 1) + 1
        line = above if line - above <= _LABEL_LINE else line
    before = text[max(line, start - _BEFORE) : start]
    kind = _label(text, end, before)
    if kind is None and _REGISTERED.search(before):
        return None
    if kind is None and last is not None and 0 <= start - last.end <= _ROOM and _RUN.fullmatch(text[last.end : start]):
        return Phone(last.kind, tidy(value), start, end, last.labelled)
    grouped = _NORTH_AMERICAN.fullmatch(value) or _NATIONAL.fullmatch(value) or value.startswith(("+", "00", "(+"))
    if kind is None and not grouped and not (value.startswith("0") and _MAILED.search(before)):
        return None
    return Phone(kind or "phone", tidy(value), start, end, kind is not None)


def _label(text: str, end: int, before: str) -> Literal["phone", "fax"] | None:
    """What the nearest label says: the last one before the number, else one right after it."""
    found = None
    for match in _labels().before.finditer(before):
        found = match
    if found is not None and not _BROKEN.search(before[found.end() :]):
        return "fax" if found["fax"] else "phone"
    after = _labels().after.match(text[end : end + _AFTER].split("\n", 1)[0])
    if after:
        return "fax" if after["fax"] else "phone"
    return None
