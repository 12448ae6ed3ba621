"""One reader of durations serves every format: words of data/durations.toml, a month of 30 days, a year of 365."""

import functools
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from typing import Any

import msgspec

from cookietui.core.phrases import Phrases, Prepared, prepare
from cookietui.core.text import one_line

LIMIT = 400
"""Characters of a duration cell that are read; longer text is prose."""
_HOUR, _DAY = 3600, 86400
SECONDS = {
    "second": 1, "minute": 60, "hour": _HOUR, "day": _DAY, "week": 7 * _DAY, "fortnight": 14 * _DAY,
    "month": 30 * _DAY, "quarter": 90 * _DAY, "year": 365 * _DAY, "decade": 3650 * _DAY,
}  # fmt: skip
"""Seconds of each unit (design.md, "Durations")."""
_FINER = {
    "minute": ("second", 60), "hour": ("minute", 60), "day": ("hour", 24), "week": ("day", 7), "fortnight": ("week", 2),
    "month": ("day", 30), "quarter": ("month", 3), "year": ("month", 12), "decade": ("year", 10),
}  # fmt: skip
_CARRY = {"second": 60, "minute": 60, "hour": 24, "day": 31, "week": 5, "month": 12}
"""A smaller part below this continues a larger one ("1 year, 2 months"); from it on it is a second value."""
_ISO = re.compile(
    r"(?<!\w)P(?=\d|T\d)(?:(\d{1,5})Y)?(?:(\d{1,5})M)?(?:(\d{1,5})W)?(?:(\d{1,5})D)?"
    r"(?:T(?=\d)(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,9})S)?)?(?!\w)"
)
_ISO_UNITS = ("year", "month", "week", "day", "hour", "minute", "second")
_DIGITS = r"\d{1,3}(?:[.,'\s]\d{3})+(?!\d)|\d{1,7}(?:[.,]\d{1,2})?[½¼¾]?|[½¼¾]"
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_BARE = re.compile(r"\d{1,9}(?:[.,]\d{1,2})?")
_REST = re.compile(r"[^\W_]")


class Duration(msgspec.Struct, frozen=True, kw_only=True):
    """A length of time as a text gives it; with neither seconds nor session it has no end, or is `unknown`."""

    text: str
    """The words, on one line."""
    seconds: int | None = None
    session: bool = False
    """Until the session or the browser ends."""
    period: str | None = None
    """ISO 8601 in the text's own unit."""
    unknown: bool = False
    """True where the words could not be read; False with seconds None means without expiry."""


def read_duration(text: str, language: str | None = None, unit: str | None = None) -> Duration:
    """The duration in a cell, of several the longest; a bare number counts in `unit` (a key of SECONDS) when given."""
    return _read(one_line(text), language, unit)


@functools.lru_cache(maxsize=4096)
def _read(text: str, language: str | None, unit: str | None) -> Duration:
    head = text[:LIMIT]
    if unit and _BARE.fullmatch(head):
        return _counted(text, float(head.replace(",", ".")), unit)
    prepared = prepare(head)
    endless, session = said("forever", prepared), said("session", prepared)
    best: Duration | None = None
    for code in _codes(language) if _REST.search(session.sub(endless.sub(head))) else ():
        numeric = [found for _, _, found in find_durations(head, code)]
        best = max((*numeric, *([best] if best else [])), key=_length, default=None)
        if best:
            return msgspec.structs.replace(best, text=text, session=best.seconds == 0)
    if endless.found:
        return Duration(text=text)
    return Duration(text=text, session=session.found, unknown=not session.found)


def _length(duration: Duration) -> int:
    return duration.seconds or 0


def of_seconds(seconds: int, text: str = "") -> Duration:
    """A duration that a format gives in seconds; 0 or less is a session (TCF, device-storage disclosures).

    Without a text it is said in the largest unit that fits: "100 days".
    """
    if seconds <= 0:
        return Duration(text=text or "session", session=True)
    unit = next(u for u in ("day", "hour", "minute", "second") if seconds % SECONDS[u] == 0)
    count = seconds // SECONDS[unit]
    said = text or f"{count} {unit}{'s' if count > 1 else ''}"
    return Duration(text=said, seconds=seconds, period=_period([(unit, float(count))]))


def find_durations(
    text: str, language: str | None = None, *, rates: bool = False
) -> Iterator[tuple[int, int, Duration]]:
    """Every period with a number in running text, as (start, end, duration): ages and rates ("every 2 days") are none.

    With `rates` those that say how often something happens are given too.
    With a language its words (and English where it has none) are used, else those of every language.
    """
    found: list[tuple[int, int, Duration]] = [*_iso(text)]
    for code in (language,) if language and language in _grammars() else _codes(None):
        found.extend(_grammar(code).find(text, rates=rates))
    end = -1
    for row in sorted(found, key=lambda row: (row[0], -row[1])):
        if row[0] >= end:
            end = row[1]
            yield row


