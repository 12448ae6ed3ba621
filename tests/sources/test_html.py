"""HTML pages of every age become the lines a person sees."""

import pytest

from cookietui.sources.normalise import kind_of, normalise
from cookietui.sources.page import Page


def page(body: str, head: str = "") -> Page:
    return normalise(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>", "a.html")


def kinds(found: Page) -> list[tuple[str, str]]:
    return [(b.kind, found.text[b.start : b.end]) for b in found.blocks]


def test_blocks_are_lines() -> None:
    found = page("<h1>Privacy</h1><p>We use <b>cookies</b>\n  and logs.</p><ul><li>one<li>two</ul><p>End.")
    assert kinds(found) == [
        ("heading", "Privacy"),
        ("paragraph", "We use cookies and logs."),
        ("item", "one"),
        ("item", "two"),
        ("paragraph", "End."),
    ]
    assert found.text == "Privacy\nWe use cookies and logs.\none\ntwo\nEnd."
    assert found.heading_of(1) == "Privacy"


def test_words_split_by_tags_stay_words() -> None:
    assert page("<p>in<b>fo</b>@example<!-- x -->.org</p>").text == "info@example.org"
    assert page("<p>a<span> b</span> <i>c</i>d").text == "a b cd"


def test_entities_and_odd_blanks() -> None:
    found = page("<p>A&nbsp;&amp;&#160;B &ldquo;q&rdquo; soft&shy;hyphen zero\u200bwidth &euro; &lt;b&gt;</p>")
    assert found.text == "A & B “q” softhyphen zerowidth € <b>"


def test_entities_never_make_control_characters() -> None:
    text = page("<p>a&#27;]0;x&#7; &#155;31m &#x202e;b &#xD800; &#0;</p>").text
    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c in "\u202e\ud800" for c in text)


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>x('<p>no</p>')</script>",
        "<style>p:after{content:'no'}</style>",
        "<template><p>no</p></template>",
        "<noscript>no</noscript>",
        "<p hidden>no",
        "<p style='display : none'>no</p>",
        "<div style='color:red;visibility:hidden'><p>no<p>no</div>",
        '<p style="font-size:0px">no</p>',
        "<div hidden><ul><li>no</ul><table><tr><td>no</table></div>",
        "<nav><ul><li>no</li></ul></nav>",
        "<div role=navigation>no</div>",
        "<span aria-hidden=true>no</span>",
        "<select><option>no<option>no</select>",
        "<svg><title>no</title><text>no</text></svg>",
        "<iframe src=x>no</iframe>",
        "<!-- no -->",
        "<!--[if IE]><p>no</p><![endif]-->",
        "<textarea>no</textarea>",
        "<title>no</title>",
    ],
)
def test_what_is_not_shown_is_no_text(hidden: str) -> None:
    assert page(f"<p>before</p>{hidden}<p>after</p>").text == "before\nafter"


def test_hidden_ends_where_its_parent_ends() -> None:
    assert page("<table><tr><td><div hidden>no</td><td>yes</td></tr></table>").text == "yes"
    assert page("<ul><li hidden>no<li>yes</ul>").text == "yes"


def test_hidden_text_is_told() -> None:
    found = page("<p style='display:none'>We sell everything</p><p>ok</p>")
    assert [p.kind for p in found.problems] == ["cut"]


def test_a_zero_size_is_hidden_but_a_small_one_is_not() -> None:
    assert page("<p style='font-size:0.8em'>small</p>").text == "small"


def test_terms_in_a_textarea_are_text() -> None:
    assert page(f"<textarea>{'We keep logs. ' * 50}\n\nWe use cookies.</textarea>").text.endswith("We use cookies.")


def test_line_breaks_make_tight_lines() -> None:
    found = page("<p>Example Ltd<br>1 High Street<br/>London</p><p>Next</p>")
    assert [b.tight for b in found.blocks] == [False, True, True, False]


def test_two_breaks_make_a_paragraph() -> None:
    found = page("one line<br><br>another<br>\n<br />third")
    assert found.text == "one line\nanother\nthird"
    assert not any(b.tight for b in found.blocks)


