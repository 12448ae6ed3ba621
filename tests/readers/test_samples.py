"""Each sample lies beside what is read from it, and every piece of evidence is the characters it points at.

A new sample gets its expected output with COOKIETUI_WRITE_EXPECTED=1; look at the difference before it is kept.
"""

import json
import os
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest

from cookietui.actions.read import read_sample
from cookietui.core.declaration import FACT_FIELDS, Declaration, Evidence
from cookietui.core.json_place import open_json
from cookietui.sources.sample import Sample

FOLDER = Path(__file__).parent / "samples"
ENDING = ".expected.json"
SAMPLES = sorted(path for path in FOLDER.iterdir() if not path.name.endswith(ENDING))
SPAN = re.compile(r"(?:html|js|xml|text|markdown):(\d+)-(\d+)")


def check_evidence(found: Declaration, source: str, text: str) -> None:
    """Every fact has evidence, and every evidence is what stands at its place."""
    for field in FACT_FIELDS:
        for fact in getattr(found, field):
            assert field == "problems" or fact.evidence, fact
            assert all(0 <= index < len(found.evidence) for index in fact.evidence)
    for row in found.evidence:
        check_row(row, source, text)


def check_row(row: Evidence, source: str, text: str) -> None:
    if isinstance(row.start, int):
        assert isinstance(row.end, int)
        assert text[row.start : row.end] == row.quote
        return
    assert isinstance(row.pointer, str)
    span = SPAN.fullmatch(row.pointer)
    if span:
        assert source[int(span[1]) : int(span[2])] == row.quote
    elif row.pointer.startswith("json:"):
        place = open_json(source, "sample")
        keys = row.pointer.removeprefix("json:").split("/")[1:]
        for key in (escaped.replace("~1", "/").replace("~0", "~") for escaped in keys):
            place = place.rows()[int(key)] if place.is_list else place.fields()[key]
        assert place.quote == row.quote
    else:
        assert row.pointer.startswith("front-matter:")


def shown(found: Declaration) -> Any:
    """The declaration as JSON, what is empty and the place of the file left out."""
    value = msgspec.to_builtins(found)
    value["source"] = {key: value["source"][key] for key in ("reader", "language", "revised")}
    return _filled(value)


def _filled(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {key: _filled(inner) for key, inner in value.items()}
        return {key: inner for key, inner in kept.items() if inner not in (None, [], {}, "")}
    return [_filled(inner) for inner in value] if isinstance(value, list | tuple) else value


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_sample_gives_what_is_expected(path: Path) -> None:
    sample = Sample(path.name, path.read_bytes())
    outcome = read_sample(sample)
    assert outcome.declaration is not None
    check_evidence(outcome.declaration, sample.text, outcome.text)
    expected = path.with_name(path.name + ENDING)
    value = shown(outcome.declaration)
    if os.environ.get("COOKIETUI_WRITE_EXPECTED"):
        expected.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    assert value == json.loads(expected.read_text(encoding="utf-8"))
