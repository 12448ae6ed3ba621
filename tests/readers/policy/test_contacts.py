"""Whom to write to: the site's own contacts with their roles, and never the address of somebody else."""

import pytest

from cookietui.core.declaration import Contact
from cookietui.readers.policy import contacts, identity
from cookietui.readers.policy.reading import Reading
from cookietui.sources.sample import Sample


def read(body: str, *, site: str | None = "shop.example", name: str = "x.html") -> Reading:
    sample = Sample(name, body.encode(), site=site)
    reading = Reading(sample.page, sample)
    identity.add(reading)
    contacts.add(reading)
    return reading


def found(body: str, kind: str, *, site: str | None = "shop.example", name: str = "x.html") -> list[str]:
    return [c.value for c in read(body, site=site, name=name).contacts if c.kind == kind]


def only(body: str, kind: str, *, site: str | None = "shop.example") -> Contact:
    (contact,) = (c for c in read(body, site=site).contacts if c.kind == kind)
    return contact


OTHERS = {
    "authority-de": "<h2>Beschwerderecht</h2><p>Sie können sich bei der zuständigen Aufsichtsbehörde beschweren:</p>"
    "<p>Landesbeauftragte für den Datenschutz<br>Beispielweg 5<br>10115 Musterstadt<br>Tel.: 0999 1234567<br>"
    "E-Mail: poststelle@behoerde-muster.example</p>",
    "authority-en": "<p>If you are unhappy you have the right to lodge a complaint with the supervisory authority. Its address "
    "is Wharf House, 12 River Lane, Testham TE1 5AF, telephone 0999 123 1113, e-mail casework@regulator.example.</p>",
    "authority-fr": "<p>Vous pouvez introduire une réclamation auprès de la CNIL (12 place du Test, 75999 PARIS CEDEX 07, "
    "téléphone : 01 99 00 12 34, plaintes@autorite.example).</p>",
    "authority-es": "<p>Puede presentar una reclamación ante la Agencia Española de Protección de Datos, Calle Prueba 6, "
    "28999 Madrid, teléfono 901 000 099, correo: quejas@agencia.example.</p>",
    "authority-after": "<p>Beschwerden nimmt entgegen: poststelle@amt-muster.example (zuständige Aufsichtsbehörde).</p>",
    "known-authority-domain": "<p>Contact: casework@ico.org.uk or call us.</p>",
    "hoster": "<h2>Hosting</h2><p>Unsere Website wird gehostet bei Testhost GmbH, Serverstraße 25, 91999 Hoststadt, "
    "Telefon 09831 5050, support@testhost-muster.example.</p>",
    "hoster-en": "<p>Our pages are hosted by Cloudrack Ltd, 7 Rack Road, Testham TE2 6AB, help@cloudrack-muster.example.</p>",
    "service": "<h3>Statistik</h3><p>Anbieter ist die Zählwerk AG, Messweg 3, 8001 Zürich, Schweiz, info@zaehlwerk-muster.example."
    "</p>",
    "provider-list": "<p>Dienstanbieter: Mailversand Inc., 675 Test Avenue, Suite 5000, Atlanta, GA 30999, USA, "
    "privacy@mailversand-muster.example.</p>",
    "payment": "<p>Our payment processor is Paywell Ltd, 1 Coin Street, Testham TE1 1AA, dpo@paywell-muster.example.</p>",
    "dispute": "<p>Complaints that we cannot solve go to our dispute resolution provider: Settle Board, 200 Peace Street, "
    "Boston, MA 02199, phone 617-555-0137, file@settleboard.example.</p>",
    "attorney": "<p>Nevada residents may contact the Office of the Nevada Attorney General, 555 Test Avenue, "
    "Las Vegas, NV 89199, telephone 702-555-0132, info@ag-muster.example.</p>",
    "designer": "<p>Webdesign: Pixelwerk, Hauptstraße 1, 10115 Berlin, hallo@pixelwerk-muster.example</p>",
    "insurer": "<h2>Berufshaftpflichtversicherung</h2><p>Sicherheits AG, Policenweg 9, 50667 Köln</p>",
    "example": "<p>Your address might look like yourname@mail-muster.example, for example jane.doe@isp-muster.example.</p>",
    "example-domain": "<p>Write your address as name@example.com in the form.</p>",
    "marketing-body": "<p>To get off lists write to the Direct Marketing Association, Mail Preference Service, P.O. Box 9999, "
    "Carmel, NY 10599.</p>",
    "credit-bureau": "<p>You may place an alert with Equifax at 1-800-555-0111 or write to P.O. Box 740999, Atlanta, GA 30399.</p>",
}


