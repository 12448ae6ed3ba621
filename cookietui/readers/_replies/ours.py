"""Sentences of our own letter are told from the reply's by their words, however a mail program quoted them."""

import re
from collections.abc import Sequence

_WORD = re.compile(r"[^\W_]+")
_RUN = 5
"""Words in a row that two texts share by chance only seldom."""
_SHARE = 0.7
_LETTER_LIMIT = 100_000


def without_ours(lines: Sequence[str], letter: str) -> list[str]:
    """The lines but those that repeat our letter; all of them where nothing else would be left."""
    ours = _runs(_WORD.findall(letter[:_LETTER_LIMIT].lower()))
    if not ours:
        return list(lines)
    kept = [line for line in lines if not _repeats(line, ours)]
    return kept if any(line.strip() for line in kept) else list(lines)


def _runs(words: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}


def _repeats(line: str, ours: set[tuple[str, ...]]) -> bool:
    runs = _runs(_WORD.findall(line.lower()))
    return bool(runs) and len(runs & ours) >= _SHARE * len(runs)
