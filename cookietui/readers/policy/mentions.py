"""What sentences say of the companies they name; the few sentences that name any are searched together."""

import functools
from collections.abc import Iterable
from typing import Any, Literal

import msgspec

from cookietui.core.knowledge import Named
from cookietui.core.phrases import Phrases, prepare_all
from cookietui.readers.policy.reading import Reading, rules

Verdict = Literal["used", "named", "aside", "not-used"]
"""`used`: words say so; `named`: nothing speaks against it; `aside`: named for another reason."""
Kind = Literal["used", "shared", "aside", "denied", "withheld", "excepted", "partial", "opt_out", "policies", "context"]
BESIDE: tuple[Kind, ...] = ("aside", "denied", "withheld", "excepted", "partial")
AROUND: tuple[Kind, ...] = ("used", "shared")
LINKED: tuple[Kind, ...] = ("opt_out", "context")
WRITTEN: tuple[Kind, ...] = ("policies",)
"""Kinds that are looked for in the same texts."""
_NAME = "thenameofthevendor"
"""Stands in for the name, so that rules can speak of what is before and behind it."""
_BEFORE, _AFTER = 300, 150
"""Characters around a name that are looked at."""
_SHORT = 12
"""Words of a sentence that may be no more than the end of the one before it ("here: ...")."""


@functools.cache
def _cues(language: str, kinds: tuple[Kind, ...]) -> tuple[Phrases, tuple[Kind, ...]]:
    """The phrases of a language (data/rules/<language>/vendors.toml) and the kind of each."""
    found: dict[str, Any] = rules(language, "vendors")
    rows = [(phrase, kind) for kind in kinds for phrase in found.get(kind, [])]
    return Phrases([phrase for phrase, _ in rows], {"name": [_NAME]}), tuple(kind for _, kind in rows)


class _Texts:
    """Texts in which the same kinds of phrases are looked for, all at once."""

    def __init__(self, kinds: tuple[Kind, ...]) -> None:
        self._wanted = kinds
        self._numbers: dict[str, int] = {}
        self._kinds: list[frozenset[Kind]] = []

    def add(self, text: str) -> int:
        """The number of a text."""
        return self._numbers.setdefault(text, len(self._numbers))

    def search(self, language: str) -> None:
        """Look for every phrase in every text."""
        if self._numbers:
            phrases, kinds = _cues(language, self._wanted)
            prepared = prepare_all(self._numbers)
            self._kinds = [frozenset(kinds[index] for index, *_ in phrases.places(text)) for text in prepared]

    def kinds(self, number: int) -> frozenset[Kind]:
        """The kinds found in a text."""
        return self._kinds[number]

    def hold(self, kind: Kind, numbers: Iterable[int]) -> bool:
        """Whether any of the texts holds a phrase of that kind."""
        return any(number >= 0 and kind in self._kinds[number] for number in numbers)


class Scene(msgspec.Struct, frozen=True):
    """Where something is named or linked: the numbers of the texts that speak of it."""

    line: int
    own: int
    """The sentence."""
    above: tuple[int, ...] = ()
    """The sentence that introduces it and the headings above."""
    before: int = -1
    """The sentence whose end it is, -1 where it stands on its own."""
    name: int = -1
    """The words around a name, with a word that stands for the name; -1 for a link."""


class Scenes:
    """Collects the texts about names, links and hosts, searches them once, and answers what they say."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._beside = _Texts(BESIDE)
        self._around = _Texts(AROUND)
        self._linked = _Texts(LINKED)
        self._written = _Texts(WRITTEN)

    def of_name(self, place: Named, line: int) -> Scene:
        """The scene of a name; what introduces a list or stands above a table speaks for its entries."""
        text = self._reading.page.text
        sentence = self._reading.lines[line].sentence
        before = text[max(sentence.start, place.start - _BEFORE) : place.start]
        after = text[place.end : min(sentence.end, place.end + _AFTER)]
        kind = self._reading.page.blocks[sentence.block].kind
        heading = self._reading.lines[line].heading
        listed = kind in ("item", "row", "term", "definition") and heading
        above = [*self._intro(line), *([heading] if listed else [])]
        return Scene(
            line,
            self._around.add(self._text(line)),
            tuple(map(self._around.add, above)),
            name=self._beside.add(f"{before} {_NAME} {after}"),
        )

    def of_link(self, line: int) -> Scene:
        """The scene of a link."""
        structure, page = self._reading.structure, self._reading.page
        blocks = (page.blocks[block] for block in structure.headings(line)[:2])
        above = [*self._intro(line), *(page.text[block.start : block.end] for block in blocks)]
        sentence = self._reading.lines[line].sentence
        short = line > 0 and page.text.count(" ", sentence.start, sentence.end) < _SHORT
        joined = short and self._reading.lines[line - 1].sentence.block == sentence.block
        before = self._linked.add(self._text(line - 1)) if joined else -1
        return Scene(line, self._linked.add(self._text(line)), tuple(map(self._linked.add, above)), before)

    def of_host(self, line: int) -> Scene:
        """The scene of a host that is written out."""
        return Scene(line, self._written.add(self._text(line)))

    def search(self) -> None:
        """Look for every phrase in every text collected."""
        for texts in (self._beside, self._around, self._linked, self._written):
            texts.search(self._reading.language)

    def verdict(self, scene: Scene) -> Verdict:
        """What is said of the name."""
        beside = self._beside.kinds(scene.name)
        denied = "withheld" in beside or ("denied" in beside and "partial" not in beside)
        if denied and "excepted" not in beside:
            return "not-used"
        if "aside" in beside:
            return "aside"
        around = (scene.own, *scene.above)
        return "used" if self._around.hold("used", around) or self._around.hold("shared", around) else "named"

    def opts_out(self, scene: Scene) -> bool:
        """Whether the sentence of a link, or the one whose end it is, speaks of opting out."""
        return self._linked.hold("opt_out", (scene.own, scene.before))

    def in_context(self, scene: Scene) -> bool:
        """Whether the sentence of a link, or what stands above, speaks of companies whose services are used."""
        return self._linked.hold("context", (scene.own, *scene.above))

    def lists_policies(self, scene: Scene) -> bool:
        """Whether the sentence of a host speaks of the policies or names of advertisers and providers."""
        return self._written.hold("policies", (scene.own,))

    def _text(self, line: int) -> str:
        return self._reading.lines[line].prepared.text

    def _intro(self, line: int) -> list[str]:
        intro = self._reading.structure.intro[line]
        return [self._text(intro)] if intro >= 0 else []
