"""Several named lists of phrases are searched as one set, so that a sentence is looked at once."""

from collections.abc import Mapping, Sequence

from cookietui.core.phrases import Phrases, Prepared

Tag = tuple[str, int, int]
"""(name of the list, first character, character after the last) of a hit."""


class Tagged:
    """The phrases of named lists as one set."""

    def __init__(self, lists: Mapping[str, Sequence[str]], words: Mapping[str, Sequence[str]]) -> None:
        self._names = [name for name, phrases in lists.items() for _ in phrases]
        self._phrases = Phrases([phrase for phrases in lists.values() for phrase in phrases], words)

    def every(self, sentence: Prepared) -> list[Tag]:
        """Every hit, in order of list and place."""
        return [(self._names[hit.index], hit.start, hit.end) for hit in self._phrases.every(sentence)]

    def names(self, sentence: Prepared) -> set[str]:
        """The lists of which anything occurs."""
        return {self._names[index] for index, _, _ in self._phrases.places(sentence)}

    def any(self, sentence: Prepared) -> bool:
        """Whether anything occurs."""
        return next(iter(self._phrases.places(sentence)), None) is not None


def nested(table: Mapping[str, Mapping[str, Sequence[str]]], *names: str) -> dict[str, Sequence[str]]:
    """The lists of several tables of a rule file under `table:list`, absent tables left out."""
    return {f"{name}:{key}": phrases for name in names for key, phrases in table.get(name, {}).items()}
