"""Layout: nothing is lost, nothing is wider than the terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cookietui.cli.layout import blocks, columns_of, fit, table, wrap

words = st.text(alphabet="ab é漢字\u0301-", max_size=80)


@given(words, st.integers(24, 100))
def test_no_line_is_wider_and_no_character_is_lost(text, width):
    lines = wrap(text, width, "> ", "| ")
    assert all(columns_of(line) <= width for line in lines)
    assert "".join("".join(line[2:] for line in lines).split()) == "".join(text.split())


def test_indents_and_line_ends():
    assert wrap("one two\nthree", 24, "- ") == ["- one two", "  three"]
    assert wrap("", 24, "- ") == ["-"]
    assert wrap("漢" * 20, 24)[0] == "漢" * 12


@given(st.text(max_size=40), st.integers(8, 40))
def test_a_cell_has_exactly_its_width(text, width):
    assert columns_of(fit(text.replace("\n", ""), width)) == width


def test_a_table_gives_way_in_one_column():
    lines = table(("Site", "State"), [("a-very-long-host.example", "ok")], 20)
    assert all(columns_of(line) <= 20 for line in lines)
    assert lines[1].endswith("ok")


def test_blocks_name_their_cells_and_leave_dashes_out():
    assert blocks(("Site", "State", "Due"), [("a.example", "ok", "-")], 40) == ["a.example", "  state: ok"]


@pytest.mark.parametrize("char", ["\u0301", "\u200b"])
def test_marks_have_no_width(char):
    assert columns_of(f"a{char}") == 1
