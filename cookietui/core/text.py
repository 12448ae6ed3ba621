"""Foreign text is made harmless once, where it enters, by these functions and no others."""

import re

BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""Marks that reorder what is shown (Unicode TR 9)."""
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈ"
LOWERED = "₀₁₂₃₄₅₆₇₈₉"
"""Signs that lead to a note or count something (m²): no part of a word, though of letters and digits."""
_LINE_ENDS = re.compile("\r\n?|\u2028|\u2029|\x85|\x0b|\x0c")
_UNSAFE = re.compile(f"[\x00-\x08\x0e-\x1f\x7f-\x9f{BIDI}\ufeff\ufff9-\uffff\ud800-\udfff\U000e0000-\U000e007f]")
_ONE_LINE = re.compile(r"\s+")


def clean(text: str) -> str:
    """The text with LF line ends and without C0, C1, bidi, tag and surrogate characters; TAB stays."""
    return _UNSAFE.sub("", _LINE_ENDS.sub("\n", text))


def visible(text: str) -> str:
    """The text for a terminal: what `clean` would drop is shown as a replacement mark instead of vanishing."""
    return _UNSAFE.sub("\ufffd", _LINE_ENDS.sub("\n", text))


def one_line(text: str, limit: int = 0) -> str:
    """The cleaned text on one line, runs of blanks folded, cut to `limit` characters with an ellipsis when given."""
    line = _ONE_LINE.sub(" ", clean(text)).strip()
    return line if not limit or len(line) <= limit else line[: max(1, limit - 1)].rstrip() + "…"


def plain(value: str) -> str:
    """The value itself where every character prints, else `one_line` of it: the quick way for many short fields."""
    return value if value.isprintable() else one_line(value)


def counted(number: int, noun: str) -> str:
    """A number with its noun, such as `1 cookie` or `2 cookies`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
