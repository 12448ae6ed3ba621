"""Each kind is told where it is certain, and only there."""

from typing import Any

import pytest

from cookietui.core.decision import Decision, Speaker, Voice
from cookietui.core.declaration import Cookie, Embedded, Technology, Vendor
from cookietui.core.finding import Finding, key_of
from cookietui.core.findings import (
    declared_absent,
    other_storage,
    outlives_lifetime,
    present_although_denied,
    shared_organisation,
    undeclared_cookie,
    unnamed_third_party,
)
from cookietui.core.observation import ObservedSource, SeenRequest, StoredItem
from cookietui.core.sighting import Case, Known
from cookietui.core.words import Choice
from tests.core.findings.cases import DAY, FIREFOX, JAR, NOW, TODAY, VISIT, case, declaration, find, seen, told

GA = Cookie(name="_ga", lifetime_seconds=31_536_000, lifetime_text="one year", category="analytics")
BASKET = Cookie(name="basket", session=True, lifetime_text="session")
HOTJAR = Cookie(name="_hjid_*", match="prefix", lifetime_seconds=1800, lifetime_text="30 minutes")
LANG = Cookie(name="lang", lifetime_seconds=2_592_000, lifetime_text="a month")


def names(found: Any) -> list[str | None]:
    return [each.cookie for each in found]


def decides(choice: Choice) -> Any:
    def wanted(name: str | None, category: Any, organisation: str | None) -> Decision:
        voice = Voice(scope="category default", pattern=category, choice=choice, place=f"defaults.{category}")
        return Decision(cookie=name, category=category, choice=choice, won="category default", scopes=(voice,))

    return wanted


def whole(finding: Finding) -> None:
    """Both sides have evidence, and there is something to do."""
    assert {proof.side for proof in finding.evidence} >= {"declared", "observed"}
    assert finding.message
    assert finding.next


def test_an_undeclared_cookie_is_one_that_the_list_does_not_name() -> None:
    found = find(undeclared_cookie, case(declaration(GA, HOTJAR), seen("_ga"), seen("_hjid_7"), seen("uid2")))
    assert names(found) == ["uid2"]
    whole(found[0])
    assert "_ga, _hjid_*" in found[0].evidence[0].quote


def test_without_a_reading_nothing_is_undeclared() -> None:
    assert not find(undeclared_cookie, case(None, seen("uid2")))
    assert not find(declared_absent, case(None, seen("uid2")))
    assert not find(outlives_lifetime, case(None, seen("uid2", days=4000)))


def test_a_text_without_a_list_declares_by_naming_the_company() -> None:
    text = declaration(vendors=(Vendor(name="Google Analytics", domain="google.com"),))

    def know(name: str, _host: str) -> Known:
        return Known(organisation="google.com") if name == "_ga" else Known()

    assert names(find(undeclared_cookie, case(text, seen("_ga"), seen("other"), know=know))) == ["other"]
    listing = declaration(LANG, vendors=(Vendor(name="Google Analytics", domain="google.com"),))
    assert names(find(undeclared_cookie, case(listing, seen("_ga"), know=know))) == ["_ga"]


def test_a_company_that_is_not_used_declares_nothing() -> None:
    text = declaration(vendors=(Vendor(name="Meta", domain="meta.com", stance="not-used"),))
    found = find(undeclared_cookie, case(text, seen("_fbp"), know=lambda _name, _host: Known(organisation="meta.com")))
    assert names(found) == ["_fbp"]


def test_a_cookie_in_several_jars_and_paths_is_one_finding_with_its_number() -> None:
    (found,) = find(undeclared_cookie, case(declaration(GA), seen("x"), seen("x", path="/a"), seen("x", days=500)))
    assert found.observed is not None
    assert found.observed.count == 3
    assert found.observed.expires is not None
    assert found.observed.expires.startswith("2028")


@pytest.mark.parametrize(
    ("days", "certain"), [(364, False), (370, False), (380, False), (400, True), (730, True), (-50, False)]
)
def test_a_life_counts_from_the_last_moment_it_can_have_been_set(days: float, certain: bool) -> None:
    assert bool(find(outlives_lifetime, case(declaration(GA), seen("_ga", days=days)))) is certain