def _iso(text: str) -> Iterator[tuple[int, int, Duration]]:
    for match in _ISO.finditer(text) if "P" in text else ():
        parts = [(u, float(n)) for u, n in zip(_ISO_UNITS, match.groups(), strict=True) if n]
        seconds = round(sum(n * SECONDS[u] for u, n in parts))
        yield match.start(), match.end(), Duration(text=match.group(), seconds=seconds, period=match.group())


def _counted(text: str, number: float, unit: str) -> Duration:
    seconds = round(number * SECONDS[unit])
    return Duration(text=text, seconds=seconds or None, session=not seconds, period=_period([(unit, number)]))


def _period(parts: Sequence[tuple[str, float]]) -> str:
    """ISO 8601 of whole units; a fraction goes down to the next finer unit ("1.5 years" is P18M)."""
    counts: dict[str, int] = {}
    for unit, number in parts:
        name, value = unit, number
        while name in _FINER and (value != int(value) or name in {"fortnight", "quarter", "decade"}):
            name, factor = _FINER[name]
            value *= factor
        counts[name] = counts.get(name, 0) + round(value)
    if "week" in counts and len(counts) > 1:
        counts["day"] = counts.get("day", 0) + 7 * counts.pop("week")
    date = "".join(f"{counts[u]}{u[0].upper()}" for u in ("year", "month", "week", "day") if u in counts)
    time = "".join(f"{counts[u]}{u[0].upper()}" for u in ("hour", "minute", "second") if u in counts)
    return f"P{date}T{time}" if time else f"P{date}"


@functools.cache
def _grammars() -> dict[str, Any]:
    file = resources.files("cookietui") / "data" / "durations.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _codes(language: str | None) -> Iterator[str]:
    """The given language, then English, then every other one."""
    first = [language] if language in _grammars() and language else []
    yield from first
    yield from (code for code in _grammars() if code not in first and code != "any")


