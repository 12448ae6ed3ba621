"""A postal address is a run of short lines, or of parts between commas, that ends in a postal code or a country."""

import bisect
import re
from collections.abc import Iterator, Sequence

import msgspec

from cookietui.readers.policy.postal_codes import (
    BOX,
    HINT,
    NAMED_STREET,
    PLACE,
    STREET,
    Anchor,
    Part,
    anchor,
    country_of,
    is_dated,
    is_year,
    leading_country,
)
from cookietui.readers.policy.wordlists import address_words, labels
from cookietui.sources.page import Page

_MANY = 200
_LINES, _PARTS = 8, 10
"""Lines and parts of an address above its code."""
_LONGEST = 100
"""Characters of a line that may be part of an address."""
_PROSE = 400
"""Characters of a line that names a country at its end by chance."""
_GAP = re.compile(r"[,;\t|•·]|\s[–—-]\s")
_COUNTRY = 60
"""Characters of a line that ends in a country and has no figures."""
_CODE = 4
_INSIDE = (" ", "-")
"""What may stand inside a postal code."""
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)] ")
_NOTE = 4
"""Words of a line between a name and a street."""
_FIGURE = re.compile(r"\d+")
_PLACE = re.compile(r"\s*[^\W\d_][\w'’-]+(?: [^\W\d_a-z][\w'’-]+| \d{1,2}\b)*")
_TOKEN = re.compile(r"\S+")
_EDGES = " ,;:*_–—-\"'“”|"
_AFTER = " .,;:*_–—-\"'“”|)"
_STOP = re.compile(
    r"@|://|\bwww\.|\b(?:t[eé]l(?:[eé](?:f(?:ono|oon|one|on|ax)?|phone))?|phone|fax|e-?mail|mobile?|m[oó]vil|fon|courriel|correo"
    r"|rcs|siret|siren|hrb|tva|cif|nif|vat|ust-id\w*|capital|euros?|eur)\b|[€$£]",
    re.IGNORECASE,
)
_ATTENTION = re.compile(
    r"(?:attn|attention|c/o|z\.? ?hd|zu händen|à l['’]attention|a la atención|att\b|f\.?a\.?o\b|for the attention)",
    re.IGNORECASE,
)
_LEAD = frozenset(
    ["of", "and", "the", "for", "in", "et", "und", "y", "la", "le", "de", "du", "des", "die", "der", "das", "den",
     "dem", "von", "à", "&", "an", "au", "i", "do", "da", "bei", "no"]
)  # fmt: skip
_ABBREVIATION = 5
"""Characters of a word with a full stop that is no end of a sentence."""
_NO_BREAK = re.compile(r"(?:[Ss]tr|Inc|Corp|Ltd|GmbH|Blvd|[A-Z])\.\Z")
_DATE = re.compile(r"\d{1,4}[/.-]\d\d?[/.-]\d{2,4}")
_RIGHTS = re.compile(r"\W*(?:©|\([cC]\)|[cC]opyright)(?:[\s,–-]|©|\([cC]\)|\d{4})*")
"""A notice of copyright with its years, which may stand before a name and address."""
_SENTENCE = re.compile(r"\)\.|\w{4,}\.\Z|\d\.\Z")


class Postal(msgspec.Struct, frozen=True):
    """An address at `text[start:end]`; `value` is its lines joined by LF, `code` its postal code or empty."""

    value: str
    start: int
    end: int
    country: str | None
    code: str


def find(page: Page) -> Iterator[Postal]:
    """The postal addresses of the page in order of place, whosever they are."""
    found = last = 0
    search = _Search(page)
    for number in search.promising():
        parts = search.parts(number)
        for index in range(len(parts)):
            ending = anchor(parts, index) if parts[index].start >= last and found < _MANY else None
            vague = ending is not None and (ending.country is None or not ending.code)
            if vague and index + 1 < len(parts) and _settles(anchor(parts, index + 1)):
                continue
            address = search.grown(number, parts, ending, last) if ending else None
            if address is not None:
                found, last = found + 1, address.end
                yield address


def _settles(following: Anchor | None) -> bool:
    """Whether the next part has a code that belongs to one country, so that figures before it are a house or suite."""
    return following is not None and bool(following.code) and following.country is not None


