"""Which companies a policy says the site uses, which it says it does not, and where it says to opt out of them."""

import pytest

from cookietui.catalog.owners import knowledge
from cookietui.core.declaration import Declaration, Vendor
from cookietui.readers import policy
from cookietui.readers.policy import identity, vendors
from cookietui.readers.policy.reading import Reading
from cookietui.sources.sample import Sample

KNOWLEDGE = knowledge()
FILL = {
    "en": "This policy tells you what we do with the information that you give us when you visit our site and use it. ",
    "de": "Diese Datenschutzerklärung klärt Sie darüber auf, welche Daten wir auf unserer Website erheben und wie wir sie nutzen. ",
    "fr": "Cette politique vous informe des données que nous recueillons lorsque vous visitez notre site et de leur usage. ",
    "es": "Esta política le informa de los datos que recogemos cuando usted visita nuestro sitio y de cómo los usamos. ",
}


def read(body: str, language: str = "en", name: str = "a.html") -> Declaration:
    source = f"<html lang={language}><p>{FILL[language] * 3}</p>{body}</html>" if name.endswith("html") else body
    sample = Sample(name, source.encode(), site="www.shop.example", knowledge=KNOWLEDGE)
    reading = Reading(sample.page, sample)
    identity.add(reading)
    vendors.add(reading)
    found = reading.declaration("policy")
    for vendor in found.vendors:
        assert vendor.evidence
    for row in found.evidence:
        if isinstance(row.start, int) and isinstance(row.end, int):
            assert sample.page.text[row.start : row.end] == row.quote
        else:
            start, end = map(int, str(row.pointer).split(":")[1].split("-"))
            assert sample.page.source[start:end] == row.quote
    return found


def stances(body: str, language: str = "en") -> set[tuple[str, str]]:
    return {(v.name, v.stance) for v in read(f"<p>{body}</p>", language).vendors}


def only(body: str, language: str = "en") -> Vendor:
    (vendor,) = read(body, language).vendors
    return vendor


@pytest.mark.parametrize(
    ("sentence", "language", "name", "stance"),
    [
        ("We use Google Analytics to see which pages are read.", "en", "Google Analytics", "used"),
        ("Google Analytics sets cookies on our behalf.", "en", "Google Analytics", "used"),
        ("Payments are processed by Stripe, Inc.", "en", "Stripe", "used"),
        ("Our newsletter is sent with MailChimp.", "en", "MailChimp", "used"),
        ("Google, as a third party vendor, uses cookies to serve ads.", "en", "Google", "used"),
        ("Pages may contain Facebook like buttons.", "en", "Facebook", "used"),
        ("We do not use Google Analytics.", "en", "Google Analytics", "not-used"),
        ("We don't work with Criteo or its like.", "en", "Criteo", "not-used"),
        ("We no longer use Hotjar on our pages.", "en", "Hotjar", "not-used"),
        ("Our statistics work without Google Analytics.", "en", "Google Analytics", "not-used"),
        ("There is no Facebook pixel on this site.", "en", "Facebook pixel", "not-used"),
        ("Hotjar is not used here.", "en", "Hotjar", "not-used"),
        ("We do not share your data with Facebook for advertising.", "en", "Facebook", "not-used"),
        ("We share no data with anyone except Google Analytics.", "en", "Google Analytics", "used"),
        ("We do not use Google Analytics to find out who you are.", "en", "Google Analytics", "used"),
        (
            "If you do not want this, you can disable Google Analytics in your browser.",
            "en",
            "Google Analytics",
            "used",
        ),
        ("Google Analytics does not store your full address.", "en", "Google Analytics", "used"),
        ("Diese Website benutzt Google Analytics.", "de", "Google Analytics", "used"),
        ("Wir setzen Matomo ein, um unser Angebot zu verbessern.", "de", "Matomo", "used"),
        ("Die Seite wird bei Hetzner gehostet.", "de", "Hetzner", "used"),
        ("Auf unseren Seiten sind Plugins von Facebook eingebunden.", "de", "Facebook", "used"),
        ("Wir verwenden kein Google Analytics.", "de", "Google Analytics", "not-used"),
        ("Wir verzichten bewusst auf Google Analytics.", "de", "Google Analytics", "not-used"),
        ("Google Analytics wird nicht eingesetzt.", "de", "Google Analytics", "not-used"),
        ("Nous utilisons Google Analytics pour mesurer la fréquentation.", "fr", "Google Analytics", "used"),
        ("Nous n'utilisons pas Google Analytics.", "fr", "Google Analytics", "not-used"),
        ("Le site est hébergé par OVH.", "fr", "OVH", "used"),
        ("Utilizamos Google Analytics para conocer el uso del sitio.", "es", "Google Analytics", "used"),
        ("No utilizamos Google Analytics.", "es", "Google Analytics", "not-used"),
    ],
)
def test_stance(sentence: str, language: str, name: str, stance: str) -> None:
    assert stances(sentence, language) == {(name, stance)}


