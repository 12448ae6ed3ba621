"""Grids of short cells are tables; tables that place things on the page are not."""

from cookietui.sources.normalise import normalise
from cookietui.sources.page import Page


def page(body: str) -> Page:
    return normalise(f"<html><body>{body}</body></html>", "a.html")


def cells(found: Page) -> list[list[str]]:
    return [[found.text[c.start : c.end] for c in row] for row in found.tables[0].rows]


COOKIES = (
    "<h2>Cookies</h2><table class=t><thead><tr><th>Name<th>Purpose</tr></thead>"
    "<tr><td><code>_ga</code></td><td>Counts <b>visits</b><br>of pages</td></tr><tr><td>sid<td><a href=/x>Login</a></table>"
)


def test_rows_are_lines_and_cells_are_tabs() -> None:
    found = page(COOKIES)
    assert found.text == "Cookies\nName\tPurpose\n_ga\tCounts visits of pages\nsid\tLogin"
    assert cells(found) == [["Name", "Purpose"], ["_ga", "Counts visits of pages"], ["sid", "Login"]]
    assert [c.header for c in found.tables[0].rows[0]] == [True, True]
    assert found.blocks[found.tables[0].heading].kind == "heading"
    assert found.text[found.links[0].start : found.links[0].end] == "Login"


def test_the_pointer_of_a_table_is_its_source() -> None:
    found = page(COOKIES)
    start, end = map(int, found.tables[0].pointer.removeprefix("html:").split("-"))
    assert found.source[start:end].startswith("<table")
    assert found.tables[0].classes == ("t",)


def test_layout_tables_are_blocks() -> None:
    prose = "We tell you here what happens with what you leave behind on our pages. " * 8
    found = page(
        f"<table><tr><td><a href=/>Home</a><td><table><tr><td><h1>Privacy</h1><p>{prose}<p>{prose}</table></table>"
    )
    assert found.tables == ()
    assert [b.kind for b in found.blocks] == ["paragraph", "heading", "paragraph", "paragraph"]


def test_a_data_table_inside_layout() -> None:
    found = page(f"<table><tr><td>menu</td><td>{COOKIES}</td></tr></table>")
    assert len(found.tables) == 1
    assert found.text.splitlines()[0] == "menu"


def test_spans_repeat_the_cell() -> None:
    found = page("<table><tr><th>A<th>B<th>C<tr><td rowspan=2>x<td colspan=2>y<tr><td>1<td>2</table>")
    assert cells(found) == [["A", "B", "C"], ["x", "y", "y"], ["x", "1", "2"]]


def test_huge_spans_build_no_grid() -> None:
    found = page("<table><tr><td colspan=99999 rowspan=99999>x<td>y<tr><td>a<td>b</table>")
    assert max(len(row) for row in found.tables[0].rows) <= 100


def test_unclosed_tables_are_read() -> None:
    assert cells(page("<table><tr><td>a<td>b<tr><td>c<td>d")) == [["a", "b"], ["c", "d"]]
