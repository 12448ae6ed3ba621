"""Conditions are what a policy asks of a person in return for a right, found in the words around the offer."""

from collections.abc import Iterable, Mapping
from typing import get_args

from cookietui.core.phrases import Prepared
from cookietui.core.words import Condition
from cookietui.readers.policy.tagged import Tagged

CONDITIONS: tuple[Condition, ...] = get_args(Condition)


LASTING: frozenset[str] = frozenset({"identity-check", "fee", "written", "form"})
"""Conditions that a later sentence may add; the others are named with the offer itself."""


class Conditions:
    """One language's phrases for conditions."""

    def __init__(self, lists: Mapping[str, list[str]], words: Mapping[str, list[str]]) -> None:
        self._phrases = Tagged(lists, words)

    def named(self, sentence: Prepared) -> set[str]:
        """The conditions that a sentence names."""
        return self._phrases.names(sentence)


def ordered(names: Iterable[str]) -> tuple[Condition, ...]:
    """Conditions in the order of the vocabulary, each once."""
    found = set(names)
    return tuple(condition for condition in CONDITIONS if condition in found)
