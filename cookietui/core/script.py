"""A tolerant reader of literals finds the objects, arrays and calls of a script; nothing is ever evaluated.

What is no literal (a function, a variable, a calculation) is kept as its place and passed over by its brackets, so that
the time is linear whatever the script holds.
"""

import bisect
import functools
import re
from collections.abc import Iterator
from typing import Any

from cookietui.core.script_node import Kind, Node, number_of, unescaped
from cookietui.core.script_tokens import Tokens, tokens

_DEPTH = 100
"""Literals within literals; deeper ones are passed over."""
_SUBSTITUTION = re.compile(r"\$\{[^{}]*+\}?")
_WORDS: dict[str, tuple[Kind, Any]] = {
    "true": ("flag", True), "false": ("flag", False), "null": ("nothing", None), "undefined": ("nothing", None),
}  # fmt: skip
_BEFORE_LITERAL = frozenset("=(,:[?|~")
_NAME_LENGTH = 200


class Script:
    """The literals of one script; offsets count in the text that was given."""

    def __init__(self, text: str) -> None:
        self.tokens: Tokens = tokens(text)

    @functools.cached_property
    def literals(self) -> "tuple[tuple[str, Node], ...]":
        """Each outermost object and array, with what it is given to: `klaroConfig`, `CookieConsent.run(`, `default`."""
        return tuple(self._literals(0, len(self.tokens.kinds)))

    def within(self, node: Node) -> "tuple[tuple[str, Node], ...]":
        """The objects and arrays inside what is no literal itself, such as a function."""
        return tuple(self._literals(node.first, self._behind(node.end)))

    def _behind(self, end: int) -> int:
        return bisect.bisect_left(self.tokens.starts, end)

    def _literals(self, index: int, stop: int) -> "Iterator[tuple[str, Node]]":
        kinds = self.tokens.kinds
        while index < stop:
            if kinds[index] in "{[" and self._is_value(index):
                name = self._given_to(index)
                node, index = self._value(index, 0)
                yield name, node
            else:
                index += 1

    def _is_value(self, index: int) -> bool:
        """Whether a bracket begins a literal and no block or index."""
        before = self.tokens.kinds[index - 1] if index else ""
        if before == "n":
            return self.tokens.word(index - 1) in {"return", "default"}
        return not before or before in _BEFORE_LITERAL

    def _given_to(self, index: int) -> str:
        """What stands before a literal: the name it is assigned to, or the call whose argument it is and a `(`."""
        kinds = self.tokens.kinds
        at = index - 1
        if at < 0:
            return ""
        if kinds[at] == "n":
            return self.tokens.word(at)
        if kinds[at] == "(" or kinds[at] == ",":
            opener = at if kinds[at] == "(" else self._opener(at)
            return f"{self._path(opener - 1)}(" if opener >= 0 else ""
        return self._path(at - 1) if kinds[at] in "=:" else ""

    def _opener(self, at: int) -> int:
        """The bracket whose second or later argument begins after the comma at `at`; -1 where it is no call."""
        steps = 0
        while at >= 0 and steps < _DEPTH:
            kind = self.tokens.kinds[at]
            if kind == "(":
                return at
            if kind in "{[;":
                return -1
            at = self.tokens.partners.get(at, at) if kind in ")]}" else at
            at -= 1
            steps += 1
        return -1

    def _path(self, at: int) -> str:
        """The name that ends at a token, with what it is a member of; of `name: Type` both."""
        kinds, partners = self.tokens.kinds, self.tokens.partners
        last = begin = at
        while at >= 0 and last - at < _DEPTH:
            if kinds[at] in ")]" and partners[at] != at:
                begin = at = partners[at]
                if not at or kinds[at - 1] not in "n)]":
                    break
                at -= 1
                continue
            if kinds[at] not in "ns":
                break
            begin = at
            if not at or kinds[at - 1] not in ".:":
                break
            at -= 2
        if last < 0 or kinds[last] not in "ns)]":
            return ""
        return "".join(self.tokens.text[self.tokens.starts[begin] : self.tokens.ends[last]].split())[-_NAME_LENGTH:]

    def _value(self, index: int, depth: int) -> "tuple[Node, int]":
        """The value that begins at a token, and the token behind it."""
        kind = self.tokens.kinds[index]
        if kind in "{[" and depth < _DEPTH:
            return self._object(index, depth) if kind == "{" else self._array(index, depth)
        if kind in "st":
            return self._text(index)
        simple = self._simple(index, kind)
        if simple is not None:
            return simple, index + 1
        if kind in "-+!" and self.tokens.kinds[index + 1 : index + 2] == "d":
            return self._signed(index, kind), index + 2
        if kind == "n" and self.tokens.word(index) in {"RegExp", "new"}:
            found = self._regex(index)
            if found:
                return found
        return self._other(index)

    def _simple(self, index: int, kind: str) -> Node | None:
        start, end = self._span(index)
        word = self.tokens.text[start:end]
        if kind == "d":
            return Node("number", start, end, number_of(word), index)
        if kind == "r":
            return Node("regex", start, end, word, index)
        if kind == "n" and word in _WORDS:
            found, value = _WORDS[word]
            return Node(found, start, end, value, index)
        return None

    def _signed(self, index: int, sign: str) -> Node:
        """`-1`, and `!0` and `!1`, which small scripts write for true and false."""
        start, end = self.tokens.starts[index], self.tokens.ends[index + 1]
        number = number_of(self.tokens.word(index + 1)) or 0.0
        if sign == "!":
            return Node("flag", start, end, not number, index)
        return Node("number", start, end, -number if sign == "-" else number, index)

    def _regex(self, index: int) -> "tuple[Node, int] | None":
        """`new RegExp("...")` as the regular expression it makes."""
        at = index + (self.tokens.word(index) == "new")
        kinds = self.tokens.kinds
        if (
            self.tokens.word(at) != "RegExp"
            or kinds[at + 1 : at + 2] != "("
            or kinds[at + 2 : at + 3] not in ("s", "r")
        ):
            return None
        close = self.tokens.partners[at + 1]
        inside, _ = self._value(at + 2, 0)
        text = inside.value if inside.kind == "regex" else f"/{inside.value}/"
        return Node("regex", self.tokens.starts[index], self._end(close), text, index), min(close + 1, len(kinds))

    def _text(self, index: int) -> "tuple[Node, int]":
        """Strings and what is added to them."""
        kinds = self.tokens.kinds
        parts = [self._piece(index)]
        at = index + 1
        while at + 1 < len(kinds) and kinds[at] == "+":
            if kinds[at + 1] in "st":
                parts.append(self._piece(at + 1))
                at += 2
                continue
            at = self._behind_operand(at + 1)
            parts.append("*")
        end = self.tokens.ends[at - 1]
        return Node("string", self.tokens.starts[index], end, "".join(parts), index), at

    def _piece(self, index: int) -> str:
        word = self.tokens.word(index)
        inner = word[1:-1] if len(word) > 1 and word[-1] == word[0] else word[1:]
        if word[0] == "`":
            inner = _SUBSTITUTION.sub("*", inner)
        return unescaped(inner)

    def _behind_operand(self, at: int) -> int:
        """The token behind an operand of `+` that is no string."""
        kinds = self.tokens.kinds
        while at < len(kinds) and kinds[at] in "nd.([":
            at = self.tokens.partners[at] + 1 if kinds[at] in "([" else at + 1
        return max(min(at, len(kinds)), 1)

    def _other(self, index: int) -> "tuple[Node, int]":
        """What is no literal, up to the comma or bracket that ends it."""
        end = self._behind_value(index)
        start = self.tokens.starts[index]
        last = self.tokens.ends[end - 1] if end > index else start
        return Node("other", start, last, self.tokens.text[start : min(last, start + _NAME_LENGTH)], index), end

    def _behind_value(self, at: int) -> int:
        """The token that ends the value in which `at` stands: a comma, a closing bracket or a semicolon."""
        kinds, partners = self.tokens.kinds, self.tokens.partners
        while at < len(kinds) and kinds[at] not in ",)]};":
            at = partners[at] + 1 if kinds[at] in "([{" else at + 1
        return min(at, len(kinds))

    def _array(self, index: int, depth: int) -> "tuple[Node, int]":
        close = min(self.tokens.partners[index], len(self.tokens.kinds))
        rows: list[Node] = []
        at = index + 1
        while at < close:
            if self.tokens.kinds[at] in ",;":
                at += 1
                continue
            node, behind = self._value(at, depth + 1)
            rows.append(node)
            at = self._behind_value(max(behind, at + 1)) if behind <= close else close
            at += at < close and self.tokens.kinds[at] in ")]}"
        return Node("array", self.tokens.starts[index], self._end(close), rows, index), min(
            close + 1, len(self.tokens.kinds)
        )

    def _object(self, index: int, depth: int) -> "tuple[Node, int]":
        close = min(self.tokens.partners[index], len(self.tokens.kinds))
        found: dict[str, Node] = {}
        at = index + 1
        while at < close:
            at = min(self._entry(at, close, depth, found), close)
        return Node("object", self.tokens.starts[index], self._end(close), found, index), min(
            close + 1, len(self.tokens.kinds)
        )

    def _entry(self, at: int, close: int, depth: int, found: dict[str, Node]) -> int:
        """Read one `key: value` into `found`; the token behind it. Methods, accessors and spreads are passed over."""
        kinds = self.tokens.kinds
        if kinds[at] in ",;)]}":
            return at + 1
        if kinds[at] in "nsd" and kinds[at + 1 : at + 2] == ":" and at + 2 < close:
            key = self._piece(at) if kinds[at] == "s" else self.tokens.word(at)
            node, behind = self._value(at + 2, depth + 1)
            found[key] = node
            return self._behind_value(max(behind, at + 2))
        if kinds[at] == "n" and kinds[at + 1 : at + 2] in (",", "}", ""):
            found[self.tokens.word(at)] = Node("other", *self._span(at), self.tokens.word(at), at)
        return self._behind_entry(at, close)

    def _behind_entry(self, at: int, close: int) -> int:
        """Behind a method, whose body is not followed by a comma in every script, or behind anything else."""
        kinds, partners = self.tokens.kinds, self.tokens.partners
        while at < close and kinds[at] not in ",;":
            if kinds[at] in "([{":
                body = kinds[at] == "{"
                at = partners[at] + 1
                if body:
                    return at
            else:
                at += 1
        return at

    def _span(self, index: int) -> tuple[int, int]:
        return self.tokens.starts[index], self.tokens.ends[index]

    def _end(self, close: int) -> int:
        """The character behind a closing bracket, the end of the script where it is missing."""
        return self.tokens.ends[close] if close < len(self.tokens.ends) else len(self.tokens.text)

    def calls(self, name: str) -> "Iterator[tuple[str, Node]]":
        """Calls of that name whose first argument is a text: what stands before the `(`, and the text."""
        kinds = self.tokens.kinds
        for at in range(len(kinds) - 2):
            if kinds[at] == "n" and kinds[at + 1] == "(" and kinds[at + 2] == "s" and self.tokens.word(at) == name:
                yield self._path(at), self._text(at + 2)[0]

    def named(self, name: str) -> Node | None:
        """The object or array that a variable of that name is set to."""
        return self._by_name.get(name)

    @functools.cached_property
    def _by_name(self) -> dict[str, Node]:
        found: dict[str, Node] = {}
        for name, node in self.literals:
            found.setdefault(re.split(r"[:.]", name)[0] if ":" in name else name, node)
        return found
