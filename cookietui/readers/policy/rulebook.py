"""The practices files of a language are compiled once into one set of cues, so that a sentence is searched once."""

import functools
import tomllib
from collections.abc import Collection, Iterable, Mapping
from importlib import resources
from typing import Any

import msgspec

from cookietui.core.phrases import Part, Phrases, Together
from cookietui.core.words import ChoiceType, Data, PracticeCategory, Purpose, Recipient, Stance


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What it means that one of the cues stands in a sentence; data/rules/en/practices.toml says what each key is."""

    category: PracticeCategory
    cues: tuple[str, ...]
    stance: Stance = "does"
    weight: int = 2
    void: bool = False
    unless: tuple[str, ...] = ()
    where: str = ""
    recipients: tuple[Recipient, ...] = ()
    sale: bool | None = None
    purposes: tuple[Purpose, ...] = ()
    data: tuple[Data, ...] = ()
    choices: tuple[ChoiceType, ...] = ()


class Detail(msgspec.Struct, frozen=True):
    """A table of details: phrase number to the value it means."""

    phrases: Phrases
    values: tuple[Any, ...]


class Rulebook(msgspec.Struct, frozen=True):
    """Everything about practices that one language's files say."""

    rules: tuple[Rule, ...]
    cues: Phrases
    rule_of: tuple[int, ...]
    """Cue number to the number of its rule."""
    unless: Phrases
    unless_of: tuple[int, ...]
    headings: Detail
    shares: Mapping[str, float]
    """Part of a passage's words that must speak of a category before the passage is said to."""
    enough: Mapping[str, int]
    """The weight of one sentence that makes its share unimportant."""
    needs: Mapping[str, Mapping[str, int]]
    may: Phrases
    """Words of possibility."""
    conditions: Phrases
    """Words that narrow what is said to a case, a place or some people."""
    joining: Phrases
    """Words that carry a denial on to what follows."""
    sale: Phrases
    """Words of selling."""
    contrast: Phrases
    """Words that begin a clause which says the opposite."""
    going_on: Phrases
    """Words that begin a clause of its own after a comma."""
    excepting: Phrases
    """Words that begin an exception."""
    details: Mapping[str, Detail]
    """`data`, `purposes`, `choices`, `recipients`, `basis`: what a sentence names."""

    def need(self, category: str, others: Collection[str]) -> int:
        """The weight a category needs in a passage that speaks of the others."""
        needs = self.needs.get(category, {})
        return max([needs.get(other, needs.get("beside", 0)) for other in others], default=needs.get("alone", 0))


@functools.cache
def rulebook(language: str) -> Rulebook | None:
    """The rules of a language, or None where it has none; raises ValueError or ValidationError for a wrong file."""
    folder = resources.files("cookietui") / "data" / "rules" / language
    if not folder.is_dir():
        return None
    files = [f for f in folder.iterdir() if f.name.startswith("practices") and f.name.endswith(".toml")]
    tables = [tomllib.loads(f.read_text(encoding="utf-8")) for f in sorted(files, key=lambda f: f.name)]
    return _compiled(tables) if tables else None


def _compiled(tables: Iterable[Mapping[str, Any]]) -> Rulebook:
    lists: dict[str, list[str]] = {}
    rules: list[Rule] = []
    headings: dict[str, list[str]] = {}
    shares: dict[str, float] = {}
    enough: dict[str, int] = {}
    needs: dict[str, dict[str, int]] = {}
    details: dict[str, dict[str, list[str]]] = {}
    for table in tables:
        lists |= table.get("lists", {})
        rules += msgspec.convert(table.get("rule", []), list[Rule])
        headings |= table.get("headings", {})
        shares |= table.get("shares", {})
        enough |= table.get("enough", {})
        needs |= table.get("needs", {})
        for kind, values in table.get("details", {}).items():
            details.setdefault(kind, {}).update(values)
    together = Together(lists)
    claimed, told, clauses = Part(together), Part(together), Part(together)
    cues = [(cue, number) for number, rule in enumerate(rules) for cue in rule.cues]
    unless = [(cue, number) for number, rule in enumerate(rules) for cue in rule.unless]
    return Rulebook(
        rules=tuple(rules),
        cues=Phrases([cue for cue, _ in cues], part=claimed),
        rule_of=tuple(number for _, number in cues),
        unless=Phrases([cue for cue, _ in unless], part=claimed),
        unless_of=tuple(number for _, number in unless),
        headings=_detail(headings, Part(together)),
        shares=shares,
        enough=enough,
        needs=needs,
        may=Phrases(lists.get("may", []), part=told),
        conditions=Phrases(lists.get("condition", []), part=told),
        joining=Phrases(lists.get("or", []), part=claimed),
        contrast=Phrases(lists.get("contrast", []), part=clauses),
        going_on=Phrases(lists.get("going_on", []), part=clauses),
        excepting=Phrases(lists.get("except", []), part=told),
        sale=Phrases(lists.get("sale", []), part=told),
        details={kind: _detail(values, told) for kind, values in details.items()},
    )


def _detail(values: Mapping[str, Iterable[str]], part: Part) -> Detail:
    pairs = [(phrase, value) for value, phrases in values.items() for phrase in phrases]
    return Detail(Phrases([phrase for phrase, _ in pairs], part=part), tuple(value for _, value in pairs))
