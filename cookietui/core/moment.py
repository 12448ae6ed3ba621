"""A moment is milliseconds since 1970 UTC, whatever a file gives it in; what no calendar holds is None."""

import calendar
import datetime
import re

_LAST_SECOND = 253_402_300_799
"""The end of the year 9999."""
_FIRST_SECOND = -62_135_596_800
"""The beginning of the year 1."""
_LAST_MILLISECOND = _LAST_SECOND * 1000 + 999
CHROMIUM_EPOCH = 11_644_473_600_000
"""Milliseconds from 1601-01-01, from which Chromium counts, to 1970-01-01."""
APPLE_EPOCH = 978_307_200_000
"""Milliseconds from 1970-01-01 to 2001-01-01, from which Apple counts."""
_LAST_MICROSECOND = (_LAST_MILLISECOND + CHROMIUM_EPOCH) * 1000
_NUMBER = re.compile(r"[+-]?\d{1,20}(?:\.\d{1,20})?")
_LONGEST = 64
"""Characters of the longest date that is looked at."""
_TOKENS = re.compile(r"[^\x09\x20-\x2f\x3b-\x40\x5b-\x60\x7b-\x7e]+")
_TIME = re.compile(r"(\d{1,2}):(\d{1,2}):(\d{1,2})(?!\d)")
_DAY = re.compile(r"(\d{1,2})(?!\d)")
_YEAR = re.compile(r"(\d{2,4})(?!\d)")
_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
_TWO_DIGITS = (69, 99, 1601)
"""70 to 99 mean 19xx, 0 to 69 mean 20xx; nothing before 1601 is a date (RFC 6265, 5.1.1)."""


def from_number(value: float) -> int | None:
    """The moment of a number whose unit shows in its size.

    Seconds up to the year 9999, then milliseconds, then microseconds since 1970, and from the year 1970 on
    microseconds since 1601. None for NaN, infinity and what no calendar holds.
    """
    if value != value or not _FIRST_SECOND <= value <= _LAST_MICROSECOND:  # noqa: PLR0124 - NaN is no equal of itself
        return None
    if value <= _LAST_SECOND:
        return int(value * 1000)
    if value <= _LAST_MILLISECOND:
        return int(value)
    if value < CHROMIUM_EPOCH * 1000:
        return int(value // 1000)
    return int(value // 1000) - CHROMIUM_EPOCH


def from_text(text: str) -> int | None:
    """The moment of an ISO 8601 date (without a zone: UTC), a cookie date (RFC 6265, 5.1.1) or digits; else None."""
    text = text.strip()
    if len(text) > _LONGEST:
        return None
    if _NUMBER.fullmatch(text):
        return from_number(float(text))
    try:
        found = datetime.datetime.fromisoformat(text)
    except ValueError:
        return _cookie_date(text)
    return _milliseconds(found if found.tzinfo else found.replace(tzinfo=datetime.UTC))


def _cookie_date(text: str) -> int | None:
    """The first time, day, month and year among the words, in any order (RFC 6265, 5.1.1)."""
    time: tuple[int, int, int] | None = None
    day = month = year = None
    for token in _TOKENS.findall(text):
        if time is None and (found := _TIME.match(token)):
            time = (int(found[1]), int(found[2]), int(found[3]))
        elif day is None and (found := _DAY.match(token)):
            day = int(found[1])
        elif month is None and token[:3].lower() in _MONTHS:
            month = _MONTHS[token[:3].lower()]
        elif year is None and (found := _YEAR.match(token)):
            year = int(found[1])
    if time is None or day is None or month is None or year is None:
        return None
    low, high, first = _TWO_DIGITS
    year += 1900 if low < year <= high else 2000 if year <= low else 0
    try:
        found_date = datetime.datetime(year, month, day, *time, tzinfo=datetime.UTC)
    except ValueError:
        return None
    return _milliseconds(found_date) if year >= first else None


def _milliseconds(moment: datetime.datetime) -> int | None:
    try:
        return int((moment - datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)) / datetime.timedelta(milliseconds=1))
    except OverflowError:
        return None
