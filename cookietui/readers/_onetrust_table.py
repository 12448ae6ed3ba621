"""OneTrust's policy table has a row for each host, with several names and, in the same order, their lifetimes."""

import re
from collections.abc import Mapping, Sequence

import msgspec

from cookietui.core.duration import Duration, read_duration
from cookietui.core.words import CookieCategory, Party
from cookietui.readers._blocks import source_of
from cookietui.readers._cookie_words import category_of, party_of, storage_of
from cookietui.readers._sheet import Said, Sheet, hosts_of
from cookietui.sources.page import Cell, Page, Table

_HEADER = re.compile(r"<t[hd]\b[^<>]{0,500}>", re.IGNORECASE)
_CLASS = re.compile(r"\bot-(host|cookies-type|cookies|life-span|cookies-desc\w*|cookie-desc\w*|category)(?:-td)?\b")
_COLUMNS: tuple[str, ...] = ("host", "cookies", "cookies-type", "life-span")
"""The order of the columns where their classes were lost."""
_OWN = frozenset({"OptanonConsent", "OptanonAlertBoxClosed"})
"""Cookies of OneTrust itself: the group that holds them is what is necessary."""
_BREAK = re.compile(r"\s*,\s+|\s*,\s*(?=[^\s,]+\s*(?:,|$))")
_BLOCKS = 4
_TITLE = 120


class _Group(msgspec.Struct):
    """One table with what stands above it."""

    rows: Sequence[Sequence[Cell]]
    columns: Mapping[str, int]
    titles: Sequence[str]
    category: CookieCategory | None = None


def read_tables(sheet: Sheet, page: Page, tables: Sequence[Table]) -> None:
    """Write the cookies of these tables on the sheet."""
    groups = [_group(page, table) for table in tables]
    for group in groups:
        group.category = next((found for title in group.titles if (found := category_of(title))), None)
        if any(_OWN.intersection(_names(page, row, group)) for row in group.rows):
            group.category = "necessary"
    for number, group in enumerate(groups):
        if group.category is None and group.rows:
            label = group.titles[0] if group.titles else f"table {number + 1}"
            sheet.unread(f'which category "{label}" is, is unknown', sheet.book.span(*_place(group.rows[0])))
        for row in group.rows:
            _row(sheet, page, row, group)


def _group(page: Page, table: Table) -> _Group:
    rows = [row for row in table.rows if row and not all(cell.header for cell in row)]
    start = min((cell.start for row in table.rows for cell in row), default=0)
    above = [block for block in page.blocks if block.end <= start and block.kind != "row"][-_BLOCKS:]
    texts = [page.text[block.start : block.end] for block in reversed(above) if block.end - block.start <= _TITLE]
    heading = page.blocks[table.heading] if table.heading >= 0 else None
    if heading:
        texts.insert(0, page.text[heading.start : heading.end][:_TITLE])
    return _Group(rows, _columns(page, table), list(dict.fromkeys(texts)))


def _columns(page: Page, table: Table) -> dict[str, int]:
    """Which column holds what, by the classes of the first cells."""
    found: dict[str, int] = {}
    width = max((len(row) for row in table.rows), default=0)
    for number, cell in enumerate(_HEADER.findall(source_of(page, table))[:width]):
        match = _CLASS.search(cell)
        if match:
            found.setdefault(match[1], number)
    return found or {name: number for number, name in enumerate(_COLUMNS[:width])}


def _text(page: Page, row: Sequence[Cell], group: _Group, column: str) -> str:
    number = group.columns.get(column, len(row))
    return page.text[row[number].start : row[number].end].strip() if number < len(row) else ""


def _names(page: Page, row: Sequence[Cell], group: _Group) -> list[str]:
    return [name.strip() for name in _BREAK.split(_text(page, row, group, "cookies")) if name.strip()]


def _place(row: Sequence[Cell]) -> tuple[int, int]:
    filled = [cell for cell in row if cell.end > cell.start] or list(row)
    return min(cell.start for cell in filled), max(cell.end for cell in filled)


def _row(sheet: Sheet, page: Page, row: Sequence[Cell], group: _Group) -> None:
    names = _names(page, row, group)
    if not names:
        return
    kind = _text(page, row, group, "cookies-type")
    evidence = (sheet.book.span(*_place(row)),)
    lifetimes = _lifetimes(_text(page, row, group, "life-span"), len(names), page.language)
    for name, lifetime in zip(names, lifetimes, strict=True):
        said = Said(
            name=name,
            domains=hosts_of([_text(page, row, group, "host")]),
            category=group.category,
            lifetime=lifetime,
            party=_party(kind),
            storage=storage_of(kind) or "cookie",
            purpose=_description(page, row, group),
            evidence=evidence,
        )
        sheet.cookie(said)


def _description(page: Page, row: Sequence[Cell], group: _Group) -> str | None:
    wanted = next((name for name in group.columns if "desc" in name), "")
    return _text(page, row, group, wanted) or None


def _party(kind: str) -> Party:
    return party_of(kind) or "unknown"


def _lifetimes(text: str, count: int, language: str | None) -> list[Duration | None]:
    """One lifetime a name where the cell has as many, else all of it for each."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) != count:
        parts = [text] * count
    return [read_duration(part, language) if part else None for part in parts]
