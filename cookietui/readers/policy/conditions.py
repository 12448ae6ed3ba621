"""Conditions are what a policy asks of a person in return for a right, found in the words around the offer."""

from collections.abc import Iterable
from typing import get_args

from cookietui.core.words import Condition

CONDITIONS: tuple[Condition, ...] = get_args(Condition)


LASTING: frozenset[str] = frozenset({"identity-check", "fee", "written", "form"})
"""Conditions that a later sentence may add; the others are named with the offer itself."""
OF_ALL: frozenset[str] = frozenset({"identity-check", "agent"})
"""Conditions that a sentence of a section of rights sets for all of them."""
OF_HEADING: frozenset[str] = frozenset({"resident"})
"""Conditions that a heading sets for what stands below it."""


def ordered(names: Iterable[str]) -> tuple[Condition, ...]:
    """Conditions in the order of the vocabulary, each once."""
    found = set(names)
    return tuple(condition for condition in CONDITIONS if condition in found)
