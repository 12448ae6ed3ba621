"""Contacts of others that stand in a policy are never offered as the site's own, and its own are, wherever they stand."""

import pytest

from tests.readers.policy.test_whose import read, values

OWN = "<p>Write to us: Fernwood Tea Ltd, 3 Mill Lane, Leeds LS1 4AB. E-mail: hello@fernwoodtea.co.uk</p>"
EIGEN = "<p>Schreiben Sie uns: Farnwald Tee GmbH, Mühlgasse 3, 04109 Leipzig, hallo@farnwald-tee.de</p>"


@pytest.mark.parametrize(
    "other",
    [
        "Parcels are packed and sent for us by Quickpack Ltd, 9 Dock Road, Hull HU1 2XY.",
        "Card data goes to Paywell plc, 1 Bank Street, London EC2A 4NE; questions on this go to privacy@paywell-cards.com.",
        "Links to growers (rose hips, mint, the good people at sales@mintgrowers.org) lead to pages of theirs.",
        (
            "Complaints about how schools treat records may be sent to the U.S. Department of Education, 12 Federal Avenue, "
            "Washington, DC 20202."
        ),
        "To be called less, register with the Telephone Preference Service on 0345 555 0177.",
    ],
)
def test_a_company_or_office_that_is_spoken_of(other: str) -> None:
    reading = read(f"<h1>Privacy at Fernwood Tea</h1>{OWN}<h2>Others</h2><p>{other}</p>", site="fernwoodtea.co.uk")
    assert values(reading, "email") == ["hello@fernwoodtea.co.uk"]
    assert [v for v in values(reading, "post") if "Mill Lane" not in v] == []
    assert values(reading, "phone") == []


@pytest.mark.parametrize(
    "other",
    [
        "Den Rundbrief verschickt für uns die postbote GmbH, Kirchweg 9, 79106 Freiburg. Wir sehen, wie viele ihn öffnen.",
        (
            "Die Prüfung macht die Zahlwohl Bank AG, Ring 4, 60311 Frankfurt. Fragen dazu richten Sie bitte an "
            "datenschutz@zahlwohl-bank.de."
        ),
        (
            "Eine Beschwerde nimmt entgegen: Sächsische Datenschutz- und Transparenzbeauftragte, Ufergasse 1, 01067 Dresden, "
            "Telefon 0351 555 01 77."
        ),
    ],
)
def test_a_german_company_or_office_that_is_spoken_of(other: str) -> None:
    reading = read(f"<h1>Datenschutz</h1>{EIGEN}<h2>Weitere</h2><p>{other}</p>", site="farnwald-tee.de")
    assert values(reading, "email") == ["hallo@farnwald-tee.de"]
    assert [v for v in values(reading, "post") if "Mühlgasse" not in v] == []
    assert values(reading, "phone") == []


def test_a_line_with_the_sites_name_begins_its_own_contacts() -> None:
    body = (
        "<title>Privacy - Copper Kettle</title><p>Not content? Take it up with the Better Business Bureau, 12 Elm Street, "
        "Dayton OH 45402, phone (937) 555-0190, but try us first.</p><p>Copper Kettle Supply<br>40 Forge Ave.<br>Dayton, Ohio "
        "45404<br>Orders: 1-800-555-0170<br>Fax: (937) 555-0143<br>E mail: pots@copperkettlepots.com</p>"
    )
    reading = read(body)
    assert values(reading, "email") == ["pots@copperkettlepots.com"]
    assert values(reading, "phone") == ["1-800-555-0170"]
    assert values(reading, "fax") == ["(937) 555-0143"]
    assert [v.split("\n")[1] for v in values(reading, "post")] == ["40 Forge Ave."]


def test_a_word_for_others_in_the_sites_own_name_gives_nothing_away() -> None:
    body = "<p>Wolds Hosting Ltd. Office and letters: Unit 2, Quay Wharf, Canal Road, Goole DN14 5AA. post@woldshosting.co.uk</p>"
    reading = read(f"<h1>Wolds Hosting Ltd: privacy</h1>{body}", site="woldshosting.co.uk")
    assert len(values(reading, "post")) == 1


@pytest.mark.parametrize(
    ("text", "site", "number"),
    [
        ("Secrétariat : 04 75 55 01 18 (répondeur), bonjour@moulin-essai.fr", "moulin-essai.fr", "04 75 55 01 18"),
        ("Tel. 923 55 01 45 · WhatsApp 655 01 44 29, correo tienda@prueba.es", "prueba.es", "655 01 44 29"),
        ("Anrufbeantworter: 040 555 01 78, post@probe-haus.de", "probe-haus.de", "040 555 01 78"),
        ("Write to ann@wolds.co.uk, or 01924 496 0170 in office hours.", "wolds.co.uk", "01924 496 0170"),
    ],
)
def test_numbers_without_the_word_telephone(text: str, site: str, number: str) -> None:
    assert number in values(read(f"<h1>Contact us</h1><p>{text}</p>", site=site), "phone")


@pytest.mark.parametrize(
    ("address", "first"),
    [
        ("C/ Tejedores, nave 9 · 37184 Villares de la Reina (Salamanca)", "C/ Tejedores"),
        ("Avda. de la Paz, 12, bajo<br>33202 Gijón (Asturias), España", "Avda. de la Paz"),
        ("Polígono Industrial Norte, parcela 4, 46220 Picassent (Valencia)", "Polígono"),
    ],
)
def test_spanish_addresses(address: str, first: str) -> None:
    found = values(read(f"<h1>Contacto</h1><p>Escríbanos a:</p><p>{address}</p>", site="prueba.es"), "post")
    assert len(found) == 1
    assert found[0].startswith(first)
    assert found[0].endswith((")", "España"))


@pytest.mark.parametrize("mailbox", ["webprivacy", "data", "caprivacy", "datos", "vieprivee", "privacyteam"])
def test_a_mailbox_says_what_it_is_for(mailbox: str) -> None:
    reading = read(f"<p>Contact us at {mailbox}@fernwoodtea.co.uk.</p>", site="fernwoodtea.co.uk")
    assert [c.roles for c in reading.contacts] == [("privacy",)]


@pytest.mark.parametrize(("anchor", "kind"), [("Record Removal form", "form"), ("Order form", None)])
def test_a_form_by_what_it_is_for(anchor: str, kind: str | None) -> None:
    body = f'<p>It is filed with the same office on the <a href="/office/f7">{anchor}</a>.</p>'
    found = [c.kind for c in read(body, site="fernwoodtea.co.uk").contacts]
    assert found == ([kind] if kind else [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Email Mo at office@fern-trails.org and we will take care of it.", ["office@fern-trails.org"]),
        ("Contact Zahlix at help@zahlix-pay.com about a payment.", []),
    ],
)
def test_a_person_is_of_the_site_and_a_company_is_not(text: str, found: list[str]) -> None:
    assert values(read(f"<h1>Privacy</h1><p>{text}</p>"), "email") == found
