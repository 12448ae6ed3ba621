"""Who sets a cookie, who is behind a domain, and whom to write to, from the shipped facts."""

import csv
import re
import time
from importlib import resources

import pytest

from cookietui.catalog import shipped
from cookietui.catalog.book import Catalogue
from cookietui.catalog.common_names import is_common
from cookietui.catalog.joining import short_name
from cookietui.catalog.owners import owner, owners
from cookietui.core.catalogue import OWN, Batch, CookieRow, OrganisationRow, Source
from cookietui.core.site import registrable

BOOK = Catalogue()


@pytest.mark.parametrize(
    ("name", "domain", "organisation", "category", "fit"),
    [
        ("_fbp", None, "meta.com", "marketing", "anywhere"),
        ("_fbp", ".shop.example", "meta.com", "marketing", "anywhere"),
        ("hubspotutk", ".shop.example", "hubspot.com", "marketing", "anywhere"),
        ("_ga", "www.shop.example", "google.com", "analytics", "anywhere"),
        ("_ga_4XQ1", ".shop.example", "google.com", "analytics", "anywhere"),
        ("IDE", ".doubleclick.net", "google.com", "marketing", "domain"),
        ("NID", ".google.de", "google.com", "marketing", "domain"),
        ("lang", "www.linkedin.com", "linkedin.com", "functional", "domain"),
        ("uid", ".adform.net", "adform.com", "marketing", "domain"),
    ],
)
def test_who_sets_a_cookie(name: str, domain: str | None, organisation: str, category: str, fit: str) -> None:
    found = BOOK.cookie(name, domain)
    assert found is not None
    assert (found.organisation, found.category, found.fit) == (organisation, category, fit)
    assert found.source
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", found.date)


@pytest.mark.parametrize(
    ("name", "domain"),
    [("lang", "shop.example"), ("uid", "shop.example"), ("session_id", "shop.example"), ("nobody-knows-this", None)],
)
def test_a_common_name_tells_nothing_away_from_its_domain(name: str, domain: str | None) -> None:
    assert BOOK.cookie(name, domain) is None


@pytest.mark.parametrize(
    ("name", "common"),
    [("lang", True), ("session_id", True), ("userToken", True), ("s", True), ("_fbp", False), ("_gid", False)],
)
def test_common_names(name: str, common: bool) -> None:
    assert is_common(name) is common


@pytest.mark.parametrize("name", ["_shared", "_s", "_simple", "A1", "sp", "ct_1", "user_x", "_sid_1", "ua_x"])
def test_a_letter_or_two_tell_nothing_away_from_their_domain(name: str) -> None:
    assert BOOK.cookie(name, "www.shop.example") is None


@pytest.mark.parametrize(
    ("name", "domain", "organisation"),
    [
        ("_s1", "events.newsroom.bi", "marfeel.com"),
        ("A1", ".yahoo.com", "yahoo.com"),
        ("mp_9f8e_mixpanel", "www.shop.example", "mixpanel.com"),
        ("visitor_id4711", "www.shop.example", "salesforce.com"),
    ],
)
def test_short_names_are_known_where_they_are_at_home_or_name_their_product(
    name: str, domain: str, organisation: str
) -> None:
    found = BOOK.cookie(name, domain)
    assert found is not None
    assert found.organisation == organisation


def test_a_correction_may_be_as_short_as_the_person_likes() -> None:
    own = Batch(
        source=Source(key=OWN, title="yours"),
        cookies=(CookieRow(cookie="q*", match="prefix", organisation="a.example"),),
    )
    found = Catalogue([own]).cookie("q7", "www.shop.example")
    assert found is not None
    assert found.organisation == "a.example"


def test_a_correction_of_others_is_heard_after_the_record_it_corrects() -> None:
    given = Batch(
        source=Source(key="corrections-friend", title="corrections in friend.toml"),
        organisations=(OrganisationRow(id="criteo.com", email="other@criteo.com"),),
    )
    for word in ("criteo.com", "static.criteo.com", "Criteo"):
        found = Catalogue([given]).organisation(word)
        assert found is not None
        emails = [each for each in found.contacts if each.kind == "email"]
        assert [(each.value, each.source) for each in emails] == [
            ("dpo@criteo.com", "datarequests.org company database"),
            ("other@criteo.com", "corrections in friend.toml"),
        ]
        assert found.name == "Criteo"


@pytest.mark.parametrize(
    ("host", "organisation"),
    [
        ("github.io", "microsoft.com"),
        ("me.github.io", None),
        ("www.me.github.io", None),
        ("d1.cloudfront.net", None),
        ("d31qbv1cthcecs.cloudfront.net", "amazon.com"),
        ("my-shop.myshopify.com", None),
        ("checkout.shopify.com", "shopify.com"),
    ],
)
def test_a_guest_of_a_house_of_many_is_not_the_house(host: str, organisation: str | None) -> None:
    found = BOOK.organisation(host)
    assert (found.id if found else None) == organisation


