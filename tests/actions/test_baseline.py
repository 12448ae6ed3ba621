"""A baseline keeps what is there, on the domain it is set for, and loosens nothing."""

import pytest

from cookietui.actions.baseline import propose_baseline, write_baseline
from cookietui.actions.deciding import open_active
from cookietui.actions.observing import Observed
from cookietui.actions.prefer import Wanted, set_choices
from cookietui.actions.undo import undo
from cookietui.actions.workspace import Workspace
from cookietui.core.errors import MissingInput
from cookietui.core.knowledge import CookieRecord, Knowledge
from cookietui.core.observation import Observation, ObservedCookie, ObservedSource
from tests.actions.conftest import TODAY
from tests.actions.test_compare import SOON, text_jar


def test_the_domain_is_the_one_the_cookies_are_set_for(ws, tmp_path):
    jar = text_jar(
        tmp_path,
        (".shop.example", "a", SOON),
        ("www.shop.example", "b", 0),
        ("checkout.shop.example", "c", 0),
        ("www.news.example", "d", 0),
        ("app.tool.example", "e", SOON),
        ("127.0.0.1", "f", 0),
        ("localhost", "g", 0),
    )
    found = {each.site: each for each in propose_baseline(ws, None, [jar]).proposals}
    assert list(found) == ["app.tool.example", "news.example", "shop.example"]
    assert (found["shop.example"].choice, found["shop.example"].cookies, found["shop.example"].sessions) == (
        "allow",
        3,
        2,
    )
    assert found["news.example"].choice == "session"


def test_hosts_as_people_write_them_are_the_sites_they_name(ws, tmp_path):
    jar = text_jar(
        tmp_path,
        (".Shop.Example", "a", SOON),
        ("WWW.SHOP.EXAMPLE", "b", SOON),
        ("bücher.example", "c", SOON),
        ("https://news.example", "d", SOON),
        ("a b.example", "e", SOON),
        ("-x.example", "f", SOON),
    )
    found = {each.site: each.cookies for each in propose_baseline(ws, None, [jar]).proposals}
    assert found == {"news.example": 1, "shop.example": 2, "xn--bcher-kva.example": 1}


def test_a_jar_parted_by_site_gives_a_baseline_too(ws):
    cookies = [
        ObservedCookie("a", "shop.example", expires=SOON * 1000, partition="shop.example", party="first"),
        ObservedCookie("b", "ads.example", expires=SOON * 1000, partition="shop.example", party="third"),
    ]
    source = ObservedSource(reader="firefox_cookies", path="cookies.sqlite")
    observed = Observed(observations=(Observation(source=source, cookies=tuple(cookies)),))
    (found,) = propose_baseline(ws, observed=observed).proposals
    assert (found.site, found.cookies) == ("shop.example", 1)


def test_what_was_visited_in_a_private_window_is_never_proposed(ws):
    cookies = (
        ObservedCookie("a", "shop.example", expires=SOON * 1000, party="first"),
        ObservedCookie("b", "clinic.example", expires=SOON * 1000, party="first", private=True),
    )
    source = ObservedSource(reader="firefox_cookies", path="cookies.sqlite")
    observed = Observed(observations=(Observation(source=source, cookies=cookies),))
    assert [each.site for each in propose_baseline(ws, observed=observed).proposals] == ["shop.example"]


def test_what_has_ended_is_not_there_now(ws, tmp_path):
    jar = text_jar(tmp_path, (".shop.example", "a", SOON), (".shop.example", "gone", 1000), (".old.example", "b", 1000))
    (found,) = propose_baseline(ws, None, [jar]).proposals
    assert (found.site, found.cookies) == ("shop.example", 1)


def test_what_is_stricter_by_default_stays_so(ws, tmp_path):
    jar = text_jar(tmp_path, (".shop.example", "a", SOON), (".news.example", "d", 0))
    shop, news = sorted(propose_baseline(ws, None, [jar]).proposals, key=lambda each: each.site, reverse=True)
    assert shop.categories == {"analytics": "session", "marketing": "deny"}
    assert news.categories == {"marketing": "deny"}


def test_one_undo_takes_it_all_back(ws, tmp_path):
    jar = text_jar(tmp_path, (".shop.example", "a", SOON), (".news.example", "d", 0))
    written = write_baseline(ws, propose_baseline(ws, None, [jar]).proposals)
    assert len(written.changes) == 5
    assert set(open_active(ws).sites) == {"shop.example", "news.example"}
    again = propose_baseline(ws, None, [jar])
    assert (again.proposals, again.decided) == ((), 2)
    undo(ws)
    assert not open_active(ws).sites


def test_a_choice_of_the_persons_own_stands(ws, tmp_path):
    set_choices(ws, [Wanted(site="shop.example", choice="deny")])
    jar = text_jar(tmp_path, ("www.shop.example", "a", SOON), (".news.example", "d", 0))
    found = propose_baseline(ws, None, [jar])
    assert ([each.site for each in found.proposals], found.decided) == (["news.example"], 1)


def test_a_site_whose_cookies_are_all_denied_is_not_proposed(ws, tmp_path):
    record = CookieRecord(cookie="IDE", category="marketing", organisation="google.com")
    knowing = Workspace(ws.places, TODAY, Knowledge(cookie=lambda name, _d=None: record if name == "IDE" else None))
    jar = text_jar(tmp_path, (".ads.example", "IDE", SOON), (".shop.example", "a", SOON))
    assert [each.site for each in propose_baseline(knowing, None, [jar]).proposals] == ["shop.example"]


def test_one_site_alone(ws, tmp_path):
    jar = text_jar(tmp_path, (".shop.example", "a", SOON), (".news.example", "d", 0))
    found = propose_baseline(ws, "https://www.shop.example/", [jar])
    assert [each.site for each in found.proposals] == ["shop.example"]
    with pytest.raises(MissingInput, match="no jar that was read has a cookie"):
        propose_baseline(ws, "other.example", [jar])
