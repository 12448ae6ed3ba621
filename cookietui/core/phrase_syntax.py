"""A phrase is parsed into words, choices and gaps; from these come its pattern and the words it can not do without."""

import functools
import itertools
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

import msgspec

from cookietui.core.phrase_words import START
from cookietui.core.text import LOWERED, RAISED

APOSTROPHES = str.maketrans({**dict.fromkeys("’‘`´ʼ‛＇", "'"), **dict.fromkeys(RAISED + LOWERED, " ")})
"""Every apostrophe and single quote as the plain one, and signs that lead to notes as blanks."""
TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
"""A word of a text whose apostrophes were made plain: letters and digits, apostrophes inside."""
STEM = 4
"""Characters by which a `word*` or `*word` may be looked up."""
_PART = re.compile(r"\{[\w-]+\}|\.\.\.|\.\.|[()|]|(?:(?!\.\.)[^\s()|{}])+|\s+")
_PIECE = re.compile(r"(\.\.\.?|(?:\{[\w-]+\}|\((?:[^()]|\([^()]*\))*\)|(?!\.\.)[^\s()|{}])+)")
"""A gap, or words and groups that nothing parts; groups in groups only once."""
_SPECIAL = re.compile(r"[(){}|]|\.\.")
"""What makes a phrase more than words in a row."""
_GAPS = {"..": 3, "...": 8}
_LITERAL = re.compile(r"\^|#|\*?[^\W_]+(?:'[^\W_]+)*\*?")
_MOST_SPELLINGS = 256
_DEEPEST = 6


class Word(msgspec.Struct, frozen=True):
    """One word: `sell`, `disclos*`, `*daten`, `#` (a word that begins with a digit) or `^` (the sentence's begin)."""

    literal: str


class Gap(msgspec.Struct, frozen=True):
    """At most `words` words between."""

    words: int


class Choice(msgspec.Struct, frozen=True, eq=False):
    """One of several sequences, or nothing when `optional`; `singles` are the options that are one word."""

    options: tuple["Items", ...]
    optional: bool
    singles: tuple[str, ...] = ()
    longest: int = 0
    """The most words that it can span."""
    gapped: bool = False
    """Whether there is a gap in any of the sequences."""
    wordless: bool = False
    """Whether it can match without taking a word."""


Items: TypeAlias = tuple[Word | Gap | Choice, ...]
_BEGIN = Word(START)
_AT_BEGIN: Items = (_BEGIN,)


class Grammar:
    """Parses phrases against named word lists, each list once; raises ValueError for what is no phrase."""

    def __init__(self, lists: Mapping[str, Sequence[str]] | None = None) -> None:
        self._lists = lists or {}
        self._parsed: dict[str, Choice] = {}
        self._groups: dict[str, Choice] = {}
        self._pieces: dict[str, Items] = {}
        self._rows: set[str] = set()
        """Words in a row of all phrases so far."""
        self._open: list[str] = []

    def parse(self, phrase: str) -> Items:
        """The items of a phrase, outer gaps dropped; raises ValueError when it could match nothing at all."""
        items = _trimmed(self._sequence(phrase.lower().translate(APOSTROPHES)))
        if is_wordless(items):
            raise ValueError(f"a phrase must hold at least one certain word: {phrase!r}")
        return items

    @property
    def literals(self) -> set[str]:
        """The literals of all phrases so far."""
        return {word.literal for row in self._rows for word in _words(row)}

    def _sequence(self, phrase: str) -> Items:
        if not _SPECIAL.search(phrase):
            return self._words(phrase)
        pieces = _PIECE.split(phrase)
        if "".join(pieces[::2]).strip():  # groups in groups in groups, or what is no phrase
            return self._items(phrase)
        return tuple(item for piece in pieces[1::2] for item in self._piece(piece))

    def _piece(self, piece: str) -> Items:
        """The items of a stretch without blanks but for those in groups; one that recurs is parsed once."""
        if piece not in self._pieces:
            self._pieces[piece] = self._items(piece) if _SPECIAL.search(piece) else self._words(piece)
        return self._pieces[piece]

    def _items(self, phrase: str) -> Items:
        items: list[Word | Gap | Choice] = []
        for chunk in (part for glued in _chunks(phrase) for part in _apart(glued)):
            if len(chunk) == 1 and chunk[0] in _GAPS:
                items.append(Gap(_GAPS[chunk[0]]))
            elif len(chunk) == 1 and chunk[0].startswith("{"):
                items.append(self._named(chunk[0][1:-1], phrase))
            elif len(chunk) == 1 and chunk[0].startswith("("):
                items.append(self._group(chunk[0]))
            elif len(chunk) == 1:
                items.extend(self._words(chunk[0]))
            else:
                items.append(self._choice(self._spellings(chunk)))
        return tuple(item for item in items if not isinstance(item, Choice) or item.options)

    def _words(self, chunk: str) -> Items:
        self._rows.add(chunk)
        return _words(chunk)

    def _group(self, text: str) -> Choice:
        """The choice in brackets; one that recurs is one object."""
        if text not in self._groups:
            self._groups[text] = self._choice(_options(text[1:-1]))
        return self._groups[text]

    def _choice(self, options: Iterable[str]) -> Choice:
        rows: dict[Items, None] = {}
        mixed: list[Items] = []
        optional = False
        for option in options:
            if not _SPECIAL.search(option):  # most options: words in a row
                rows[self._words(option)] = None
                continue
            sequence = self._sequence(option)
            optional = optional or _nullable(sequence)
            certain = list(_certain(sequence))
            mixed += certain
            rows.update(dict.fromkeys(certain))
        optional = optional or () in rows
        rows.pop((), None)
        kept = sorted(rows, key=length if mixed else len, reverse=True)
        words = [row[0] for row in kept if len(row) == 1 and row != _AT_BEGIN]
        return Choice(
            tuple(kept),
            optional,
            singles=tuple([word.literal for word in words if isinstance(word, Word)]),
            longest=length(kept[0]) if kept else 0,
            gapped=any(map(is_gapped, mixed)),
            wordless=optional or _AT_BEGIN in rows or any(map(is_wordless, mixed)),
        )

    def _named(self, name: str, phrase: str) -> Choice:
        if name not in self._parsed:
            if name not in self._lists:
                raise ValueError(f"unknown word list {{{name}}} in: {phrase}")
            if name in self._open or len(self._open) > _DEEPEST:
                raise ValueError(f"word lists refer to each other in a circle: {{{name}}}")
            self._open.append(name)
            self._parsed[name] = self._choice(o.lower().translate(APOSTROPHES) for o in self._lists[name])
            self._open.pop()
        return self._parsed[name]

    def _spellings(self, chunk: Sequence[str]) -> Iterable[str]:
        """Every way to write a word glued to groups, such as `cookie(s|)`."""
        ways: list[list[str]] = []
        for part in chunk:
            if part.startswith("{"):
                self._named(part[1:-1], "".join(chunk))
                ways.append(list(self._lists[part[1:-1]]))
            else:
                ways.append(_options(part[1:-1]) if part.startswith("(") else [part])
        if functools.reduce(lambda n, w: n * len(w), ways, 1) > _MOST_SPELLINGS:
            raise ValueError(f"too many spellings of one word: {''.join(chunk)}")
        return ["".join(way) for way in itertools.product(*ways)]


