"""Conditions are what a policy asks of a person in return for a right, found in the words around the offer."""

from collections.abc import Iterable
from typing import get_args

from cookietui.core.tags import Sifted
from cookietui.core.words import Condition
from cookietui.readers.policy.structure import Structure

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


_NEARBY = 2
"""Blocks around the refusal of a way to which it applies."""


class Refusals:
    """Ways that a policy says it does not take for requests ("not by telephone"), by line."""

    def __init__(self, structure: Structure, sifted: Sifted, lines: Iterable[int]) -> None:
        self._structure = structure
        found = ((index, sifted.names(index, "refused")) for index in lines)
        self._kinds = {index: {name.removeprefix("refused:") for name in names} for index, names in found if names}

    def near(self, index: int) -> frozenset[str]:
        """The kinds of channels refused close by, in the same section."""
        blocks, section = self._structure.blocks, self._structure.section
        return frozenset(
            kind
            for place, kinds in self._kinds.items()
            if abs(blocks[place] - blocks[index]) <= _NEARBY and section(place) == section(index)
            for kind in kinds
        )
