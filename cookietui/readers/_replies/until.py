"""The day that a notice of extension means: the one it names, else the end of the period it names."""

import datetime
import functools
import re
from collections.abc import Iterator, Sequence

import msgspec

from cookietui.core.deadline import end_of
from cookietui.core.duration import find_durations
from cookietui.core.errors import UsageError
from cookietui.core.folding import fold
from cookietui.core.law import Period
from cookietui.core.phrases import prepare
from cookietui.readers._replies.rulebook import library
from cookietui.readers.policy import dates
from cookietui.readers.policy.wordlists import alternatives, month_names

_FARTHEST = 3 * 366
"""Days: no extension reaches farther."""
_PARTS = {"Y": ("months", 12), "M": ("months", 1), "W": ("days", 7), "D": ("days", 1)}
_PERIOD = re.compile(r"P(\d{1,4})([YMWD])")


class Clockwork(msgspec.Struct, frozen=True, kw_only=True):
    """The days from which a period may count."""

    said: datetime.date
    """The day of the reply."""
    due: datetime.date | None = None
    """The day on which an answer was due, or asked for."""
    received: datetime.date | None = None


def until(sentences: Sequence[str], near: Sequence[str], clock: Clockwork) -> datetime.date | None:
    """The day that a notice means, None where it names none ahead; `near` are the sentences beside it.

    A day counts before a period, and a period that adds to the first one before one that only stands near.
    """
    for texts in (sentences, near):
        named = [day for text in texts for day in _days(text, clock.said) if _ahead(day, clock.said)]
        if named:
            return max(named)
    found = [_ends(text, clock, beside=False) for text in sentences] + [
        _ends(text, clock, beside=True) for text in near
    ]
    return next((day for day in found if day), None)


def _ends(text: str, clock: Clockwork, *, beside: bool) -> datetime.date | None:
    """The end of the first period of a text; in the notice itself the period may be the one that is not kept."""
    prepared = prepare(fold(text))
    whole, more = (any(True for _ in phrases.find(prepared)) for phrases in (library().whole, library().adds))
    if not (whole or more or beside):
        return None
    base = clock.received if whole else clock.due if more else clock.said
    for period in _periods(text):
        try:
            found = end_of(base or clock.said, period)
        except UsageError:
            continue
        if _ahead(found, clock.said):
            return found
    return None


def _periods(text: str) -> Iterator[Period]:
    for book in library().books:
        for _, _, duration in find_durations(text, book.language):
            period = _period(duration.period or "")
            if period is not None:
                yield period


def _ahead(day: datetime.date, said: datetime.date) -> bool:
    return 0 < (day - said).days <= _FARTHEST


def _period(iso: str) -> Period | None:
    found = _PERIOD.fullmatch(iso)
    if found is None:
        return None
    unit, factor = _PARTS[found[2]]
    return Period(amount=int(found[1]) * factor, unit="months" if unit == "months" else "days")


def _days(text: str, said: datetime.date) -> Iterator[datetime.date]:
    """Whole dates; one without a year is the next such day; figures that can be read two ways the later way."""
    spans: list[tuple[int, int]] = []
    for found in dates.find(text):
        spans.append((found.start, found.end))
        for day in (found.day, found.turned):
            if day is not None and day.day:
                yield datetime.date(day.year, day.month, day.day)
    for match in _without_year().finditer(text):
        if any(start < match.end() and match.start() < end for start, end in spans):
            continue
        month = month_names()[(match["m1"] or match["m2"]).lower()]
        yield from _next(int(match["d1"] or match["d2"]), month, said)
    for match in _FIGURES.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in spans):
            yield from _next(int(match[1]), int(match[2]), said)


_FIGURES = re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.(?!\s?\d)")
"""Day and month as they are written in German: 31.1."""


def _next(day: int, month: int, said: datetime.date) -> Iterator[datetime.date]:
    for year in (said.year, said.year + 1):
        try:
            found = datetime.date(year, month, day)
        except ValueError:
            return
        if found > said:
            yield found
            return


@functools.cache
def _without_year() -> re.Pattern[str]:
    names = alternatives(name for name in month_names() if len(name) > 2)  # noqa: PLR2004 - "ma" is a word, too
    day = r"(?:st|nd|rd|th|er|º|ª|°)?\.?"
    return re.compile(
        rf"(?<!\d)(?P<d1>\d{{1,2}}){day}[\s-](?:of |de |del )?(?P<m1>{names})(?!\w)"
        rf"|(?<!\w)(?P<m2>{names})\.?[\s](?P<d2>\d{{1,2}}){day}(?![\d:])",
        re.IGNORECASE,
    )