@pytest.mark.parametrize(
    "sentence",
    [
        "Most browsers, such as Google Chrome or Internet Explorer, accept cookies.",
        "We log the search engine (for example Google) from which you came.",
        "We record your internet service provider, such as AOL.",
        "Kindle is a trademark of Amazon.com, Inc.",
        "You can log in with your Facebook account.",
        "Follow us on Twitter and on Instagram.",
        "Apple is not a sponsor of this contest.",
        "A stripe on a square, a segment of the meta heap.",
        "Segment markers are kept for 90 days.",
        "Write to the BBB or visit TRUSTe.",
    ],
)
def test_named_for_other_reasons(sentence: str) -> None:
    assert stances(sentence) == set()


def test_a_denial_beside_a_bare_naming_stays_a_denial() -> None:
    body = "We do not use Hotjar. See the site of Hotjar."
    assert stances(body) == {("Hotjar", "not-used")}


def test_a_denial_and_a_use_are_both_told() -> None:
    body = "We do not use Google Analytics. The cookies of Google Analytics live for two years."
    assert stances(body) == {("Google Analytics", "not-used"), ("Google Analytics", "used")}


def test_organisation_category_and_role() -> None:
    found = {
        v.name: (v.domain, v.category, v.role)
        for v in read("<p>We use DoubleClick, Stripe and Matomo; see the NAI.</p>").vendors
    }
    assert found == {
        "DoubleClick": ("google.com", "marketing", "tracker"),
        "Stripe": ("stripe.com", "necessary", "payment"),
        "Matomo": ("matomo.org", "analytics", "tracker"),
        "NAI": ("networkadvertising.org", "marketing", "portal"),
    }


def test_lists_and_tables_take_their_cue_from_what_introduces_them() -> None:
    listed = read("<p>We use the following service providers:</p><ul><li>Microsoft</li><li>Oracle</li></ul>")
    assert [v.domain for v in listed.vendors] == ["microsoft.com", "oracle.com"]
    assert read("<p>You can watch us on these devices:</p><ul><li>Microsoft</li></ul>").vendors == ()


@pytest.mark.parametrize(
    ("body", "opt_out"),
    [
        (
            "<p>We use Google Analytics. You can opt out <a href='https://tools.google.com/dlpage/gaoptout?hl=en'>here</a>.</p>",
            "https://tools.google.com/dlpage/gaoptout?hl=en",
        ),
        (
            "<p>We use Google Analytics. To opt out, visit https://tools.google.com/dlpage/gaoptout.</p>",
            "https://tools.google.com/dlpage/gaoptout",
        ),
        (
            "<p>Users may opt out of the DART cookie by visiting the <a href='http://www.google.com/privacy_ads.html'>privacy policy</a>.</p>",
            "http://www.google.com/privacy_ads.html",
        ),
        ("<p>Hotjar is used. Read <a href='https://www.hotjar.com/legal/policies/privacy/'>its policy</a>.</p>", None),
        (
            "<p>We use Hotjar; cookies can be refused in <a href='https://support.google.com/chrome/answer/95647'>Chrome</a>.</p>",
            None,
        ),
    ],
)
def test_opt_out_links_are_those_of_the_page(body: str, opt_out: str | None) -> None:
    assert only(body).opt_out == opt_out


def test_portals_are_found_by_their_links() -> None:
    body = "<p>Visit <a href='http://www.aboutads.info/choices/'>this page</a> to learn how you can opt out of advertisers.</p>"
    vendor = only(body)
    assert (vendor.role, vendor.domain, vendor.opt_out) == (
        "portal",
        "digitaladvertisingalliance.org",
        "http://www.aboutads.info/choices/",
    )


def test_two_links_in_one_sentence() -> None:
    body = (
        "<p>Google Analytics: see <a href='https://policies.google.com/privacy'>the policy</a> and opt out"
        " <a href='https://tools.google.com/dlpage/gaoptout'>here</a>.</p>"
    )
    vendor = only(body)
    assert (vendor.opt_out, vendor.policy) == (
        "https://tools.google.com/dlpage/gaoptout",
        "https://policies.google.com/privacy",
    )


