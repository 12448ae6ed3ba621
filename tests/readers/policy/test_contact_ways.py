"""More ways to write an address, a number, a form or a day, and what must not be taken for one."""

import pytest

from cookietui.core.declaration import Declaration
from cookietui.readers import policy
from cookietui.sources.sample import Sample

PAGES = {
    "en": (
        "<h1>Privacy policy</h1><p>We, Alder Books Ltd, collect personal information on our website.</p>",
        "Contact",
    ),
    "de": (
        "<h1>Datenschutzerklärung</h1><p>Wir verarbeiten Ihre Daten, wenn Sie unsere Website besuchen.</p>",
        "Kontakt",
    ),
    "fr": ("<h1>Confidentialité</h1><p>Nous traitons vos données lorsque vous utilisez notre site.</p>", "Contact"),
    "es": ("<h1>Política de privacidad</h1><p>Tratamos sus datos cuando usted utiliza nuestro sitio.</p>", "Contacto"),
}


def declared(body: str, language: str = "en", site: str | None = "alder.example") -> Declaration:
    start, _ = PAGES[language]
    text = f"<html lang={language}><body>{start}{body}</body></html>"
    return policy.read(Sample("x.html", text.encode(), site=site))


def values(body: str, kind: str, language: str = "en", site: str | None = "alder.example") -> list[str]:
    return [contact.value for contact in declared(body, language, site).contacts if contact.kind == kind]


@pytest.mark.parametrize(
    ("language", "spelt"),
    [
        ("en", "desk -at- alder -dot- example"),
        ("en", "desk -at- alder.example"),
        ("en", "desk_at_alder_dot_example"),
        ("en", "desk (at sign) alder.example"),
        ("en", "desk<img src='s.gif' alt='@'>alder.example"),
        ("en", "desk<IMG SRC=s.gif ALT='(at)'>alder.example"),
        ("en", "desk<img src='/img/at-sign.png'>alder.example"),
        ("en", "desk@nospam.alder.example"),
        ("de", "desk ät alder Punkt example"),
        ("de", "desk [klammeraffe] alder.example"),
    ],
)
def test_addresses_against_harvesters(language: str, spelt: str) -> None:
    assert values(f"<p>E-mail: {spelt}</p>", "email", language) == ["desk@alder.example"]


def test_a_picture_of_something_else_is_no_sign() -> None:
    assert values("<p>E-mail desk<img src='hat.gif' alt='a hat'>alder.example</p>", "email") == []


@pytest.mark.parametrize(
    ("language", "said", "number"),
    [
        ("en", "Toll-free: 1-800-555-0142", "1-800-555-0142"),
        ("en", "TTY: 541-555-0142", "541-555-0142"),
        ("en", "Ring 01632 960 142 in the morning.", "01632 960 142"),
        ("de", "Rufen Sie uns an: 0800 5550142", "0800 5550142"),
        ("de", "Fon 0341-555142", "0341-555142"),
        ("fr", "N° vert : 0 800 99 01 42", "0 800 99 01 42"),
        ("fr", "Appelez-nous au 09 99 00 12 42", "09 99 00 12 42"),
        ("es", "Llámenos al 900 555 142", "900 555 142"),
    ],
)
def test_numbers_behind_a_call_to_ring(language: str, said: str, number: str) -> None:
    assert values(f"<p>{said}</p>", "phone", language) == [number]


@pytest.mark.parametrize(
    "said",
    [
        "Puede inscribirse en el Registro Público contra la Publicidad (tel. 55 5555 0142).",
        "Puede reclamar ante la autoridad de control, teléfono 901 555 142.",
    ],
)
def test_numbers_of_registers_are_not_the_sites(said: str) -> None:
    assert values(f"<p>{said}</p>", "phone", "es") == []


