"""Names that stand as titles above what is said of them are cookies; titles of other kinds are not."""

import pytest

from cookietui.core.declaration import Cookie
from cookietui.readers import cookie_tables
from cookietui.sources.sample import Sample

YEAR, DAY = 31_536_000, 86_400


def cookies(text: str, name: str = "p.html") -> dict[str, Cookie]:
    return {cookie.name: cookie for cookie in cookie_tables.read(Sample(name, text.encode())).cookies}


def lives(text: str, name: str = "p.html") -> dict[str, int | str | None]:
    return {key: "session" if each.session else each.lifetime_seconds for key, each in cookies(text, name).items()}


def test_lines_of_name_purpose_and_lifetime() -> None:
    text = (
        "Our shop sets the following cookies:\n\nshop.net_SessionID\nHolds a number for your session. It is removed when "
        "you close your browser.\nExpires on exit of browser\n\nSHOPAUTH\nTells the server who you are. With the box "
        "ticked it stays for 3 months.\nExpires on exit of browser\n\nAntiForgeryToken\nGuards our forms against "
        "forgeries by other pages.\nExpires on exit of browser\n\n_utma\nCounts new and returning visitors.\n2 year expiry\n"
    )
    expected = {
        "shop.net_SessionID": "session",
        "SHOPAUTH": "session",
        "AntiForgeryToken": "session",
        "_utma": 2 * YEAR,
    }
    assert lives(text, "p.txt") == expected
    assert cookies(text, "p.txt")["_utma"].category == "analytics"


def test_headings_in_a_list_with_a_sentence_each() -> None:
    text = (
        "<h1>Privacy</h1><h3>What we collect</h3><ul><li><h4>Browser information</h4><p>The name of your browser.</p></li>"
        "<li><h4>Web Fonts</h4><p>A font service counts how often a font is used.</p></li></ul><h3>Which cookies we set"
        "</h3><p>Only these:</p><ul><li><h4>_ga</h4><p>Tells visitors apart. Expires after 2 years.</p></li><li><h4>__chatid"
        "</h4><p>Links your questions to one chat. Expires after 10 days.</p></li><li><h4>__jid, talk.order, sessionid"
        "</h4><p>Let you write comments below our articles.</p></li></ul><h3>Links</h3><p>Other sites have their own rules."
        "</p>"
    )
    assert lives(text) == {
        "_ga": 2 * YEAR,
        "__chatid": 10 * DAY,
        "__jid": None,
        "talk.order": None,
        "sessionid": None,
    }
    assert cookies(text)["_ga"].lifetime_text == "2 years"


def test_items_whose_words_stand_in_the_next_line() -> None:
    text = (
        "# Cookies\n\nFolgende Cookies werden verwendet:\n\n* __`_ga`__  +  __`_gid`__:  \nZählen die Aufrufe der Seiten  \n"
        "* __`design`__:  \n    _`hell`_ oder _`dunkel`_, das gewählte Aussehen der Seite  \n"
        "* __`PHPSESSID`__:  \n    Speichert die Session ID eines angemeldeten Benutzers  \n"
    )
    assert set(cookies(text, "p.md")) == {"_ga", "_gid", "design", "PHPSESSID"}
    assert not cookies(text, "p.md")["PHPSESSID"].session


@pytest.mark.parametrize(
    "body",
    [
        "<h2>GDPR</h2><p>We keep to the law when we set cookies on your device.</p>",
        "<h2>YouTube</h2><p>Videos are embedded. YouTube sets cookies that last for 6 months.</p>",
        "<h2>JavaScript</h2><p>Our pages need it to work as they should.</p>",
        "<h2>HubSpot</h2><p>The service sets cookies that are deleted after 13 months.</p>",
        "<h2>analytics</h2><p>We count visits with cookies of our own.</p><h2>marketing</h2><p>Adverts follow you.</p>",
        "<h2>_ga</h2><h2>_gid</h2>",
    ],
)
def test_other_titles_name_no_cookie(body: str) -> None:
    assert cookies(f"<h1>Cookie policy</h1><p>We use cookies.</p>{body}") == {}


def test_a_list_that_became_lines() -> None:
    text = (
        "Cookies used by the desk\nThe following cookies are used:\n-\nJSESSIONID - tells which requests belong to one "
        "visit. Expires when you close your browser.\n-\nCOOKIE_NOTE_SEEN - tells that the note was shown. Expires one year "
        "after that.\n"
    )
    for name in ("p.txt", "p.md"):
        assert lives(text, name) == {"JSESSIONID": "session", "COOKIE_NOTE_SEEN": YEAR}
