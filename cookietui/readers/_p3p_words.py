"""The words of P3P mean ours by data/p3p.toml; a statement of it becomes practices of ours."""

import functools
import tomllib
from collections.abc import Iterable, Mapping
from importlib import resources
from typing import Any

import msgspec

from cookietui.core.declaration import Practice, Retention
from cookietui.core.words import ChoiceType, Data, Purpose, Recipient, Stance

HISTORIC = "P3P is historic: it tells what the site once declared, and no browser acts on it"


@functools.cache
def table(name: str) -> Mapping[str, Any]:
    """One table of the vocabulary: element to its token and its meaning."""
    file = resources.files("cookietui") / "data" / "p3p.toml"
    found: Mapping[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))[name]
    return found


@functools.cache
def by_token() -> Mapping[str, tuple[str, str]]:
    """Compact token to its table and element."""
    kinds = ("access", "rest", "purpose", "recipient", "retention", "category")
    return {row[0]: (kind, element) for kind in kinds for element, row in table(kind).items()}


class Statement(msgspec.Struct):
    """What one statement says; each list has elements with the index of their evidence."""

    purposes: list[tuple[str, str, int]] = msgspec.field(default_factory=list)
    """Element, `always`, `opt-in` or `opt-out`, and the evidence."""
    recipients: list[tuple[str, str, int]] = msgspec.field(default_factory=list)
    categories: list[tuple[str, int]] = msgspec.field(default_factory=list)
    data: list[tuple[str, int]] = msgspec.field(default_factory=list)
    """References, such as `dynamic.cookies`."""
    retention: list[tuple[str, int]] = msgspec.field(default_factory=list)


def practices(said: Statement) -> list[Practice]:
    """The use by the site, the sharing with each kind of recipient, and how long it is kept."""
    kinds = _data(said)
    found: list[Practice] = []
    places = [index for _, index in (*said.categories, *said.data)]
    for level in ("always", "opt-in", "opt-out"):
        chosen = [(table("purpose")[name][1], index) for name, required, index in said.purposes if required == level]
        if chosen:
            evidence = tuple(dict.fromkeys([*(index for _, index in chosen), *places]))
            wanted: tuple[Purpose, ...] = _typed((purpose for purpose, _ in chosen), Purpose)
            found.append(
                Practice(
                    category="first-party-use",
                    data=kinds,
                    purposes=wanted,
                    choices=_choices([level]),
                    evidence=evidence,
                )
            )
    for name, required, index in said.recipients:
        whom = table("recipient")[name][1]
        if whom:
            stance: Stance = "does" if required == "always" else "may"
            found.append(
                Practice(
                    category="third-party-sharing", stance=stance, data=kinds, recipients=_typed([whom], Recipient),
                    choices=_choices([required]), evidence=tuple(dict.fromkeys([index, *places])),
                )
            )  # fmt: skip
    for name, index in said.retention:
        kept = Retention(None, table("retention")[name][1])
        found.append(Practice(category="retention", data=kinds, retention=kept, evidence=(index,)))
    return found


def _data(said: Statement) -> tuple[Data, ...]:
    kinds = [table("category")[name][1] for name, _ in said.categories]
    for reference, _ in said.data:
        kinds += [kind for start, kind in table("data").items() if _within(reference, start)][:1]
    found: tuple[Data, ...] = _typed(kinds, Data)
    return found


def _within(reference: str, start: str) -> bool:
    return reference == start or reference.startswith(f"{start}.")


def _choices(required: Iterable[str]) -> tuple[ChoiceType, ...]:
    """What a person can choose, where not everything is always done."""
    words: dict[str, ChoiceType] = {"opt-in": "opt-in", "opt-out": "opt-out-link"}
    return tuple(dict.fromkeys(words[each] for each in required if each in words))


def _typed(words: Iterable[str], kind: Any) -> Any:
    return tuple(dict.fromkeys(msgspec.convert(word, kind) for word in words))