@pytest.mark.parametrize(
    ("language", "address", "part"),
    [
        ("en", "Alder Books, Wharf Road, Testham, Co. Mayo, F12 A3C4", "F12 A3C4"),
        ("en", "Alder Books, 14 Main Street, Testham, Co. Clare, Ireland", "14 Main Street"),
        ("en", "Alder Books, 9 Mill Landing, Norfolk, VA 23999", "VA 23999"),
        ("en", "Alder Books, 5 Test Place, #11-02, Singapore 049999", "049999"),
        ("fr", "Alder, ZA des Ormes, 38999 Testeville", "38999"),
        ("fr", "Alder, Lieu-dit Le Moulin, 05999 Testeville", "Lieu-dit"),
        ("es", "Alder S.L., Pol. Ind. El Roble, nave 7, 26999 Logroño", "26999"),
        ("es", "Alder, Apartado de correos 412, 37999 Salamanca", "Apartado"),
        ("es", "Alder, Av. Roble Norte 12, interior 3, Col. Prueba, C.P. 44999, Guadalajara, México", "Av. Roble"),
    ],
)
def test_postal_addresses_of_more_countries(language: str, address: str, part: str) -> None:
    heading = PAGES[language][1]
    (post,) = values(f"<h2>{heading}</h2><p>{address}</p>", "post", language)
    assert part in post


def test_the_line_with_the_day_is_no_part_of_an_address() -> None:
    (post,) = values("<h2>Contact</h2><p>May 2022<br>Alder Books, Wharf Road, Testham, F12 A3C4</p>", "post")
    assert "2022" not in post


def test_where_unresolved_complaints_go_is_not_the_sites() -> None:
    said = "Unresolved complaints may be taken, at no cost, to Settle (200 Peace Street, Boston, MA 02199)."
    assert values(f"<p>{said}</p>", "post") == []


@pytest.mark.parametrize(
    ("language", "said", "target"),
    [
        ("en", "Use our <a href='/ask'>privacy request portal</a>.", "/ask"),
        ("en", "See the <a href='/f/withheld'>Request for Withholding</a> form.", "/f/withheld"),
        ("en", "You may ask us through our online form at https://alder.example/ask.", "/ask"),
        (
            "en",
            "Fill in the <a href='https://portal.other.example/w/7'>online form</a> to exercise your rights.",
            "/w/7",
        ),
        ("de", "Über das Formular unter https://alder.example/auskunft erhalten Sie Auskunft.", "/auskunft"),
        ("fr", "Par le formulaire en ligne : www.alder.example/droits", "/droits"),
        ("es", "En el formato disponible en <a href='/arco'>alder.example/arco</a>.", "/arco"),
    ],
)
def test_forms_by_their_purpose(language: str, said: str, target: str) -> None:
    (form,) = values(f"<p>{said}</p>", "form", language)
    assert form.endswith(target)


def test_a_written_address_without_a_form_is_no_form() -> None:
    assert values("<p>Our pictures are kept at https://alder.example/pictures for you.</p>", "form") == []


def test_a_page_that_is_the_way_to_write() -> None:
    assert values("<p>Write to us through <a href='/hello'>the hello page</a>.</p>", "web") == [
        "https://alder.example/hello"
    ]


@pytest.mark.parametrize(
    ("language", "said", "day"),
    [
        ("en", "Last amended on the 7th day of May, 2021", "2021-05-07"),
        ("en", "Last revised on the twenty-seventh of February 2004.", "2004-02-27"),
        ("en", "Page last tinkered with: Feb. 27, 2004", "2004-02-27"),
        ("en", "Version 4, May 2021", "2021-05"),
        ("en", "Adopted at the meeting of 12/08/2019. PO Box 7, Perth WA 6999", "2019-08-12"),
        ("fr", "Édition d'avril 2021 — remplace celle de mai 2018", "2021-04"),
        ("es", "Testeda del Río, a 7 de mayo de 2018. La Alcaldesa.", "2018-05-07"),
        ("es", "Versión 2, mayo 2021", "2021-05"),
    ],
)
def test_days_in_words_and_where_pages_are_signed(language: str, said: str, day: str) -> None:
    assert declared(f"<p>{said}</p>", language, None).source.revised == day


def test_an_address_at_the_publishers_own_domain_is_the_sites() -> None:
    said = "Advertisers: adsales@alderbooks.example. Readers: desk@alder.example"
    assert sorted(values(f"<p>{said}</p>", "email")) == ["adsales@alderbooks.example", "desk@alder.example"]
