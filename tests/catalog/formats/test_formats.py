"""Databases of others: what is taken, what is left out, and what is refused with one line."""

import json
from typing import Any

import pytest

from cookietui import plugins
from cookietui.catalog import formats
from cookietui.catalog.categories import category_of
from cookietui.catalog.importing import adds, read_batch, titles
from cookietui.catalog.joining import Joiner, short_name
from cookietui.core.catalogue import Batch
from cookietui.core.errors import BadInput
from cookietui.sources.sample import Sample


def read(name: str, content: Any) -> Batch:
    """Import a file of that name; what is no text becomes JSON."""
    text = content if isinstance(content, str) else json.dumps(content)
    return read_batch(Sample(name, text.encode()), Joiner())


PATTERN = """name: Spyware Plus
category: site_analytics
website_url: https://spy.example/
organization: spy_gmbh

--- domains
t.spy.example
spy.example
not a host!
--- domains

--- filters
||spy.example^$third-party
--- filters
"""


def test_a_pattern_of_trackerdb() -> None:
    (row,) = read("spy.eno", PATTERN).organisations
    assert (row.id, row.name, row.category, row.tracker) == ("spy.example", "Spyware Plus", "analytics", True)
    assert row.domains == ("t.spy.example", "spy.example")


def test_an_organisation_of_trackerdb() -> None:
    text = "name: Spy GmbH\nwebsite_url: https://spy.example\nprivacy_contact: dpo@spy.example\n"
    text += "privacy_policy_url: javascript:alert(1)\ndescription: We spy.\n\n--- notes\nname: wrong\n--- notes\n"
    (row,) = read("org.eno", text).organisations
    assert (row.id, row.name, row.email, row.web, row.form) == ("spy.example", "Spy GmbH", "dpo@spy.example", "", "")


def test_the_whole_trackerdb() -> None:
    whole = {
        "categories": {"advertising": {"name": "Advertising", "color": "#fff", "description": "x"}},
        "organizations": {"spy": {"name": "Spy GmbH", "website_url": "https://spy.example", "privacy_contact": "a@spy.example"}},
        "patterns": {"one": {"name": "Spy Ads", "category": "advertising", "organization": "spy", "domains": ["ads-of-spy.example"]}},
        "domains": {},
        "filters": {},
    }  # fmt: skip
    tracker, organisation = read("trackerdb.json", whole).organisations
    assert (tracker.id, tracker.names, tracker.category) == ("spy.example", ("Spy GmbH",), "marketing")
    assert organisation.email == "a@spy.example"


def test_disconnect() -> None:
    services = {
        "license": "somebody's",
        "categories": {
            "Content": [{"Spy": {"https://spy.example/": ["spy.example", "cdn.spy.example"]}}],
            "Advertising": [{"Spy": {"https://spy.example/": ["spy.example"], "dnt": "eff", "performance": "true"}}],
        },
    }
    rows = {row.category: row for row in read("services.json", services).organisations}
    assert rows["marketing"].domains == ("spy.example",)
    assert rows["functional"].domains == ("cdn.spy.example",)
    assert {row.id for row in rows.values()} == {"spy.example"}


def test_a_domain_of_tracker_radar() -> None:
    file = {
        "domain": "t.spy.example",
        "owner": {"name": "Spy GmbH & Co. KG", "displayName": "Spy", "privacyPolicy": "https://spy.example/p", "url": "https://spy.example"},
        "prevalence": 0.1,
        "categories": ["CDN", "Ad Motivated Tracking"],
        "resources": [
            {"rule": "(a+)+$", "firstPartyCookies": {"_spy": {"ttl": 86400.0}, "_odd": {"ttl": "x"}}},
            {"rule": "b", "firstPartyCookies": {"_spy": {"ttl": 1}}},
        ],
    }  # fmt: skip
    batch = read("spy.example.json", file)
    (row,) = batch.organisations
    assert (row.id, row.name, row.category, row.web) == ("spy.example", "Spy", "marketing", "https://spy.example/p")
    assert [(c.cookie, c.lifetime, c.organisation) for c in batch.cookies] == [
        ("_spy", "86400", "spy.example"),
        ("_odd", "", "spy.example"),
    ]


@pytest.mark.parametrize(
    "content",
    [
        {"name": "Spy GmbH", "displayName": "Spy", "properties": ["spy.example", "t.spy.example"], "prevalence": 1},
        {"Spy GmbH": {"displayName": "Spy", "aliases": ["Spy"], "properties": ["spy.example", "t.spy.example"]}},
    ],
)
def test_entities_of_tracker_radar(content: Any) -> None:
    (row,) = read("entity.json", content).organisations
    assert (row.id, row.name, row.names, row.domains) == (
        "spy.example",
        "Spy",
        ("Spy GmbH",),
        ("spy.example", "t.spy.example"),
    )


def test_the_domain_map_of_tracker_radar() -> None:
    content = {"spy.example": {"entityName": "Spy GmbH", "aliases": [], "displayName": "Spy"}}
    (row,) = read("domain_map.json", content).organisations
    assert (row.id, row.domains) == ("spy.example", ("spy.example",))


