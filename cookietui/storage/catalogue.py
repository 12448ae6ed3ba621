"""Imports are one JSON file a source, corrections one TOML file that may be edited by hand; both only add to facts."""

import contextlib
import datetime
from collections.abc import Mapping
from pathlib import Path

import msgspec

from cookietui.core.catalogue import Batch
from cookietui.core.corrections import Correction, Value, corrections_of
from cookietui.core.errors import BadInput, CookietuiError, MissingInput
from cookietui.core.fact import Edit
from cookietui.storage import atomic, toml, toml_write
from cookietui.storage.journal import Change
from cookietui.storage.places import Places
from cookietui.storage.toml_patch import patch

_CORRECTIONS = "corrections.toml"


def imports(places: Places) -> tuple[tuple[Batch, ...], tuple[str, ...]]:
    """The imported batches by name of their file, and a line for each file that cannot be read."""
    found: list[Batch] = []
    broken: list[str] = []
    for file in _files(places):
        try:
            found.append(_batch(file, atomic.read(file)))
        except CookietuiError as error:
            broken.append(str(error))
    return tuple(found), tuple(broken)


def _files(places: Places) -> list[Path]:
    with contextlib.suppress(OSError):
        return sorted(file for file in places.catalogue.iterdir() if file.suffix == ".json")
    return []


def _batch(file: Path, data: bytes | None) -> Batch:
    try:
        return msgspec.json.decode(data or b"", type=Batch)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        message = "cannot be read; import it again, or take it away with: cookietui catalog forget"
        raise BadInput(f"{message} {file.stem}", input=str(file)) from error


def _place(places: Places, key: str) -> Path:
    return places.catalogue / f"{key}.json"


def earlier(change: Change, key: str) -> Batch | None:
    """What was imported of a source before; None where nothing was, or where it cannot be read."""
    file = _place(change.places, key)
    data = change.read(file)
    with contextlib.suppress(BadInput):
        return _batch(file, data) if data is not None else None
    return None


def keep(change: Change, batch: Batch) -> None:
    """Keep a batch in place of the one of the same source."""
    change.write(_place(change.places, batch.source.key), msgspec.json.encode(batch))


def forget(change: Change, key: str) -> None:
    """Take the import of a source away; raises MissingInput naming those there are."""
    files = {file.stem: file for file in _files(change.places)}
    if key not in files:
        there = f"; there are: {', '.join(files)}" if files else ""
        raise MissingInput(f"nothing was imported as {key!r}{there}")
    change.remove(files[key])


def corrections(places: Places) -> tuple[Correction, ...]:
    """What the person corrected; raises BadInput (file and line)."""
    file = places.catalogue / _CORRECTIONS
    data = atomic.read(file)
    return parse(data, str(file)) if data is not None else ()


def parse(data: bytes, source: str) -> tuple[Correction, ...]:
    """The corrections in a file of that form, the person's own or somebody else's; raises BadInput (file and line)."""
    return corrections_of(toml.parse(data, source), source)


def correct(change: Change, side: str, name: str, fields: Mapping[str, Value | None], day: datetime.date) -> None:
    """Write fields of one record, None takes one away; the record's date is `day`, and goes with its last field."""
    file = change.places.catalogue / _CORRECTIONS
    old = change.read(file) or b""
    before = next((each.fields for each in parse(old, str(file)) if (each.side, each.name) == (side, name)), {})
    after = {key: value for key, value in {**before, **fields}.items() if value is not None}
    edits = [] if old else [Edit(("schema",), 1)]
    edits += [Edit((side, name, key), value) for key, value in fields.items()]
    edits.append(Edit((side, name, "date"), day if after else None))
    new, _ = patch(old, edits, str(file))
    if new != old:
        change.write(file, new)


def written(found: tuple[Correction, ...]) -> str:
    """The corrections as a file to give away: fields we know and nothing else."""
    tables: dict[str, dict[str, dict[str, object]]] = {}
    for each in found:
        fields: dict[str, object] = {key: list(v) if isinstance(v, tuple) else v for key, v in each.fields.items()}
        if each.date:
            fields["date"] = datetime.date.fromisoformat(each.date)
        tables.setdefault(each.side, {})[each.name] = fields
    return toml_write.document({"schema": 1, **tables})