@pytest.mark.parametrize("passage", OTHERS.values(), ids=OTHERS.keys())
@pytest.mark.parametrize("site", ["shop.example", None], ids=["site-known", "site-unknown"])
def test_addresses_of_others_are_never_offered(passage: str, site: str | None) -> None:
    reading = read(f"<h1>Privacy policy</h1><p>We collect data.</p>{passage}", site=site)
    assert [(c.kind, c.value) for c in reading.contacts if c.kind not in ("form", "web")] == []


@pytest.mark.parametrize("passage", OTHERS.values(), ids=OTHERS.keys())
def test_an_own_contact_before_and_after_is_kept_all_the_same(passage: str) -> None:
    before = "<h2>Contact us</h2><p>Shop Ltd<br>5 Mill Lane<br>Leeds LS1 4AP<br>Phone: 0113 496 0999<br>privacy@shop.example</p>"
    body = f"{before}{passage}<p>To exercise your rights write to desk@shop.example.</p>"
    assert found(body, "email") == ["privacy@shop.example", "desk@shop.example"]
    assert found(body, "phone") == ["0113 496 0999"]
    assert found(body, "post") == ["Shop Ltd\n5 Mill Lane\nLeeds LS1 4AP"]


RAPIDWEAVER = (
    '<script>var _rwObsfuscatedHref0 = "mai"; var _rwObsfuscatedHref1 = "lto:he"; var _rwObsfuscatedHref2 = "lp@sh";'
    ' var _rwObsfuscatedHref3 = "op.example"; var _rwObsfuscatedHref = _rwObsfuscatedHref0+_rwObsfuscatedHref1'
    "+_rwObsfuscatedHref2+_rwObsfuscatedHref3; document.getElementById('rw').href = _rwObsfuscatedHref;</script>"
)


@pytest.mark.parametrize(
    "written",
    [
        "help@shop.example",
        "&#104;elp&#64;shop&#46;example",
        "help<!-- no -->@<span></span>shop.<b>example</b>",
        "help [at] shop [dot] example",
        "help(at)shop(dot)example",
        "help {at} shop.example",
        "help AT shop DOT example",
        "help_at_shop.example",
        '<a href="mailto:help@shop.example?subject=Hi">write</a>',
        '<a href="MAILTO:help%40shop.example">write</a>',
        "<script>document.write('<a href=\"mailto:' + 'help' + '@' + 'shop.example' + '\">mail</a>')</script>",
        '<script>var u = "help"; var d = "shop.example"; document.write(u + "@" + d);</script>',
        "<script>var a = '&#104;elp' + '&#64;'; a = a + 'shop' + '&#46;' + 'example'; document.write(a);</script>",
        RAPIDWEAVER,
        '<a href="/cdn-cgi/l/email-protection#0d65686171604d7e65627d236875606c7d71686c">[email&#160;protected]</a>',
        '<span class="u">help</span> @ <span class="d">shop.example</span>',
        "<script>document.write(String.fromCharCode(104,101,108,112,64,115,104,111,112,46,101,120,97,109,112,108,101))</script>",
    ],
)
def test_an_address_is_found_however_it_is_hidden(written: str) -> None:
    if "email-protection" in written:
        key = 0x0D
        digits = bytes([key, *(b ^ key for b in b"help@shop.example")]).hex()
        written = f'<a href="/cdn-cgi/l/email-protection#{digits}">[email&#160;protected]</a>'
    body = f"<h2>Questions</h2><p>You can contact us by e-mail: {written}</p>"
    reading = read(body)
    (contact,) = (c for c in reading.contacts if c.kind == "email")
    assert contact.value == "help@shop.example"
    rows = reading.book.rows
    for row in (rows[i] for i in contact.evidence):
        if isinstance(row.pointer, str):
            start, end = map(int, row.pointer.partition(":")[2].split("-"))
            assert reading.page.source[start:end] == row.quote
        else:
            assert isinstance(row.start, int)
            assert isinstance(row.end, int)
            assert reading.page.text[row.start : row.end] == row.quote


