"""Where a sentence ends, and where it only looks so."""

import pytest

from cookietui.sources.sentences import split
from tests.timing import Work, assert_growth


def sentences(text: str) -> list[str]:
    return [text[a:b] for a, b, _ in split(text, [len(text)])]


@pytest.mark.parametrize(
    "text",
    [
        "We work with Example, Inc. and others.",
        "See Art. 6 and e.g. Example Inc. for more.",
        "Wir nutzen z. B. Cookies gem. Art. 6 Abs. 1 lit. f DSGVO.",
        "Das gilt ab dem 25. Mai 2018 für Nr. 5 usw. immer.",
        "Write to Mr. J. Smith at 1 High St. London.",
        "1. Information We Collect",
        "Kept in the U.S. Department archive.",
        "See www.example.com/a.b?c=d.Html or privacy@example.com today.",
        "We use ASP.Net and Node.Js here.",
        "Three words … we do not.",
        "Version 2.0 of the policy.",
        "1.Information we collect",
        "Orders go through Authorize.Net and ASP.NET, says Pobox.Com now.",
    ],
)
def test_one_sentence(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    "parts",
    [
        ["We use cookies.", "You may object."],
        ["Do we share?", "Never!", "Not at all."],
        ["He said “never.”", "And so it is."],
        ["Write to privacy@example.com.", "We answer."],
        ["It was collected in 2014.", "Since then it is gone."],
        ["We work with Example Inc.", "We trust them."],
        ["(See above.)", "This is all."],
        ["Siehe § 5 TMG.", "Wir haften nicht."],
        ["クッキーを使います。", "共有しません。"],
    ],
)
def test_several_sentences(parts: list[str]) -> None:
    assert sentences((" " if parts[0].isascii() or parts[0][-1] != "。" else "").join(parts)) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Reach us at postmaster@example.com.We collect little.",
            ["Reach us at postmaster@example.com.", "We collect little."],
        ),
        ("It was collected.Upon request it goes.The end.", ["It was collected.", "Upon request it goes.", "The end."]),
        ("Really?Yes, we do.", ["Really?", "Yes, we do."]),
    ],
)
def test_forgotten_blanks(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


def test_parts_are_borders() -> None:
    text = "One. Two\nThree. Four"
    assert [(text[a:b], part) for a, b, part in split(text, [8, 20])] == [
        ("One.", 0),
        ("Two", 0),
        ("Three.", 1),
        ("Four", 1),
    ]


def test_no_sentence_is_endless() -> None:
    text = "word " * 5000
    found = sentences(text)
    assert max(map(len, found)) <= 2000
    assert " ".join(found) == text.strip()


@pytest.mark.parametrize("unit", ["we . . ... ", "x.A", "(. (", "@.A", "a\t. "])
def test_text_that_never_ends_a_sentence_costs_linear_time(unit: str) -> None:
    def splitting(size: int) -> Work:
        text = unit * (size // len(unit))
        return lambda: split(text, [len(text)])

    assert_growth(splitting, 60_000, 600_000, most=20)
