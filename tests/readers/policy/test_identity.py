"""Language, site and name of a policy, and the address of its page."""

import pytest

from cookietui.readers.policy import address, identity, language, name_words, naming
from cookietui.readers.policy.reading import Reading
from cookietui.sources.sample import Sample

SENTENCES = {
    "en": "This policy explains how we collect and use your information when you visit our site.",
    "de": "Diese Erklärung erläutert, wie wir Ihre Daten erheben und nutzen, wenn Sie unsere Seite besuchen.",
    "fr": "Cette politique explique comment nous collectons et utilisons vos données lorsque vous visitez notre site.",
    "es": "Esta política explica cómo recopilamos y utilizamos sus datos personales cuando usted visita nuestro sitio.",
    "it": "La presente informativa descrive come raccogliamo i dati personali degli utenti che visitano il nostro sito.",
    "nl": "Deze verklaring legt uit hoe wij uw persoonsgegevens verzamelen en gebruiken wanneer u onze website bezoekt.",
    "pl": "Niniejsza polityka wyjaśnia, w jaki sposób zbieramy dane osobowe oraz jak są one chronione przez nas.",
    "pt": "Esta política explica como recolhemos e utilizamos os seus dados pessoais quando você visita o nosso site.",
    "sv": "Denna policy förklarar hur vi samlar in och använder dina uppgifter när du besöker vår webbplats.",
    "da": "Denne politik forklarer, hvordan vi indsamler og bruger dine oplysninger, når du besøger vores hjemmeside.",
    "no": "Denne erklæringen forklarer hvordan vi samler inn og bruker dine opplysninger når du besøker nettstedet vårt.",
    "fi": "Tämä seloste kertoo, miten keräämme ja käytämme tietoja ja mitä oikeuksia sinulla on, kun käytät palvelua.",
    "cs": "Tyto zásady vysvětlují, jak shromažďujeme a používáme vaše údaje, které jsou nám předány při návštěvě webu.",
    "sk": "Tieto zásady vysvetľujú, ako zhromažďujeme a používame vaše údaje, ktoré sú nám poskytnuté pri návšteve webu.",
    "hu": "Ez a tájékoztató elmagyarázza, hogy milyen személyes adatokat gyűjtünk, és hogyan kezeljük azokat.",
    "ro": "Această politică explică modul în care colectăm și folosim datele dumneavoastră pe care ni le furnizați.",
    "el": "Η πολιτική αυτή εξηγεί πώς συλλέγουμε και χρησιμοποιούμε τα δεδομένα σας.",
    "ru": "Эта политика объясняет, как мы собираем и используем ваши персональные данные, когда вы посещаете сайт.",
    "uk": "Ця політика пояснює, як ми збираємо та використовуємо ваші дані, якщо ви відвідуєте сайт і його сторінки.",
    "tr": "Bu politika, kişisel verilerinizi nasıl topladığımızı ve kullandığımızı açıklar ve bizim için önemlidir.",
    "ja": "このポリシーは、当社が個人情報をどのように収集し使用するかを説明します。",
    "zh": "本政策说明我们如何收集和使用您的个人信息。",
    "ko": "이 방침은 당사가 개인정보를 수집하고 이용하는 방법을 설명합니다.",
    "ar": "توضح هذه السياسة كيف نجمع بياناتك الشخصية ونستخدمها عند زيارة الموقع",
    "he": "מדיניות זו מסבירה כיצד אנו אוספים מידע אישי ומשתמשים בו",
}


def identified(body: str, *, name: str = "x.html", site: str | None = None) -> Reading:
    sample = Sample(name, body.encode(), site=site)
    reading = Reading(sample.page, sample)
    identity.add(reading)
    return reading


@pytest.mark.parametrize(("code", "sentence"), SENTENCES.items())
def test_language_of_one_sentence(code: str, sentence: str) -> None:
    assert language.detect(sentence, None).main == code


def test_the_text_decides_over_what_the_page_declares() -> None:
    assert language.detect(SENTENCES["de"] * 5, "en").main == "de"
    assert language.detect("Cookies.", "fr").main == "fr"
    assert language.detect("", None).main is None


@pytest.mark.parametrize("code", ["pl", "it", "ja"])
def test_a_language_that_is_not_read_is_announced(code: str) -> None:
    (problem,) = identified(f"<p>{SENTENCES[code] * 4}</p>").problems
    assert problem.kind == "language"
    assert problem.message == f"written in {code}: read by hand; contacts and third parties were found"