def test_text_broken_to_fit_is_joined() -> None:
    found = page(
        "We may collect information about how visitors use the pages,<br>"
        "including the address of the page they came from and the<br>"
        "kind of browser that they use.<br>Example Ltd<br>1 High Street"
    )
    assert found.text.splitlines()[1:] == ["Example Ltd", "1 High Street"]


def test_bold_and_big_lines_are_headings() -> None:
    found = page(
        "<font size=+2>Our privacy rules</font><br><br>Text one.<p><b><font color=red>Cookies</font></b>"
        "<p>We set <b>two</b> cookies.<p><span style='font-weight:bold'>Sharing</span>:<p>Never.<p><u>Contact</u><p>Write."
    )
    assert [t for k, t in kinds(found) if k == "heading"] == ["Our privacy rules", "Cookies", "Sharing:", "Contact"]


def test_a_bold_paragraph_is_no_heading() -> None:
    long = "We never sell what you tell us, and we never will, whatever anybody may offer us for it in the future."
    assert kinds(page(f"<p><b>{long}</b></p><p>x</p>"))[0][0] == "paragraph"


def test_links_point_into_the_source() -> None:
    source = "<p>See <a class=x href='/opt?a=1&amp;b=2' title=\"a>b\">our <b>opt-out</b> page</a> or <A HREF=mailto:a@b.example>mail</A>."
    found = normalise(source, "a.html")
    assert [(found.text[k.start : k.end], k.target) for k in found.links] == [
        ("our opt-out page", "/opt?a=1&b=2"),
        ("mail", "mailto:a@b.example"),
    ]
    for link in found.links:
        start, end = map(int, link.pointer.removeprefix("html:").split("-"))
        assert source[start:end] == link.quote
    assert found.links[0].quote == "href='/opt?a=1&amp;b=2'"


def test_a_link_over_several_blocks_is_one_anchor_a_line() -> None:
    found = page("<a href=/x><h3>Title here</h3><p>words</p></a><p>after")
    assert [found.text[k.start : k.end] for k in found.links] == ["Title here", "words"]


def test_forms_frames_and_areas_are_links_too() -> None:
    found = normalise(
        '<frameset><frame src="p.html"></frameset><form action=/send>Name</form><area href="mailto:a@b.example">',
        "a.html",
    )
    assert [(k.kind, k.target) for k in found.links] == [
        ("frame", "p.html"),
        ("form", "/send"),
        ("area", "mailto:a@b.example"),
    ]


def test_menus_at_the_head_go_and_footers_stay() -> None:
    menu = "".join(f"<li><a href=/{n}>{n}</a>" for n in ("Home", "Shop", "News", "Contact us", "About"))
    prose = "We care about the people who visit our pages and tell them here what happens with what they leave behind."
    found = page(f"<ul>{menu}</ul><p>{prose}</p><ul>{menu}</ul><footer><p>Example Ltd, London</p></footer>")
    assert found.text.splitlines() == [
        "Contact us",
        prose,
        "Home",
        "Shop",
        "News",
        "Contact us",
        "About",
        "Example Ltd, London",
    ]
    assert kinds(found)[-1][0] == "footer"


def test_a_list_of_links_to_others_is_no_menu() -> None:
    links = "".join(f"<li><a href=https://{n}.example/optout>{n}</a>" for n in ("Ann", "Bob", "Cid", "Dee"))
    assert page(f"<ul>{links}</ul>").text == "Ann\nBob\nCid\nDee"


def test_word_exports() -> None:
    found = page(
        "<p class=MsoNormal><b><span lang=EN-US style='font-size:12.0pt'>Cookies<o:p></o:p></span></b></p>"
        "<p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span>"
        "<![endif]>We set cookies.<o:p></o:p></p><!--[if gte mso 9]><xml><w:x>no</w:x></xml><![endif]-->"
    )
    assert kinds(found) == [("heading", "Cookies"), ("item", "We set cookies.")]


