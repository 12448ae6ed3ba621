"""What archives and browsers say about the file is kept apart from what the site says."""

import pytest

from cookietui.sources.normalise import normalise


@pytest.mark.parametrize(
    "source",
    [
        "The following text is extracted and transformed from the shop.example privacy policy that was archived on 2016-04-07. Please check.\nPrivacy\nWe use cookies on every page, and tell you here what we use them for and how long.",
        "> *The following text is extracted and transformed from the shop.example privacy policy that was archived on 2016-04-07. Please check the [original](https://web.archive.org/x).*\n\n# Privacy\n\nWe use cookies.",
        "<!--The following is the downloaded HTML source of the shop.example privacy policy that was archived on 2016-04-07.\n Please check-->\n<html><body><p>We use cookies.",
        "<!-- saved from url=(0066)https://web.archive.org/web/20160407101112/http://www.shop.example/privacy --><html><p>We use cookies.",
    ],
)
def test_domain_and_date(source: str) -> None:
    page = normalise(source, "")
    assert page.note is not None
    assert (page.note.domain, page.note.archived) == ("shop.example", "2016-04-07")
    start, end = map(int, page.note.pointer.split(":")[1].split("-"))
    assert page.source[start:end] == page.note.quote
    assert all(b.kind == "note" or "archived" not in page.text[b.start : b.end] for b in page.blocks)


def test_saved_from() -> None:
    page = normalise("<!-- saved from url=(0031)https://www.shop.example/privacy -->\n<p>We use cookies.</p>", "a.html")
    assert page.note is not None
    assert (page.note.domain, page.note.archived) == ("shop.example", None)


def test_the_toolbar_of_the_archive() -> None:
    page = normalise(
        "<p>x</p><!--\n     FILE ARCHIVED ON 12:01:02 Apr 07, 2016 AND RETRIEVED FROM THE\n     INTERNET ARCHIVE ON 1:2:3 Jan 1, 2020.\n-->",
        "a.html",
    )
    assert page.note is not None
    assert (page.note.domain, page.note.archived) == (None, "2016-04-07")


@pytest.mark.parametrize(
    "source", ["<!-- archived on 2016 --><p>x", "<p>We are archived on 2016-04-07.", "Saved from harm."]
)
def test_what_is_no_note(source: str) -> None:
    assert normalise(source, "").note is None
