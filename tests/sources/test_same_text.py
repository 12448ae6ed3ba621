"""The same words give the same text, whatever format they are written in."""

from html import escape

from hypothesis import given
from hypothesis import strategies as st

from cookietui.sources.normalise import normalise

WORD = st.sampled_from(
    [
        "we",
        "use",
        "cookies",
        "information",
        "your",
        "site",
        "privacy",
        "the",
        "may",
        "Google",
        "Inc.",
        "share",
        "never",
        "Gäste",
        "naïve",
        "(some)",
        "e.g.",
        "30",
        "days,",
        "“quoted”",
        "it’s",
        "A&B",
    ]
)
SENTENCE = st.lists(WORD, min_size=12, max_size=30).map(lambda w: " ".join(w).capitalize() + ".")
Inline = tuple[str, str]
INLINE: st.SearchStrategy[Inline] = st.one_of(
    st.tuples(st.just("text"), SENTENCE),
    st.tuples(st.just("bold"), SENTENCE),
    st.tuples(st.just("italic"), SENTENCE),
    st.tuples(st.just("link"), SENTENCE),
    st.tuples(st.just("mail"), st.sampled_from(["privacy@shop.example", "a.b+c@mail.example.org"])),
)
PARAGRAPH = st.lists(INLINE, min_size=1, max_size=4)
TITLE = st.lists(
    st.sampled_from(["Privacy", "Cookies", "Sharing", "Contact", "Your", "Rights", "Security"]), min_size=1, max_size=3
)
BLOCK = st.one_of(
    st.tuples(st.just("heading"), TITLE.map(lambda w: [("text", " ".join(w))])),
    st.tuples(st.just("paragraph"), PARAGRAPH),
    st.tuples(st.just("list"), st.lists(SENTENCE, min_size=1, max_size=4).map(lambda s: [("text", x) for x in s])),
    st.tuples(st.just("address"), st.just([("text", x) for x in ("Example Ltd", "1 High Street", "London")])),
)
Document = list[tuple[str, list[Inline]]]


def as_html(document: Document) -> str:
    marks = {
        "text": "{}",
        "bold": "<b>{}</b>",
        "italic": "<i>{}</i>",
        "link": "<a href='/x?y=1&amp;z=2'>{}</a>",
        "mail": "<a href=mailto:a@b.c>{}</a>",
    }
    out = []
    for kind, parts in document:
        pieces = [marks[mark].format(escape(words).replace(" ", "\n   ", 1)) for mark, words in parts]
        if kind == "heading":
            out.append(f"<h2>{''.join(pieces)}</h2>")
        elif kind == "list":
            out.append("<ul>" + "".join(f"<li>{p}</li>\n" for p in pieces) + "</ul>")
        elif kind == "address":
            out.append(f"<p>{'<br>'.join(pieces)}</p>")
        else:
            out.append(f"<div><p>{' '.join(pieces)}</div>")
    return "<html><head><title>t</title></head><body>" + "\n".join(out) + "</body></html>"


def as_markdown(document: Document) -> str:
    marks = {"text": "{}", "bold": "**{}**", "italic": "*{}*", "link": "[{}](/x?y=1&z=2)", "mail": "<{}>"}
    out = []
    for kind, parts in document:
        pieces = [marks[mark].format(words) for mark, words in parts]
        if kind == "heading":
            out.append("## " + "".join(pieces))
        elif kind == "list":
            out.append("\n".join(f"* {p}" for p in pieces))
        elif kind == "address":
            out.append("  \n".join(pieces))
        else:
            out.append(" ".join(pieces))
    return "---\ntitle: t\n---\n\n" + "\n\n".join(out) + "\n"


def as_text(document: Document) -> str:
    out = []
    for kind, parts in document:
        words = [w for _, w in parts]
        if kind == "list":
            out.append("\n".join(f"  - {w}" for w in words))
        else:
            out.append(("\n\t" if kind == "address" else " ").join(words))
    return "\r\n\r\n   ".join(out)


@given(st.lists(BLOCK, min_size=1, max_size=8))
def test_html_markdown_and_text_agree(document: Document) -> None:
    html = normalise(as_html(document), "a.html")
    markdown = normalise(as_markdown(document), "a.md")
    text = normalise(as_text(document), "a.txt")
    assert html.text == markdown.text == text.text
    assert [(s.start, s.end) for s in html.sentences] == [(s.start, s.end) for s in markdown.sentences]
    assert [(s.start, s.end) for s in html.sentences] == [(s.start, s.end) for s in text.sentences]


@given(st.text(alphabet=st.characters(exclude_categories=[]), max_size=400))
def test_no_text_breaks_the_rules_of_a_page(source: str) -> None:
    for name in ("a.txt", "a.md", "a.html"):
        page = normalise(source, name)
        assert "\n\n" not in page.text
        assert not any(
            (ord(c) < 32 and c not in "\n\t") or 0x7F <= ord(c) < 0xA0 or 0xD800 <= ord(c) < 0xE000 for c in page.text
        )
        assert page.text == "\n".join(page.text[b.start : b.end] for b in page.blocks)
        for sentence in page.sentences:
            block = page.blocks[sentence.block]
            assert block.start <= sentence.start < sentence.end <= block.end
        for link in page.links:
            start, end = map(int, link.pointer.split(":")[1].split("-"))
            assert page.source[start:end] == link.quote
            assert 0 <= link.start <= link.end <= len(page.text)


FRAGMENT = st.sampled_from(
    [*["<p>", "</p>", "<b>", "<a", "href=x>", "</a>", "<table>", "<tr>", "<td>", "</table>", "<div", "hidden>", "</div>", "<!--", "-->", "<script>", "</script>", "<br>", "<li>", "<ul>", "</ul>"],
     "text ", "& ", "&amp;", "<", ">", '"', "<a href='", "\n", "[x](y)", "**", "_", "| a | b |\n|---|---|\n", "# h\n", "> ", "`", "<h1>", "\x00", "é"]
)  # fmt: skip


@given(st.lists(FRAGMENT, max_size=60).map("".join))
def test_broken_markup_breaks_nothing(source: str) -> None:
    for name in ("a.md", "a.html"):
        page = normalise(source, name)
        assert page.text == "\n".join(page.text[b.start : b.end] for b in page.blocks)
        for table in page.tables:
            for row in table.rows:
                assert all("\n" not in page.text[c.start : c.end] for c in row)
        for link in page.links:
            start, end = map(int, link.pointer.split(":")[1].split("-"))
            assert page.source[start:end] == link.quote