class _Search:
    def __init__(self, page: Page) -> None:
        self.text = page.text
        self.lines = [(block.start, block.end) for block in page.blocks if block.kind != "note"]
        self.headings = {block.start for block in page.blocks if block.kind == "heading"}
        self._parts: dict[int, Sequence[Part]] = {}

    def promising(self) -> Iterator[int]:
        """The lines that may hold the end of an address: with a code, or short and ending in a country."""
        starts = [start for start, _ in self.lines]
        figures: dict[int, bool] = {}
        for match in _FIGURE.finditer(self.text):
            at, end = match.span()
            number = bisect.bisect_right(starts, at) - 1
            after = self.text[end : end + 1]
            near = after in _INSIDE or after.isupper()
            coded = end - at >= _CODE or (near and HINT.search(self.text, max(0, at - 4), end + 5) is not None)
            figures[number] = coded or figures.get(number, False)
        for number, (start, end) in enumerate(self.lines):
            if number in figures:
                if figures[number] or (end - start <= _PROSE and "," in self.text[start:end]):
                    yield number
            elif end - start <= _COUNTRY and country_of(self.text[start:end].rpartition(",")[2]) is not None:
                yield number

    def parts(self, number: int) -> Sequence[Part]:
        """The parts of a line between commas and the like."""
        if number not in self._parts:
            start, end = self.lines[number]
            cuts = [start, *(at for gap in _GAP.finditer(self.text, start, end) for at in gap.span()), end]
            spans = zip(cuts[::2], cuts[1::2], strict=True)
            self._parts[number] = [Part(a, b, self.text[a:b]) for a, b in spans if self.text[a:b].strip()]
        return self._parts[number]

    def grown(self, number: int, parts: Sequence[Part], ending: Anchor, last: int) -> Postal | None:
        """The whole address that ends at the anchor, None where what stands before it is no address."""
        part = parts[ending.index]
        code_at = part.start + ending.begin
        start, whole = self._run(part.start, code_at)
        start, seen = self._back(number, ending.index, start, last) if whole else (start, 0)
        end, country = self._forward(number, parts, ending)
        mark = _RIGHTS.match(self.text, start, end)
        start = mark.end() if mark else start
        before = self.text[start:code_at]
        if (not ending.sure and country is None) or not _plausible(before, ending, seen):
            return None
        start += len(self.text[start:end]) - len(self.text[start:end].lstrip())
        value = "\n".join(" ".join(line.strip(_EDGES).split()) for line in self.text[start:end].split("\n"))
        return Postal(value, start, end, country or ending.country, ending.code)

    def _back(self, number: int, index: int, start: int, last: int) -> tuple[int, int]:
        """Where the address begins, and how many parts stand before its end."""
        seen = lines = 0
        whole = True
        while whole and seen < _PARTS:
            if index == 0:
                number, lines = number - 1, lines + 1
                if number < 0 or lines > _LINES or not self._address_like(number, last):
                    break
                index = len(self.parts(number))
                continue
            index -= 1
            part = self.parts(number)[index]
            begin, whole = self._run(part.start, part.end)
            if not whole and index == 0 and self._between(number, last):
                begin, whole = part.start, True
            if begin >= part.end or begin < last or _STOP.search(self.text, begin, part.end) or _is_label(part.text):
                break
            start, seen = begin, seen + 1
            if _RIGHTS.match(part.text):
                break
        return start, seen

    def _between(self, number: int, last: int) -> bool:
        """Whether a line is a short note (a department) below a line that heads an address."""
        start, end = self.lines[number]
        line = self.text[start:end]
        if (
            len(self.parts(number)) > 1
            or not line[:1].isupper()
            or line.count(" ") >= _NOTE
            or line.endswith((".", ":"))
        ):
            return False
        above = number - 1
        return above >= 0 and self._address_like(above, last) and self._run(*self.lines[above])[1]

    def _address_like(self, number: int, last: int) -> bool:
        start, end = self.lines[number]
        line = self.text[start:end]
        if start < last or end - start > _LONGEST or start in self.headings or _STOP.search(line):
            return False
        if line.endswith((":", "?", "!")) or _NUMBERED.match(line) or not self.parts(number) or is_dated(line):
            return False
        return not line.endswith(".") or len(line.split()[-1]) <= _ABBREVIATION or _NO_BREAK.search(line) is not None

    def _run(self, start: int, end: int) -> tuple[int, bool]:
        """Where the words that may be part of an address begin, going back from `end`; whether that is all of it."""
        tokens = [(m.start(), m[0]) for m in _TOKEN.finditer(self.text, start, end)]
        if tokens and _ATTENTION.match(self.text, tokens[0][0]):
            return tokens[0][0], True
        kept: list[tuple[int, str]] = []
        whole = True
        for at, token in reversed(tokens):
            bare = token.strip("()\"'“”„*")
            if _ends(token, kept) or (token.endswith(":") and not _ATTENTION.match(bare)) or not _fits(bare):
                whole = False
                break
            closed = any(")" in word for _, word in kept) or (at == tokens[0][0] and tokens[-1][1].endswith(")"))
            opened = token[0] == "(" and ")" not in token and not closed
            kept.append((at + opened, token.strip("\"'“”„*")))
            if opened:
                whole = False
                break
        kept = _balanced(kept)
        while kept and not whole and kept[-1][1].lower() in _LEAD:
            kept.pop()
        return (kept[-1][0] if kept else end), whole

    def _trimmed(self, start: int, end: int) -> int:
        """The end without marks, but with the bracket that closes a province ("(Salamanca)")."""
        while end > start and self.text[end - 1] in _AFTER:
            end -= 1
        return end + (self.text[end : end + 1] == ")" and "(" in self.text[start:end])

    def _forward(self, number: int, parts: Sequence[Part], ending: Anchor) -> tuple[int, str | None]:
        """Where the address ends, after the place and the country that follow its code."""
        part = parts[ending.index]
        end = part.start + ending.end
        for match in _TOKEN.finditer(self.text, end, part.end):
            if not ending.place_follows or not _fits(match[0].strip("().")) or _STOP.search(match[0]):
                break
            end = match.end()
            if _SENTENCE.search(match[0]):
                break
        end = self._trimmed(part.start + ending.begin, end)
        if not ending.code:
            return end, ending.country
        if ending.alone and ending.index + 1 < len(parts):
            part = parts[ending.index + 1]
            place = _PLACE.match(part.text)
            end = part.start + place.end() if place else end
        following = [*parts[ending.index + 1 : ending.index + 3]]
        if ending.index >= len(parts) - 2 and number + 1 < len(self.lines):
            following += self.parts(number + 1)[:1]
        for after in following:
            named, stop = leading_country(after.text)
            if named:
                return after.start + stop, named
        return end, None