def test_typo3_links_are_decoded() -> None:
    plain, shift = "mailto:help@shop.example", 1
    coded = "".join(
        chr(ord(c) + shift) if c.isalpha() and c != "z" else {":": ";", "@": "A", ".": "/"}[c] for c in plain
    )
    body = f"<p>Kontakt: <a href=\"javascript:linkTo_UnCryptMailto('{coded.replace(';', '+')}');\">help(at)shop.example</a></p>"
    assert found(body, "email") == ["help@shop.example"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Reach us at post@shop.example.We collect data.", ["post@shop.example"]),
        ("Reach us at post@shop.org.In all cases we answer.", ["post@shop.org"]),
        ("Reach us at post@shop.orgPlease wait.", ["post@shop.org"]),
        ("Reach us (post@shop.example), or not.", ["post@shop.example"]),
        ("Reach us at POST@SHOP.EXAMPLE!", ["POST@shop.example"]),
        ("Look at shop.example, write to us at shop.example or visit us @ the fair.", []),
        ("The file logo@2x.png and the package tool@1.2.3 are no contacts; contact us.", []),
        ("Follow us: https://social.example/@shop", []),
        ("Mails come from noreply@shop.example.", []),
    ],
)
def test_run_together_text_and_what_only_looks_like_an_address(text: str, expected: list[str]) -> None:
    assert found(f"<p>{text}</p>", "email", site="shop.org" if "shop.org" in text else "shop.example") == expected


def test_same_site_and_freemail_are_told() -> None:
    body = "<p>Contact us at help@shop.example, at shop.team@gmail.com, or our data protection officer at dpo@lawfirm.example.</p>"
    own, free, officer = (c for c in read(body).contacts if c.kind == "email")
    assert (own.same_site, own.freemail) == (True, False)
    assert (free.same_site, free.freemail) == (False, True)
    assert (officer.same_site, officer.freemail, officer.roles) == (False, False, ("dpo",))


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Questions: info@shop.example", "general"),
        ("Write to privacy@shop.example", "privacy"),
        ("Datenschutz: datenschutz@shop.example", "privacy"),
        ("Our data protection officer can be reached at a.smith@shop.example", "dpo"),
        ("Unseren Datenschutzbeauftragten erreichen Sie unter m.muster@shop.example", "dpo"),
        ("Le délégué à la protection des données : jean@shop.example", "dpo"),
        ("Delegado de Protección de Datos: juan@shop.example", "dpo"),
        ("Our EU representative is reached at rep@shop.example", "representative"),
        ("For technical support contact us at tech@shop.example", "support"),
        ("Press contact: news@shop.example", "marketing"),
        ("Report abuse to team@shop.example", "abuse"),
        ("Report a security vulnerability to bugs@shop.example", "security"),
    ],
)
def test_roles(text: str, role: str) -> None:
    assert only(f"<p>{text}</p>", "email").roles == (role,)


def test_one_contact_keeps_all_its_places() -> None:
    reading = read("<p>Contact us: help@shop.example.</p><p>To delete your account write to Help@shop.example.</p>")
    (contact,) = reading.contacts
    assert len(contact.evidence) == 2


def test_numbers_need_a_sign_that_they_are_telephones() -> None:
    body = (
        "<h2>Contact</h2><p>Shop GmbH<br>Hauptstraße 1<br>10115 Berlin<br>Tel.: +49 (0)30 1234 567-0<br>Telefax: 030/1234568<br>"
        "HRB 123456 B<br>USt-IdNr.: DE 123456789<br>Stand 01.02.2020, © 1999-2020</p>"
    )
    reading = read(body)
    assert [(c.kind, c.value, c.country) for c in reading.contacts if c.kind in ("phone", "fax")] == [
        ("phone", "+49 (0)30 1234 567-0", "DE"),
        ("fax", "030/1234568", None),
    ]


