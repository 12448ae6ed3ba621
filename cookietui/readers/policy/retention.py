"""A period is retention where a word of keeping or deleting is nearer to it than one of answering, ageing or trying."""

import functools
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from cookietui.core.declaration import Practice, Retention
from cookietui.core.duration import Duration, find_durations
from cookietui.core.phrases import Part, Phrases, Prepared, Together, prepare, prepare_all
from cookietui.core.text import one_line
from cookietui.core.words import Data
from cookietui.readers.policy.announced import Titles, announced
from cookietui.readers.policy.reading import Line, Reading, rules
from cookietui.sources.page import Cell, Table

_FAR = 16
"""Words between a period and what is said of it, at most."""
_SHORT = 12
"""Words of a line under a heading of retention that need no verb."""
_QUOTE = 160
_PLACES = 50
"""Places kept as evidence of one statement."""
_NONE = frozenset({"n/a", "na", "none", "keine", "entfällt", "aucune", "ninguno", "ninguna", "s/o", "k. a", "k.a"})
"""Cells that say that there is nothing to say."""
_CELL = 300
"""Characters of a table cell that is a period and not prose."""


class Words(msgspec.Struct, frozen=True):
    """The words of one language; data/rules/en/retention.toml says what each list means."""

    kept: Phrases
    other: Phrases
    void: Phrases
    vague: Phrases
    data: Phrases
    headings: Phrases
    cookies: Phrases
    cycle: Phrases
    """Data overwritten or deleted at a rate, the rate included ("rotated every # days")."""
    columns: frozenset[str]
    """Titles of columns that say nothing else."""


class Kept(msgspec.Struct, frozen=True):
    """How long something is kept: `text[start:end]` of the page says so."""

    retention: Retention
    start: int
    end: int
    about: Prepared
    """The words that name what is kept."""


@functools.cache
def words(language: str) -> Words | None:
    """The words of a language, None where it has no retention file."""
    table = rules(language, "retention")
    if not table:
        return None
    lists = table.get("lists", {})
    together = Together(lists)
    both, rest = Part(together), Part(together)
    beside = {"kept": both, "void": both, "other": rest, "vague": rest, "data": rest, "cycle": rest}
    said = {name: Phrases(table["words"][name], part=part) for name, part in beside.items()}
    titles = table["headings"]
    return Words(
        **said,
        headings=Phrases(titles["retention"]),
        cookies=Phrases(titles["cookies"]),
        columns=frozenset(titles.get("columns", ())),
    )


def find(reading: Reading) -> Iterator[Kept]:
    """Every statement of how long something is kept, in order of the text, tables last."""
    known = words(reading.language)
    if known is None:
        return
    listed = {line.sentence.start for line in _in_tables(reading)}
    above = announced(reading, Titles(known.headings, known.columns), Titles(known.cookies))
    for index, line in enumerate(reading.lines):
        if line.sentence.start not in listed:
            lead = reading.lines[above.led[index]] if index in above.led else None
            under = index in above.titled or (lead is not None and _leads(lead, line, known, reading.language))
            yield from _of_line(line, known, reading.language, announced=under, cookies=index in above.cookies)
    for table in reading.page.tables:
        yield from _of_table(reading, table, known, under=_is_under(reading, table, above.titled))


def _leads(lead: Line, entry: Line, known: Words, language: str) -> bool:
    """Whether the line above a list speaks of keeping and an entry says nothing else of its period.

    Without a colon it has to give a period itself: then the list goes on with further ones.
    """
    if not _kept(lead.prepared, known) or _has(known.cookies, lead.prepared) or _has(known.other, entry.prepared):
        return False
    return lead.prepared.text.rstrip().endswith(":") or bool(_periods(lead.prepared, language))


def _is_under(reading: Reading, table: Table, titled: frozenset[int]) -> bool:
    """Whether the first row of a table stands under a title about keeping."""
    start = min(cell.start for cell in table.rows[0]) if table.rows and table.rows[0] else -1
    return any(index in titled for index, line in enumerate(reading.lines) if line.sentence.start == start)


def practices(
    found: Iterable[Kept], reading: Reading, data: Callable[[Prepared], Iterable[Data]] = lambda _: ()
) -> Iterator[Practice]:
    """The statements as practices, the same period and words once; `data` tells what a sentence names."""
    groups: dict[tuple[str | None, str], list[Kept]] = {}
    for kept in found:
        key = (kept.retention.period, "" if kept.retention.period else kept.retention.text.casefold())
        groups.setdefault(key, []).append(kept)
    for group in groups.values():
        yield Practice(
            category="retention",
            retention=group[0].retention,
            data=tuple(dict.fromkeys(value for kept in group for value in data(kept.about))),
            evidence=tuple(dict.fromkeys(reading.book.span(kept.start, kept.end) for kept in group[:_PLACES])),
        )


def _in_tables(reading: Reading) -> Iterator[Line]:
    cells = sorted({(c.start, c.end) for t in reading.page.tables for row in t.rows for c in row})
    number = 0
    for line in reading.lines if cells else ():
        while number < len(cells) and cells[number][1] <= line.sentence.start:
            number += 1
        if number < len(cells) and cells[number][0] < line.sentence.end:
            yield line


