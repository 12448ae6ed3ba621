"""The site's operator among the operators of other services, representatives, and contacts said in passing."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cookietui.readers.policy import contacts, gaps, identity
from cookietui.readers.policy.cues import Cues
from cookietui.readers.policy.reading import Reading
from cookietui.sources.sample import Sample


def read(body: str, *, site: str | None = None, name: str = "x.html") -> Reading:
    sample = Sample(name, body.encode(), site=site)
    reading = Reading(sample.page, sample)
    identity.add(reading)
    contacts.add(reading)
    gaps.add(reading)
    return reading


def values(reading: Reading, kind: str) -> list[str]:
    return [c.value for c in reading.contacts if c.kind == kind]


PIXEL = (
    "<h3>Zählpixel</h3><p>Verantwortliche Stelle für Nutzer in der EU ist Zähl Ireland Limited, 4 Barrow St, Dublin, "
    "D04 E5W5, Irland. Deren Datenschutzbeauftragter: privacy@zaehl-dienst.com, Telefon +353 1 555 0100.</p>"
)
OPERATOR = (
    "<h2>Verantwortlicher</h2><p>Erika Test<br>Testgasse 12<br>80331 München</p><p>E-Mail: erika@test-malerei.de</p>"
)


@pytest.mark.parametrize(
    "service",
    [
        "<h3>Mappo</h3><p>Betreiber der Seiten ist die Mappo GmbH, Kartenweg 3, 20095 Hamburg, info@mappo-karten.de.</p>",
        PIXEL,
        "<h3>Karten</h3><p><strong>Dienstanbieter:</strong> Kartell Ltd., 7 Quay Street, 6140 Wellington, Neuseeland;</p>",
    ],
)
@pytest.mark.parametrize("first", [True, False], ids=["operator-first", "operator-last"])
def test_operators_of_services_are_not_the_sites(service: str, first: bool) -> None:
    pixel = "Zähl" in service
    if not first and pixel:
        pytest.skip("the first controller named is taken for the site's own")
    body = OPERATOR + service if first else service + OPERATOR
    reading = read(f"<h1>Datenschutz</h1>{body}")
    assert values(reading, "post") == ["Erika Test\nTestgasse 12\n80331 München"]
    assert values(reading, "email") == ["erika@test-malerei.de"]
    assert values(reading, "phone") == []


def test_a_representative_is_a_contact_though_it_is_called_them() -> None:
    body = (
        "<h2>Contact</h2><p>Email: privacy@orbit.example</p><h2>EU Representative</h2><p>We have appointed EuroRep GmbH as our "
        "representative in the EU under Article 27 GDPR. You can reach them at eu@eurorep.example or EuroRep GmbH, "
        "Hafenstr. 2, 20457 Hamburg, Germany.</p>"
    )
    reading = read(body, site="orbit.example")
    email = next(c for c in reading.contacts if c.value == "eu@eurorep.example")
    assert (email.roles, email.same_site) == (("representative",), False)
    assert [c.roles for c in reading.contacts if c.kind == "post"] == [("representative",)]


def test_them_without_a_representative_are_others() -> None:
    body = "<p>We work with advertisers. To object, contact them at optout@adverts.example.</p>"
    assert values(read(body, site="shop.example"), "email") == []


def test_a_question_ends_what_was_said_of_others() -> None:
    body = "<p>Our pages are hosted by Rackwerk. Questions? E-mail the webmaster at web@goodshop.example.</p>"
    assert values(read(body), "email") == ["web@goodshop.example"]


def test_a_list_of_service_providers_beside_the_own_address() -> None:
    body = (
        "<h1>Privacy</h1><h2>Third party services</h2><ul><li>Stampmark (AB CD LLC, 1 N Test St, Chicago, IL 60602, USA) "
        "privacy@stampmark.example</li></ul><h2>Complaints</h2><p>Email privacy@glow.example.</p>"
    )
    reading = read(body)
    assert [(c.kind, c.value) for c in reading.contacts] == [("email", "privacy@glow.example")]


def test_who_is_called_by_another_name_is_another() -> None:
    body = "<p>Call Goodshop Customer Service at 555-555-0100 or call Equitest at 1-800-555-0199. Contact us: a@goodshop.example</p>"
    assert values(read(body, site="goodshop.example"), "phone") == ["555-555-0100"]


def test_the_sites_name_in_the_sentence_makes_an_address_its_own() -> None:
    body = (
        "<h1>Privacy</h1><p>This policy is from Glow Studio Pty Ltd (ABN 12 345 678 901), Level 3, 20 Collins Street, "
        "Melbourne VIC 3000, Australia.</p><h2>More</h2><p>Email us: privacy@glowstudio.example.</p>"
    )
    (address,) = values(read(body), "post")
    assert (
        address == "Glow Studio Pty Ltd (ABN 12 345 678 901), Level 3, 20 Collins Street, Melbourne VIC 3000, Australia"
    )


def test_contacts_in_a_table() -> None:
    body = (
        "<h2>Contact</h2><table><tr><td>Email</td><td>privacy@orbit.example</td></tr><tr><td>Phone</td><td>+1 (646) 555-0134</td>"
        "</tr><tr><td>Address</td><td>Orbit Inc., 77 Hudson St, Floor 4, New York, NY 10013</td></tr></table>"
    )
    reading = read(body)
    assert [(c.kind, c.value) for c in reading.contacts] == [
        ("email", "privacy@orbit.example"),
        ("post", "Orbit Inc., 77 Hudson St, Floor 4, New York, NY 10013"),
        ("phone", "+1 (646) 555-0134"),
    ]


def test_capital_and_register_numbers_are_no_part_of_an_address() -> None:
    body = (
        "<h2>Éditeur du site</h2><p>Le site www.librairie.example est édité par la SARL Librairie au capital de 8 000 €, "
        "12 bis rue des Lilas, 69003 Lyon – RCS Lyon 123 456 789 – Tél. : 04 78 00 00 00</p>"
    )
    reading = read(body)
    assert values(reading, "post") == ["12 bis rue des Lilas, 69003 Lyon"]
    assert values(reading, "phone") == ["04 78 00 00 00"]


def test_an_address_written_with_dashes() -> None:
    body = "<p>Notre siège social est situé : Fondation Test – La Filature – 32 Rue du Test – 75010 – Paris.</p>"
    assert values(read(body), "post") == ["Fondation Test – La Filature – 32 Rue du Test – 75010 – Paris"]


def test_a_department_may_stand_between_name_and_street() -> None:
    body = (
        "<p>Write to us:</p><p>Postern Services AG<br>Privacy desk<br>Beispielgasse 1<br>8000 Zurich<br>Switzerland</p>"
    )
    assert values(read(body), "post") == [
        "Postern Services AG\nPrivacy desk\nBeispielgasse 1\n8000 Zurich\nSwitzerland"
    ]


def test_an_unread_language_still_gives_its_contacts() -> None:
    body = (
        "<h1>Polityka prywatności</h1><p>Administratorem danych osobowych jest Sklep Testowy, ul. Leśna 7, 55-020 Wrocław, "
        "Polska. Skontaktować się z nami można pod adresem sklep@sklep-testowy.example. Skargę można złożyć do Prezesa Urzędu "
        "Ochrony Danych Osobowych: kancelaria@urzad.example.</p><p>Dane są przez nas przetwarzane w celu realizacji umowy oraz "
        "na podstawie zgody, którą można wycofać. Nie są one przekazywane do innych podmiotów.</p>"
    )
    reading = read(body)
    assert reading.language == "pl"
    assert values(reading, "email") == ["sklep@sklep-testowy.example"]
    assert [c.country for c in reading.contacts if c.kind == "post"] == ["PL"]
    assert [p.kind for p in reading.problems] == ["language"]
    assert reading.missing == []


def test_cues_are_found_with_choices_gaps_and_stems() -> None:
    cues = Cues([("a", ["write (to|) us", "our .. officer", "*behörde"]), ("b", ["complain*", "o'clock"])])
    text = "Write us, or our very own officer; complaints go to the Datenschutzbehörde at nine O’Clock."
    found = [(text[start:end], what) for end, start, what in cues.find(text)]
    assert found == [
        ("Write us", "a"),
        ("our very own officer", "a"),
        ("complaints", "b"),
        ("Datenschutzbehörde", "a"),
        ("O’Clock", "b"),
    ]
    assert cues.find("nothing of it") == ()


PIECES = [
    "Contact us at ", "privacy@shop.example", "(at)", " at ", "shop dot example", "+1 202 555 0100", "\n", "<br>", "<p>", "Phone: ",
    "12 Mill Lane", ", ", "Leeds LS1 4AP", "United Kingdom", "10115 Berlin", "Aufsichtsbehörde: ", "©2019 ", "Last updated: ",
    "May 5, 2019", "05/06/19", '<a href="mailto:x@shop.example">', "</a>", "<h2>", "</h2>", "@", ".", "GmbH ", "İ", "\u202e", "&#64;",
    "<script>document.write('a' + '@' + 'shop.example')</script>", "<!-- -->", 'data-cfemail="0d6a"', "Hong Kong", "－", "𝟙",
]  # fmt: skip


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=40), st.sampled_from(["x.html", "x.txt", "x.md"]))
def test_evidence_holds_whatever_is_put_together(pieces: list[str], name: str) -> None:
    reading = read("".join(pieces), name=name)
    rows = reading.book.rows
    for contact in reading.contacts:
        assert contact.evidence
        assert contact.roles
    for row in rows:
        if isinstance(row.pointer, str):
            start, end = map(int, row.pointer.partition(":")[2].split("-"))
            assert reading.page.source[start:end] == row.quote
        else:
            assert isinstance(row.start, int)
            assert isinstance(row.end, int)
            assert reading.page.text[row.start : row.end] == row.quote