def test_a_jar_keeps_the_first_creation_which_accuses_nobody() -> None:
    renewed = seen("_ga", days=360, created=NOW - 900 * DAY)
    assert not find(outlives_lifetime, case(declaration(GA), renewed))


def test_a_known_time_of_setting_is_exact() -> None:
    old = seen("_ga", days=300, created=NOW - 900 * DAY, updated=NOW - 200 * DAY)
    (found,) = find(outlives_lifetime, case(declaration(GA), old))
    assert found.observed is not None
    assert found.observed.lifetime_seconds == 500 * 86_400
    whole(found)
    assert found.evidence[0].quote == "_ga\tone year"
    assert found.evidence[0].line == 2


def test_a_visit_knows_when_it_was_set() -> None:
    long_ago = seen("_ga", days=-1000, created=NOW - 2000 * DAY)
    assert names(find(outlives_lifetime, case(declaration(GA), long_ago, source=VISIT))) == ["_ga"]


def test_an_old_jar_is_judged_by_its_own_time() -> None:
    last = NOW - 3000 * DAY
    old = seen("_ga", days=-2000, created=last - 10 * DAY)
    found = find(outlives_lifetime, case(declaration(GA), old, until={JAR.path: last}))
    assert names(found) == ["_ga"]


def test_a_cookie_without_a_name_is_told_and_not_decided_by_name() -> None:
    found = case(declaration(BASKET), seen(""), wanted=decides("deny"))
    for kind in (undeclared_cookie, present_although_denied):
        (one,) = find(kind, found)
        assert one.message.startswith("A cookie without a name")
        assert not any("--cookie" in step.command for step in one.next if step.command)
        assert any("(no name)" in each.quote for each in one.evidence)


def test_behind_an_address_stands_the_site_that_uses_it() -> None:
    (one,) = find(undeclared_cookie, case(declaration(BASKET), seen("tp", "203.0.113.7")))
    assert one.organisation == "shop.example"
    assert one.next[0].command == "cookietui draft shop.example --right access"


def test_what_a_regular_expression_may_mean_is_not_called_undeclared() -> None:
    regex = Cookie(name=r"/^_pk_(id|ses)\..*$/", match="regex-text")
    found = find(undeclared_cookie, case(declaration(regex), seen("_pk_id.1.2"), seen("_pkx"), seen("uid")))
    assert names(found) == ["_pkx", "uid"]


@pytest.mark.parametrize("name", ["__Host-basket", "__Secure-basket", "__host-http-basket", "__Http-basket"])
def test_a_prefix_for_browsers_hides_no_name_from_a_text_that_leaves_it_out(name: str) -> None:
    there = case(declaration(BASKET), seen(name, days=None))
    assert not find(undeclared_cookie, there)
    assert not find(declared_absent, there)


def test_a_prefix_counts_where_the_text_gives_it_and_on_no_other_name() -> None:
    there = case(declaration(Cookie(name="__Host-basket")), seen("basket"), seen("__Host-"), seen("__Hostile-basket"))
    assert names(find(undeclared_cookie, there)) == ["basket", "__Host-", "__Hostile-basket"]
    both = case(declaration(BASKET, Cookie(name="__Host-basket", lifetime_seconds=DAY)), seen("__Host-basket"))
    assert both.sightings[0].declared == both.declaration.cookies[1] if both.declaration else False


def test_a_name_that_the_text_writes_in_other_letters_is_declared() -> None:
    text = declaration(Cookie(name="PHPSessID"), Cookie(name="SID"), Cookie(name="sid", domain="ads.example"))
    there = case(text, seen("PHPSESSID"), seen("sId"), seen("sid", "ads.example"), seen("uid"))
    assert names(find(undeclared_cookie, there)) == ["uid"]
    assert [each.declared.name for each in there.sightings if each.declared] == ["PHPSessID", "SID", "sid"]


def test_a_cookie_that_ended_is_not_there() -> None:
    ended = [seen("_ga", days=-1), seen("uid", days=-0.01), seen("deleted", days=-20_000)]
    there = [seen("today", days=0.5), seen("basket", days=None)]
    found = case(declaration(BASKET), *ended, *there, wanted=decides("deny"))
    assert [each.name for each in found.sightings] == ["today", "basket"]
    assert names(find(present_although_denied, found)) == ["today", "basket"]
    assert names(find(undeclared_cookie, found)) == ["today"]


