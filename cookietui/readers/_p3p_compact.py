"""A compact policy is a row of tokens; many were copied to please one browser, so what is odd about it is said."""

import re

import msgspec

from cookietui.core.declaration import Declaration, OfferedRight, Technology
from cookietui.core.text import one_line
from cookietui.readers._p3p_words import HISTORIC, Statement, by_token, practices, table
from cookietui.readers._sheet import Sheet
from cookietui.sources.sample import Sample

_LONGEST = 20_000
_HEADERS = 60
_HEADER = re.compile(r"[\w-]{1,60}\s*:\s|HTTP/\d|\s|$")
_CP = re.compile(r"""\bCP\s*=\s*(?:"([^"\n]{0,4000})"|'([^'\n]{0,4000})'|([^\n,;]{1,4000}))""", re.IGNORECASE)
_START = re.compile(r"\s*(?:p3p\s*:|cp\s*=|policyref\s*=)", re.IGNORECASE)
_TOKEN = re.compile(r"[A-Za-z]{3}(?:[aio])?(?![\w])")
_WORD = re.compile(r"\S+")
_NO_POLICY = re.compile(r"\bnot?\s+(?:a\s+)?p3p\s+polic|does\s+not\s+have\s+a\s+p3p\s+polic", re.IGNORECASE)
_FEWEST = 3
_ALL = 20
"""Tokens from which a policy claims nearly everything there is."""
_REQUIRED = {"a": "always", "i": "opt-in", "o": "opt-out", "": "always"}


class Compact(msgspec.Struct):
    """The tokens of a source: `text[start:end]` holds them."""

    start: int
    end: int


def tokens_of(sample: Sample) -> Compact | None:
    """Where the tokens stand; None where the source is no compact policy, alone or in the headers of an answer."""
    if len(sample.head) >= _LONGEST or b"\0" in sample.head:
        return None
    text = sample.text
    if len(text) > _LONGEST:
        return None
    found = _CP.search(text)
    if found and (_START.match(text) or _are_headers(text)):
        group = next(number for number in (1, 2, 3) if found[number] is not None)
        return Compact(*found.span(group))
    words = text.split()
    known = [word for word in words if word[:3].upper() in by_token() and _TOKEN.fullmatch(word) and word[:3].isupper()]
    alone = len(words) >= _FEWEST and len(known) * 10 >= len(words) * 8
    return Compact(0, len(text)) if alone or (_NO_POLICY.search(text) and "\n" not in text.strip()) else None


def _are_headers(text: str) -> bool:
    lines = text.splitlines()[:_HEADERS]
    return all(_HEADER.match(line) for line in lines) and bool(re.search(r"(?im)^p3p\s*:", text))


def read_compact(sample: Sample) -> Declaration:
    """The practices that the tokens stand for."""
    place = tokens_of(sample)
    assert place is not None
    sheet = Sheet(sample)
    text = sample.text
    inside = text[place.start : place.end]
    if _NO_POLICY.search(inside) or not any(_known(match.group()) for match in _WORD.finditer(inside)):
        quote = inside.strip() or text.strip()[:200]
        start = text.find(quote)
        at = sheet.book.pointer(f"text:{start}-{start + len(quote)}", quote)
        sheet.note(f'there is no P3P policy: "{one_line(quote, 80)}"', at)
        return sheet.declaration("p3p")
    return _read_tokens(sheet, inside, place.start)


def _known(word: str) -> bool:
    return bool(_TOKEN.fullmatch(word)) and word[:3].upper() in by_token()


def _read_tokens(sheet: Sheet, inside: str, offset: int) -> Declaration:
    said = Statement()
    rights: list[OfferedRight] = []
    odd: list[str] = []
    cookies: list[int] = []
    seen: set[str] = set()
    for match in _WORD.finditer(inside):
        word = match.group()
        if not _known(word):
            odd.append(word)
            continue
        start = offset + match.start()
        at = sheet.book.pointer(f"text:{start}-{start + len(word)}", word)
        kind, element = by_token()[word[:3].upper()]
        cookies.append(at)
        if element in seen:
            continue
        seen.add(element)
        if kind in {"purpose", "recipient"}:
            members = said.purposes if kind == "purpose" else said.recipients
            members.append((element, _REQUIRED[word[3:].lower()], at))
        else:
            _add(said, rights, element, at)
    sheet.note(HISTORIC, *cookies[:1])
    if len(seen) >= _ALL:
        sheet.note(f"it claims {len(seen)} things at once, as tokens do that were copied for a browser's sake")
    if odd:
        sheet.unread(f"no token of P3P: {one_line(', '.join(dict.fromkeys(odd)), 200)}")
    technology = Technology(kind="cookies", evidence=tuple(cookies[:1]))
    return sheet.declaration("p3p", technologies=(technology,), practices=tuple(practices(said)), rights=tuple(rights))


def _add(said: Statement, rights: list[OfferedRight], element: str, at: int) -> None:
    """What has no `required`: retention, kinds of data, access and remedies."""
    if element in table("retention"):
        said.retention.append((element, at))
    elif element in table("category"):
        said.categories.append((element, at))
    elif table("access").get(element, ["", "no"])[1] == "yes":
        rights.append(OfferedRight(right="access", evidence=(at,)))
    elif element == "correct":
        rights.append(OfferedRight(right="correct", evidence=(at,)))
