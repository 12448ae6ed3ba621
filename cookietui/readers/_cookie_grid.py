"""A table becomes records of cookies when its header, its first column or the names in it say that it is one."""

from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from cookietui.core.duration import read_duration
from cookietui.core.words import CookieCategory, Party
from cookietui.readers._cookie_context import LABEL, Context, context_of
from cookietui.readers._cookie_names import in_cell, is_certain, is_strong
from cookietui.readers._cookie_words import Column, about_cookies, category_of, column_of, party_of, unit_of
from cookietui.sources.page import Cell, Page, Table

_LABELS = 3
"""Kinds of labels in a column from which on it is one of labels."""
_HEADERS = 2
"""Rows at the top that may be the header."""

Row = Sequence[Cell]
Roles = Mapping[int, Column]


class Record(msgspec.Struct, frozen=True):
    """One row about one or more cookies."""

    cells: Mapping[Column, Sequence[Cell]]
    names: Sequence[tuple[int, int]]
    """Spans of the names in the page's text."""
    start: int
    end: int
    """The row in the page's text."""
    category: CookieCategory | None
    """As the heading, caption or group row above says."""
    party: Party | None
    unit: str | None


def records(page: Page, table: Table) -> Iterator[Record]:
    """The records of a table of cookies; nothing for any other table."""
    rows = [row for row in table.rows if row]
    if not rows:
        return
    context = context_of(page, table.heading, min(cell.start for cell in rows[0]))
    turned = _turned(page, rows)
    if turned and _is_upright(rows, turned):
        yield from _turned_rows(page, rows, turned, context)
        return
    header, roles = _header(page, rows)
    roles = _told_apart(page, rows, header, roles) if "name" in roles.values() else _unnamed(page, rows) or roles
    if roles and _is_cookie_table(page, rows[header + 1 :], rows[header], roles, context):
        yield from _rows(page, rows[header + 1 :], roles, context, _unit(page, rows[header], roles))
        return
    if roles:
        return
    if turned:
        yield from _turned_rows(page, rows, turned, context)
    elif context.cookies:
        titled = all(cell.header for cell in rows[0])
        body = rows[1:] if titled else rows
        guessed = _guessed(page, body, sure=titled) if body else {}
        if guessed:
            yield from _rows(page, body, guessed, context, None)


def text_of(page: Page, cell: Cell) -> str:
    """The words of a cell."""
    return page.text[cell.start : cell.end]


def _header(page: Page, rows: Sequence[Row]) -> tuple[int, Roles]:
    """The row that names a column of cookies and at least one other, with what its columns hold."""
    for index, row in enumerate(rows[:_HEADERS]):
        if len({(cell.start, cell.end) for cell in row}) < min(2, len(row)):
            continue
        roles = _roles([text_of(page, cell) for cell in row])
        marked = all(cell.header for cell in row)
        if "name" in roles.values() and (len(set(roles.values())) > 1 or marked):
            return index, roles
        if marked and len(set(roles.values())) > 1:
            return index, roles
    return 0, {}


def _told_apart(page: Page, rows: Sequence[Row], header: int, roles: Roles) -> Roles:
    """Of columns headed "Cookie" and "Name" the names are where machine names stand; the other says whose they are."""
    body = rows[header + 1 :]
    name = next(number for number, role in roles.items() if role == "name")
    if _mostly_strong(page, body, name):
        return roles
    headed = (
        n for n, cell in enumerate(rows[header]) if n != name and column_of(text_of(page, cell)[:LABEL]) == "name"
    )
    other = next((number for number in headed if _mostly_strong(page, body, number)), None)
    return roles if other is None else {**roles, name: "provider", other: "name"}


def _unnamed(page: Page, rows: Sequence[Row]) -> Roles:
    """The columns of a header that is silent about the first one, whose cells are machine names all the same."""
    head = [text_of(page, cell) for cell in rows[0]]
    roles = dict(_roles(head))
    silent = next((n for n, text in enumerate(head) if not text.strip() and n not in roles), None)
    if silent is None or not roles or not _mostly_strong(page, rows[1:], silent):
        return {}
    return {silent: "name", **roles}


def _roles(headers: Sequence[str]) -> Roles:
    """Column number to what it holds; of two columns of names the one that says "cookie" is meant."""
    roles: dict[int, Column] = {}
    for number, header in enumerate(headers):
        role = column_of(header.strip()[:LABEL]) if len(header) <= LABEL else None
        if role:
            roles[number] = role
    named = [number for number, role in roles.items() if role == "name"]
    if len(named) > 1:
        kept = next((number for number in named if about_cookies(headers[number])), named[0])
        for number in named:
            if number != kept:
                roles[number] = "provider"
    return roles