def test_numbers_share_a_label_and_repeat_once() -> None:
    body = "<p>You can call us at 800-555-0100 or 301-555-0199. Fax: 301.555.0198. Call us: (800) 555 0100.</p>"
    assert found(body, "phone") == ["800-555-0100", "301-555-0199"]
    assert found(body, "fax") == ["301.555.0198"]


def test_vanity_numbers_and_tel_links() -> None:
    body = '<p>Call us at 1-800-555-SHOP or <a href="tel:+15555550123">by phone</a>.</p>'
    assert found(body, "phone") == ["1-800-555-SHOP", "+15555550123"]


ADDRESSES = {
    "us": ("Shop, Inc.<br>672 Mill Rd #351<br>Millersville, MD 21108<br>USA", "US"),
    "us-inline": ("Shop, Inc., 212 West Street, Ste 300, Chicago, IL 60610", "US"),
    "box": ("Shop Service Center, P.O. Box 91112, Washington, DC 20090-1112", "US"),
    "hk": ("Shop Limited<br>11F, Harbour Centre, Tower 2<br>18 Dock Road, Central<br>Hong Kong", "HK"),
    "de": ("Shop GmbH<br>Am Mühlbach 7<br>10115 Berlin", "DE"),
    "at": ("Shop GmbH, Ringstraße 5, A-1010 Wien", "AT"),
    "gb": ("Shop Ltd<br>The Old Barn<br>5 Mill Lane<br>Leeds<br>LS1 4AP", "GB"),
    "fr": ("Shop SAS<br>56 rue de la Gare<br>75007 Paris<br>France", "FR"),
    "pl": ("Shop, ul. Leśna 67/2, 55-020 Wrocław, Poland", "PL"),
    "nl": ("Shop B.V.<br>Kerkstraat 12<br>1017 GC Amsterdam<br>Nederland", "NL"),
    "ca": ("Shop Inc., 1628 Dickson Avenue, Kelowna, British Columbia V1Y 9X1, Canada", "CA"),
    "au": ("Shop Pty Ltd<br>20 Guildford Lane<br>Melbourne VIC 3000<br>Australia", "AU"),
    "ie": ("Shop Ltd, 4 Canal Square, Dublin 2, Ireland", "IE"),
}


@pytest.mark.parametrize(("written", "country"), ADDRESSES.values(), ids=ADDRESSES.keys())
def test_postal_addresses_of_many_countries(written: str, country: str) -> None:
    site = "shop.de" if country == "DE" else "shop.example"
    contact = only(
        f"<p>Our postal address is:</p><p>{written}</p><p>We collect data about you, and more.</p>", "post", site=site
    )
    assert contact.country == country
    assert contact.value.replace("\n", " ").split() == written.replace("<br>", " ").split()


def test_two_addresses_under_one_sentence_are_two_contacts() -> None:
    hong_kong, usa = ADDRESSES["hk"][0], ADDRESSES["us"][0]
    reading = read(f"<p>Our postal addresses are:</p><p>{hong_kong}</p><p>{usa}</p><p>We collect little.</p>")
    assert [c.country for c in reading.contacts] == ["HK", "US"]


def test_an_address_in_prose_starts_at_its_name() -> None:
    body = "<p>If you have questions, write to us at Shop, Inc., 1100 Vine Street, Philadelphia, PA 19107. We answer soon.</p>"
    assert found(body, "post") == ["Shop, Inc., 1100 Vine Street, Philadelphia, PA 19107"]


@pytest.mark.parametrize(
    "text",
    [
        "We changed this on May 25, 2018 Berlin time.",
        "Contact us before Dec 15, 2019 We will answer.",
        "You can contact us in Berlin, Germany.",
        "Contact us: 12345 users, 2018 Edition, United States.",
    ],
)
def test_no_address_is_made_of_dates_and_places(text: str) -> None:
    assert found(f"<p>{text}</p>", "post") == []


def test_forms_and_contact_pages() -> None:
    body = (
        '<p>Use <a href="/contact-form">our contact form</a> or the form <a href="/ask">here</a>, or '
        '<a href="https://shop.example/contact">contact us</a>. See also <a href="https://other.example/contact">their page</a>, '
        '<a href="#contact">contact</a> and <a href="https://ico.org.uk/form">the complaint form</a>.</p>'
    )
    contacts_found = [(c.kind, c.value) for c in read(body).contacts]
    assert contacts_found == [
        ("form", "https://shop.example/contact-form"),
        ("form", "https://shop.example/ask"),
        ("web", "https://shop.example/contact"),
    ]