def test_our_list_honours_what_was_merged() -> None:
    ours: dict[str, set[str]] = {}
    for each in owners():
        for name in filter(None, (each.product, *each.names)):
            ours.setdefault(short_name(name), set()).add(each.organisation)
    gone = [row for _, rows in shipped.organisations() for row in rows if row.gone and row.into]
    assert gone
    assert not [row.name for row in gone if row.id not in ours.get(short_name(row.name), {row.id})]


@pytest.mark.parametrize(
    ("domain", "organisation"),
    [
        ("flickr.com", "smugmug.com"),
        ("tumblr.com", "automattic.com"),
        ("ligatus.com", "outbrain.com"),
        ("serving-sys.com", "amazon.com"),
    ],
)
def test_who_bought_whom(domain: str, organisation: str) -> None:
    found = BOOK.organisation(domain)
    assert found is not None
    assert found.id == organisation
    assert found.contacts


@pytest.mark.parametrize(
    ("name", "organisation", "product"),
    [
        ("_mkto_trk", "adobe.com", "Marketo"),
        ("ajs_anonymous_id", "twilio.com", "Segment"),
        ("cto_bundle", "criteo.com", "Criteo"),
        ("connect.sid", None, "Express"),
        ("euconsent-v2", None, "IAB TCF consent string"),
    ],
)
def test_a_cookie_is_not_of_the_site_where_a_list_saw_it(name: str, organisation: str | None, product: str) -> None:
    found = BOOK.cookie(name, "www.shop.example")
    assert found is not None
    assert (found.organisation, found.product, found.fit) == (organisation, product, "anywhere")
    assert found.software is (organisation is None)


def test_our_list_of_cookies_is_sound() -> None:
    (source, rows), *_ = shipped.cookies()
    assert source == shipped.OUR_SOURCE
    assert len({(row.cookie, row.product) for row in rows}) == len(rows)
    for row in rows:
        assert row.organisation or row.software, row.cookie
        assert not row.organisation or BOOK.organisation(row.organisation) is not None, row.cookie
        assert row.lifetime in {"", "session"} or row.lifetime.isdigit(), row.cookie


@pytest.mark.parametrize(
    ("word", "mail"), [("rtl.de", "datenschutz@rtl.de"), ("www.meinestadt.de", "datenschutz@meinestadt.de")]
)
def test_a_home_page_leads_to_its_own_company(word: str, mail: str) -> None:
    found = BOOK.organisation(word)
    assert found is not None
    assert found.contacts[0].value == mail


@pytest.mark.parametrize("name", ["_pk_id.1.1fff", "umami.x", ".AspNetCore.Session", ".ASPXAUTH"])
def test_what_a_site_runs_for_itself(name: str) -> None:
    found = BOOK.cookie(name, "shop.example")
    assert found is not None
    assert found.software


def test_software_of_the_site_is_told_from_services() -> None:
    found = BOOK.cookie("PHPSESSID", "shop.example")
    assert found is not None
    assert found.software
    assert found.session


def test_the_longer_beginning_wins() -> None:
    mine = Batch(
        source=Source(key="a", title="A"),
        cookies=(
            CookieRow(cookie="zq_*", match="prefix", product="short"),
            CookieRow(cookie="zq_long_*", match="prefix", product="long"),
            CookieRow(cookie="zq_*_end", match="glob", product="glob"),
            CookieRow(cookie="zq_long_exact", product="exact"),
        ),
    )
    book = Catalogue([mine])
    asked = ("zq_long_exact", "zq_long_1", "zq_1", "zq_1_end", "zq_")
    found = [book.cookie(name) for name in asked]
    assert [each and each.product for each in found] == ["exact", "long", "short", "short", "short"]


def test_regexes_of_others_are_never_run() -> None:
    rows = (CookieRow(cookie="(a+)+$", match="regex-text", product="x"),)
    book = Catalogue([Batch(source=Source(key="a", title="A"), cookies=rows)])
    assert book.cookie("a" * 40 + "!") is None
    assert book.cookie("(a+)+$") is not None


@pytest.mark.parametrize(
    ("word", "identifier"),
    [
        ("facebook.com", "meta.com"),
        ("https://www.instagram.com/about", "meta.com"),
        ("meta.com", "meta.com"),
        ("stats.g.doubleclick.net", "google.com"),
        ("Google", "google.com"),
        ("criteo s.a.", "criteo.com"),
        ("Criteo", "criteo.com"),
        ("mercadolibre.com.ar", "mercadopago.com"),
    ],
)
def test_any_domain_or_name_means_the_organisation(word: str, identifier: str) -> None:
    found = BOOK.organisation(word)
    assert found is not None
    assert found.id == identifier


