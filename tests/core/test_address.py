"""One address and nothing else: what is refused, what is converted, what is flagged, and mailto links."""

import urllib.parse

import pytest

from cookietui.core.address import mailto, parse
from cookietui.core.errors import BadInput


@pytest.mark.parametrize(
    "text",
    [
        "p@shop.example",
        "p+tag@shop.example",
        "first.last@sub.shop.example",
        "o'neill_%x@shop.example",
        "privacy@shop.example.evil.example",
    ],
)
def test_plain_addresses_stay_as_they_are(text: str) -> None:
    found = parse(text)
    assert (found.spec, found.shown, found.suspicious) == (text, text, False)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "p",
        "@shop.example",
        "p@",
        "p@shop",
        "p@shop.example, evil@e.example",
        "p@shop.example;evil@e.example",
        "p@shop.example evil@e.example",
        '"privacy@shop.example" <evil@e.example>',
        "=?utf-8?q?a=0ABcc=3A_z?= <p@shop.example>",
        "=?utf-8?q?a=0ABcc?=@shop.example",
        "g:p@shop.example,evil@e.example;",
        "p(evil@e.example)@shop.example",
        "mailto:p@shop.example?bcc=evil@e.example",
        "-oQ/tmp@shop.example",
        "p@shop.example\n",
        "p@shop.example\r\nBcc: evil@e.example",
        "p\x00@shop.example",
        "p@sh\u202eop.example",
        "p@shop.example\u200b",
        "p@shop.example\udc80",
        '"quoted local"@shop.example',
        ".p@shop.example",
        "p.@shop.example",
        "p..q@shop.example",
        "pé@shop.example",
        "p@shop_under.example",
        "p@-shop.example",
        "p@shop..example",
        "p@[127.0.0.1]",
        "p@127.0.0.1",
        "a@b@shop.example",
        "p" * 65 + "@shop.example",
        "p@" + "a" * 64 + ".example",
        "p@" + "a." * 150 + "example",
        "p@\u0300.example",
    ],
)
def test_anything_that_is_not_one_bare_address_is_refused(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse(text)
    assert str(refused.value).isprintable()
    assert len(str(refused.value)) < 200


def test_domains_follow_idna_2008() -> None:
    assert parse("p@faß.example").spec == "p@xn--fa-hia.example"
    assert parse("p@Bücher.Example").spec == "p@xn--bcher-kva.example"
    assert parse("p@xn--bcher-kva.example").shown == "p@bücher.example"
    assert parse("p@ⅽompany.example").spec == "p@company.example"
    assert parse("P@SHOP.EXAMPLE").spec == "P@shop.example"


@pytest.mark.parametrize("text", ["p@раypal.example", "p@аррӏе.example", "p@xn--80ak6aa92e.example"])
def test_domains_that_can_be_mistaken_are_flagged_with_both_forms(text: str) -> None:
    found = parse(text)
    assert found.suspicious
    assert found.spec.isascii()
    assert found.shown != found.spec


@pytest.mark.parametrize("text", ["p@bücher.example", "p@例え.example", "p@пример.example", "p@ελληνικά.example"])
def test_honest_foreign_domains_are_not(text: str) -> None:
    assert not parse(text).suspicious


def test_the_registrable_domain_tells_whose_it_is() -> None:
    assert parse("p@mail.shop.co.uk").registrable == "shop.co.uk"
    assert parse("privacy@shop.com.evil.com").registrable == "evil.com"


def test_a_mailto_link_reads_back_exactly() -> None:
    subject = 'Opt-out – réf & co. 100% + 反對 #7? "x" <y>'
    body = "a&b=c#d?e+f%20\n\ttab €\n\nend\r\nlast"
    link = mailto("privacy+gdpr@shop.example", subject, body)
    assert link.isascii()
    assert " " not in link
    scheme, _, rest = link.partition(":")
    to, _, query = rest.partition("?")
    assert (scheme, to) == ("mailto", "privacy+gdpr@shop.example")
    fields = [part.split("=", 1) for part in query.split("&")]
    assert [name for name, _ in fields] == ["subject", "body"]
    assert urllib.parse.unquote(fields[0][1]) == subject
    assert urllib.parse.unquote(fields[1][1]) == body.replace("\r\n", "\n").replace("\n", "\r\n")


@pytest.mark.parametrize(
    "text", ["p%2Cx@shop.example", "p&cc=e@shop.example", "p?bcc=e@shop.example", "p/q@shop.example"]
)
def test_addresses_that_programs_read_differently_make_no_link(text: str) -> None:
    with pytest.raises(BadInput, match="mailto"):
        mailto(text, "s", "b")


def test_a_link_can_not_carry_other_recipients_or_files() -> None:
    with pytest.raises(BadInput):
        mailto("p@shop.example", "x\r\nBcc: e@e.example", "b")
    link = mailto("p@shop.example", "x&bcc=e@e.example", "&bcc=e@e.example&attach=/etc/passwd")
    assert "&bcc=" not in link
    assert "&attach=" not in link
    assert link.count("&") == 1
