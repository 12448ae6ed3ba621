"""What a text denies in one place and says in another; what only looks like it is left alone."""

import pytest

from cookietui.catalog.owners import knowledge
from cookietui.readers import policy
from cookietui.sources.sample import Sample

KNOWLEDGE = knowledge()
ADS = '<script src="https://pagead2.googlesyndication.com/pagead/js/adsbygoogle.js"></script>'
COUNTER = '<script src="https://www.google-analytics.com/analytics.js"></script>'
PIXEL = '<script src="https://connect.facebook.net/en_US/fbevents.js"></script>'
FONT = '<link rel="stylesheet" href="https://fonts.googleapis.com/css?family=Lato">'
TABLE = (
    "<table><tr><th>Cookie</th><th>Purpose</th><th>Lifetime</th></tr>"
    "<tr><td>PHPSESSID</td><td>Keeps your session</td><td>Session</td></tr></table>"
)


def found(text: str, name: str = "policy.txt") -> list[tuple[str, ...]]:
    """The quotes of each contradiction."""
    declaration = policy.read(Sample(name, text.encode(), site="shop.example", knowledge=KNOWLEDGE))
    rows = declaration.evidence
    return [tuple(rows[i].quote for i in p.evidence) for p in declaration.problems if p.kind == "contradiction"]


@pytest.mark.parametrize(
    ("no", "yes"),
    [
        ("We do not sell your personal information.", "We sell our mailing list to other companies."),
        ("We have no relationship with any ad servers.", "We share your e-mail address with our advertisers."),
        (
            "We do not share your personal information with third parties.",
            "We share your name and address with our marketing partners.",
        ),
        ("We do not collect any personal information.", "We collect your name, address and credit card number."),
        ("We do not work with ad networks.", "Our advertising partner Google AdSense uses cookies to serve ads."),
        ("We do not use analytics tools.", "We use Matomo to count visitors."),
        ("We do not track you.", "We use Google Analytics to measure visits."),
        ("We do not use third-party cookies.", "We use the Facebook Pixel for conversion tracking."),
        ("We never share your data with anyone.", "We share your personal data with our advertising partners."),
        ("We do not store any personal data.", "We keep your personal data for 12 months."),
        ("We do not log IP addresses.", "We log your IP address and keep it for 30 days."),
    ],
)
def test_both_places_are_shown(no: str, yes: str) -> None:
    assert found(f"{no}\n\nThe shop is open all week.\n\n{yes}") == [(no, yes)]


@pytest.mark.parametrize(
    ("no", "yes"),
    [
        (
            "We do not sell your personal information.",
            "If our business is sold, your data may be transferred to the buyer.",
        ),
        ("We do not share your data with third parties without your consent.", "We share your name with our partners."),
        (
            "We do not share your personal information with third parties.",
            "We give your address to our shipping company.",
        ),
        ("We do not collect any personal information from children.", "We collect your name and address."),
        ("We do not sell your personal information.", "We share your name and address with our partners."),
        ("We never sell your personal information.", "We never sell your data."),
        (
            "We never share your e-mail address with anyone.",
            "We share your browsing history with advertising partners.",
        ),
        ("We do not use tracking cookies.", "We use session cookies."),
        ("We do not use third-party cookies.", "We use session cookies for login."),
        ("Our mobile app does not use cookies.", "Our website uses cookies."),
        ("These cookies do not collect any personal information.", "We collect your name and address."),
        ("We do not collect any personal information.", "If you write to us, we collect your name and e-mail address."),
        ("We do not track you across other websites.", "We use Google Analytics."),
        ("Your credit card number is never shared with third parties.", "We share your name with our partners."),
        ("We do not store credit card numbers.", "We keep your personal data for 12 months."),
        ("We do not use cookies in our newsletter.", "We use cookies on our website."),
    ],
)
def test_what_can_both_be_true(no: str, yes: str) -> None:
    assert found(f"{no}\n\nThe shop is open all week.\n\n{yes}") == []


@pytest.mark.parametrize(
    ("no", "shown"),
    [
        ("We do not use Google Analytics.", COUNTER),
        ("We do not use any analytics.", COUNTER),
        ("We have no advertising partners.", ADS),
        ("This site is ad-free.", ADS),
        ("There is no tracking on this website.", PIXEL),
        ("We do not use Facebook.", PIXEL),
        ("We do not load any third-party content.", FONT),
        ("This website does not use cookies.", TABLE),
    ],
)
def test_the_page_itself_speaks_against_the_text(no: str, shown: str) -> None:
    [(denied, affirmed)] = found(f"<html><p>{no}</p><p>The shop is open all week.</p>{shown}</html>", "policy.html")
    assert denied == no
    assert affirmed in shown or "PHPSESSID" in affirmed


@pytest.mark.parametrize(
    ("no", "shown"),
    [
        ("We do not use personalised advertising.", ADS),
        ("We do not use analytics without your consent.", COUNTER),
        ("We do not use Google Fonts.", COUNTER),
        ("We do not send advertising by e-mail.", ADS),
        ("We do not use tracking cookies.", TABLE),
    ],
)
def test_the_page_shows_something_else(no: str, shown: str) -> None:
    assert found(f"<html><p>{no}</p><p>The shop is open all week.</p>{shown}</html>", "policy.html") == []


def test_one_sentence_that_says_both_is_parted() -> None:
    text = (
        'While we do not sell your data in the usual sense, some cookies may constitute "sharing" under California law.'
    )
    assert found(text) == [tuple(part if part.endswith(".") else f"{part}," for part in text.split(", "))]


def test_denials_in_german() -> None:
    filler = "Diese Erklärung sagt Ihnen, welche Daten wir auf unserer Website erheben und wie wir sie nutzen."
    no, yes = "Wir setzen keine Analysetools ein.", "Wir nutzen Matomo, um die Besuche zu zählen."
    assert found(f"{filler}\n\n{no}\n\n{filler}\n\n{yes}") == [(no, yes)]
