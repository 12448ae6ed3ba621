"""Databases that may not be given on are read from the person's own copy and kept with her data, undoable."""

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from cookietui.actions.workspace import Workspace
from cookietui.core.catalogue import Batch
from cookietui.core.corrections import batches_of
from cookietui.core.errors import BadInput, CookietuiError
from cookietui.core.text import one_line
from cookietui.sources.sample import LIMIT, open_sample
from cookietui.storage import catalogue, journal

SUFFIXES = (".json", ".eno", ".csv", ".jsonl")
"""Files of a folder that are looked at."""
_CORRECTIONS = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s|#[^\r\n]*+)*+(?:schema\s*=|\[(?:cookies|organisations)\.)")
"""How corrections begin, whatever their file is called."""
FILES = 100_000


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """What an import kept."""

    schema: str = "cookietui.catalog-import/1"
    key: str
    title: str
    licence: str = ""
    files: int = 0
    cookies: int = 0
    organisations: int = 0
    """Records, several of which may be of one organisation."""


class Refused(msgspec.Struct, frozen=True, kw_only=True):
    """A file that was not taken."""

    input: str
    line: int | None
    message: str
    exit_code: int


def import_files(ws: Workspace, paths: Sequence[str]) -> tuple[tuple[Imported, ...], tuple[Refused, ...]]:
    """Read the person's own copies of databases and keep what they say, one undo step; bad files are told and left.

    A source that was imported before is replaced, unless it comes record by record (the .eno files of trackerdb,
    Tracker Radar), which adds. Raises CannotSave, Locked.
    """
    refused: list[Refused] = []
    found: dict[str, list[Batch]] = {}
    for batch in _batches(ws, paths, refused):
        found.setdefault(batch.source.key, []).append(batch)
    done: list[Imported] = []
    if found:
        titles = ", ".join(batches[0].source.title for batches in found.values())
        with journal.change(ws.places, f"import {titles} into the catalogue") as change:
            for key, batches in found.items():
                before = catalogue.earlier(change, key) if _adds(key) else None
                whole = _joined([*([before] if before else []), *batches])
                catalogue.keep(change, whole)
                done.append(_imported(whole, len(batches)))
        ws.forget_catalogue()
    return tuple(done), tuple(refused)


def _batches(ws: Workspace, paths: Sequence[str], refused: list[Refused]) -> Iterator[Batch]:
    """What the files and folders hold; in a folder, files of other kinds are passed over."""
    for path in paths:
        if path != "-" and os.path.isdir(path):  # noqa: PTH112 - says False where Path.is_dir raises
            yield from _of_folder(ws, path, refused)
            continue
        try:
            yield from _read(ws, path)
        except CookietuiError as error:
            refused.append(_refused(error, path))


def _of_folder(ws: Workspace, path: str, refused: list[Refused]) -> Iterator[Batch]:
    count = 0
    for folder, folders, names in os.walk(path):
        folders.sort()
        for name in sorted(names):
            if not name.lower().endswith(SUFFIXES):
                continue
            try:
                for batch in _read(ws, os.path.join(folder, name)):  # noqa: PTH118 - as os.walk gives it
                    count += 1
                    yield batch
            except CookietuiError:
                continue
            if count >= FILES:
                refused.append(
                    _refused(BadInput(f"holds more than {FILES} files; the rest was left", input=path), path)
                )
                return
    if not count:
        refused.append(_refused(BadInput("holds no database that can be imported", input=path), path))


def _read(ws: Workspace, path: str) -> Iterator[Batch]:
    """One file: a database of others, or corrections that somebody gave away; raises CookietuiError."""
    from cookietui.catalog.importing import read_batch  # noqa: PLC0415 - the formats are loaded when needed

    sample = open_sample(path)
    if sample.name.lower().endswith(".toml") or _CORRECTIONS.match(sample.head):
        rows = catalogue.parse(sample.bytes_within(LIMIT), path)
        if not rows:
            raise BadInput("holds no corrections", input=path)
        key = _key(Path(path).stem)
        whole = _joined(list(batches_of(rows, key, f"corrections in {one_line(sample.name, 60)}")))
        yield whole
        return
    batch = read_batch(sample, ws.catalogue.directory.joiner)
    day = batch.source.date or ws.today.isoformat()
    yield msgspec.structs.replace(batch, source=msgspec.structs.replace(batch.source, date=day))


def _key(stem: str) -> str:
    """The name under which somebody's corrections are kept."""
    plain = "".join(char if char.isascii() and char.isalnum() else "-" for char in stem.lower())
    return f"corrections-{plain[:40].strip('-') or 'unnamed'}"


def _adds(key: str) -> bool:
    from cookietui.catalog.importing import adds  # noqa: PLC0415 - the formats are loaded when needed

    return adds(key)


def _joined(batches: Sequence[Batch]) -> Batch:
    """The batches as one, of the last one's date; of rows that speak of the same thing the last one is taken."""
    cookies = {(row.cookie, row.organisation, row.domains): row for batch in batches for row in batch.cookies}
    rows = {(r.id, r.name, r.category, r.domains): r for batch in batches for r in batch.organisations}
    return Batch(source=batches[-1].source, cookies=tuple(cookies.values()), organisations=tuple(rows.values()))


def _imported(batch: Batch, files: int) -> Imported:
    return Imported(
        key=batch.source.key,
        title=batch.source.title,
        licence=batch.source.licence,
        files=files,
        cookies=len(batch.cookies),
        organisations=len(batch.organisations),
    )


def _refused(error: CookietuiError, path: str) -> Refused:
    return Refused(input=error.input or path, line=error.line, message=error.message, exit_code=error.exit_code)


def forget(ws: Workspace, key: str) -> None:
    """Take an import away; undoable; raises MissingInput naming those there are."""
    with journal.change(ws.places, f"forget {key} in the catalogue") as change:
        catalogue.forget(change, key)
    ws.forget_catalogue()
