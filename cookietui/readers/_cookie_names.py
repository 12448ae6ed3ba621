"""Finds the names of cookies in a cell, an entry or a sentence: what looks like words of prose is no name."""

import itertools
import re
from collections.abc import Iterator, Sequence

from cookietui.core.text import LOWERED, RAISED
from cookietui.readers._cookie_words import no_names

_BREAK = re.compile(
    r"[\n\t,;•|]|\s/\s|(?<=\w)/(?=_|[A-Z]{3})|\s(?:and|und|et|y|e|en|i|or|oder|ou|o|&|\+)\s|(?<=[^\s:]{2})\s{2,}"
)
_NAME = re.compile(r"(?:\.(?=[A-Za-z]))?[A-Za-z0-9_$@?~%<\[{*#!][A-Za-z0-9_.\-*#$%&@^`|~+/:\[\]<>{}!?=()]{0,127}")
_REGEX = re.compile(r"(?:/\^?|\^)[^\s/]{2,200}(?:/[a-z]{0,6}|\$)?")
"""A regular expression in the place of a name; it is kept as text."""
_LIST_SIGNS = ",;|"
_LIST_WORDS = frozenset(["and", "und", "et", "y", "e", "en", "i", "or", "oder", "ou", "o", "&", "+", "/", "|", "•"])
_BRAND = re.compile(r"[A-Z][a-z]+(?:[A-Z][a-z]*)+")
"""Names of products look like this (`YouTube preferences`), and so do some of cookies, which then stand alone."""
_HOST = re.compile(r"\w\.[a-z]{2,24}\b")
_ONE = re.compile(r"\bcookie$", re.IGNORECASE)
_HEAD = re.compile(r"(?P<names>[^(:—–\n]{3,200}?)\s*(?:[(:—–]|\s-\s|$)")
"""What an entry begins with, up to what is said of it."""
_VARIED = re.compile(r"[A-Za-z0-9_.\-]*[_.\-]\([^()]{1,40}\)")
"""A name whose end is told in words: `X-Mapping-(unique value)`."""
_MORE = re.compile(r"\.{3,}|…")
"""Behind the begin of a name: any ending."""
_NOTE = re.compile(r"(?:\s*\([^()]{0,80}\)|\s+(?:\[\w{1,3}\]|[*†‡§¶#]{1,3}))\s*$")
_SIGNS = f"{RAISED}{LOWERED}"
_EDGE = f"\"'“”„‚‘’«»`´ \u00a0:.·–—-{_SIGNS}"
_ENTRY = re.compile(
    r"[\s\"'“”„«`]*(?P<name>[^\s\"'“”„«»`:,(]{2,64})[\"'“”«»`]?"
    rf"(?:\s(?:[{_SIGNS}*†‡,]{{1,5}}|\[\w{{1,3}}\]))?\s*(?P<after>$|[:(\-–—=,]|\.\s|\.$)"
)
_DOTTED = re.compile(r"(?<![\w.])\.(?=[A-Za-z])")
"""The begin of a name such as `.AspNetCore.Session`."""
_SAYS = re.compile(r"\w")
"""What a star or a dagger behind a name, which leads to a note, does not hold."""
_OPEN = re.compile(r"[\w.\-]*[_\-]\w+-")
"""What names begin with, such as `wp-settings-`."""
_STRONG = re.compile(
    r"_|\*|\#|[a-z][A-Z]|\d[A-Za-z]|[A-Za-z]\d|^[A-Z][A-Z0-9]{2,}$|^[A-Z]{2,}[-.][A-Z]|[<\[{]\w+[>\]}]|^[a-z]{2,}[-.][a-z0-9]+[-.][a-z0-9]"
)
_WORDS = re.compile(r"^(?:cookies?|http|https|www|mailto)$", re.IGNORECASE)
_LOOSE = re.compile(r"[a-z][a-z0-9.\-]{1,39}")
_TOKEN = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.\-*#]|<\w{1,20}>|\[\w{1,20}\]|\{\w{1,20}\}){1,63}")
_SPACED = re.compile(r"^(?:[\w?]+[ \u00a0]){1,3}[\w?]+$")
_PROSE_NAME = re.compile(
    r"^(?:_{1,2}[A-Za-z]\w*|\w+_(?:\w+|\*_\w+)|[A-Z]{3,}SESS\w*|[A-Z]{2,}ID\d*_?|[A-Z][A-Za-z]+Session|JSESSIONID|ASP\.NET_\w+)(?:[*#]|<\w+>|\[\w+\]|\{\w+\})?$"
)
_LAST = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.\-*#]{1,63}[\"'“”»]?\s$")
_TOKEN_LIMIT = 70
_REACH = 90
"""Characters after the word "cookies" in which their names may stand."""
_OPENING = " \"'“”„«»`("
_CODE = frozenset({"@", "/", ".", "?", "&", "$"})
_PARAMETER = re.compile(r"^(?:utm_|_gaq|_anonymize|gat\._|ga-disable|on_|no_)", re.IGNORECASE)


