"""Which tracking technologies a policy says are used, denied or only mentioned: sentences of our own."""

import pytest

from cookietui.core.declaration import Technology
from cookietui.readers.policy import technologies
from cookietui.readers.policy.reading import Reading
from cookietui.sources.sample import Sample


def read(html: str, language: str = "en") -> list[Technology]:
    sample = Sample("x.html", f"<html><body><h1>Privacy</h1>{html}</body></html>".encode())
    reading = Reading(sample.page, sample)
    reading.language = language
    technologies.add(reading)
    for row in reading.book.rows:
        assert isinstance(row.start, int)
        assert isinstance(row.end, int)
        assert sample.page.text[row.start : row.end] == row.quote
    return reading.technologies


def stances(html: str, language: str = "en") -> dict[str, str]:
    return {technology.kind: technology.stance for technology in read(html, language)}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Our shop uses cookies to keep your basket.", {"cookies": "used"}),
        ("en", "Cookies are small text files that your browser keeps.", {"cookies": "mentioned"}),
        ("en", "You can set your browser to refuse cookies.", {"cookies": "mentioned"}),
        ("en", "Do we use cookies?", {"cookies": "mentioned"}),
        ("en", "A single session cookie keeps you signed in.", {"cookies": "used", "session-cookies": "used"}),
        ("en", "We do not, however, collect IP addresses.", {"ip-address": "not-used"}),
        ("en", "A cookie is a small file, which often includes a unique identifier, that is sent to your computer.",
         {"cookies": "mentioned", "unique-identifiers": "mentioned"}),
        ("en", "If your browser sends the Global Privacy Control, we will automatically treat it as an opt-out.",
         {"global-privacy-control": "used"}),
        ("en", "We do not use cookies.", {"cookies": "not-used"}),
        ("en", "This website sets no cookies.", {"cookies": "not-used"}),
        ("en", "We do not use cookies to build profiles of you.", {"cookies": "mentioned"}),
        ("en", "We do not use tracking cookies.", {"cookies": "mentioned"}),
        ("en", "We never use cookies, web beacons or fingerprinting.",
         {"cookies": "not-used", "web-beacons": "not-used", "fingerprinting": "not-used"}),
        ("en", "Our servers log your IP address and the time of your visit.", {"ip-address": "used"}),
        ("en", "We may collect device identifiers and use local storage.",
         {"unique-identifiers": "used", "local-storage": "used"}),
        ("en", "Advertisers may place cookies and web beacons in the ads on our pages.",
         {"cookies": "used", "web-beacons": "used"}),
        ("en", "Other websites may use cookies of their own.", {"cookies": "mentioned"}),
        ("en", "The app sometimes uses persistent or session cookies.",
         {"cookies": "used", "persistent-cookies": "used", "session-cookies": "used"}),
        ("en", "We read our mail logs once a week.", {"server-logs": "used"}),
        ("en", "We honour Do Not Track signals.", {"do-not-track": "used"}),
        ("en", "We do not respond to Do Not Track signals.", {"do-not-track": "not-used"}),
        ("en", "Some browsers send a Do Not Track signal. We do not respond to such signals.", {"do-not-track": "not-used"}),
        ("en", "We promise that we do not track you.", {}),
        ("en", "We treat Global Privacy Control as a request to opt out.", {"global-privacy-control": "used"}),
        ("de", "Unsere Website verwendet Cookies, um den Warenkorb zu speichern.", {"cookies": "used"}),
        ("de", "Wir verwenden keine Cookies.", {"cookies": "not-used"}),
        ("de", "Der Anbieter speichert Ihre IP-Adresse in Server-Logfiles.", {"ip-address": "used", "server-logs": "used"}),
        ("de", "Sie können die Speicherung der Cookies in Ihrem Browser verhindern.", {"cookies": "mentioned"}),
        ("de", "Wir verzichten vollständig auf Zählpixel.", {"web-beacons": "not-used"}),
        ("fr", "Nous utilisons des cookies et des pixels.", {"cookies": "used", "web-beacons": "used"}),
        ("fr", "Ce site n'utilise aucun cookie.", {"cookies": "not-used"}),
        ("fr", "Votre adresse IP est enregistrée dans nos journaux de connexion.", {"ip-address": "used", "server-logs": "used"}),
        ("es", "Este sitio utiliza cookies propias.", {"cookies": "used"}),
        ("es", "No utilizamos cookies.", {"cookies": "not-used"}),
    ],
)  # fmt: skip
def test_stance(language: str, text: str, expected: dict[str, str]) -> None:
    assert stances(f"<p>{text}</p>", language) == expected


def test_an_entry_of_what_is_collected_is_used() -> None:
    html = "<p>We automatically collect the following information:</p><ul><li>IP address</li><li>Browser type</li></ul>"
    assert stances(html) == {"ip-address": "used"}


def test_own_denial_and_the_use_of_advertisers_stand_side_by_side() -> None:
    html = "<p>We do not set any cookies.</p><p>Advertisers may use cookies in the ads on our site.</p>"
    assert {(t.kind, t.stance) for t in read(html)} == {("cookies", "used"), ("cookies", "not-used")}


def test_purposes_are_those_of_the_sentences_that_say_so() -> None:
    html = "<p>We use cookies to remember your preferences and for statistics.</p><p>We show ads.</p>"
    (cookies,) = read(html)
    assert set(cookies.purposes) == {"personalization", "analytics"}


def test_each_statement_has_its_sentence_as_evidence() -> None:
    sample = Sample("x.html", b"<p>Hello there. We use cookies. Bye now.</p>")
    reading = Reading(sample.page, sample)
    technologies.add(reading)
    (cookies,) = reading.technologies
    assert [reading.book.rows[i].quote for i in cookies.evidence] == ["We use cookies."]


def test_an_unknown_language_gives_nothing() -> None:
    assert stances("<p>Używamy plików cookies.</p>", "pl") == {}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "We place a cookie that persists for one year.", {"cookies": "used", "persistent-cookies": "used"}),
        (
            "en",
            "The shop sets a cookie that lasts until you quit the browser.",
            {"cookies": "used", "session-cookies": "used"},
        ),
        ("en", "We do not use the Acme pixel.", {"web-beacons": "mentioned"}),
        ("en", "We keep the IP address you posted from.", {"ip-address": "used"}),
        ("de", "Cookies: Wir setzen keine.", {"cookies": "not-used"}),
        ("fr", "Nous n'écrivons aucun cookie sur votre ordinateur.", {"cookies": "not-used"}),
    ],
)
def test_other_words_for_it(language: str, text: str, expected: dict[str, str]) -> None:
    assert stances(f"<p>{text}</p>", language) == expected
