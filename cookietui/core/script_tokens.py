"""JavaScript is cut into tokens in one pass and never run; what cannot be told apart becomes one-character tokens."""

import re
from typing import NamedTuple

LIMIT = 1_000_000
"""Characters of a script that are read; a configuration is never near it."""
_TOKEN = re.compile(
    r"""
      (?:[\s\ufeff]|//[^\n\r]*+|/\*(?s:.*?)(?:\*/|\Z)|<!--[^\n]*+)*+
      (?:(?P<n>[^\W\d][\w$]*+|\$[\w$]*+)
        |(?P<d>0[xX][0-9a-fA-F]++|(?:\d[\d_]*+(?:\.[\d_]*+)?|\.\d[\d_]*+)(?:[eE][+-]?\d++)?n?)
        |(?P<s>"(?:[^"\\\n]|\\(?s:.))*+"?|'(?:[^'\\\n]|\\(?s:.))*+'?)
        |(?P<t>`)|(?P<r>/)|(?P<p>=>|\.\.\.|\|\||&&|\?\?|\S))
    """,
    re.VERBOSE,
)
_REGEX = re.compile(r"/(?![*/])(?:[^\\/\[\n\r]|\\[^\n\r]|\[(?:[^\]\\\n\r]|\\[^\n\r]){0,80}+\]){1,1000}+/[a-z]{0,10}+")
"""Bounded, because what is a division is looked at this way too."""
_PLAIN = re.compile(r"(?:[^`\\$]|\\(?s:.)|\$(?!\{))*+")
_INSIDE = re.compile(r"[^{}`\"']++|\"(?:[^\"\\\n]|\\(?s:.))*+\"?|'(?:[^'\\\n]|\\(?s:.))*+'?")
_SIGNS = {"=>": ">", "...": "~", "||": "|", "&&": "|", "??": "|"}
_BEFORE_REGEX = frozenset({"return", "typeof", "case", "in", "of", "delete", "void", "throw", "new", "else", "do"})
_OPENERS = {")": "(", "]": "[", "}": "{"}


class Tokens(NamedTuple):
    """Parallel lists, one entry a token, and for each bracket the index of its partner."""

    text: str
    kinds: str
    """`n`ame, `d`igits, `s`tring, `t`emplate, `r`egex; else the sign: `>` for =>, `~` for ..., `|` for || && ??."""
    starts: list[int]
    ends: list[int]
    partners: dict[int, int]
    """Of opening and closing brackets; one that is never closed ends with the script."""

    def word(self, index: int) -> str:
        """The characters of a token, empty beyond the ends."""
        return self.text[self.starts[index] : self.ends[index]] if 0 <= index < len(self.starts) else ""


def tokens(text: str) -> Tokens:
    """The tokens of a script (its first LIMIT characters), comments and blanks left out; linear, never raises."""
    text = text[:LIMIT]
    kinds: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    place = 0
    while (match := _TOKEN.match(text, place)) is not None:
        kind = match.lastgroup or "p"
        start, place = match.span(kind)
        if kind == "t":
            place = _template_end(text, start)
        elif kind == "r":
            regex = _REGEX.match(text, start) if _may_be_regex(text, kinds, starts, ends) else None
            kind, place = ("r", regex.end()) if regex else ("/", place)
        elif kind == "p":
            sign = match[kind]
            kind = _SIGNS.get(sign, sign)
        kinds.append(kind)
        starts.append(start)
        ends.append(place)
    joined = "".join(kinds)
    return Tokens(text, joined, starts, ends, _partners(joined))


def _may_be_regex(text: str, kinds: list[str], starts: list[int], ends: list[int]) -> bool:
    """Whether a slash begins a regular expression: not after a value, unless that is a word such as `return`."""
    if not kinds or kinds[-1] not in "nds)]}t":
        return True
    return kinds[-1] == "n" and text[starts[-1] : ends[-1]] in _BEFORE_REGEX


def _template_end(text: str, start: int) -> int:
    """The end of the template that begins at `start`; templates within its substitutions are passed over too."""
    stack = ["`"]
    place = start + 1
    while stack and place < len(text):
        if stack[-1] == "`":
            place = _PLAIN.match(text, place).end()  # type: ignore[union-attr]  # matches the empty string too
            if text.startswith("${", place):
                stack.append("{")
                place += 2
            else:
                stack.pop()
                place += 1
            continue
        inside = _INSIDE.match(text, place)
        if inside:
            place = inside.end()
            continue
        sign = text[place]
        place += 1
        if sign == "}":
            stack.pop()
        else:
            stack.append(sign)
    return min(place, len(text))


def _partners(kinds: str) -> dict[int, int]:
    found: dict[int, int] = {}
    stack: list[int] = []
    for index, kind in enumerate(kinds):
        if kind in "([{":
            stack.append(index)
        elif kind in ")]}":
            if stack and kinds[stack[-1]] == _OPENERS[kind]:
                opener = stack.pop()
                found[opener] = index
                found[index] = opener
            elif any(kinds[opener] == _OPENERS[kind] for opener in stack[-3:]):
                while kinds[stack[-1]] != _OPENERS[kind]:  # one bracket is missing: the outer one closes both
                    found[stack.pop()] = index
                opener = stack.pop()
                found[opener] = index
                found[index] = opener
    for opener in stack:
        found[opener] = len(kinds)
    return found