def test_the_blocklist_made_of_tracker_radar() -> None:
    owner = {"name": "Spy GmbH", "displayName": "Spy"}
    tracker = {"domain": "t.spy.example", "owner": owner, "prevalence": 1, "categories": ["Analytics"], "rules": []}
    content = {
        "trackers": {"t.spy.example": tracker},
        "entities": {"Spy GmbH": {"domains": ["t.spy.example", "spy.example"], "displayName": "Spy", "prevalence": 1}},
        "domains": {"t.spy.example": "Spy GmbH"},
    }
    tracker_row, entity = read("tds.json", content).organisations
    assert (tracker_row.category, tracker_row.domains) == ("analytics", ("t.spy.example",))
    assert entity.domains == ("t.spy.example", "spy.example")


NEW = (
    '\ufeffmetadata,,,,\n"Data broker name:","Doing Business As (DBA), if applicable:",'
    '"Data broker primary website:","Data broker primary contact email address:",'
    '"Data broker\u2019s primary website that contains details on how consumers can exercise their rights:",'
    '"Data broker primary street address:","Data broker city:","Data broker state:","Data broker zip code:"\n'
    '"Spy Inc.","Spyglass","https://www.spy.example;\nhttps://second.example","p@spy.example; q@spy.example",'
    '"See https://spy.example/rights, or call","1 Long Road","Reno","NV","89501"\n'
    '"","","https://nameless.example","","","","","",""\n'
)
MIDDLE = "Business name,Business primary website,Business primary contact email address\nSpy Inc.,spy.example,p@spy.example\n"
OLD = (
    "Data Broker Name,Email Address,Website URL,Physical Address,How a consumer may opt out of sale or submit requests,"
    "How a protected individual can demand deletion\n"
    'Spy Inc.,p@spy.example,spy.example,"1 Long Road, Reno",Go to https://spy.example/optout.,-\n'
)


@pytest.mark.parametrize("text", [NEW, MIDDLE, OLD])
def test_the_california_registry_of_every_year(text: str) -> None:
    (row,) = read("registry.csv", text).organisations
    assert (row.id, row.name, row.email) == ("spy.example", "Spy Inc.", "p@spy.example")


def test_what_the_california_registry_says() -> None:
    (new,), (old,) = read("a.csv", NEW).organisations, read("a.csv", OLD).organisations
    assert new.domains == ("spy.example", "second.example")
    assert new.names == ("Spyglass",)
    assert new.web == "https://spy.example/rights"
    assert new.post == "Spy Inc.\n1 Long Road\nReno NV 89501"
    assert old.web.startswith("https://spy.example/optout")


OCD = (
    "ID,Platform,Category,Cookie / Data Key name,Domain,Description,Retention period,Data Controller,"
    "User Privacy & GDPR Rights Portals,Wildcard match\n"
)


def cookies(*rows: str) -> Batch:
    """A database with these lines."""
    return read("db.csv", OCD + "\n".join(rows) + "\n")


def test_the_open_cookie_database() -> None:
    batch = cookies(
        "1,Spy,Marketing,_spy,.t.spy.example (3rd party) or spy2.example,A sentence.,2 years,Spy,https://spy.example/p,0",
        "2,Spy,Analytics,_spy_,,A sentence.,session,Spy,https://spy.example/p,1",
        "3,WordPress,Functional,wp-x,,A sentence.,Unknown,WordPress,,0",
        "4,,Functional,,,,,,,0",
    )
    first, second, third = batch.cookies
    assert (first.domains, first.lifetime, first.organisation) == (
        ("t.spy.example", "spy2.example"),
        "63072000",
        "spy.example",
    )
    assert (second.cookie, second.match, second.lifetime) == ("_spy_*", "prefix", "session")
    assert (third.software, third.lifetime) == (True, "")
    assert "sentence" not in repr(batch)


def test_who_controls_a_cookie_counts_before_a_name_within_that_of_its_platform() -> None:
    batch = cookies("1,AWS Popup,Functional,pop,,A sentence.,session,Adder,https://adder.example/p,0")
    assert batch.cookies[0].organisation == "adder.example"


def test_records_of_datarequests() -> None:
    company = {
        "slug": "spy",
        "name": "Spy GmbH",
        "web": "https://www.spy.example",
        "runs": ["Spyglass (www.glass.example)"],
        "email": "dpo@spy.example",
        "webform": "data:text/html,x",
        "address": "1 Long Road\n\nReno\x1b[2J",
        "relevant-countries": ["all"],
        "required-elements": [{"type": "name", "desc": "Name"}, {"type": "input", "desc": "Customer number"}, {"type": "email", "desc": "x", "optional": True}],
        "custom-access-template": "access-tracking",
        "suggested-transport-medium": "letter",
        "sources": [],
        "quality": "verified",
    }  # fmt: skip
    gone = {
        "slug": "old",
        "name": "Old Spy AG",
        "reason": "company-merged",
        "redirect-to": "spy",
        "sources": [],
        "quality": "obsolete",
    }
    text = f"{json.dumps(company)}\n{json.dumps(gone)}\n"
    row, left = read("companies.jsonl", text).organisations
    assert (row.id, row.domains, row.email, row.form) == (
        "spy.example",
        ("spy.example", "glass.example"),
        "dpo@spy.example",
        "",
    )
    assert row.post == "1 Long Road\nReno[2J"
    assert (row.needs, row.tracking, row.suggested, row.countries) == (("name", "Customer number"), True, "post", ())
    assert (left.id, left.gone, left.into) == ("spy.example", "merged", "Spy GmbH")