def test_what_ended_earlier_today_is_not_there_where_the_moment_is_known() -> None:
    cookies = [seen("ended", days=0.25), seen("now", days=0.5), seen("there", days=0.75), seen("basket", days=None)]
    noon = case(declaration(BASKET), *cookies, now=NOW + DAY // 2, wanted=decides("deny"))
    assert names(find(present_although_denied, noon)) == ["there", "basket"]
    assert names(find(undeclared_cookie, noon)) == ["there"]
    day = case(declaration(BASKET), *cookies, wanted=decides("deny"))
    assert names(find(present_although_denied, day)) == ["ended", "now", "there", "basket"]


def test_a_session_that_lasts_is_told_in_words() -> None:
    (found,) = find(outlives_lifetime, case(declaration(BASKET), seen("basket", days=30)))
    assert found.message.startswith("basket is declared for the session and lives at least 29 days")


def test_a_life_counts_to_the_moment() -> None:
    ends = seen("_ga", days=400)
    (noon,) = find(outlives_lifetime, case(declaration(GA), ends, now=NOW + DAY // 2))
    (day,) = find(outlives_lifetime, case(declaration(GA), ends))
    assert noon.observed is not None
    assert day.observed is not None
    assert (noon.observed.lifetime_seconds, day.observed.lifetime_seconds) == (399 * 86_400 + 43_200, 399 * 86_400)


def test_an_old_jar_shows_what_was_there_then() -> None:
    last = NOW - 400 * DAY
    cookies = [seen("gone", days=-401), seen("there", days=-300)]
    old = case(declaration(BASKET), *cookies, until={JAR.path: last})
    assert names(find(undeclared_cookie, old)) == ["there"]


def test_a_visit_shows_what_was_set_then() -> None:
    found = case(declaration(BASKET), seen("short", days=-30, created=NOW - 31 * DAY), source=VISIT)
    assert names(find(undeclared_cookie, found)) == ["short"]


def test_the_cap_of_chromium_is_no_lie() -> None:
    two_years = Cookie(name="_ga", lifetime_seconds=2 * 31_536_000, lifetime_text="two years")
    assert not find(outlives_lifetime, case(declaration(two_years), seen("_ga", days=400)))


def test_a_session_that_lasts_a_month_is_none() -> None:
    found = find(outlives_lifetime, case(declaration(BASKET), seen("basket", days=30)))
    assert names(found) == ["basket"]
    assert not find(outlives_lifetime, case(declaration(BASKET), seen("basket", days=None)))
    assert not find(outlives_lifetime, case(declaration(BASKET), seen("basket", days=0.9)))


def test_absent_is_what_a_jar_would_have_kept() -> None:
    text = declaration(GA, BASKET, HOTJAR, LANG)
    assert names(find(declared_absent, case(text, seen("other")))) == ["_ga", "basket", "lang"]
    assert names(find(declared_absent, case(text, seen("other"), source=FIREFOX))) == ["_ga", "lang"]
    assert names(find(declared_absent, case(text, seen("other"), source=VISIT))) == ["_ga", "basket", "_hjid_*", "lang"]


def test_nothing_is_absent_of_a_site_that_was_never_visited() -> None:
    assert not find(declared_absent, case(declaration(GA)))
    assert not find(declared_absent, case(declaration(GA), seen("other"), whole=False))
    assert not find(declared_absent, case(declaration(GA), seen("IDE", "ads.example")))


def test_what_is_no_cookie_is_not_missed_among_cookies() -> None:
    text = declaration(Cookie(name="theme", storage="local-storage"), Cookie(name="^a.b$", match="regex-text"))
    assert not find(declared_absent, case(text, seen("other")))


@pytest.mark.parametrize("choice", ["allow", "ask", "session", "deny"])
def test_only_deny_makes_a_presence_a_finding(choice: Choice) -> None:
    found = find(present_although_denied, case(None, seen("x"), wanted=decides(choice)))
    assert names(found) == (["x"] if choice == "deny" else [])


def test_a_denied_cookie_quotes_the_profile() -> None:
    mine = Speaker("mine")
    (found,) = find(present_although_denied, case(declaration(GA), seen("_ga"), wanted=decides("deny"), profile=mine))
    whole(found)
    assert found.message == "_ga (analytics) is there until 2027-03-02; you deny it, by category default."
    assert found.wanted is not None
    assert found.wanted.built_in is None
    assert found.wanted is not None
    assert found.wanted.place == "defaults.analytics"
    assert (found.evidence[-1].source, found.evidence[-1].quote) == ("mine", "deny")


def test_what_only_a_built_in_profile_denies_is_not_said_to_be_the_persons_word() -> None:
    strict = Speaker("strict", frozenset({("defaults.analytics", "deny"), ("defaults.marketing", "session")}))
    there = [seen("_ga"), seen("uid")]
    text = declaration(GA, Cookie(name="uid", category="marketing"))
    built_in, own = find(present_although_denied, case(text, *there, wanted=decides("deny"), profile=strict))
    assert built_in.message.endswith("; the profile strict denies it, by category default.")
    assert own.message.endswith("; you deny it, by category default.")
    assert [each.wanted and each.wanted.built_in for each in (built_in, own)] == ["strict", None]
    assert "you" not in present_although_denied.TITLE.split()


def test_stored_items_are_findings_unless_named_as_such() -> None:
    text = declaration(Cookie(name="theme", storage="local-storage"), Cookie(name="uid"))
    items = [(StoredItem(name=name, origin="https://shop.example"), VISIT) for name in ("theme", "uid", "new", "new")]
    found = find(other_storage, case(text, storage=items))
    assert names(found) == ["uid", "new"]
    assert "calls it a cookie" in found[0].message


def test_what_the_script_of_another_stores_is_of_that_other() -> None:
    def know(name: str, _host: str) -> Known:
        return Known(organisation="hotjar.com" if name.startswith("_hj") else None)

    items = [(StoredItem(name=name, origin="https://shop.example"), VISIT) for name in ("_hjViewed", "own")]
    found = find(other_storage, case(declaration(GA), storage=items, know=know))
    assert [each.organisation for each in found] == ["hotjar.com", "shop.example"]
    assert [each.next[1].target for each in found] == ["hotjar.com", "shop.example"]


def test_a_third_party_in_the_page_or_in_a_recording_is_told_once() -> None:
    text = declaration(
        embedded=(
            Embedded(host="cdn.ads.example", domain="ads.example"),
            Embedded(host="fonts.example", domain="fonts.example", declared=True),
        )
    )
    hosts = ("cdn.ads.example", "fonts.example", "img.shop.example", "count.example", "named.example")
    asked = [(SeenRequest(host=host, domain=host, count=2), VISIT) for host in hosts]
    found = find(unnamed_third_party, case(text, requests=asked, named=lambda host: host == "named.example"))
    assert [each.observed.domain for each in found if each.observed] == ["cdn.ads.example", "count.example"]
    for each in found:
        whole(each)


def test_hosts_of_the_sites_own_organisation_are_no_third_party() -> None:
    asked = [(SeenRequest(host="static.shopcdn.example", domain="shopcdn.example", count=1), VISIT)]
    same = case(declaration(), requests=asked, know=lambda _name, _host: Known(organisation="shop.example"))
    assert not find(unnamed_third_party, same)


def at(site: str, **given: Any) -> Case:
    return Case(site, today=TODAY, **given)


def test_one_organisation_behind_several_sites_shows_over_all_of_them() -> None:
    ads = [(ObservedSource(reader="har", path="v.har"), [seen("IDE", "ads.example")])]
    text = declaration(vendors=(Vendor(name="Ads", domain="ads.example"),), technologies=(Technology(kind="cookies"),))
    cases = [
        at("a.example", cookies=ads),
        at("b.example", declaration=text),
        at("c.example"),
        at("ads.example", cookies=ads),
    ]
    (found,) = told(shared_organisation.across(cases))
    assert (found.organisation, found.sites, found.site) == ("ads.example", ("a.example", "b.example"), None)


def test_one_site_alone_shares_nothing() -> None:
    ads = [(JAR, [seen("IDE", "ads.example")])]
    assert not told(shared_organisation.across([at("a.example", cookies=ads)]))
    assert not told(shared_organisation.across([]))


def test_findings_have_keys_of_their_own() -> None:
    found = find(undeclared_cookie, case(declaration(GA), seen("x"), seen("x", "www.shop.example"), seen("y")))
    assert len({key_of(each) for each in found}) == 3
