"""Dates and countries are written out in the letter's language, dates never more precisely than they are known."""

import datetime
import functools
import re

_FIRST = {"fr": "1er"}
"""How the first of a month is written where it is no plain number (CLDR has the number)."""
_PRECISE = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")


@functools.lru_cache(maxsize=1024)
def written(day: datetime.date, language: str) -> str:
    """A day in full: `21 December 2026`, `21. Dezember 2026`."""
    from babel.dates import format_date  # noqa: PLC0415 - slow to load, needed only when a letter is written

    text = str(format_date(day, format="long", locale=_locale(language)))
    return f"{_FIRST[language]}{text[1:]}" if day.day == 1 and language in _FIRST else text


def as_precise(date: str | None, language: str) -> str:
    """A date of the form `2026`, `2026-01` or `2026-01-31` written out as precisely as it is; empty for others."""
    found = _PRECISE.match(date or "")
    if not found:
        return ""
    year, month, day = (int(part) if part else None for part in found.groups())
    if year is None or month is None:
        return found.group(1)
    try:
        if day is not None:
            return written(datetime.date(year, month, day), language)
        return _month(datetime.date(year, month, 1), language)
    except ValueError:
        return ""


@functools.lru_cache(maxsize=1024)
def _month(day: datetime.date, language: str) -> str:
    from babel.dates import format_skeleton  # noqa: PLC0415 - slow to load

    return str(format_skeleton("yMMMM", day, locale=_locale(language)))


def country_name(code: str, language: str) -> str:
    """The name of a country (ISO 3166-1, or a part of it: `DE-BY`) in the letter's language; the code where unknown."""
    from babel import Locale  # noqa: PLC0415 - slow to load

    land, dash, part = code.partition("-")
    name = Locale.parse(_locale(language)).territories.get(land, land)
    return f"{name} ({part})" if dash else str(name)


def _locale(language: str) -> str:
    return "en_GB" if language == "en" else language