def test_a_relative_target_stays_as_written_where_the_page_has_no_address() -> None:
    assert found('<p>Nutzen Sie das <a href="/weg/damit">Löschformular</a>.</p>', "form", site=None) == ["/weg/damit"]


def test_catalogue_organisations_are_others() -> None:
    from cookietui.core.knowledge import Knowledge, Named, Owner

    owner = Owner(organisation="tracker.example", name="Tracker Inc.", domains=("tracker.example",))

    def named(text: str) -> list[Named]:
        at = text.find("Tracker")
        return [Named(at, at + 7, owner, "Tracker")] if at >= 0 else []

    knowledge = Knowledge(owner=lambda host: owner if host.endswith("tracker.example") else None, named=named)
    body = (
        "<h2>Tracker Analytics</h2><p>You can write to Tracker Inc., 1 Data Road, Chicago, IL 60610, phone 312-555-0101, "
        "or privacy@tracker.example. Contact: privacy@tracker.example</p>"
    )
    sample = Sample("x.html", body.encode(), site="shop.example", knowledge=knowledge)
    reading = Reading(sample.page, sample)
    identity.add(reading)
    contacts.add(reading)
    assert reading.contacts == []


def test_hostile_input_is_bounded() -> None:
    body = "<p>" + "a@" * 20_000 + "x at y dot " * 5_000 + "<script>" * 2_000 + "1 2 3 4 5 6 7 " * 5_000 + "</p>"
    assert found(body, "email") == []


def test_an_officer_of_another_company_is_the_site_s_where_a_section_names_one() -> None:
    page = (
        '<html lang="de"><body><h2>Verantwortliche Stelle</h2><p>Muster GmbH<br>Uferstraße 12<br>10115 Musterstadt</p>'
        "<p>E-Mail: info@shop.example</p><h2>Datenschutzbeauftragter</h2><p>Dr. Erika Probe<br>Datenschutz Probe GmbH<br>"
        "Ringstraße 4<br>10117 Musterstadt</p><p>E-Mail: dsb@probe.example</p></body></html>"
    )
    roles = {c.value.split("\n")[0]: c.roles for c in read(page).contacts}
    assert roles["dsb@probe.example"] == ("dpo",)
    assert roles["Dr. Erika Probe"] == ("dpo",)


def test_a_notice_of_copyright_may_hold_an_address() -> None:
    page = (
        "<h1>Acme Shop</h1><p>Abuse reports go to abuse@shop.example.</p><p>Last modified: 03/17/2009</p>"
        "<p>© 2009 Shop LLC, 1120 Pine St #4, Boulder, CO 80302 USA | Fax 303-555-0188</p>"
    )
    post = only(page, "post")
    assert (post.value, post.roles) == ("Shop LLC, 1120 Pine St #4, Boulder, CO 80302", ("general",))
    assert found(page, "fax") == ["303-555-0188"]


def test_an_address_without_a_number_and_one_abroad() -> None:
    page = "<p>Write to us: Quay Hospice, Quay Road, Testby YO21 9ZZ.</p>"
    assert only(page, "post").value == "Quay Hospice, Quay Road, Testby YO21 9ZZ"
    foreign = (
        '<html lang="de"><p>Verantwortlich ist die Laden AG, Talweg 1, 7099 Testdorf, Schweiz.</p>'
        "<p>Unser EU-Vertreter ist die Rep GmbH, Musterplatz 3, 80999 Musterstadt.</p></html>"
    )
    countries = {c.value.split(",")[0]: c.country for c in read(foreign, site="laden.ch").contacts if c.kind == "post"}
    assert countries == {"Laden AG": "CH", "Rep GmbH": "DE"}


def test_an_address_ends_where_a_telephone_begins() -> None:
    page = '<html lang="es"><body><p>Responsable: Calle Prueba 5, 28999 Madrid Teléfono: 915 550 199</p></body></html>'
    assert found(page, "post") == ["Calle Prueba 5, 28999 Madrid"]
