r"""Rules are phrases a lawyer can read; each becomes one bounded regular expression behind a keyword filter.

A phrase is words matched without regard to case: `we do not sell`. `word*` matches any ending, `(a|b|)` one of several
(the empty one makes it optional), `{name}` a named list of phrases, `..` at most three words between, `...` at most
eight, `$` at the end of a word list nothing. Blanks match any run of blanks; ' matches every apostrophe.
"""

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

_TOKEN = re.compile(r"\{[\w-]+\}|\.\.\.|\.\.|[()|]|[^\s()|{}]+|\s+")
_WORD = re.compile(r"\w+")
_GAPS = {"..": r"(?:\W+\w[\w'’.@-]*){0,3}?", "...": r"(?:\W+\w[\w'’.@-]*){0,8}?"}
_STEM = 4
"""Characters of a `word*` that its keyword keeps."""


class Prepared(msgspec.Struct, frozen=True):
    """A sentence with the set of its words, made once and shared by every set of phrases."""

    text: str
    words: frozenset[str]
    stems: frozenset[str]


def prepare(text: str) -> Prepared:
    """The sentence with its lower-case words and their first characters."""
    words = frozenset(_WORD.findall(text.lower()))
    return Prepared(text, words, frozenset(w[:_STEM] for w in words))


class Hit(msgspec.Struct, frozen=True):
    """`text[start:end]` matched phrase number `index`."""

    index: int
    start: int
    end: int


class Phrases:
    """Compiled phrases; `find` gives the same hits as trying each in turn, and `find_slowly` proves it."""

    def __init__(self, phrases: Sequence[str], words: Mapping[str, Sequence[str]] | None = None) -> None:
        self.phrases = tuple(phrases)
        self._patterns: dict[int, re.Pattern[str]] = {}
        self._by_word: dict[str, list[int]] = {}
        self._by_stem: dict[str, list[int]] = {}
        self._always: list[int] = []
        self._words = words or {}
        for index, phrase in enumerate(self.phrases):
            self._index(index, _expand(phrase, self._words))

    def _index(self, index: int, phrase: str) -> None:
        key = _required(phrase)
        if key is None:
            self._always.append(index)
            return
        for literal in key:
            if literal.endswith("*"):
                self._by_stem.setdefault(literal[:_STEM], []).append(index)
            else:
                self._by_word.setdefault(literal, []).append(index)

    def _pattern(self, index: int) -> re.Pattern[str]:
        if index not in self._patterns:
            self._patterns[index] = re.compile(_regex(_expand(self.phrases[index], self._words)), re.IGNORECASE)
        return self._patterns[index]

    def _candidates(self, sentence: Prepared) -> list[int]:
        found = set(self._always)
        for word in self._by_word.keys() & sentence.words:
            found.update(self._by_word[word])
        for stem in self._by_stem.keys() & sentence.stems:
            found.update(self._by_stem[stem])
        return sorted(found)

    def find(self, sentence: Prepared) -> Iterator[Hit]:
        """Every phrase that occurs, each at its first place, in order of phrase."""
        for index in self._candidates(sentence):
            match = self._pattern(index).search(sentence.text)
            if match:
                yield Hit(index, match.start(), match.end())

    def find_slowly(self, sentence: Prepared) -> Iterator[Hit]:
        """The same as `find`, without the keyword filter."""
        for index in range(len(self.phrases)):
            match = self._pattern(index).search(sentence.text)
            if match:
                yield Hit(index, match.start(), match.end())

    def first(self, sentence: Prepared) -> Hit | None:
        """The hit that starts first in the text, the lower phrase number on a tie."""
        return min(self.find(sentence), key=lambda hit: (hit.start, hit.index), default=None)

    def every(self, sentence: Prepared) -> Iterator[Hit]:
        """Every place of every phrase, in order of phrase and place."""
        for index in self._candidates(sentence):
            for match in self._pattern(index).finditer(sentence.text):
                yield Hit(index, match.start(), match.end())


def _expand(phrase: str, words: Mapping[str, Sequence[str]], depth: int = 0) -> str:
    """The phrase with each `{name}` replaced by its alternatives; raises ValueError for unknown or circular names."""
    if depth > 5:  # noqa: PLR2004 - deeper nesting is a circle
        raise ValueError(f"word lists refer to each other in a circle: {phrase}")

    def put(match: re.Match[str]) -> str:
        name = match.group(0)[1:-1]
        if name not in words:
            raise ValueError(f"unknown word list {{{name}}} in: {phrase}")
        return "(" + "|".join(_expand(w, words, depth + 1) for w in words[name]) + ")"

    return re.sub(r"\{[\w-]+\}", put, phrase)


@functools.lru_cache(maxsize=8192)
def _regex(phrase: str) -> str:
    parts: list[str] = []
    gap = False
    for token in _TOKEN.findall(phrase.strip()):
        if token in _GAPS:
            parts.append(_GAPS[token])
            gap = True
        elif token.isspace():
            parts.append(" ")
        elif token in "()|":
            parts.append("(?:" if token == "(" else token)
        else:
            parts.append(_literal(token))
    text = "".join(parts)
    return _spaces(text) if gap or " " in text else rf"\b{text}\b" if _wordish(phrase) else text


def _wordish(phrase: str) -> bool:
    return bool(re.match(r"[\w(]", phrase)) and bool(re.search(r"[\w)*]$", phrase))


def _spaces(text: str) -> str:
    """Blanks beside a gap or an optional group are optional themselves, so that nothing needs two blanks."""
    for gap in _GAPS.values():
        text = text.replace(f" {gap} ", rf"{gap}\W+").replace(f"{gap} ", rf"{gap}\W+").replace(f" {gap}", gap)
    text = re.sub(r" (\(\?:(?:[^()]|\((?!\?:))*\|\))", r"(?: \1)?", text)
    text = text.replace(" ", r"[\s\W_]{1,4}?")
    lead = r"\b" if re.match(r"[\w(\[]", text) else ""
    return rf"{lead}{text}(?!\w)"


def _literal(token: str) -> str:
    star = token.endswith("*")
    body = re.escape(token.rstrip("*")).replace("'", "['’‘`´]")
    return rf"{body}\w*" if star else body


def _required(phrase: str) -> tuple[str, ...] | None:
    """Words of which one must occur for the phrase to match, or None when no part of it is certain."""
    best: tuple[str, ...] | None = None
    for element in _elements(phrase):
        words: list[str] = []
        for option in element:
            literal = [w.lower() for w in re.findall(r"[\w]+\*?", option.replace("'", " "))]
            usable = [w for w in literal if not w.endswith("*") or len(w) > _STEM]
            if not usable:
                break
            words.append(max(usable, key=len))
        else:
            if best is None or min(map(len, words)) > min(map(len, best)):
                best = tuple(words)
    return best


def _elements(phrase: str) -> Iterable[list[str]]:
    """Top-level elements of the phrase, each as its alternatives."""
    depth = 0
    current = ""
    for token in _TOKEN.findall(phrase):
        if token == "(":
            depth += 1
        if depth == 0:
            if not token.isspace() and token not in _GAPS:
                yield [token]
        else:
            current += token
        if token == ")":
            depth -= 1
            if depth == 0:
                yield _options(current[1:-1])
                current = ""


def _options(body: str) -> list[str]:
    options = [""]
    depth = 0
    for token in _TOKEN.findall(body):
        depth += (token == "(") - (token == ")")
        if token == "|" and depth == 0:
            options.append("")
        else:
            options[-1] += token
    return [re.sub(r"\(.*\)", " ", o) if "(" in o else o for o in options]