def _is_cookie_table(page: Page, rows: Sequence[Row], header: Row, roles: Roles, context: Context) -> bool:
    """A column of names that says "cookie"; or the context does and the table tells more; or machine names fill it."""
    name = next((number for number, role in roles.items() if role == "name"), None)
    if name is None:
        return False
    if about_cookies(text_of(page, header[name])):
        return True
    if _mostly_strong(page, rows, name):
        return context.cookies or len(set(roles.values())) > 1
    if not context.cookies:
        return False
    return bool({"lifetime", "kind", "party", "category"} & set(roles.values())) or _mostly_names(page, rows, name)


def _mostly_names(page: Page, rows: Sequence[Row], column: int) -> bool:
    """Whether most cells are one word each that may be a name, none of them written like a title."""
    cells = [text_of(page, row[column]) for row in rows if column < len(row)]
    named = sum(len(text.split()) == 1 and text[:1].islower() and bool(in_cell(text)) for text in cells)
    return bool(cells) and named * 2 > len(cells)


def _mostly_strong(page: Page, rows: Sequence[Row], column: int) -> bool:
    return _mostly(page, rows, column, is_strong)


def _mostly(page: Page, rows: Sequence[Row], column: int, wanted: Callable[[str], bool]) -> bool:
    cells = [text_of(page, row[column]) for row in rows if column < len(row)]
    strong = sum(any(wanted(text[s:e]) for s, e in in_cell(text)) for text in cells)
    return bool(cells) and strong * 2 >= len(cells)


def _unit(page: Page, header: Row, roles: Roles) -> str | None:
    column = next((number for number, role in roles.items() if role == "lifetime"), None)
    return unit_of(text_of(page, header[column])) if column is not None else None


def _rows(page: Page, rows: Sequence[Row], roles: Roles, context: Context, unit: str | None) -> Iterator[Record]:
    titles = context
    for row in rows:
        spans = {(cell.start, cell.end) for cell in row}
        if len(spans) == 1 and len(roles) > 1:
            said = text_of(page, row[0])
            titles = Context((said, *(context if category_of(said) else titles).titles))
            continue
        cells: dict[Column, list[Cell]] = {}
        for number, role in roles.items():
            if number < len(row):
                cells.setdefault(role, []).append(row[number])
        record = _record(page, cells, row, titles, unit)
        if record:
            yield record


def _record(
    page: Page, cells: Mapping[Column, Sequence[Cell]], row: Row, context: Context, unit: str | None
) -> Record | None:
    names: list[tuple[int, int]] = []
    for cell in cells.get("name", ()):
        names.extend((cell.start + s, cell.start + e) for s, e in in_cell(text_of(page, cell)[: 16 * LABEL]))
    filled = [cell for cell in row if cell.end > cell.start]
    if not names or not filled:
        return None
    start, end = min(c.start for c in filled), max(c.end for c in filled)
    return Record(cells, names, start, end, context.category, context.party, unit)


def _turned(page: Page, rows: Sequence[Row]) -> Roles:
    """Row number to what it holds, for a table whose first column is the header."""
    if any(len(row) < 2 for row in rows):  # noqa: PLR2004 - a label and a value
        return {}
    roles = _roles([text_of(page, row[0]) for row in rows])
    kinds = set(roles.values())
    return roles if "name" in kinds and len(kinds) > 1 and len(roles) * 2 >= len(rows) else {}


def _is_upright(rows: Sequence[Row], turned: Roles) -> bool:
    """Whether such a table is about one cookie: a label and its value in each row, whatever the first value is."""
    pairs = all(len(row) == 2 for row in rows)  # noqa: PLR2004 - a label and a value
    return pairs and len(set(turned.values())) >= _LABELS and not all(cell.header for cell in rows[0])


def _turned_rows(page: Page, rows: Sequence[Row], roles: Roles, context: Context) -> Iterator[Record]:
    name = next(number for number, role in roles.items() if role == "name")
    label = text_of(page, rows[name][0])
    width = min(len(row) for row in rows)
    for column in range(1, width):
        cells: dict[Column, list[Cell]] = {}
        for number, role in roles.items():
            cells.setdefault(role, []).append(rows[number][column])
        row = [rows[number][column] for number in roles]
        record = _record(page, cells, row, context, None)
        strong = record and any(is_strong(page.text[s:e]) for s, e in record.names)
        if record and (strong or about_cookies(label)):
            yield record


def _guessed(page: Page, rows: Sequence[Row], *, sure: bool) -> Roles:
    """What the columns of a table without header hold: machine names first, then lifetimes, parties and words.

    `sure`: under a header of unknown words only names that can be nothing else count.
    """
    if not _mostly_strong(page, rows, 0) or (sure and not _mostly(page, rows, 0, is_certain)):
        return {}
    roles: dict[int, Column] = {0: "name"}
    for number in range(1, min(len(row) for row in rows)):
        cells = [text_of(page, row[number]) for row in rows]
        if sum(not read_duration(cell, page.language).unknown for cell in cells) * 2 > len(cells):
            roles[number] = "lifetime"
        elif all(party_of(cell) for cell in cells):
            roles[number] = "party"
        else:
            roles[number] = "purpose" if "purpose" not in roles.values() else "provider"
    return roles
