"""Rows become lines of exactly the width of the list, whatever stands in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from cookietui.tui.signs import Toned
from cookietui.tui.widgets.layout import LONGEST, Column, Drawn, Row, cut, fit, lines_of, wrap

COLUMNS = (Column(width=8, least=30), Column(weight=2), Column(width=6, align="right", least=20))


@given(st.text(max_size=200), st.integers(1, 60))
def test_a_cut_text_has_exactly_the_width(text: str, width: int) -> None:
    flat = "".join(char for char in text if char.isprintable())
    assert cell_len(cut(flat, width)) == width


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Cf", "Mn", "Me")), max_size=300), st.integers(2, 40))
def test_wrapping_keeps_every_letter_and_the_width(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_words_stay_whole_where_they_fit() -> None:
    assert wrap("we never sell your data", 12) == ["we never", "sell your", "data"]
    assert wrap("a\n\nb", 5) == ["a", "", "b"]
    assert wrap("unbreakablelongword x", 8) == ["unbreaka", "blelongw", "ord x"]


@given(
    st.lists(st.text(max_size=60), min_size=3, max_size=3),
    st.integers(12, 90),
    st.booleans(),
    st.sampled_from([None, Toned("[!]", "bad")]),
)
def test_every_line_fills_the_width(cells: list[str], width: int, wraps: bool, sign: Toned | None) -> None:
    row = Row("key", tuple(cells), sign)
    for line in lines_of(row, COLUMNS, width, wraps=wraps):
        assert sum(cell_len(piece.text) for piece in line) == width
        assert "\n" not in "".join(piece.text for piece in line)


def test_narrow_lists_leave_columns_out() -> None:
    assert [index for index, _, _ in fit(COLUMNS, 50)] == [0, 1, 2]
    assert [index for index, _, _ in fit(COLUMNS, 25)] == [1, 2]
    assert [index for index, _, _ in fit(COLUMNS, 10)] == [1]


def test_control_characters_are_shown_as_marks() -> None:
    (line,) = lines_of(Row("k", ("a\x1b[31mb",)), (Column(),), 20, wraps=False)
    assert "".join(piece.text for piece in line).strip() == "a\ufffd[31mb"


def test_a_huge_cell_is_cut() -> None:
    lines = lines_of(Row("k", ("x" * 1_000_000,)), (Column(),), 80, wraps=True)
    assert len(lines) == -(-(LONGEST + 1) // 77)


@pytest.mark.parametrize(("first", "height"), [(True, 1), (False, 2)])
def test_a_heading_has_a_blank_line_before_it(first: bool, height: int) -> None:
    assert len(lines_of(Row("h", ("Rights",), kind="heading"), (Column(),), 30, wraps=True, first=first)) == height


def test_drawn_rows_are_drawn_when_looked_at() -> None:
    seen: list[int] = []
    rows = Drawn(range(100_000), lambda number: seen.append(number) or Row(str(number), (str(number),)))  # type: ignore[func-returns-value]
    assert len(rows) == 100_000
    assert rows[70_000].key == "70000"
    assert len(rows[10:20]) == 10
    assert seen == [70_000]
