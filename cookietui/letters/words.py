"""The short words of a letter are data in each language: titles, labels, periods, and why each item goes out."""

import functools
import tomllib
from collections.abc import Mapping
from importlib.resources import files

import msgspec

from cookietui.core.words import FOLLOW_UP_KINDS, REQUEST_STATES, RIGHTS, Right

DEFAULT = "en"
_FEW = 3
"""Parts of a list that a subject has room for."""


class Title(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How one right is called: alone in a subject or heading, and within a list of several."""

    title: str
    short: str


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of one language."""

    name: str
    """The language in its own words."""
    conjunction: str
    """Between the last two of a list: ` and `."""
    more: str
    """What a list is cut to that would be too long for a subject, with `{n}`: `2 more`."""
    rights: dict[Right, Title]
    labels: dict[str, str]
    """Kind of an item of identity to its label."""
    whys: dict[str, str]
    """Kind of an item of identity to why it goes out."""
    within: dict[str, str]
    """Unit of a period to its phrase with `{n}`; `month` for exactly one month."""
    quotes: tuple[str, str]
    """Opening and closing quotation mark."""
    authority_whys: dict[str, str]
    """Kind of an item of identity to why an authority is told it."""
    happened: dict[str, str]
    """State of a request, or kind of a later letter, to its line in the history of a complaint."""
    marketing: dict[str, str]
    """Channel of advertising to its word after `by`."""
    titles: dict[str, str]
    """`copy` of an earlier letter, `complaint`: with `{day}`, `{site}`, `{rights}`."""

    def listing(self, parts: list[str]) -> str:
        """The parts as a list in prose."""
        return self.conjunction.join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)

    def brief(self, parts: list[str]) -> str:
        """The list as a subject has room for: of more than three the first two and how many more."""
        few = (
            parts if len(parts) <= _FEW else [*parts[: _FEW - 1], self.more.replace("{n}", str(len(parts) - _FEW + 1))]
        )
        return self.listing(few)


@functools.cache
def languages() -> tuple[str, ...]:
    """Codes of the languages that letters exist in, English first."""
    folder = files("cookietui") / "data" / "letters"
    found = sorted(entry.name for entry in folder.iterdir() if (entry / "words.toml").is_file())
    return (DEFAULT, *(code for code in found if code != DEFAULT))


def closest(language: str) -> str:
    """The language of ours for a code such as `de-AT`; English where there is none."""
    code = language.replace("_", "-").partition("-")[0].lower()
    return code if code in languages() else DEFAULT


@functools.cache
def words(language: str) -> Words:
    """The words of one of `languages()`."""
    text = (files("cookietui") / "data" / "letters" / language / "words.toml").read_text("utf-8")
    found = msgspec.convert(tomllib.loads(text), Words)
    missing: list[str] = [right for right in RIGHTS if right not in found.rights]
    missing += [each for each in (*REQUEST_STATES[1:], *FOLLOW_UP_KINDS) if each not in found.happened]
    if missing:
        msg = f"data/letters/{language}/words.toml does not name: {', '.join(missing)}"
        raise ValueError(msg)
    return found


def whys(language: str) -> Mapping[str, str]:
    """For each kind of an item of identity why it goes out, to be shown beside its tick."""
    return words(closest(language)).whys
