"""A record reads back as what was written, whatever its texts hold, and its prose reads as it is."""

import datetime
import tomllib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cookietui.core.errors import UsageError
from cookietui.storage.toml_write import record

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
LINES = st.lists(TEXTS | st.sampled_from(['"""', "\\", "", '""""', "\r", "\t", "\\n"]), max_size=5).map("\n".join)
PLAIN = LINES | st.integers(-9, 9) | st.booleans() | st.dates() | st.lists(LINES, max_size=3)
TABLES: Any = st.recursive(
    st.dictionaries(TEXTS, PLAIN, max_size=4),
    lambda inner: st.dictionaries(TEXTS, PLAIN | inner | st.lists(inner, max_size=3), max_size=4),
    max_leaves=12,
)


@given(TABLES)
@settings(max_examples=300, deadline=None)
def test_any_tables_come_back(tables: dict[str, Any]) -> None:
    assert tomllib.loads(record(tables)) == tables


def test_prose_reads_line_by_line_and_tables_have_headers() -> None:
    text = record({"body": 'Dear "Sir",\n\nstop.\n', "events": [{"on": datetime.date(2026, 11, 21)}, {}], "empty": {}})
    assert text == (
        'body = """\nDear \\"Sir\\",\n\nstop.\n"""\n\n[[events]]\non = 2026-11-21\n\n[[events]]\n\n[empty]\n'
    )


def test_half_a_character_is_refused() -> None:
    with pytest.raises(UsageError):
        record({"body": "a\n\udc80"})
