"""Reads Cookiebot's declaration, in a page or as cc.js, by position: columns and categories come in one order."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from cookietui.core.declaration import Declaration
from cookietui.core.duration import read_duration
from cookietui.core.purposes import category_of as category_in
from cookietui.core.script_node import Node
from cookietui.core.words import CookieCategory, Storage
from cookietui.readers._blocks import Text, is_script, manager_of, mentions, texts
from cookietui.readers._cookie_names import in_cell
from cookietui.readers._cookie_words import category_of, storage_of
from cookietui.readers._sheet import Said, Sheet, hosts_of
from cookietui.sources.page import Cell, Page, Table
from cookietui.sources.sample import Sample

TITLE = "Cookiebot declaration"
KIND = "either"
_TABLES = "CookieConsentDialog.cookieTable"
_REFUSALS = {
    "CookieConsent.setOutOfRegion": "was made for a region in which Cookiebot shows no banner, and lists no cookies",
    "cookiedomainwarning": "was made for a site that Cookiebot does not know, and lists no cookies",
}
"""Marks of an answer without tables, and what it means."""
_ORDER: tuple[CookieCategory, ...] = ("necessary", "functional", "analytics", "marketing", "unclassified")
_COUNTED = re.compile(r"(?P<name>.{1,200}?)\s*\((?P<count>\d{1,6})\)\s*$")
_TIMES = re.compile(r"\s*\[\s*x\s?(\d{1,5})\s*\]")
_LABEL = re.compile(
    r"""id\s*=\s*["']?CookieDeclarationUserStatusLabelMultiSettings(Pref|Stat|Mark)\b[^>]*+>\s*,?([^<]{1,200})"""
)
_LABELS: dict[str, CookieCategory] = {"Pref": "functional", "Stat": "analytics", "Mark": "marketing"}
_TYPES: dict[str, Storage] = {"1": "cookie", "2": "local-storage", "5": "pixel"}
"""Numbers of the kinds of storage in cc.js."""
_OWN = "CookieConsent"
_BLOCKS = 4
"""Blocks before a table among which its header is."""
_COLUMNS = 5


class _Block(msgspec.Struct):
    """One table with the header that names and counts its category."""

    rows: Sequence[Sequence[Cell]]
    header: tuple[int, int] | None
    name: str
    count: int | None
    category: CookieCategory | None = None


def identify(sample: Sample) -> str:
    """`certain` for cc.js, `fallback` for a page that holds a declaration."""
    if sample.json is None and is_script(sample) and mentions(sample, (_TABLES, *_REFUSALS)):
        return "certain"
    return "fallback" if mentions(sample, ("CookieDeclarationT", _TABLES)) else "no"


def read(sample: Sample) -> Declaration:
    """The cookies of every category; a header that counts other than the rows is a problem."""
    if is_script(sample) and mentions(sample, (_TABLES, *_REFUSALS)):
        sheet = Sheet(sample)
        _scripts(sheet)
        return sheet.declaration("cookiebot")
    page = sample.page
    sheet = Sheet(sample, page.text)
    blocks = [_block(page, table) for table in page.tables if manager_of(page, table) == "cookiebot"]
    _classify(page, blocks)
    for block in blocks:
        _read_block(sheet, page, block)
    _scripts(sheet)
    return sheet.declaration("cookiebot")


def _block(page: Page, table: Table) -> _Block:
    rows = [row for row in table.rows if row and not all(cell.header for cell in row)]
    start = min((cell.start for row in table.rows for cell in row), default=0)
    above = [block for block in page.blocks if block.end <= start and block.kind != "row"][-_BLOCKS:]
    for block in reversed(above):
        found = _COUNTED.match(page.text[block.start : block.end])
        if found:
            return _Block(rows, (block.start, block.end), found["name"], int(found["count"]))
    return _Block(rows, None, "", None)


def _classify(page: Page, blocks: Sequence[_Block]) -> None:
    """By the names that the page gives the categories, by their own cookie, by words, and then by their order."""
    named = {text.strip().casefold(): _LABELS[kind] for kind, text in _LABEL.findall(page.source)}
    for block in blocks:
        block.category = named.get(block.name.casefold()) or category_of(block.name)
        if any(_name(page, row) == _OWN for row in block.rows):
            block.category = "necessary"
    if len(blocks) == len(_ORDER):
        for block, category in zip(blocks, _ORDER, strict=True):
            block.category = block.category or category
    known = [_ORDER.index(block.category) for block in blocks if block.category]
    if known != sorted(set(known)):
        return  # an order of the site's own tells nothing
    for number, block in enumerate(blocks):
        if block.category is None:
            block.category = _by_order(page, blocks, number)


