"""A node is one literal of a script with its place; asking it for what it is not gives nothing instead of an error."""

import re
from typing import Any, Literal

Kind = Literal["object", "array", "string", "number", "flag", "nothing", "regex", "other"]
_ESCAPE = re.compile(r"\\(u\{[0-9a-fA-F]{1,6}\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|\r\n|(?s:.))")
_PLAIN_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": "", "\r": ""}
_HIGHEST = 0x10FFFF
"""The last character of Unicode."""


class Node:
    """A literal of a script: `source[start:end]`; `value` is a dict or list of nodes, text, a number, or None."""

    __slots__ = ("end", "first", "kind", "start", "value")

    def __init__(self, kind: Kind, start: int, end: int, value: Any = None, first: int = 0) -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self.value = value
        self.first = first
        """Its first token."""

    def get(self, *keys: str) -> "Node | None":
        """The value of the first of these keys that an object has, None for anything else."""
        if self.kind == "object":
            for key in keys:
                if key in self.value:
                    found: Node = self.value[key]
                    return found
        return None

    def items(self) -> "tuple[tuple[str, Node], ...]":
        """Keys and values of an object, nothing for anything else."""
        return tuple(self.value.items()) if self.kind == "object" else ()

    def rows(self) -> "tuple[Node, ...]":
        """The entries of an array, nothing for anything else."""
        return tuple(self.value) if self.kind == "array" else ()

    @property
    def text(self) -> str | None:
        """The text of a string, None for anything else; what is calculated in it stands as `*`."""
        return self.value if self.kind == "string" else None

    @property
    def number(self) -> float | None:
        """A number, also one in quotes, None for anything else."""
        if self.kind == "string":
            return number_of(self.value.strip())
        return self.value if self.kind == "number" else None

    @property
    def flag(self) -> bool | None:
        """True or False, None for anything else."""
        return self.value if self.kind == "flag" else None


def unescaped(text: str) -> str:
    """The characters of a string literal without its quotes; an escape that means nothing is its own character."""
    return _ESCAPE.sub(_unescape, text) if "\\" in text else text


def _unescape(match: re.Match[str]) -> str:
    code = match[1]
    if len(code) > 2 and code[0] in "ux":  # noqa: PLR2004 - a code and no single character
        number = int(code.strip("ux{}"), 16)
        return chr(number) if number <= _HIGHEST else "\ufffd"
    return "" if code == "\r\n" else _PLAIN_ESCAPES.get(code, code)


def number_of(word: str) -> float | None:
    """The number that a literal means, None where it is none."""
    try:
        plain = word.replace("_", "").removesuffix("n")
        return float(int(plain, 16)) if plain[:2].lower() == "0x" else float(plain)
    except ValueError:
        return None