class Said:
    """Where the words of a kind occur in one text."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self.found = bool(spans)
        self._spans = spans

    def sub(self, text: str) -> str:
        """The text with those words blanked."""
        for start, end in self._spans:
            text = text[:start] + " " * (end - start) + text[end:]
        return text


class _Words:
    """The words of one kind (session, forever) in all languages; scripts without blanks are plain substrings."""

    def __init__(self, kind: str) -> None:
        tables = [t for t in _grammars().values() if kind in t]
        self._phrases = Phrases([w for t in tables if t.get("spaced", True) for w in t[kind]])
        self._plain = [w for t in tables if not t.get("spaced", True) for w in t[kind]]

    def said(self, sentence: Prepared) -> Said:
        spans = [(hit.start, hit.end) for hit in self._phrases.every(sentence)]
        spans += [(at, at + len(w)) for w in self._plain if (at := sentence.text.find(w)) >= 0]
        return Said(spans)


@functools.cache
def _words(kind: str) -> _Words:
    return _Words(kind)


def said(kind: str, sentence: Prepared) -> Said:
    """Where a sentence has words of a kind of data/durations.toml: `session`, `ends` or `forever`."""
    return _words(kind).said(sentence)


@functools.cache
def _grammar(code: str) -> "_Grammar":
    return _Grammar(_grammars()[code], _grammars()["any"])


def _alternation(words: Sequence[str]) -> str:
    """The words, longest first, each a literal; `*` is any ending, a blank any run of blanks."""
    literals = (re.escape(w).replace(r"\*", r"\w{0,20}").replace(r"\ ", r"\s{1,3}") for w in words)
    return "|".join(sorted(literals, key=len, reverse=True)) or r"(?!)"


class _Grammar:
    """The number, unit and joining words of one language as one bounded expression."""

    def __init__(self, table: Mapping[str, Any], common: Mapping[str, Any]) -> None:
        own, short = table["units"], common["units"]
        units = {u: [*own.get(u, ()), *short.get(u, ())] for u in {**own, **short}}
        self._units = [(re.compile(_alternation(w), re.IGNORECASE), u) for u, w in units.items()]
        self._numbers = {k.lower(): float(v) for k, v in table.get("numbers", {}).items()}
        spaced = table.get("spaced", True)
        joins = [*table.get("joins", ()), *common["joins"]]
        ranges = [*table.get("ranges", ()), *common["ranges"], *table.get("joins", ())]
        word = rf"(?:{_alternation([*self._numbers])})"
        end = r"(?!\w)" if spaced else ""
        number = rf"(?:{_DIGITS}|{word}(?:(?:[\s-]|\s(?:{_alternation(joins)})\s){word}){{0,3}}{end})"
        whole = _alternation([w for words in own.values() for w in words])
        few = _alternation([w for words in short.values() for w in words])
        every = rf"{whole}|(?:(?<=\d)|(?<=\d[\s-]))(?:{few})"
        edge = ("(?<![\\w.,])", r"(?!\w)") if spaced else (r"(?<![\d.,])", "")
        self._pattern = re.compile(
            rf"{edge[0]}(?P<first>{number})(?:\s?\(\s?(?P<again>{number})\s?\))?"
            rf"(?:\s?(?:{_alternation(ranges)})\s?(?P<second>{number})(?:\s?\(\s?{number}\s?\))?)?"
            rf"[\s-]{{0,3}}(?:(?:{_alternation(table.get('fillers', ()))})[\s-]{{0,2}})?(?P<unit>{every}){edge[1]}"
            rf"(?P<half>\s(?:{_alternation(table.get('halves', ()))})(?!\w))?"
            rf"(?P<age>[\s-](?:{_alternation(table.get('ages', ()))})(?!\w))?",
            re.IGNORECASE,
        )
        self._before = re.compile(rf"(?<!\w)(?:{_alternation(table.get('before', ()))})\s{{1,3}}$", re.IGNORECASE)
        self._rates = re.compile(rf"(?<!\w)(?:{_alternation(table.get('rates', ()))})\s{{1,3}}$", re.IGNORECASE)
        self._gap = re.compile(rf"\s{{0,2}}(?:{_alternation(joins)})?\s{{0,2}}", re.IGNORECASE)

    def find(self, text: str, *, rates: bool = False) -> Iterator[tuple[int, int, Duration]]:
        """Periods in order; adjacent parts of falling units are one ("1 year and 2 months")."""
        parts: list[tuple[str, float]] = []
        start = end = 0
        for match in self._pattern.finditer(text):
            unit, number = self._unit(match["unit"]), self._value(match)
            if self._excluded(text, match, unit, rates=rates) or number is None:
                continue
            if parts and self._goes_on(parts, unit, number, text[end : match.start()]):
                parts.append((unit, number))
            else:
                if parts:
                    yield start, end, _made(text[start:end], parts)
                parts, start = [(unit, number)], match.start()
            end = match.end()
        if parts:
            yield start, end, _made(text[start:end], parts)

    def _excluded(self, text: str, match: re.Match[str], unit: str, *, rates: bool) -> bool:
        lead = text[max(0, match.start() - 30) : match.start()]
        aged = unit == "year" and self._before.search(lead)
        return bool(match["age"] or aged or (not rates and self._rates.search(lead)))

    def _goes_on(self, parts: Sequence[tuple[str, float]], unit: str, number: float, gap: str) -> bool:
        smaller = SECONDS[unit] < SECONDS[parts[-1][0]] and number < _CARRY.get(unit, 0)
        return smaller and bool(self._gap.fullmatch(gap))

    def _unit(self, word: str) -> str:
        return next(str(unit) for pattern, unit in self._units if pattern.fullmatch(word))

    def _value(self, match: re.Match[str]) -> float | None:
        """The number, of a range the longer, of "seven (7)" the figure."""
        first = match["again"] or match["first"]
        values = [v for v in map(self._number, (first, match["second"])) if v is not None]
        return max(values) + (0.5 if match["half"] else 0) if values else None

    def _number(self, words: str | None) -> float | None:
        if not words:
            return None
        if words[0].isdigit() or words[0] in _FRACTIONS:
            return _figure(words)
        known = self._numbers.get(" ".join(words.lower().split()))
        if known is not None:
            return known
        total = 0.0
        for word in re.split(r"[\s-]+", words.lower()):
            value = self._numbers.get(word, 0.0)
            total = (total or 1) * value if value == 100 else total + value  # noqa: PLR2004 - "two hundred"
        return total or None


def _figure(digits: str) -> float:
    fraction = _FRACTIONS.get(digits[-1], 0.0)
    plain = digits.rstrip("½¼¾")
    grouped = re.fullmatch(r"\d{1,3}(?:[.,'\s]\d{3})+", plain)
    plain = re.sub(r"[.,'\s]", "", plain) if grouped else plain.replace(",", ".")
    return float(plain or 0) + fraction


def _made(text: str, parts: Sequence[tuple[str, float]]) -> Duration:
    seconds = round(sum(number * SECONDS[unit] for unit, number in parts))
    return Duration(text=one_line(text), seconds=seconds, period=_period(parts))