def _of_line(line: Line, known: Words, language: str, *, announced: bool, cookies: bool) -> Iterator[Kept]:
    sentence = line.prepared
    kept = _kept(sentence, known)
    short = announced and len(sentence.tokens) <= _SHORT
    if not kept and not short:
        return
    if cookies and not _has(known.data, sentence):
        return
    base = line.sentence.start
    dated = False
    cycles = [*_turned_over(sentence, known, language)]
    for start, end, duration in [*_periods(sentence, language), *cycles]:
        if (start, end, duration) in cycles or _meant(sentence, (start, end), kept, known, short=short):
            dated = True
            said = Retention(duration.period, one_line(sentence.text[start:end], _QUOTE))
            yield Kept(said, base, line.sentence.end, sentence)
    if not dated and kept:
        hit = known.vague.first(sentence)
        if hit:
            said = Retention(None, one_line(sentence.text[hit.start : hit.end], _QUOTE))
            yield Kept(said, base, line.sentence.end, sentence)


def _kept(sentence: Prepared, known: Words) -> list[tuple[int, int]]:
    """Words of keeping or deleting, but those said of a cookie or of something else."""
    spots = [(first, last) for _, first, last in known.kept.spots(sentence)]
    if not spots:
        return []
    void = [(first, last) for _, first, last in known.void.spots(sentence)]
    return [s for s in spots if not any(first < s[1] and s[0] < last for first, last in void)]


def _turned_over(sentence: Prepared, known: Words, language: str) -> Iterator[tuple[int, int, Duration]]:
    """Rates at which data are overwritten or deleted ("rotated every 30 days"): as long as they are kept."""
    rates = [row for row in find_durations(sentence.text, language, rates=True) if row[2].period]
    spots = [(hit.start, hit.end) for hit in known.cycle.every(sentence)] if rates else []
    plain = {(start, end) for start, end, _ in _periods(sentence, language)}
    for start, end, duration in rates:
        if (start, end) not in plain and any(first < start <= last + 1 for first, last in spots):
            yield start, end, duration


def _periods(sentence: Prepared, language: str) -> Sequence[tuple[int, int, Duration]]:
    """The periods of a sentence; nobody keeps data for seconds ("the under-13s")."""
    return [row for row in find_durations(sentence.text, language) if row[2].period and row[2].period[-1] != "S"]


def _meant(
    sentence: Prepared, place: tuple[int, int], kept: Sequence[tuple[int, int]], known: Words, *, short: bool
) -> bool:
    first = sum(end <= place[0] for _, end in sentence.spans)
    last = sum(start < place[1] for start, _ in sentence.spans)
    near = min((_distance(first, last, spot) for spot in kept), default=0 if short else _FAR + 1)
    other = min((_distance(first, last, (a, b)) for _, a, b in known.other.spots(sentence)), default=_FAR + 1)
    return near <= _FAR and near <= other


def _distance(first: int, last: int, spot: tuple[int, int]) -> int:
    """Words between two places; what comes after a period is as far again as what leads to it."""
    if spot[1] <= first:
        return first - spot[1]
    return 0 if spot[0] < last else 2 * (spot[0] - last)


def _has(phrases: Phrases, sentence: Prepared) -> bool:
    return next(phrases.places(sentence), None) is not None


def _of_table(reading: Reading, table: Table, known: Words, *, under: bool) -> Iterator[Kept]:
    """Cells of the column (or beside the first cell) that a retention heading names; tables of cookies say nothing.

    `under` a title about keeping the periods of a table whose columns say nothing count as well.
    """
    text = reading.page.text
    if len(table.rows) < 1 or _about_cookies(reading, table, known):
        return
    head = prepare_all(text[c.start : c.end] for c in table.rows[0])
    columns = [n for n, title in enumerate(head) if len(title.tokens) <= _SHORT and _is_column(known, title)]
    seen: set[tuple[int, int]] = set()
    for number, row in enumerate(table.rows):
        cells = [row[n] for n in columns if number and n < len(row)]
        if not columns and len(row) > 1:
            first = prepare(text[row[0].start : row[0].end])
            named = len(first.tokens) <= _SHORT and _has(known.headings, first)
            cells = [cell for cell in row[1:] if named or (under and _dated(text, cell, reading.language))]
        for cell in cells:
            if (cell.start, cell.end) not in seen and cell.end - cell.start <= _CELL:
                seen.add((cell.start, cell.end))
                yield from _of_cell(cell, row, text, reading.language)


def _dated(text: str, cell: Cell, language: str) -> bool:
    return any(duration.period for _, _, duration in find_durations(text[cell.start : cell.end], language))


def _is_column(known: Words, title: Prepared) -> bool:
    return _has(known.headings, title) or title.text.strip(" :").lower() in known.columns


def _of_cell(cell: Cell, row: Sequence[Cell], text: str, language: str) -> Iterator[Kept]:
    said = text[cell.start : cell.end]
    about = prepare(" ".join(text[c.start : c.end] for c in row if c is not cell))
    periods = [duration for _, _, duration in find_durations(said, language) if duration.period]
    for duration in periods:
        yield Kept(Retention(duration.period, one_line(said, _QUOTE)), cell.start, cell.end, about)
    if not periods and any(c.isalpha() for c in said) and said.strip(" .").lower() not in _NONE:
        yield Kept(Retention(None, one_line(said, _QUOTE)), cell.start, cell.end, about)


def _about_cookies(reading: Reading, table: Table, known: Words) -> bool:
    text = reading.page.text
    above = reading.page.blocks[table.heading] if table.heading >= 0 else None
    titles = [text[c.start : c.end] for c in table.rows[0]]
    if above:
        titles.append(text[above.start : above.end])
    return any(_has(known.cookies, title) for title in prepare_all(title[:_CELL] for title in titles))
