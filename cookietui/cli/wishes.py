"""The words of `set` and `unset` become what is wanted; what is misspelt is answered with what there is."""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from cookietui.actions.prefer import Wanted
from cookietui.core.errors import UsageError
from cookietui.core.words import CHOICES, COOKIE_CATEGORIES, Choice, CookieCategory

_Word = TypeVar("_Word", bound=str)


def wish(
    words: Sequence[str], cookies: Iterable[str], organisations: Iterable[str], tags: Sequence[str], *, anywhere: bool
) -> Wanted:
    """What `set` is told: SITE (unless `anywhere`), then CHOICE and CATEGORY=CHOICE in any order."""
    site, rest = _site(words, anywhere=anywhere)
    choice: Choice | None = None
    categories: dict[CookieCategory, Choice] = {}
    for word in rest:
        category, equals, value = word.partition("=")
        if equals:
            categories[known(category, COOKIE_CATEGORIES, "category")] = known(value, CHOICES, "choice")
        elif choice is not None:
            raise UsageError(f"two choices were given, {choice} and {word}; a category is written CATEGORY=CHOICE")
        else:
            choice = known(word, CHOICES, "choice")
    return Wanted(
        site=site,
        choice=choice,
        categories=categories,
        cookies=_pairs(cookies, "--cookie NAME=CHOICE"),
        organisations=_pairs(organisations, "--organisation DOMAIN=CHOICE"),
        tags=tags,
    )


def removal(
    words: Sequence[str], cookies: Iterable[str], organisations: Iterable[str], tags: Sequence[str], *, anywhere: bool
) -> tuple[Wanted, bool]:
    """What `unset` is told, and whether it is everything of the site (nothing but the site was named)."""
    site, rest = _site(words, anywhere=anywhere)
    categories = [known(word.partition("=")[0], COOKIE_CATEGORIES, "category") for word in rest if not _is_choice(word)]
    wanted = Wanted(
        site=site,
        choice="ask" if any(map(_is_choice, rest)) else None,
        categories=dict.fromkeys(categories, "ask"),
        cookies={_name(word): "ask" for word in cookies},
        organisations={_name(word): "ask" for word in organisations},
        tags=tags,
    )
    return wanted, not (rest or wanted.cookies or wanted.organisations or tags)


def known(given: str, words: Sequence[_Word], what: str) -> _Word:
    """The word of the vocabulary that was given; raises UsageError with the nearest one."""
    for word in words:
        if given.strip().lower() == word:
            return word
    near = difflib.get_close_matches(given.lower(), words, n=1)
    hint = f"; did you mean {near[0]}?" if near else ""
    raise UsageError(f"{given!r} is no {what}{hint} (there are: {', '.join(words)})")


def _site(words: Sequence[str], *, anywhere: bool) -> tuple[str | None, Sequence[str]]:
    if anywhere:
        return None, words
    if not words:
        raise UsageError("name a site, or --anywhere")
    return words[0], words[1:]


def _is_choice(word: str) -> bool:
    return word == "choice" or word in CHOICES


def _pairs(given: Iterable[str], form: str) -> Mapping[str, Choice]:
    found: dict[str, Choice] = {}
    for pair in given:
        name, equals, value = pair.rpartition("=")
        if not equals or not name:
            raise UsageError(f"{form} is the form, not {pair!r}")
        found[name] = known(value, CHOICES, "choice")
    return found


def _name(pair: str) -> str:
    """The name of `NAME` or `NAME=CHOICE`."""
    name, equals, value = pair.rpartition("=")
    return name if equals and value in CHOICES else pair