def _by_order(page: Page, blocks: Sequence[_Block], number: int) -> CookieCategory | None:
    """The only category left between its neighbours; else the first is what is necessary, the last what is unsorted."""
    before = [_ORDER.index(b.category) for b in blocks[:number] if b.category]
    after = [_ORDER.index(b.category) for b in blocks[number + 1 :] if b.category]
    left = _ORDER[max(before, default=-1) + 1 : min(after, default=len(_ORDER))]
    if len(left) == 1:
        return left[0]
    if number == 0 and left[:1] == ("necessary",):
        return "necessary"
    purposes = {page.text[row[2].start : row[2].end] for row in blocks[number].rows if len(row) > _COLUMNS - 3}
    return "unclassified" if "unclassified" in left and len(purposes) == 1 and len(blocks[number].rows) > 1 else None


def _name(page: Page, row: Sequence[Cell]) -> str:
    return _TIMES.sub("", page.text[row[0].start : row[0].end]).strip()


def _read_block(sheet: Sheet, page: Page, block: _Block) -> None:
    counted = 0
    for row in block.rows:
        times = _TIMES.search(page.text[row[0].start : row[0].end])
        found = list(_row(sheet, page, row, block.category))
        counted += int(times[1]) if times else max(1, len(found))
        for said in found:
            sheet.cookie(said)
    if block.count is not None and block.header and block.count not in {counted, len(block.rows)}:
        at = sheet.book.span(*block.header)
        message = f'the header "{block.name} ({block.count})" does not fit the entries below it: {counted}'
        sheet.unread(message, at)
    if block.category is None and block.rows:
        at = sheet.book.span(*(block.header or (block.rows[0][0].start, block.rows[0][0].end)))
        sheet.unread(f'which category "{block.name}" is, is unknown', at)


def _row(sheet: Sheet, page: Page, row: Sequence[Cell], category: CookieCategory | None) -> Iterator[Said]:
    """Name, provider, purpose, lifetime, kind of storage."""
    written = [page.text[cell.start : cell.end].strip() for cell in row] + [""] * _COLUMNS
    filled = [cell for cell in row if cell.end > cell.start]
    if not written[0] or not filled:
        return
    evidence = (sheet.book.span(min(c.start for c in filled), max(c.end for c in filled)),)
    hosts = hosts_of(written[1].split())
    links = [link.target for link in page.links if len(row) > 1 and row[1].start <= link.start < row[1].end]
    storage = _storage(written[4])
    for name in _names(_name(page, row), storage):
        yield Said(
            name=name,
            domains=hosts,
            category=category,
            lifetime=read_duration(written[3], page.language) if written[3] else None,
            storage=storage,
            purpose=written[2],
            provider=" ".join([written[1], *links]) if not hosts else "",
            evidence=evidence,
        )


def _names(text: str, storage: Storage) -> list[str]:
    """One name, or several where a cell holds a line for each: no cookie has a blank in its name (RFC 6265)."""
    if storage == "cookie":
        return text.split()
    found = [text[start:end] for start, end in in_cell(text)] if " " in text else []
    return found if len(found) > 1 else [text]


def _storage(text: str) -> Storage:
    """The kind of storage by the abbreviations that no translation changes, else by words."""
    low = text.casefold()
    for sign, storage in _SIGNS:
        if sign in low:
            return storage
    return storage_of(text) or "cookie"


_SIGNS: tuple[tuple[str, Storage], ...] = (
    ("indexed", "indexed-db"), ("html", "local-storage"), ("http", "cookie"), ("pixel", "pixel"), ("piksel", "pixel"),
    ("píxel", "pixel"), ("flash", "other"),
)  # fmt: skip


def _scripts(sheet: Sheet) -> None:
    """The tables of cc.js: name, provider, purpose, lifetime, kind of storage and its number."""
    found = False
    for text in texts(sheet.sample, (_TABLES, *_REFUSALS)):
        for name, node in text.script.literals:
            if _TABLES in name and node.kind == "array":
                found = True
                category = category_in("cookiebot", name.rpartition("cookieTable")[2])
                for row in node.rows():
                    _script_row(sheet, text, row, category)
        for mark, meaning in _REFUSALS.items() if not found else ():
            if places := text.where(sheet.book, mark):
                sheet.unread(f"the script {meaning}", *places)


def _script_row(sheet: Sheet, text: Text, row: Node, category: CookieCategory | None) -> None:
    cells = [cell.text or "" for cell in row.rows()] + [""] * (_COLUMNS + 4)
    if not cells[0].strip():
        return
    hosts = hosts_of(re.split(r"<br\s*/?>|\s+", cells[1]))
    said = Said(
        name=_TIMES.sub("", cells[0]),
        domains=hosts,
        category=category,
        lifetime=read_duration(cells[3]) if cells[3].strip() else None,
        storage=_TYPES.get(cells[5].strip()) or _storage(cells[4]),
        purpose=re.sub(r"<[^<>]{0,300}>", " ", cells[2]),
        provider=" ".join(cell for cell in (cells[8], cells[1] if not hosts else "") if cell),
        evidence=(text.at(sheet.book, row),),
    )
    sheet.cookie(said)