def _chunks(phrase: str) -> Iterable[list[str]]:
    """The phrase cut at top-level blanks; each chunk is a list of glued parts, groups whole."""
    chunk: list[str] = []
    depth = 0
    for token in _PART.findall(phrase):
        if token == "(":
            depth += 1
            if depth == 1:
                chunk.append("")
        if depth:
            chunk[-1] += token
            depth -= token == ")"
        elif token.isspace() or token in _GAPS:
            yield from ([chunk] if chunk else [])
            yield from ([] if token.isspace() else [[token]])
            chunk = []
        elif token in "|)":
            raise ValueError(f"{token!r} outside of a group in: {phrase}")
        else:
            chunk.append(token)
    if depth:
        raise ValueError(f"a group is not closed in: {phrase}")
    yield from ([chunk] if chunk else [])


def _apart(chunk: Sequence[str]) -> Iterable[Sequence[str]]:
    """The chunk cut where a group brings its own blanks: `(may |)sell`, `sell( it|)`."""
    first = 0
    for index in range(1, len(chunk)):
        before, after = _brought(chunk[index - 1], -1), _brought(chunk[index], 0)
        if before or after:
            yield chunk[first:index]
            first = index
    yield chunk[first:]


def _brought(part: str, end: int) -> bool:
    """Whether each option of a group has a blank at that end, or is empty."""
    options = _options(part[1:-1]) if part.startswith("(") else [part]
    return all(not option or option[end].isspace() for option in options)


def _options(body: str) -> list[str]:
    """The alternatives of a group's inside."""
    if "(" not in body:
        return body.split("|")
    options = [""]
    depth = 0
    for token in _PART.findall(body):
        depth += (token == "(") - (token == ")")
        if token == "|" and depth == 0:
            options.append("")
        else:
            options[-1] += token
    return options


@functools.lru_cache(maxsize=16384)
def _words(chunk: str) -> tuple[Word, ...]:
    literals = _LITERAL.findall(chunk)
    if any(literal[0] == literal[-1] == "*" for literal in literals):
        raise ValueError(f"a star may stand at one end of a word only: {chunk}")
    return tuple(Word(sys.intern(literal)) for literal in literals)


def _nullable(items: Items) -> bool:
    if items and isinstance(items[0], Word):
        return False
    return all(isinstance(item, Gap) or (isinstance(item, Choice) and item.optional) for item in items)


def is_wordless(items: Items) -> bool:
    """Whether the items can match without taking a word."""
    if items and isinstance(items[0], Word) and items[0] != _BEGIN:
        return False
    return all(item.wordless if isinstance(item, Choice) else isinstance(item, Gap) or item == _BEGIN for item in items)


def _certain(items: Items) -> Iterable[Items]:
    """The same sequence in forms that can not be empty."""
    if not _nullable(items):
        yield items
        return
    for index, item in enumerate(items):
        if isinstance(item, Choice):
            wordless = any(map(is_wordless, item.options))
            certain = msgspec.structs.replace(item, optional=False, wordless=wordless)
            yield _trimmed((certain, *items[index + 1 :]))


def _trimmed(items: Items) -> Items:
    """The items without gaps at either end."""
    first, last = 0, len(items)
    while first < last and isinstance(items[first], Gap):
        first += 1
    while last > first and isinstance(items[last - 1], Gap):
        last -= 1
    return items[first:last]


def length(items: Items) -> int:
    """The most words the items can span."""
    total = 0
    for item in items:
        total += item.longest if isinstance(item, Choice) else item.words if isinstance(item, Gap) else 1
    return total


def is_word(items: Items) -> bool:
    """Whether the items are one word."""
    return len(items) == 1 and isinstance(items[0], Word) and items[0].literal != START


def is_gapped(items: Items) -> bool:
    """Whether there is a gap anywhere in the items."""
    return any(item.gapped if isinstance(item, Choice) else isinstance(item, Gap) for item in items)
