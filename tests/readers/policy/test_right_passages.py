"""Whole passages of our own: each right with the ways and the conditions that are named for it, and no others."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from cookietui.readers.policy import contacts, identity, rights
from cookietui.readers.policy.reading import Reading
from cookietui.sources.sample import Sample

FILE = Path(__file__).with_name("wordings") / "passages.toml"
PASSAGES: list[dict[str, Any]] = tomllib.loads(FILE.read_text(encoding="utf-8"))["passage"]


@pytest.mark.parametrize("number", range(len(PASSAGES)))
def test_a_passage_offers_these_rights_by_these_ways_on_these_conditions(number: int) -> None:
    passage = PASSAGES[number]
    html = f'<html lang="{passage["language"]}"><h1>Privacy</h1>{passage["html"]}</html>'
    sample = Sample("x.html", html.encode())
    reading = Reading(sample.page, sample)
    for part in (identity, contacts, rights):
        part.add(reading)
    found = {
        right.right: ({c.kind for c in right.channels if not c.inherited}, set(right.conditions))
        for right in reading.rights
    }
    wanted = {}
    for right, text in passage["rights"].items():
        ways, _, conditions = text.partition("/")
        wanted[right] = (set(ways.split()), set(conditions.split()))
    assert found == wanted
