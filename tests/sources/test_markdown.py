"""Markdown: its marks are no words, its targets stand in the source."""

from cookietui.sources.normalise import normalise
from cookietui.sources.page import Page


def page(source: str) -> Page:
    return normalise(source, "a.md")


def test_blocks() -> None:
    found = page(
        "# Privacy #\n\nWe use\n**cookies**.\n\nSharing\n-------\n\n* one\n  more\n* two\n    1. deep\n\n> quoted\n\n---\n\nend"
    )
    assert [(b.kind, b.level, found.text[b.start : b.end]) for b in found.blocks] == [
        ("heading", 1, "Privacy"),
        ("paragraph", 0, "We use cookies."),
        ("heading", 2, "Sharing"),
        ("item", 1, "one more"),
        ("item", 1, "two"),
        ("item", 2, "deep"),
        ("paragraph", 0, "quoted"),
        ("paragraph", 0, "end"),
    ]


def test_bold_lines_are_headings() -> None:
    found = page("**Cookies**\n\nWe set *two* cookies.\n\n__Logs__\n\nWe keep logs.")
    assert [found.text[b.start : b.end] for b in found.blocks if b.kind == "heading"] == ["Cookies", "Logs"]


def test_hard_breaks_keep_address_lines() -> None:
    found = page("**Example, Inc.**  \n1 High Street\\\nLondon<br>UK\n\nNext")
    assert found.text == "Example, Inc.\n1 High Street\nLondon\nUK\nNext"
    assert [b.tight for b in found.blocks] == [False, True, True, True, False]
    assert found.blocks[0].kind == "paragraph"


def test_links_of_every_kind() -> None:
    source = (
        '[opt \\[out\\]](https://x.example/a_(b) "T"), <https://y.example/z>, <privacy@z.example>, [ref][r], [short],\n'
        "![picture](p.png) [![p](q.png)](/home) <a href=\"/html\">h</a> [not a link] [empty]()\n\n[r]: /ref\n[short]: <mailto:a@b.example> 't'\n"
    )
    found = page(source)
    assert [(found.text[k.start : k.end], k.target) for k in found.links] == [
        ("opt [out]", "https://x.example/a_(b)"),
        ("https://y.example/z", "https://y.example/z"),
        ("privacy@z.example", "mailto:privacy@z.example"),
        ("ref", "/ref"),
        ("short", "mailto:a@b.example"),
        ("", "/home"),
        ("h", "/html"),
    ]
    for link in found.links:
        start, end = map(int, link.pointer.removeprefix("markdown:").split("-"))
        assert source[start:end] == link.quote
    assert "[not a link] empty" in found.text


def test_cookie_names_keep_their_marks() -> None:
    found = page("We set _ga, _gid, __utma, `_ga_*` and sb-*-auth-token; *some* _are_ old. 2 * 3 * 4 \\*not\\* a_b_c")
    assert found.text == "We set _ga, _gid, __utma, _ga_* and sb-*-auth-token; some are old. 2 * 3 * 4 *not* a_b_c"


def test_tables() -> None:
    found = page(
        "Our cookies:\n\n| Name | Purpose |\n|:-----|--------:|\n| `_ga` | count \\| visits |\n| [id](/x) | |\n\nend"
    )
    assert found.text.splitlines() == ["Our cookies:", "Name\tPurpose", "_ga\tcount | visits", "id\t", "end"]
    (table,) = found.tables
    assert [[found.text[c.start : c.end] for c in row] for row in table.rows] == [
        ["Name", "Purpose"],
        ["_ga", "count | visits"],
        ["id", ""],
    ]
    assert [c.header for c in table.rows[0]] == [True, True]
    assert found.text[found.links[0].start : found.links[0].end] == "id"


def test_front_matter_is_about_the_page() -> None:
    source = '---\ntitle: "Privacy"\nlastmod: 2024-05-01\nlang: de\n---\n\nText here.'
    found = page(source)
    assert found.text == "Text here."
    assert (found.title, found.language, found.meta["front:lastmod"]) == ("Privacy", "de", "2024-05-01")
    assert found.places["front:lastmod"] == ("front-matter:lastmod", "lastmod: 2024-05-01")
    assert found.places["front:lastmod"][1] in source


def test_a_rule_is_no_front_matter() -> None:
    assert page("---\nWe use cookies.\n---\nMore").text == "We use cookies.\nMore"


def test_code_fences_are_text() -> None:
    assert page("```\na & **b**\n```\nend").text == "a & **b**\nend"


def test_entities_and_escapes() -> None:
    assert page("a &amp; b \\& c &lt;d&gt; \\<e\\>").text == "a & b & c <d> <e>"


def test_raw_html_in_markdown_is_read_as_html() -> None:
    source = (
        "Intro with `_ga`.\n\n<table><thead><tr>\n<th>\n\nName\n\n</th><th>Use</th></tr></thead>\n<tr><td>\n\n_gid\n\n</td><td>This is\n"
        "a **counter**.</td></tr>\n<!--\n<tr><td>hidden</td>\n\n<td>no</td></tr>\n-->\n</table>\n\n<div hidden>\n\nnot shown\n\n</div>\n\n"
        "<iframe\n   width=1\n   src=\"https://stats.example/optout\"\n></iframe>\n<script>\n\nx('<p>no</p>')\n\n</script>\n\nend"
    )
    found = page(source)
    assert found.text == "Intro with _ga.\nName\tUse\n_gid\tThis is a counter.\nend"
    assert [[found.text[c.start : c.end] for c in row] for row in found.tables[0].rows] == [
        ["Name", "Use"],
        ["_gid", "This is a counter."],
    ]
    frame = next(tag for tag in found.tags if tag.name == "iframe")
    src = next(a for a in frame.attributes() if a.name == "src")
    assert source[src.start : src.end] == 'src="https://stats.example/optout"'
    assert [tag.name for tag in found.tags] == ["iframe", "script"]


def test_footnotes_lose_no_words_and_join_no_name() -> None:
    source = "We set _ga[^1] and sid[^long] for 2 years[^2]; not x[^abc].\n\n[^1]: One.\n[^long]: Two, [there](https://a.example/).\n\n[^2]: Three.\n"
    assert page(source).text == ("We set _ga ¹ and sid for 2 years ²; not x[^abc].\n¹ One.\nTwo, there.\n² Three.")


def test_names_with_any_ending_keep_their_star_and_line() -> None:
    page = normalise(
        "| Cookie | Duration |\n|---|---|\n| _ga_* | 2 years |\n\nWe set _ga_*, wp-settings-* and _gid.\n\n- _ga, _ga_*: counts\n",
        "p.md",
    )
    assert page.text.split("\n") == [
        "Cookie\tDuration",
        "_ga_*\t2 years",
        "We set _ga_*, wp-settings-* and _gid.",
        "_ga, _ga_*: counts",
    ]
    assert (
        normalise("An *_inner one_* and a *note.* and _this_, *so-*\n", "p.md").text
        == "An inner one and a note. and this, so-"
    )


def test_a_dash_alone_makes_no_heading() -> None:
    page = normalise(
        "Used here:\n-\nsid - keeps you logged in\n-\nlang - your language\n\nTitle\n--\n\nText.\n", "p.md"
    )
    assert [page.text[b.start : b.end] for b in page.blocks if b.kind == "heading"] == ["Title"]
