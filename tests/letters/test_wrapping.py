"""Wrapping by display width keeps words, lists and indents."""

import random

from cookietui.letters.wrapping import columns, wrap


def test_paragraphs_are_filled_and_kept_apart() -> None:
    text = wrap("one\ntwo\n\n\n\nthree " + "word " * 30)
    assert text.startswith("one two\n\nthree word")
    assert max(columns(line) for line in text.split("\n")) <= 72
    assert text.endswith("word\n")


def test_items_hang_under_their_first_word() -> None:
    text = wrap("- " + "long " * 20 + "\n- short\n1. " + "long " * 20)
    lines = text.rstrip("\n").split("\n")
    assert lines[0].startswith("- long")
    assert lines[1].startswith("  long")
    assert "- short" in lines
    assert lines[-1].startswith("   long")


def test_an_indented_paragraph_stays_indented() -> None:
    text = wrap("Before:\n\n  " + '"' + "word " * 30 + 'end"')
    assert all(line.startswith("  ") for line in text.split("\n")[2:-1])
    assert " ".join(text.split()) == 'Before: "' + "word " * 30 + 'end"'


def test_links_and_identifiers_are_never_broken() -> None:
    link = "https://shop.example/" + "a" * 90
    assert link in wrap(f"See {link} for more.").split("\n")


def test_wide_letters_count_twice_and_may_be_parted() -> None:
    text = wrap("私の個人データについて" * 12)
    assert max(columns(line) for line in text.split("\n")) <= 72
    assert text.replace("\n", "") == "私の個人データについて" * 12
    assert columns("e\u0301") == 1


def test_citations_stay_together() -> None:
    for lead in range(50, 72):
        text = wrap("x" * lead + " (Art. 15 GDPR) and Cal. Civ. Code § 1798.120 end")
        assert "Art. 15" in text
        assert "§ 1798.120" in text
    for lead in range(60, 72):
        assert "x :" in wrap("y" * lead + " x : z")


def test_no_word_is_lost_or_moved() -> None:
    rng = random.Random(72)
    for _ in range(300):
        words = ["".join(rng.choice("ab漢é§-.1") for _ in range(rng.randrange(1, 30))) for _ in range(40)]
        text = " ".join(words)
        assert "".join(wrap(text).split()) == "".join(words)


def test_nothing_becomes_one_empty_line() -> None:
    assert wrap("") == "\n"
    assert wrap("\n \n\n") == "\n"
