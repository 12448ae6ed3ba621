"""A date is read as precisely as it is written, in any common form; figures that can be read two ways stay open."""

import calendar
import functools
import re
from collections.abc import Iterator
from itertools import islice

import msgspec

from cookietui.readers.policy.wordlists import alternatives, day_words, month_names

_FIRST, _LAST = 1990, 2099
_PIVOT = 70
"""Two-digit years below are of this century."""
_MANY = 400
"""Places with figures that are looked at."""
_REACH = 32
_YEARS = (re.compile(r"20\d\d(?!\d)"), re.compile(r"19[89]\d(?!\d)"))
_SHORTS = tuple(re.compile(rf"{sign}\d{{1,2}}{sign}\d\d(?![\d./-]?\d)") for sign in ("/", r"\.", "-"))
"""From the first sign of a date in figures; patterns that begin with a character are found fastest."""
_DAY_BEFORE = re.compile(r"(?<![\d.,/-])\d{1,2}\Z")
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?(?![\d/-])")
_EAST = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월](?:\s?(\d{1,2})\s?[日일])?")
_FIGURES = re.compile(r"(?<![\d./-])(\d{1,2}) ?([./-]) ?(\d{1,2}) ?\2 ?\Z")
_MONTH_FIGURE = re.compile(r"(?<![\d./-])(\d{1,2}) ?[./-] ?\Z")


class Day(msgspec.Struct, frozen=True, order=True):
    """A date as precise as the text: month and day are 0 where it names none."""

    year: int
    month: int = 0
    day: int = 0

    def __str__(self) -> str:
        return "-".join([str(self.year), *(f"{part:02}" for part in (self.month, self.day) if part)])

    def covers(self, other: "Day") -> bool:
        """Whether the other date says the same, perhaps more precisely."""
        return str(other).startswith(str(self))


class Dated(msgspec.Struct, frozen=True):
    """A date at `text[start:end]`: `day` with the day first, `turned` with the month first where figures allow both."""

    day: Day | None
    start: int
    end: int
    turned: Day | None = None


def day_of(year: int, month: int = 0, day: int = 0) -> Day | None:
    """The date if there is such a day in a year of the web, else None."""
    if not _FIRST <= year <= _LAST or not 0 <= month <= 12 or (day and not month):  # noqa: PLR2004 - months of a year
        return None
    return Day(year, month, day) if day <= (calendar.monthrange(year, month)[1] if month else 0) else None


class _Written:
    """Forms with the name of a month, in every language at once."""

    def __init__(self) -> None:
        self.months = dict(month_names())
        self.days = {word.replace("-", " "): number for word, number in day_words().items()}
        month = rf"(?<!\w)(?P<m>{alternatives(self.months)})\.?"
        day = rf"(?<![\w-])(?P<d>\d{{1,2}}|{alternatives(self.days)})(?:(?:st|nd|rd|th|er|ème|º|ª|°),?)?\.?"
        to = r"(?:[\s./-]*(?:day of|of|de|del|do|d'|the|den)\b)?[\s./-]*"
        link = r"(?:[\s,./-]*(?:of|de|del|do|d'|the|den)\b)?[\s,./-]*"
        self.before = tuple(
            re.compile(form + r"\Z", re.IGNORECASE)
            for form in (rf"{day}{to}{month}{link}", rf"{month}{link}{day}[\s,./-]*(?:of |in )?", rf"{month}{link}")
        )
        self.after = re.compile(rf"\d{{4}}\.?[\s,.-]*{month}[\s.-]*(?P<d>\d{{1,2}})?(?!\d)", re.IGNORECASE)

    def day(self, year: int, month: str, day: str | None) -> Day | None:
        """The date, None where there is no such day or the word is no month but by its case (U+0130)."""
        number = self.months.get(" ".join(month.lower().replace("’", "'").split()))
        word = " ".join((day or "0").lower().replace("-", " ").split())
        figure = int(word) if word.isdecimal() else self.days.get(word, 0)
        return day_of(year, number, figure) if number else None


_written = functools.cache(_Written)


def find(text: str) -> Iterator[Dated]:
    """The dates of a text in order, years standing alone included."""
    years = [(m.start(), "") for form in _YEARS for m in islice(form.finditer(text), _MANY)]
    short = [(m.start(), m[0]) for form in _SHORTS for m in islice(form.finditer(text), _MANY)]
    for at, rest in sorted(years + short):
        found = _short(text, at, rest) if rest else _around(text, at)
        if found is not None:
            yield found


def _short(text: str, at: int, rest: str) -> Dated | None:
    """A date with a year of two figures, whose first sign stands at `at`."""
    first = _DAY_BEFORE.search(text, max(0, at - 3), at)
    if first is None:
        return None
    other, year = rest[1:].split(rest[0])
    century = 2000 if int(year) < _PIVOT else 1900
    return _figures(int(year) + century, first[0], other, (first.start(), at + len(rest)), dotted=rest[0] == ".")


def _figures(year: int, one: str, other: str, span: tuple[int, int], *, dotted: bool) -> Dated | None:
    day, turned = day_of(year, int(other), int(one)), day_of(year, int(one), int(other))
    if day == turned or dotted:
        turned = None
    return Dated(day, *span, turned) if day or turned else None


def _around(text: str, at: int) -> Dated | None:
    """The date whose year stands at `at`."""
    year = int(text[at : at + 4])
    if not _FIRST <= year <= _LAST or text[at - 1 : at].isdigit():
        return None
    low = max(0, at - _REACH)
    figures = _FIGURES.search(text, low, at)
    if figures:
        return _figures(year, figures[1], figures[3], (figures.start(), at + 4), dotted=figures[2] == ".")
    for form in (_ISO, _EAST):
        match = form.match(text, at)
        if match:
            day = match[match.re.groups]
            found = day_of(year, int(match[match.re.groups - 1]), int(day) if day else 0)
            return Dated(found, at, match.end()) if found else None
    return _named(text, at, year, low)


def _named(text: str, at: int, year: int, low: int) -> Dated | None:
    forms = _written()
    window = text[low:at]
    for form in forms.before:
        match = form.search(window)
        if match:
            groups = match.groupdict()
            found = forms.day(year, match["m"], groups.get("d"))
            return Dated(found, low + match.start(), at + 4) if found else None
    match = forms.after.match(text, at, at + _REACH)
    if match is None:
        return _bare(text, at, year, low)
    found = forms.day(year, match["m"], match["d"])
    return Dated(found, at, match.end()) if found else None


def _bare(text: str, at: int, year: int, low: int) -> Dated | None:
    match = _MONTH_FIGURE.search(text, low, at)
    month = int(match[1]) if match else 0
    found = day_of(year, month)
    if found is None or (match and not month):
        return None
    return Dated(found, match.start() if match else at, at + 4)