def test_a_second_language_is_announced() -> None:
    reading = identified(f"<p>{SENTENCES['en'] * 20}</p><p>{SENTENCES['de'] * 20}</p>")
    assert [p.kind for p in reading.problems] == ["language"]
    assert reading.language in ("en", "de")


NOTE = "<!--The following is the downloaded HTML source of the noted.example privacy policy that was archived on 2012-11-13.-->"


@pytest.mark.parametrize(
    ("body", "site", "expected"),
    [
        (
            NOTE + '<link rel="canonical" href="https://canon.example/p"><p>x@mail.example</p>',
            "given.example",
            "given.example",
        ),
        (NOTE + '<link rel="canonical" href="https://canon.example/p"><p>Contact us</p>', None, "noted.example"),
        (
            '<link rel="canonical" href="https://www.canon.example/p"><p>Contact us at a@mail.example</p>',
            None,
            "canon.example",
        ),
        ('<meta property="og:url" content="https://graph.example/p"><p>We collect data.</p>', None, "graph.example"),
        ('<base href="https://based.example/"><p>We collect data.</p>', None, "based.example"),
        ("<p>Contact us at privacy@mail.example.</p>", None, "mail.example"),
        ("<p>Contact us at somebody@gmail.com.</p>", None, None),
        ("<p>Complain to the supervisory authority at post@amt.example.</p>", None, None),
        ("<p>Our website address is: https://stated.example.</p>", None, "stated.example"),
        ("<p>We use https://tool.example and https://other.example.</p>", None, None),
        ("<p>portal.city.example is ours. Contact us at help@portal.city.example.</p>", None, "portal.city.example"),
        ("<title>Privacy | Blue Shop</title><p>See https://www.blueshop.example/x.</p>", None, "blueshop.example"),
        (
            "<p>Green Shop has created this statement. Contact us at a@greenshop.example; our officer is b@lawyers.example.</p>",
            None,
            "greenshop.example",
        ),
    ],
)
def test_site(body: str, site: str | None, expected: str | None) -> None:
    assert identified(f"<html><body>{body}</body></html>", site=site).site.domain == expected


@pytest.mark.parametrize(
    ("body", "site", "expected"),
    [
        (
            "<p>This is the web site of MX Puppy, a division of AB2 Limited. We collect data.</p>",
            "mxpuppy.example",
            "MX Puppy",
        ),
        ("<title>Privacy Policy | FooBox</title><p>We collect data.</p>", "foobox.example", "FooBox"),
        (
            "<p>IceHouse, Inc. considers privacy important. IceHouse, Inc. uses cookies.</p>",
            "icehouse.example",
            "IceHouse, Inc.",
        ),
        ("<p>Text.</p><p>Copyright © 2012-2019 Red Door. All Rights Reserved.</p>", None, "Red Door"),
        ('<meta property="og:site_name" content="Sunny Shop"><p>We collect data.</p>', None, "Sunny Shop"),
        ("<h2>Verantwortlicher</h2><p>Muster Handel GmbH<br>Am Weg 1<br>10115 Berlin</p>", None, "Muster Handel GmbH"),
        ("<p>Blue Sky Ltd (“we”, “us”) respects your privacy.</p>", None, "Blue Sky Ltd"),
        ("<p>We collect data. Our partners may, too.</p>", None, None),
    ],
)
def test_name(body: str, site: str | None, expected: str | None) -> None:
    assert identified(f"<html><body>{body}</body></html>", site=site).site.name == expected


def test_names_are_compared_without_legal_form() -> None:
    assert naming.matches("Old Shop, Inc.", "www.old-shop.co.uk")
    assert naming.matches("OldShop.com", "oldshop.com")
    assert not naming.matches("Another Firm GmbH", "old-shop.com")
    assert name_words.squash("Müller & Söhne GmbH & Co. KG") == "müllersöhne"


def test_the_page_makes_relative_targets_absolute() -> None:
    note = NOTE.replace(
        "2012-11-13.", "2012-11-13 (https://web.archive.org/web/2012id_/http%3A//www.noted.example/a/privacy.html)."
    )
    page = Sample("x.html", f"{note}<p>x</p>".encode()).page
    assert address.address(page) == "http://www.noted.example/a/privacy.html"
    assert address.resolve(page, "../contact") == "http://www.noted.example/contact"
    bare = Sample("x.html", b"<p>x</p>").page
    assert address.address(bare) is None
    assert address.resolve(bare, "/contact") == "/contact"
    assert address.resolve(bare, "/contact", "shop.example") == "https://shop.example/contact"
    assert address.resolve(page, "http://[") == "http://["