def is_strong(token: str) -> bool:
    """Whether a token looks like a name made for machines, such as `_ga`, `PHPSESSID` or `cartId`."""
    return bool(_NAME.fullmatch(token) and _STRONG.search(token)) and not _WORDS.match(token)


def is_certain(token: str) -> bool:
    """Whether a token looks like a cookie's name and like nothing else that machines are told."""
    return bool(_PROSE_NAME.match(token))


def in_cell(text: str) -> list[tuple[int, int]]:
    """Where the names in a cell of a column of names stand, as (start, end) in the cell.

    Plain words beside others that are no name ("Cart / checkout state") say what a cookie does.
    """
    found: list[tuple[int, int]] = []
    described = False
    for start, end in _pieces(text):
        names = list(_names(text, start, end))
        described = described or (not names and len(text[start:end].split()) > 1)
        found.extend(names)
    return [] if described and not any(is_strong(text[start:end]) for start, end in found) else found


def all_names(text: str) -> list[tuple[int, int]]:
    """Where the names of a text stand that is nothing but names; none where anything else stands in it."""
    found: list[tuple[int, int]] = []
    for before, after in itertools.pairwise(text.split()):
        if before[-1] not in _LIST_SIGNS and before not in _LIST_WORDS and after not in _LIST_WORDS:
            return found  # two words side by side, as nearly everywhere
    for start, end in _pieces(text):
        first, last = _trim(text, start, end)
        if first < last:
            names = list(_names(text, start, end)) if " " not in text[first:last] else []
            if [(first, last)] != names:
                return []
            found += names
    return found


def is_plain(token: str) -> bool:
    """Whether a token is a word in small letters, as names are beside others made for machines."""
    return _LOOSE.fullmatch(token) is not None


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """The parts of a cell; separators within brackets separate nothing."""
    begin = place = depth = 0
    for match in _BREAK.finditer(text):
        depth += text.count("(", place, match.start()) - text.count(")", place, match.start())
        place = match.start()
        if depth <= 0:
            yield begin, match.start()
            begin = match.end()
    yield begin, len(text)


