"""A table reads back cell by cell, and no cell starts a formula."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cookietui.core.spreadsheet import csv_text, safe_cell
from cookietui.core.text import one_line


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@SUM(A1)", "|calc", "%x", "\t=1", "  =HYPERLINK(1)"])
def test_a_formula_becomes_words(value: str) -> None:
    assert safe_cell(value).startswith("'")


@given(st.lists(st.lists(st.text(max_size=40), min_size=2, max_size=2), max_size=5))
def test_cells_read_back(rows: list[list[str]]) -> None:
    found = list(csv.reader(io.StringIO(csv_text(("a", "b"), rows), newline="")))
    assert found[0] == ["a", "b"]
    for row, back in zip(rows, found[1:], strict=True):
        assert [cell.removeprefix("'") for cell in back] == [one_line(cell).removeprefix("'") for cell in row]
        assert not any(cell[:1] in set("=+-@|%\t\r") for cell in back if cell)
