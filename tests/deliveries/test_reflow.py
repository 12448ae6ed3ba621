"""Reflowing takes back what wrapping did, and nothing else."""

from hypothesis import given
from hypothesis import strategies as st

from cookietui.deliveries._reflow import Line, reflow
from cookietui.letters.wrapping import wrap

WORDS = st.text("abcdefghij.é", min_size=1, max_size=14)
PARAGRAPH = st.lists(WORDS, min_size=1, max_size=60).map(" ".join)


@given(st.lists(PARAGRAPH, min_size=1, max_size=4))
def test_paragraphs_come_back_as_they_were(paragraphs: list[str]) -> None:
    lines = reflow(wrap("\n\n".join(paragraphs)).strip("\n"))
    whole = " ".join(line.text for line in lines if line.text)
    assert whole.split() == " ".join(paragraphs).split(), "no word is lost or moved"
    assert sum(not line.text for line in lines) == len(paragraphs) - 1


def test_lines_that_were_meant_stay_apart() -> None:
    text = "Kind regards\nAnn\n\n- one\n- two\n\n  a quote"
    assert reflow(text) == [
        Line(0, "Kind regards"), Line(0, "Ann"), Line(0, ""), Line(0, "- one"), Line(0, "- two"), Line(0, ""),
        Line(2, "a quote"),
    ]  # fmt: skip


def test_items_quotes_and_citations_are_filled_again() -> None:
    long = "this is a sentence of many words that needs more than one line of a letter by far, see Art. 12(4) GDPR"
    given_text = f"{long}\n\n- {long}\n1. {long}\n\n  {long}"
    lines = [line for line in reflow(wrap(given_text).strip("\n")) if line.text]
    assert [line.text for line in lines] == [long, f"- {long}", f"1. {long}", long]
    assert [line.indent for line in lines] == [0, 0, 0, 2]


def test_wide_characters_are_joined_without_blanks() -> None:
    text = "漢字" * 50
    assert [line.text for line in reflow(wrap(text).strip("\n"))] == [text]
