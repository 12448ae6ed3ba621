"""Named lists of phrases in groups: a group is looked for together, in the sentences in which it is asked for."""

from collections.abc import Iterable, Mapping, Sequence

from cookietui.core.phrases import Part, Phrases, Prepared, Together

Tag = tuple[str, int, int]
"""(name of the list, first character, character after the last) of a hit."""


class Tagged:
    """The phrases of named lists (phrases.py has the syntax); groups of lists can be asked for one by one.

    Raises ValueError for what is no phrase.
    """

    def __init__(
        self,
        lists: Mapping[str, Sequence[str]],
        words: Mapping[str, Sequence[str]],
        groups: Mapping[str, Iterable[str]] | None = None,
    ) -> None:
        together = Together(words)
        self._groups = {"": Part(together)}
        self._lists = {name: Phrases(phrases, part=self._groups[""]) for name, phrases in lists.items()}
        self._names = tuple(lists)
        for group, names in (groups or {}).items():
            part = self._groups[group] = Part(together)
            wanted = frozenset(names)
            for name in (name for name in lists if name in wanted):
                part.take(self._lists[name].number)

    def every(self, sentence: Prepared, group: str = "") -> list[Tag]:
        """Every hit of a group of lists, or of all, in order of list, phrase and place."""
        found = self._groups[group].spots(sentence)
        if not found:
            return []
        spans, names = sentence.spans, self._names
        return [
            (names[number], spans[first][0], spans[last - 1][1])
            for number in sorted(found)
            for _, first, last in found[number]
        ]

    def names(self, sentence: Prepared, group: str = "") -> set[str]:
        """The lists of which anything occurs."""
        return {self._names[number] for number in self._groups[group].spots(sentence)}

    def any(self, sentence: Prepared, group: str = "") -> bool:
        """Whether anything occurs."""
        return bool(self._groups[group].spots(sentence))

    def every_slowly(self, sentence: Prepared) -> list[Tag]:
        """The same as `every`, with each phrase tried word by word."""
        rows = self._lists.items()
        return [(name, hit.start, hit.end) for name, phrases in rows for hit in phrases.every_slowly(sentence)]


class Sifted:
    """The sentences of a document; hits are looked for once, when asked."""

    def __init__(self, tagged: Tagged, sentences: Sequence[Prepared]) -> None:
        self._tagged = tagged
        self._sentences = sentences
        self._found: dict[tuple[int, str], list[Tag]] = {}

    def every(self, index: int, group: str) -> list[Tag]:
        """Every hit of a group in a sentence."""
        found = self._found.get((index, group))
        if found is None:
            found = self._found[index, group] = self._tagged.every(self._sentences[index], group)
        return found

    def names(self, index: int, group: str) -> set[str]:
        """The lists of a group of which anything occurs in a sentence."""
        return self._tagged.names(self._sentences[index], group)


def nested(table: Mapping[str, Mapping[str, Sequence[str]]], *names: str) -> dict[str, Sequence[str]]:
    """The lists of several tables of a rule file under `table:list`, absent tables left out."""
    return {f"{name}:{key}": phrases for name in names for key, phrases in table.get(name, {}).items()}