def _names(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    start, end = _trim(text, start, end)
    if _VARIED.fullmatch(text, start, end):
        yield start, end
        return
    end -= text.endswith("…", start, end)
    note = _NOTE.search(text, start, end)
    whole = text[start:end]
    if note and not _NAME.fullmatch(whole):
        start, end = _trim(text, start, note.start())
        whole = text[start:end]
        if _BRAND.fullmatch(whole) and _HOST.search(text, note.start(), note.end()):
            return
    if not whole or whole.casefold() in no_names():
        return
    if _NAME.fullmatch(whole) or _REGEX.fullmatch(whole):
        open_end = _MORE.match(text, end)
        yield start, open_end.end() if open_end else end
        return
    tokens = [(start + m.start(), start + m.end()) for m in re.finditer(r"\S+", whole)]
    tokens = [_trim(text, *token) for token in tokens if _SAYS.search(text, *token)]
    strong = [(s, e) for s, e in tokens if is_strong(text[s:e])]
    if len(strong) == 1 and len(tokens) > 1 and _BRAND.fullmatch(text, *strong[0]) and not _ONE.search(whole):
        return
    rest = [text[s:e] for s, e in tokens if (s, e) not in strong]
    if strong and (len(strong) == len(tokens) or strong[0] == tokens[0]) and (len(rest) <= len(strong) or strong[:1]):
        yield from strong if all(_WORDS.match(word) for word in rest) else strong[:1]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGE and not _DOTTED.match(text, start, end):
        start += 1
    while end > start and (text[end - 1] in _EDGE or text[end - 1].isspace()) and not _OPEN.fullmatch(text, start, end):
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return start, end


def at_entry(text: str, *, loose: bool) -> tuple[int, int] | None:
    """The name that an entry begins with ("PHPSESSID (session)"); with `loose` lower-case words count as names too."""
    match = _ENTRY.match(text)
    if match is None:
        return None
    start, end = _trim(text, *match.span("name"))
    token = text[start:end]
    if token.casefold() in no_names() or not _NAME.fullmatch(token):
        return None
    listed = match["after"] == "," and text[match.end() : match.end() + 1].isspace()  # words of a sentence
    if is_strong(token) or (loose and match["after"] and not listed and _LOOSE.fullmatch(token)):
        return start, end
    return None


def at_entries(text: str, *, loose: bool) -> list[tuple[int, int]]:
    """As `at_entry`, of an entry that begins with several names ("YSC and PREF (player) - ...") all of them."""
    head = _HEAD.match(text)
    names = all_names(head["names"]) if head else []
    if len(names) > 1 and any(is_certain(text[start:end]) for start, end in names):
        return names
    first = at_entry(text, loose=loose)
    return [first] if first else []


def as_term(text: str) -> tuple[int, int] | None:
    """The name that a term as a whole is, also where it is a plain word."""
    start, end = _trim(text, 0, len(text))
    token = text[start:end]
    known = token.casefold() in no_names()
    return None if known or not (_NAME.fullmatch(token) and _LOOSE.fullmatch(token.lower())) else (start, end)


def in_prose(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Names around the words from `start` to `end` that speak of cookies: the one before and those that follow.

    Only such as no word of a language looks like, and none within an address or a piece of code.
    """
    before = _LAST.search(text, max(0, start - _TOKEN_LIMIT), start)
    found = [before.span()] if before else []
    while start > 0 and _within(text[start - 1]):  # the word stands in a name: COOKIE_POLICY_ACCEPTED
        start -= 1
    found += [match.span() for match in _TOKEN.finditer(text, start, min(len(text), end + _REACH))]
    return [span for span in (_bare(text, *span) for span in found) if _is_prose_name(text, *span)]


def anywhere(text: str) -> list[tuple[int, int]]:
    """Names in a sentence that stands where cookies are spoken of."""
    spans = (_bare(text, *match.span()) for match in _TOKEN.finditer(text))
    return [span for span in spans if _is_prose_name(text, *span)]


def clauses(
    text: str, places: Sequence[tuple[int, int]], *, under: bool
) -> Iterator[tuple[int, int, Sequence[tuple[int, int]]]]:
    """The parts of a sentence that are about names of their own, each up to the next such; `places` say "cookie"."""
    found = anywhere(text) if under else [name for place in places for name in in_prose(text, *place)]
    named: list[tuple[int, list[tuple[int, int]]]] = []
    start = 0
    for part in text.split(";"):
        names = [name for name in dict.fromkeys(found) if start <= name[0] < start + len(part)]
        if not names and named:
            first = anywhere(part)[:1]
            names = [(start + s, start + e) for s, e in first if not part[:s].strip(_OPENING)]
        if names:
            named.append((start if named else 0, names))
        start += len(part) + 1
    for (begin, names), (end, _) in itertools.pairwise([*named, (len(text), [])]):
        yield begin, end, names


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start and text[end - 1] in ".- \"'“”»":
        end -= 1
    return start, end


def _is_prose_name(text: str, start: int, end: int) -> bool:
    token = text[start:end]
    if not _PROSE_NAME.match(token) or _PARAMETER.match(token) or (start and _within(text[start - 1])):
        return False
    return text[start - 1 : start] not in _CODE and text[end : end + 1] not in {"(", "="}


def _within(sign: str) -> bool:
    """Whether a sign is one of the middle of a name."""
    return sign.isalnum() or sign == "_"
