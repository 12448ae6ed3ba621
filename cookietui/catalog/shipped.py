"""The shipped facts are CSV files (sources, contacts, cookies of others and of ours), read when first asked for."""

import csv
import functools
from collections.abc import Iterable, Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import msgspec

from cookietui.core.catalogue import Batch, CookieRow, OrganisationRow, Source

COOKIES, CONTACTS, SOURCES = "cookies.csv", "contacts.csv", "catalogue_sources.csv"
OURS = "more_cookies.csv"
"""Cookies that no data set has, or that one gives to a site they were merely seen at; kept by hand."""
OUR_SOURCE = Source(key="cookietui-cookies", title="cookietui's list of cookies", licence="MIT", date="2026-11-30")
_LISTS = {"domains": " ", "countries": " ", "names": "|", "needs": "|"}
"""Fields of several values and what parts them in a cell."""
_LINE = "\\n"


def cookies() -> tuple[tuple[Source, tuple[CookieRow, ...]], ...]:
    """The cookies of each source, our own list first."""
    return _cookies()


def organisations() -> tuple[tuple[Source, tuple[OrganisationRow, ...]], ...]:
    """The organisations of each source."""
    return _organisations()


@functools.cache
def sources() -> dict[str, Source]:
    """By key."""
    return {row["key"]: Source(**row) for row in _rows(SOURCES)}


@functools.cache
def _cookies() -> tuple[tuple[Source, tuple[CookieRow, ...]], ...]:
    sources = [(OUR_SOURCE, _rows(OURS)), *_by_source(COOKIES)]
    return tuple((source, tuple(_read(row, CookieRow) for row in rows)) for source, rows in sources)


@functools.cache
def _organisations() -> tuple[tuple[Source, tuple[OrganisationRow, ...]], ...]:
    return tuple((source, tuple(_read(row, OrganisationRow) for row in rows)) for source, rows in _by_source(CONTACTS))


def _by_source(name: str) -> list[tuple[Source, list[dict[str, str]]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for row in _rows(name):
        found.setdefault(row.pop("source"), []).append(row)
    return [(sources()[key], rows) for key, rows in found.items()]


def _rows(name: str) -> list[dict[str, str]]:
    """The rows of a file, without their empty cells."""
    text = (resources.files("cookietui") / "data" / name).read_text(encoding="utf-8")
    header, *rows = csv.reader(text.splitlines())
    return [{name: cell for name, cell in zip(header, row, strict=True) if cell} for row in rows]


_Row = CookieRow | OrganisationRow


def _read(row: Mapping[str, str], kind: type[Any]) -> Any:
    fields: dict[str, Any] = {}
    for name, cell in row.items():
        if name in _LISTS:
            fields[name] = tuple(cell.split(_LISTS[name]))
        elif name in {"software", "document", "tracking"}:
            fields[name] = True
        else:
            fields[name] = cell.replace(_LINE, "\n") if name == "post" else cell
    return kind(**fields)


def write(batches: Sequence[Batch], folder: Path) -> None:
    """Write the three files anew; a row a line, in an order that keeps differences small."""
    _write(folder / SOURCES, [msgspec.to_builtins(batch.source) for batch in batches], Source.__struct_fields__)
    for file, kind, field in ((COOKIES, CookieRow, "cookies"), (CONTACTS, OrganisationRow, "organisations")):
        rows = [
            {"source": batch.source.key, **_cells(row)}
            for batch in batches
            for row in sorted(getattr(batch, field), key=_cells_key)
        ]
        used = [name for name in kind.__struct_fields__ if any(row.get(name) for row in rows)]
        _write(folder / file, rows, [*used, "source"])


def _cells_key(row: _Row) -> tuple[str, ...]:
    return (row.cookie.casefold(), row.product) if isinstance(row, CookieRow) else (row.id, row.name.casefold())


def _cells(row: _Row) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in msgspec.to_builtins(row).items():
        if isinstance(value, bool):
            found[name] = "yes"
        elif isinstance(value, (list, tuple)):
            parting = _LISTS[name]
            found[name] = parting.join(str(each).replace(parting, "/" if parting == "|" else parting) for each in value)
        else:
            found[name] = str(value).replace("\n", _LINE) if name == "post" else str(value)
    return found


def _write(file: Path, rows: Iterable[Mapping[str, Any]], fields: Sequence[str]) -> None:
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, fields, lineterminator="\n", restval="")
        writer.writeheader()
        writer.writerows(rows)
