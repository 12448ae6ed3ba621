"""The cues of all languages are searched at once: a reply may be in two, and no language has to be guessed first."""

import functools
import re
import tomllib
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Any, Literal, TypeAlias

import msgspec

from cookietui.core.folding import fold
from cookietui.core.phrases import Phrases
from cookietui.core.words import Evasion, Right
from cookietui.readers._replies.quotation import Marks, marks

Sign: TypeAlias = Literal[
    "noise", "done", "partial", "kept", "refused", "denied", "asked", "channel", "extended", "receipt", "bounced",
    "address", "delayed", "automatic",
]  # fmt: skip


_BOTH = re.compile(r"\*([^\W_]+(?:'[^\W_]+)*)\*")


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"with_": "with"}):
    """What it means that one of the cues stands in a sentence; data/replies/en.toml says what each key is."""

    sign: Sign
    cues: tuple[str, ...]
    reason: str = ""
    evasion: Evasion | None = None
    with_: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    rights: tuple[Right, ...] = ()


class Index(msgspec.Struct, frozen=True):
    """Phrases and the rule that each belongs to."""

    phrases: Phrases
    rule_of: tuple[int, ...]


class Book(msgspec.Struct, frozen=True):
    """The rules of one language."""

    language: str
    rules: tuple[Rule, ...]
    cues: Index
    with_: Index
    unless: Index
    never: Index
    maybe: Phrases
    """Words that make what a sentence says a mere possibility."""


class Library(msgspec.Struct, frozen=True):
    """The rules of every language, and the words by which quotes and clauses are told."""

    books: tuple[Book, ...]
    marks: Marks
    breaks: re.Pattern[str]
    adds: Phrases
    """Words of a period that adds to the time given."""
    whole: Phrases
    """Words of a period that counts from the request on."""


@functools.cache
def library() -> Library:
    """All rules, compiled; raises ValueError or ValidationError for a wrong file."""
    folder = resources.files("cookietui") / "data" / "replies"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    tables = {f.name.removesuffix(".toml"): tomllib.loads(f.read_text(encoding="utf-8")) for f in files}
    quoting = [table["quoting"] for table in tables.values()]
    return Library(
        books=tuple(_book(language, table) for language, table in tables.items()),
        marks=marks(*([word for each in quoting for word in each[key]] for key in ("wrote", "dividers", "labels"))),
        breaks=_breaks([word for table in tables.values() for word in table["clauses"]["breaks"]]),
        adds=Phrases([_plain(word) for table in tables.values() for word in table["until"]["adds"]]),
        whole=Phrases([_plain(word) for table in tables.values() for word in table["until"]["whole"]]),
    )


def _breaks(words: Sequence[str]) -> re.Pattern[str]:
    """Where a clause ends: at a mark, or before a word that contrasts."""
    alternatives = "|".join(re.escape(fold(word)) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"[,;:()–—](?=\s)|\s-\s|(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE)


def _plain(phrase: str) -> str:
    """Without accents; a word with a star at both ends is either of the two with one star."""
    return _BOTH.sub(r"(*\1|\1*)", fold(phrase))


def _book(language: str, table: Mapping[str, Any]) -> Book:
    lists = {name: [_plain(word) for word in words] for name, words in table["lists"].items()}
    rules = msgspec.convert(table["rule"], tuple[Rule, ...])

    def index(key: str) -> Index:
        rows = [(_plain(phrase), number) for number, rule in enumerate(rules) for phrase in getattr(rule, key)]
        return Index(Phrases([phrase for phrase, _ in rows], lists), tuple(number for _, number in rows))

    possible = Phrases([_plain(word) for word in table["clauses"]["maybe"]], lists)
    return Book(language, rules, index("cues"), index("with_"), index("unless"), index("never"), possible)
