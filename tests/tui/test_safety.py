"""The last net: no control character reaches the terminal, and a narrow locale gets ASCII of the same width."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color

from cookietui.tui.safety import Ascii, Printable, ascii_only, printable
from tests.tui.payloads import TERMINAL

BLACK = Color(0, 0, 0)


@given(st.text())
def test_nothing_but_printable_characters_and_blanks_is_left(text: str) -> None:
    left = printable(text)
    assert not any(ord(char) < 0x20 or 0x7F <= ord(char) < 0xA0 or ord(char) in (0x2028, 0x202E) for char in left)


@pytest.mark.parametrize("payload", TERMINAL)
def test_the_filter_cleans_every_segment(payload: str) -> None:
    (segment,) = Printable().apply([Segment(payload)], BLACK)
    assert "\x1b" not in segment.text
    assert not any(0x80 <= ord(char) < 0xA0 for char in segment.text)


def test_plain_segments_are_passed_on_unchanged() -> None:
    segments = [Segment("shop.example"), Segment("čaj – 茶")]
    assert Printable().apply(segments, BLACK) == segments


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Cf", "Mn", "Me", "Zl", "Zp"))))
def test_ascii_keeps_the_width(text: str) -> None:
    made = ascii_only(text)
    assert made.isascii()
    assert cell_len(made) == cell_len(text)


def test_ascii_keeps_letters_readable() -> None:
    assert ascii_only("Löschung › „Übersicht“ ── 茶") == 'Loschung > "Ubersicht" -- ??'
    assert Ascii().apply([Segment("╭─│")], BLACK)[0].text == "+-|"
