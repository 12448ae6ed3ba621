"""Hostile sources cost little time, and what is cut is told."""

import time

import pytest

from cookietui.sources.normalise import normalise


def html(body: str) -> str:
    return f"<!doctype html><html><body>{body}"


HOSTILE = {
    "nested": html("<div>" * 100_000 + "cookies"),
    "nested bold": html("<b><p>" * 20_000 + "x"),
    "nested tables": html("<table><tr><td>" * 5_000 + "x"),
    "nested hidden": html("<div hidden>" * 50_000 + "x"),
    "hidden lists": html("<nav>" + "<ul><li>" * 50_000 + "</ul>" * 50_000),
    "open tags": html("<a " * 50_000),
    "open quotes": html('<a href="' * 50_000),
    "open links": html("<a href=x>y" * 50_000),
    "open comments": html("<!--" * 50_000),
    "open ends": html("</" * 50_000),
    "open cdata": html("<![CDATA[" * 30_000),
    "open scripts": html("<script>" * 30_000),
    "dashes": html("<!--" + "-" * 300_000),
    "attributes": html("<a " + " ".join(f"a{i}=1" for i in range(200_000)) + ">x"),
    "equals": html("<a " + "=" * 300_000),
    "long attribute": html('<a href="' + "x" * 3_000_000 + '">y</a>'),
    "entities": html("&amp;" * 200_000),
    "one line": "cookie " * 700_000,
    "empty lines": "\n" * 500_000,
    "brackets": "# x\n\n" + "[" * 100_000,
    "links": "# x\n\n" + "[a](" * 50_000,
    "stars": "# x\n\n" + "**a" * 50_000,
    "ticks": "# x\n\n" + "`a" * 50_000,
    "quotes": "> " * 50_000 + "x",
    "pipes": "a|b\n-|-\n" + "|" * 100_000,
    "full stops": "a.A " * 100_000,
    "right to left": "אנחנו משתמשים בעוגיות. " * 20_000,
    "sections": "".join(f"<h2>Section {i}</h2><p>We use cookies for purpose {i}.</p>" for i in range(5_000)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_bounded_time(name: str) -> None:
    start = time.process_time()
    page = normalise(HOSTILE[name], "a.html" if HOSTILE[name].startswith("<") else "a.txt")
    assert time.process_time() - start < 4
    assert len(page.text) <= 3_000_001
    assert len(page.blocks) <= 60_000


def test_five_thousand_sections_are_all_read() -> None:
    page = normalise(HOSTILE["sections"], "a.html")
    assert sum(b.kind == "heading" for b in page.blocks) == 5_000
    assert page.problems == ()


@pytest.mark.parametrize(
    "source",
    [
        "cookie " * 700_000,
        "<ul>" + "<li>x" * 70_000,
        "<table>" + "<tr><td>a<td>b" * 6_000 + "</table>",
        "<p>" + "x" * 9_000_000,
    ],
)
def test_what_is_cut_is_told(source: str) -> None:
    page = normalise(source, "a.html")
    assert "cut" in [p.kind for p in page.problems]


def test_the_dom_is_not_built_of_what_nests_too_deep() -> None:
    assert normalise(HOSTILE["nested"], "a.html").tree is None
    shallow = normalise(html("<p>x<p>y"), "a.html").tree
    assert shallow is not None
    assert len(shallow.css("p")) == 2
