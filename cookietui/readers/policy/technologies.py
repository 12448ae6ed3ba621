"""A technology is used when words say that the site, or others on it, use it: a definition or a choice is a mention."""

from collections.abc import Iterator, Sequence
from typing import get_args

from cookietui.core.declaration import Technology
from cookietui.core.tags import Sifted
from cookietui.core.words import Purpose, TechnologyKind, TechnologyStance
from cookietui.readers.policy.reading import Reading
from cookietui.readers.policy.stances import KINDS, PARTS, SIGNALS, Noun, Rules, judge, rules_of

_EVIDENCE = 3
"""Places kept for one technology and stance."""
_AFTER = 3
"""Sentences after the naming of a signal in which "such signals" may be answered."""
_PERSONAL: frozenset[TechnologyKind] = frozenset({"ip-address", "unique-identifiers"})
"""What products are said to leave out."""

Statement = tuple[int, TechnologyKind, TechnologyStance]
"""(line, kind, stance)."""


def add(reading: Reading) -> None:
    """Add one technology for each kind and stance; nothing in a language without rules."""
    found = rules_of(reading.language)
    if found is None:
        return
    search = _Search(reading, found)
    rows: dict[tuple[TechnologyKind, TechnologyStance], list[int]] = {}
    for index, kind, stance in search.statements():
        rows.setdefault((kind, stance), []).append(index)
    for kind in PARTS:
        if (kind, "used") in rows:
            rows.setdefault(("cookies", "used"), rows[kind, "used"])
    for (kind, stance), lines in sorted(rows.items(), key=lambda row: (KINDS.index(row[0][0]), row[0][1] != "used")):
        if stance == "mentioned" and any((kind, other) in rows for other in ("used", "not-used")):
            continue
        evidence = dict.fromkeys(i for n in lines[:_EVIDENCE] for i in reading.evidence(reading.lines[n]))
        purposes = search.purposes(lines) if stance == "used" and kind not in SIGNALS else ()
        reading.technologies.append(Technology(kind=kind, stance=stance, purposes=purposes, evidence=tuple(evidence)))


class _Search:
    """Looks closely at the few lines that name a technology."""

    def __init__(self, reading: Reading, found: Rules) -> None:
        self._reading = reading
        self._lines = reading.lines
        self._structure = reading.structure
        self._sifted = Sifted(found.tagged, [line.prepared for line in reading.lines])
        self._nouns: dict[int, list[Noun]] = {}
        for index, line in enumerate(reading.lines):
            nouns = found.nouns(self._sifted, index, line.prepared.text)
            if nouns:
                self._nouns[index] = nouns

    def statements(self) -> Iterator[Statement]:
        """What each line that names a technology says of it."""
        for index, nouns in self._nouns.items():
            if any(noun.kind in SIGNALS for noun in nouns):
                yield from self._signals(index, nouns)
            plain = [noun for noun in nouns if noun.kind not in SIGNALS]
            if plain:
                if not self._lines[index].prepared.text.rstrip().endswith("?"):
                    judge(self._sifted, index, plain)
                    self._list(index, plain)
                    self._of_product(index, plain)
                yield from ((index, noun.kind, noun.stance) for noun in plain)

    def purposes(self, lines: Sequence[int]) -> tuple[Purpose, ...]:
        """What those lines name as the purpose."""
        named = set().union(*(self._sifted.names(index, "purposes") for index in lines))
        return tuple(purpose for purpose in get_args(Purpose) if f"purposes:{purpose}" in named)

    def _list(self, index: int, nouns: Sequence[Noun]) -> None:
        """An entry of a list of what is collected is used."""
        above = self._structure.intro[index]
        if above < 0 or self._structure.kinds[index] == "heading":
            return
        if all(noun.stance != "mentioned" for noun in nouns) or not self._collects(above):
            return
        for noun in nouns:
            if noun.stance == "mentioned":
                noun.stance = "used"

    def _of_product(self, index: int, nouns: Sequence[Noun]) -> None:
        """What is denied of a product, in its section or after its name, says nothing of the site."""
        for noun in nouns:
            if noun.stance != "not-used":
                continue
            beside = noun.kind in _PERSONAL or self._pronoun(index, noun)
            if self._under_product(index, noun, beside=beside):
                noun.stance = "mentioned"

    def _pronoun(self, index: int, noun: Noun) -> bool:
        """Whether the subject of what is denied is a word that stands for something named before."""
        around = self._sifted.every(index, "around")
        return any(name == "stances:pronoun" and start < noun.start < end for name, start, end in around)

    def _under_product(self, index: int, noun: Noun, *, beside: bool) -> bool:
        line = self._lines[index].sentence
        blocks = self._reading.page.blocks
        above = blocks[line.block].heading
        spans = [(blocks[above].start, blocks[above].end)] if above >= 0 else []
        spans += [(blocks[line.block].start, line.start + noun.start)] if beside else []
        return any(start <= named.start < end for named in self._reading.sample.named for start, end in spans)

    def _collects(self, index: int) -> bool:
        return bool(self._sifted.every(index, "collected"))

    def _signals(self, index: int, nouns: Sequence[Noun]) -> Iterator[Statement]:
        """What is done with a browser's signal, said here or of "such signals" in the next sentences."""
        own = self._sifted.names(index, "signals")
        for kind in dict.fromkeys(noun.kind for noun in nouns if noun.kind in SIGNALS):
            if own:
                yield index, kind, "not-used" if "signals:ignores" in own else "used"
                continue
            later = range(index + 1, min(index + 1 + _AFTER, len(self._lines)))
            answers = ((other, self._sifted.names(other, "answers")) for other in later)
            answer = next(((other, names) for other, names in answers if names), None)
            if answer:
                yield answer[0], kind, "not-used" if "signals:follow_ignores" in answer[1] else "used"
            else:
                yield index, kind, "mentioned"
