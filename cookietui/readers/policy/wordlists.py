"""What the reader knows of mail providers, authorities, countries and labels comes from data files, read once."""

import csv
import functools
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from importlib import resources
from typing import Any

from cookietui.core.phrases import Phrases
from cookietui.readers.policy.reading import rules

_DATA = resources.files("cookietui") / "data"


def _text(name: str) -> str:
    return (_DATA / name).read_text(encoding="utf-8")


def _lines(name: str) -> frozenset[str]:
    return frozenset(line for line in map(str.strip, _text(name).splitlines()) if line and not line.startswith("#"))


@functools.cache
def freemail() -> frozenset[str]:
    """Domains where anybody gets an address (data/freemail.txt)."""
    return _lines("freemail.txt")


@functools.cache
def authorities() -> frozenset[str]:
    """Domains of authorities, trade bodies and seals (data/authorities.txt)."""
    return _lines("authorities.txt")


@functools.cache
def languages() -> Mapping[str, Mapping[str, Any]]:
    """Language code to its words and letters (data/languages.toml)."""
    return tomllib.loads(_text("languages.toml"))


@functools.cache
def countries() -> Mapping[str, str]:
    """Lower-case country name in many languages to its ISO 3166-1 code (data/countries.csv)."""
    rows = csv.DictReader(_text("countries.csv").splitlines())
    return {name.lower(): row["code"] for row in rows for name in row["names"].split(";")}


@functools.cache
def calling_codes() -> Mapping[str, str]:
    """Calling code without plus to country code; codes that several countries share are left out, 1 is the US."""
    rows = [row for row in csv.DictReader(_text("countries.csv").splitlines()) if row["calling"]]
    shared = {"1": "US", "44": "GB", "7": "RU", "47": "NO"}
    return {row["calling"]: row["code"] for row in rows} | shared


@functools.cache
def regions() -> Mapping[str, frozenset[str]]:
    """Country code to its states' codes and names (data/regions.csv)."""
    found: dict[str, set[str]] = {}
    for row in csv.DictReader(_text("regions.csv").splitlines()):
        found.setdefault(row["country"], set()).update((row["code"], row["name"]))
    return {country: frozenset(names) for country, names in found.items()}


def rule_languages() -> tuple[str, ...]:
    """Languages that have a folder of rules, sorted."""
    return tuple(sorted(folder.name for folder in (_DATA / "rules").iterdir() if folder.is_dir()))


def merged(name: str, *keys: str) -> tuple[str, ...]:
    """The list at `keys` of the rule file `name`, of every language in turn, without repeats.

    Contacts are looked for in every language at once: pages mix them, and an authority is one in any of them.
    """
    found: dict[str, None] = {}
    for language in rule_languages():
        table: Any = rules(language, name)
        for key in keys:
            table = table.get(key, {})
        found.update(dict.fromkeys(table))
    return tuple(found)


@functools.cache
def phrases(name: str, *keys: str) -> Phrases:
    """The merged list as phrases."""
    return Phrases(merged(name, *keys))


def alternatives(words: Iterable[str]) -> str:
    """A regular expression for any of the words, longest first, blanks and hyphens interchangeable."""
    ordered = sorted({w.lower() for w in words}, key=lambda w: (-len(w), w))
    return "|".join(re.sub(r"(?:\\ |\\-)", r"[ -]", re.escape(word)) for word in ordered)


@functools.cache
def labels(kind: str) -> Sequence[str]:
    """Words that stand before a contact of that kind (`phone`, `fax`, `email`, `post`), all languages."""
    return merged("contacts", "labels", kind)


@functools.cache
def month_names() -> Mapping[str, int]:
    """Lower-case month name or abbreviation, of every language, to its number."""
    found: dict[str, int] = {}
    for language in rule_languages():
        for name, number in rules(language, "dates").get("months", {}).items():
            found.setdefault(name, number)
    return found


@functools.cache
def day_words() -> Mapping[str, int]:
    """Words for the days of a month ("twenty-ninth", "premier"), of every language, to their numbers."""
    found: dict[str, int] = {}
    for language in rule_languages():
        for name, number in rules(language, "dates").get("days", {}).items():
            found.setdefault(name, number)
    return found


@functools.cache
def address_words() -> frozenset[str]:
    """Words in lower case that may stand inside a postal address (data/address_words.txt)."""
    return _lines("address_words.txt")