def test_noframes_is_read() -> None:
    assert (
        normalise("<frameset><frame src=a><noframes><body><p>Our policy</body></noframes></frameset>", "a.html").text
        == "Our policy"
    )


def test_what_the_head_declares() -> None:
    found = page(
        "x",
        '<title>Shop\x1b]0;pwn\x07 &amp; Co</title><meta property="og:url" content="https://shop.example/p">'
        '<link rel="canonical" href="https://shop.example/privacy"><base href="https://shop.example/">',
    )
    assert found.title == "Shop]0;pwn & Co"
    assert found.meta["canonical"] == "https://shop.example/privacy"
    assert found.meta["og:url"] == "https://shop.example/p"
    assert found.meta["base"] == "https://shop.example/"
    pointer, quote = found.places["canonical"]
    start, end = map(int, pointer.removeprefix("html:").split("-"))
    assert found.source[start:end] == quote == 'href="https://shop.example/privacy"'


@pytest.mark.parametrize(("lang", "wanted"), [("de-AT", "de"), ("EN", "en"), ("", None), ("x1", None)])
def test_language(lang: str, wanted: str | None) -> None:
    assert normalise(f"<html lang='{lang}'><p>x", "a.html").language == wanted


@pytest.mark.parametrize(
    ("source", "name", "kind"),
    [
        ("<p>We use cookies</p>", "a.txt", "html"),
        ("We use <b>cookies</b><br>a lot", "", "html"),
        ("a < b and c > d", "a.txt", "text"),
        ("no tags at all", "a.html", "text"),
        ("# Privacy\n\nWe use cookies.", "a.txt", "markdown"),
        ("**Privacy**\n\nSee [this](http://x.example/).", "a.txt", "markdown"),
        ("Privacy\n\nWe use _ga cookies.", "a.md", "markdown"),
        ("We use cookies * a lot * of them", "a.txt", "text"),
        ("---\ntitle: x\n---\nWe use <b>cookies</b>", "a.md", "markdown"),
    ],
)
def test_kind(source: str, name: str, kind: str) -> None:
    assert kind_of(source, name) == kind


def test_a_line_that_holds_nothing_but_the_begin_of_a_link() -> None:
    words = "Write to us at " * 4
    assert page(f'<p>{words}<br><a href="mailto:a@shop.example">').text.strip() == words.strip()


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("_ga<sup>1</sup>", "_ga ¹"),
        ("We count<sup>1, 12</sup> visits", "We count ¹, ¹² visits"),
        ("sid<sup>*</sup> and id<SUP>&dagger;</SUP>", "sid * and id †"),
        ("lang<sup><a href='#n1'>[1]</a></sup>", "lang [1]"),
        ("2 years<sup><small>(2)</small></sup>.", "2 years (2)."),
        ("_gid<sup>a</sup>", "_gid ᵃ"),
        ("_fbp<sub>2</sub>", "_fbp₂"),
        ("Article 6<sup>1</sup> and 6<sup>(1)</sup>", "Article 6¹ and 6(1)"),
        ("5 m<sup>2</sup>, 3 km<sup>2</sup>, 10<sup>6</sup>, CO<sub>2</sub>", "5 m², 3 km², 10⁶, CO₂"),
        ("the 1<sup>st</sup>, 2<sup>e</sup> and n<sup>o</sup> 5, 1<sup>a</sup>", "the 1st, 2e and no 5, 1a"),
        ("Shop<sup>TM</sup> and Shop<sup>&reg;</sup>", "ShopTM and Shop®"),
        ("<sup>1</sup> That is a note.", "¹ That is a note."),
        ("a<sup>never closed 1", "anever closed 1"),
        ("one<sup>1<br>two 2</sup> three", "one1\ntwo 2 three"),
    ],
)
def test_raised_signs_stand_apart_from_their_word(written: str, read: str) -> None:
    assert page(f"<p>{written}</p>").text == read


def test_a_raised_link_keeps_its_place() -> None:
    found = page("<p>We count<sup><a href='#n1'>1</a></sup> visits</p>")
    (link,) = found.links
    assert (found.text[link.start : link.end], link.target) == ("¹", "#n1")
