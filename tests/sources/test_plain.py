"""Plain text: lines are paragraphs, wrapped lines are joined, addresses stay lines."""

from cookietui.sources.normalise import normalise


def lines(text: str) -> list[str]:
    return normalise(text, "a.txt").text.splitlines()


def test_ragged_indentation_goes() -> None:
    assert lines("\n\n   This is \t the site.  \n\n\t\t\tExample Ltd\n\t\t\t1 Road\n        \t\n\n") == [
        "This is the site.",
        "Example Ltd",
        "1 Road",
    ]


def test_addresses_stay_lines_and_are_tight() -> None:
    found = normalise("Write to:\n\nExample Ltd\n1 High Street\nLondon\n\nThanks")
    assert [b.tight for b in found.blocks] == [False, False, True, True, False]


def test_wrapped_lines_are_joined() -> None:
    wrapped = "We collect the addresses of those who write to us, and information\nabout which pages are visited. None of it is sold to\nanybody. Cookies are used."
    assert lines(wrapped) == [wrapped.replace("\n", " ")]


def test_each_long_line_is_a_paragraph() -> None:
    first = "We collect the addresses of those who write to us, and information about which pages are visited, and nothing else."
    assert lines(f"Collection\n{first}\nCookies\n{first}") == ["Collection", first, "Cookies", first]
    found = normalise(f"Collection\n{first}\nCookies\n{first}")
    assert [b.kind for b in found.blocks] == ["heading", "paragraph", "heading", "paragraph"]


def test_bullets_are_marks() -> None:
    found = normalise(
        "We keep:\n  * names\n  - ages\n  • addresses that are so long that they go on in the\n    next line\n"
    )
    assert [(b.kind, found.text[b.start : b.end]) for b in found.blocks][1:] == [
        ("item", "names"),
        ("item", "ages"),
        ("item", "addresses that are so long that they go on in the next line"),
    ]


def test_rules_are_no_text() -> None:
    assert lines("Privacy\n=======\n\nText\n-----\n* * * *\nend") == ["Privacy", "Text", "end"]


def test_the_last_line_of_an_address_is_no_heading() -> None:
    long = "We can be reached by letter and answer every one of them within the week in which it came to us."
    found = normalise(f"Example Ltd\n1 High Street\nUSA\n{long}")
    assert [b.kind for b in found.blocks] == ["paragraph"] * 4