@pytest.mark.parametrize("word", ["", ".", "com", "no such company at all", "unheard-of.example", "\x00", "a" * 5000])
def test_nobody(word: str) -> None:
    assert BOOK.organisation(word) is None


def test_a_domain_of_a_branch_gives_the_contacts_of_that_branch_first() -> None:
    found = BOOK.organisation("amazon.de")
    assert found is not None
    assert found.contacts[0].value == "eu-privacy@amazon.de"
    assert "email" in found.needs
    assert all(each.source and each.date for each in found.contacts)


def test_a_record_that_was_merged_leads_to_the_one_that_is_left() -> None:
    found = BOOK.organisation("AachenMünchener")
    assert found is not None
    assert "merged into Generali" in found.gone
    assert found.contacts[0].value.endswith("generali.com")


def test_a_record_without_an_heir_says_why() -> None:
    found = BOOK.organisation("4INFO Inc.")
    assert found is not None
    assert "European law" in found.gone
    assert not found.contacts


def test_enough_is_known() -> None:
    cookies = [row for _, rows in shipped.cookies() for row in rows]
    led = [row for row in cookies if row.organisation]
    known = [row for row in led if BOOK.organisation(row.organisation) is not None]
    assert len(cookies) >= 2200
    assert len(known) >= 1000
    reached = {row.id for _, rows in shipped.organisations() for row in rows if row.reachable and not row.gone}
    assert len(reached) >= 3000


def test_the_files_are_sound() -> None:
    for name in (shipped.COOKIES, shipped.CONTACTS):
        text = (resources.files("cookietui") / "data" / name).read_text(encoding="utf-8")
        assert all(line["source"] in shipped.sources() for line in csv.DictReader(text.splitlines()))
    for _, rows in shipped.organisations():
        for row in rows:
            known = owner(row.id)
            assert "." not in row.id or registrable(row.id) == row.id
            assert known is None or known.organisation == row.id or registrable(row.id, icann=True) != row.id
            assert all(
                link.startswith(("http://", "https://")) for link in (row.form, row.web, row.deletion_link) if link
            )
            assert not row.email or "@" in row.email
    for source in shipped.sources().values():
        assert source.date
        assert source.licence in {"MIT", "CC0-1.0", "Apache-2.0"}


def test_no_sentences_were_copied() -> None:
    for _, rows in shipped.cookies():
        for row in rows:
            assert row.lifetime in {"", "session", "endless"} or row.lifetime.isdigit()
            assert len(row.product) <= 80


def test_the_notice_names_every_source() -> None:
    notice = (resources.files("cookietui").joinpath("..", "NOTICE")).read_text(encoding="utf-8")
    for source in shipped.sources().values():
        assert source.url.removeprefix("https://") in notice


def test_what_the_person_wrote_comes_first() -> None:
    own = Batch(
        source=Source(key=OWN, title="you", date="2026-11-22"),
        cookies=(CookieRow(cookie="_fbp", category="functional", organisation="criteo.com"),),
        organisations=(
            OrganisationRow(id="criteo.com", email="new@criteo.com"),
            OrganisationRow(id="adform.com", without=("form",)),
        ),
    )
    book = Catalogue([own])
    cookie, criteo, adform = book.cookie("_fbp"), book.organisation("Criteo"), book.organisation("adform.com")
    assert cookie is not None
    assert criteo is not None
    assert adform is not None
    assert (cookie.category, cookie.own) == ("functional", True)
    assert [(each.value, each.own) for each in criteo.contacts if each.kind == "email"] == [("new@criteo.com", True)]
    assert not [each for each in adform.contacts if each.kind == "form"]
    assert [each for each in adform.contacts if each.kind == "email"]


def test_imported_trackers_own_their_hosts() -> None:
    rows = (
        OrganisationRow(id="spy.example", name="Spy", domains=("t.spy.example",), category="marketing", tracker=True),
    )
    knows = Catalogue([Batch(source=Source(key="x", title="X"), organisations=rows)]).knowledge()
    found = knows.owner("a.t.spy.example")
    assert found is not None
    assert (found.organisation, found.category) == ("spy.example", "marketing")
    assert knows.owner("google-analytics.com") is not None
    assert knows.owner("spy.example") is None


def test_a_copy_of_a_shipped_source_takes_its_place() -> None:
    rows = (CookieRow(cookie="only_one_left"),)
    source = shipped.sources()["open-cookie-database"]
    book = Catalogue([Batch(source=source, cookies=rows)])
    assert book.cookie("only_one_left") is not None
    assert book.cookie("_fbp") is None


def test_asking_is_linear() -> None:
    begin = time.process_time()
    for size in (1000, 100_000):
        BOOK.cookie("_" * size, "." * size)
        BOOK.organisation("x " * size)
        BOOK.owner("a." * size)
    assert time.process_time() - begin < 3