def test_archived_links_are_unwrapped() -> None:
    body = "<p>Opt out of Hotjar <a href='https://web.archive.org/web/20190101000000/https://www.hotjar.com/opt-out'>here</a>.</p>"
    assert only(body).opt_out == "https://www.hotjar.com/opt-out"


def test_the_frame_of_a_tool_run_on_the_own_host() -> None:
    body = "<p>We use Matomo.</p><iframe src='https://stats.shop.example/index.php?module=CoreAdminHome&amp;action=optOut'></iframe>"
    assert only(body).opt_out == "https://stats.shop.example/index.php?module=CoreAdminHome&action=optOut"


def test_the_own_organisation_is_no_vendor() -> None:
    source = b"<html lang=en><p>Stripe uses cookies. Stripe processes payments.</p></html>"
    sample = Sample("a.html", source, site="stripe.com", knowledge=KNOWLEDGE)
    reading = Reading(sample.page, sample)
    identity.add(reading)
    vendors.add(reading)
    assert reading.vendors == []


def test_strangers_need_a_linked_policy_and_a_context() -> None:
    body = (
        "<h2>Advertising companies</h2><p><a href='http://www.little-ads.com/'>Little Ads</a>"
        " <a href='http://www.little-ads.com/privacy.htm'>Privacy Statement</a></p>"
    )
    vendor = only(body)
    assert (vendor.name, vendor.domain, vendor.role) == ("Little Ads", "little-ads.com", "tracker")
    plain = "<h2>Friends</h2><p>Visit <a href='http://www.little-ads.com/privacy.htm'>a friend</a>.</p>"
    assert read(plain).vendors == ()
    authority = "<h2>Service providers</h2><p>Complain to the <a href='https://www.cnil.fr/privacy'>authority</a>.</p>"
    assert read(authority).vendors == ()


def test_hosts_after_policies_of() -> None:
    found = read("<p>For more, consult the privacy policies of: little-ads.com, tribalfusion.com.</p>")
    assert {v.domain for v in found.vendors} == {"little-ads.com", "tribalfusion.com"}


def test_a_language_without_rules_knows_names_that_need_no_words() -> None:
    source = "<html lang=pl><p>Używamy Google Analytics oraz Facebook.</p></html>"
    sample = Sample("a.html", source.encode(), site="sklep.example", knowledge=KNOWLEDGE)
    reading = Reading(sample.page, sample)
    reading.language = "pl"
    vendors.add(reading)
    assert [v.name for v in reading.vendors] == ["Google Analytics"]


@pytest.mark.parametrize(
    ("body", "language", "names"),
    [
        ("Hotjar, TikTok und Criteo setzen wir nicht ein.", "de", {"Hotjar", "TikTok", "Criteo"}),
        ("Hotjar, Criteo and Matomo we do not use.", "en", {"Hotjar", "Criteo", "Matomo"}),
    ],
)
def test_a_denial_at_the_end_of_an_enumeration_is_of_all(body: str, language: str, names: set[str]) -> None:
    assert stances(body, language) == {(name, "not-used") for name in names}


@pytest.mark.parametrize(
    "body",
    ["The old pages used to load ads from Criteo.", "Until recently we worked with Hotjar; it was removed."],
)
def test_what_is_over_is_not_used(body: str) -> None:
    assert ("Criteo", "used") not in stances(body)
    assert ("Hotjar", "used") not in stances(body)


def test_what_was_given_up_is_not_used_and_a_verb_is_no_company() -> None:
    assert ("Facebook Pixel", "used") not in stances("<p>We gave up the Facebook Pixel in spring.</p>")
    assert stances("<p>Our site does not act on it. We act on orders of courts and use nothing else.</p>") == set()
    assert ("Act-On", "used") in stances("<p>Our newsletters are sent by Act-On, a service provider.</p>")
    assert ("Segment", "used") in stances("<p>Our service providers are Segment and Stripe.</p>")
    assert stances("<p>We use the data of a segment of our customers for advertising.</p>") == set()
    assert ("Flickr", "used") in stances("<p>Pictures in the reports are pulled in from Flickr.</p>")


@pytest.mark.parametrize(("text", "stance"), [("wird nicht aufgebaut", "not-used"), ("wird hergestellt", "used")])
def test_a_connection_that_is_not_made(text: str, stance: str) -> None:
    words = "Wir nehmen den Schutz Ihrer Daten ernst und freuen uns über Ihren Besuch."
    body = f"<h1>Datenschutz</h1><p>{words}</p><p>Eine Verbindung zu Google Fonts {text}.</p>"
    sample = Sample("x.html", body.encode(), knowledge=knowledge())
    assert [vendor.stance for vendor in policy.read(sample).vendors] == [stance]