def test_the_home_of_one_company_is_no_product_of_another() -> None:
    def company(slug: str, *runs: str, email: str = "") -> str:
        web = f"https://www.{slug}.example"
        return json.dumps(
            {"slug": slug, "name": slug, "web": web, "runs": runs, "email": email, "sources": [], "quality": "x"}
        )

    lines = (
        company("alpha", "news.example Singles", "dates.example", "alpha.example"),
        company("news", email="dpo@ne\u00adws.example"),
    )
    alpha, news = read("companies.jsonl", "\n".join(lines)).organisations
    assert alpha.domains == ("alpha.example", "dates.example")
    assert (news.domains, news.email) == (("news.example",), "dpo@news.example")


def test_just_delete_me() -> None:
    sites = [
        {"name": "Spy", "url": "https://spy.example/x", "difficulty": "hard", "notes": "A sentence.", "domains": ["www.spy.example"], "email": "a@spy.example"},
        {"name": "No host", "url": "x", "difficulty": "odd", "domains": ["com"]},
    ]  # fmt: skip
    (row,) = read("sites.json", sites).organisations
    assert (row.id, row.difficulty, row.deletion_email) == ("spy.example", "hard", "a@spy.example")
    assert "sentence" not in repr(row)


def test_related_website_sets() -> None:
    sets = {"sets": [{"contact": "me@private.example", "primary": "https://a.example", "associatedSites": ["https://b.example"],
                      "rationaleBySite": {}, "ccTLDs": {"https://a.example": ["https://a2.example"]}}]}  # fmt: skip
    (row,) = read("sets.json", sets).organisations
    assert row.domains == ("a.example", "b.example", "a2.example")
    assert "private" not in repr(row)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.json", "{}"),
        ("x.json", "[]"),
        ("x.csv", "a,b\n1,2\n"),
        ("x.txt", "hello"),
        ("x.eno", "nothing"),
        ("x.json", '{"license": "x", "categories": [1, 2]}'),
        ("x.json", '{"license": "x", "categories": {"Advertising": [1, {"a": 2}, {"b": {"c": 3}}]}}'),
        ("x.json", '{"sets": 1, "primary": 1, "rationaleBySite": 1}'),
        ("x.json", '[{"name": "a", "url": 1, "difficulty": [], "domains": {}}]'),
        ("x.json", '{"slug": "a", "name": 1, "sources": 1, "quality": 1}'),
        ("x.json", '{"domain": "com", "owner": [], "prevalence": NaN}'),
        ("x.json", '{"categories": {"a": {"color": 1, "description": 1}}, "patterns": []}'),
        ("x.json", '{"license": 1, "categories": ' + "[" * 10_000),
        ("x.csv", "Business name,Business primary website,Business primary contact email address\n"),
        ("x.csv", OCD),
    ],
)
def test_what_cannot_be_used_is_one_error(name: str, content: str) -> None:
    with pytest.raises(BadInput) as error:
        read(name, content)
    assert "\n" not in str(error.value)
    assert name in str(error.value)


@pytest.mark.parametrize("name", plugins.names(formats))
def test_a_format_keeps_its_contract(name: str) -> None:
    module = plugins.load(formats, name)
    assert isinstance(module.TITLE, str)
    assert module.SOURCE.url.startswith("https://")
    assert module.identify(Sample("empty", b"\x00\xff")) == "no"


def test_titles_and_adding() -> None:
    assert len(titles()) == len(plugins.names(formats))
    assert adds("ghostery-trackerdb")
    assert adds("datenanfragen-records")
    assert not adds("datenanfragen")
    assert not adds("disconnect")


@pytest.mark.parametrize(
    ("name", "short"),
    [("Spy GmbH & Co. KG", "spy"), ("Criteo S.A.", "criteo"), ("GmbH", "gmbh"), ("", ""), ("A  B, Inc.", "a b")],
)
def test_names_without_their_legal_form(name: str, short: str) -> None:
    assert short_name(name) == short


def test_the_most_telling_category_wins() -> None:
    assert category_of("disconnect", ["Content", "Advertising"]) == "marketing"
    assert category_of("disconnect", ["nonsense", 3]) == "unclassified"
    assert category_of("open-cookie-database", ["security"]) == "necessary"


def test_a_guest_is_not_its_host() -> None:
    joiner = Joiner()
    assert joiner.domain("spy.github.io") == "spy.github.io"
    assert joiner.domain("www.instagram.com") == "meta.com"
    assert joiner.domain("com") is None