def _plausible(before: str, ending: Anchor, seen: int) -> bool:
    """Whether what stands before the end of an address holds a street, a house or a box."""
    if not ending.code and (seen == 0 or (seen == 1 and NAMED_STREET.search(before) is None)):
        return False
    placed = bool(ending.code) and PLACE.search(before) is not None
    if not (placed or STREET.search(before)) or is_year(ending.code, before):
        return False
    british = ending.country in ("GB", "IE") and bool(ending.code) and NAMED_STREET.search(before) is not None
    return british or placed or BOX.search(before) is not None or _FIGURE.search(before) is not None


def _balanced(kept: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The words, last one first, without those up to a bracket that closes what opens before them."""
    open_ = 0
    for number in range(len(kept) - 1, -1, -1):
        word = kept[number][1]
        open_ += word.count("(") - word.count(")")
        if open_ < 0:
            return _balanced(kept[:number])
    return kept


def _is_label(text: str) -> bool:
    """Whether a part only says what follows ("Address")."""
    return text.strip(_AFTER).lower() in labels("post")


def _ends(token: str, kept: Sequence[tuple[int, str]]) -> bool:
    """Whether a sentence ends with the word, given the words after it."""
    if not kept or kept[-1][1][:1].isdigit() or len(token) <= _ABBREVIATION:
        return False
    return token.endswith((".", "!", "?")) and not _NO_BREAK.search(token)


def _fits(word: str) -> bool:
    """Whether a word may stand in an address: a capital, a figure, a sign, or one of the small words of places."""
    return not _DATE.fullmatch(word) and (
        not word
        or not word[0].isalpha()
        or word.lower() in address_words()
        or any(c.isupper() or c.isdigit() for c in word)
        or "." in word[1:-2]
        or (word.endswith(".") and len(word) <= _ABBREVIATION)
    )
