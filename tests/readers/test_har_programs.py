"""HARs as programs really write them: pages, joined headers and dates of their own."""

import json
from typing import Any

import pytest

from cookietui.core.observation import Observation
from cookietui.readers import har
from cookietui.sources.sample import Sample

START = "2027-01-15T08:00:00.000Z"
SHOP, NEWS, ADS = "https://www.shop.example/", "https://news.example/", "https://t.ads.example/p"


def asked(url: str, *lines: str, page: str | None = "page_1", status: int = 200, **headers: str) -> dict[str, Any]:
    """An entry; `headers` are those of the request."""
    sent = [{"name": name.replace("_", "-").title(), "value": value} for name, value in headers.items()]
    found = {
        "startedDateTime": START,
        "request": {"method": "GET", "url": url, "cookies": [], "headers": sent},
        "response": {"status": status, "headers": [{"name": "set-cookie", "value": line} for line in lines]},
    }
    return found if page is None else {**found, "pageref": page}


def read(*entries: Any, creator: str = "x") -> Observation:
    body = {"log": {"version": "1.2", "creator": {"name": creator, "version": "1"}, "entries": entries}}
    return har.read(Sample("x.har", json.dumps(body).encode()))


def visits(found: Observation) -> dict[str, tuple[list[str], list[str]]]:
    """Site to the names of its cookies and the hosts it asked."""
    return {
        each.site: ([found.cookies[place].name for place in each.cookies], [asked.host for asked in each.requests])
        for each in found.visits
    }


def test_sites_that_one_window_opened_one_after_the_other_are_told_apart():
    """Playwright names a page a window, Safari and older Firefox one for all."""
    found = read(
        asked("http://shop.example/", status=301),
        asked(SHOP, "sid=1", sec_fetch_dest="document"),
        asked(ADS, "a=1", sec_fetch_dest="image", referer=SHOP),
        asked(f"{SHOP}2", sec_fetch_dest="document", referer=SHOP),
        asked(NEWS, "nid=1", sec_fetch_dest="document"),
        asked("https://cdn.example/x", "c=1", sec_fetch_dest="script", referer=NEWS),
        asked("https://late.example/x", "late=1", sec_fetch_dest="image", referer=SHOP),
        asked("https://frame.example/", "f=1", sec_fetch_dest="iframe"),
    )
    assert found.source.site == "www.shop.example"
    assert visits(found) == {
        "www.shop.example": (
            ["sid", "a", "late"],
            ["www.shop.example", "late.example", "shop.example", "t.ads.example"],
        ),
        "news.example": (["nid", "c", "f"], ["cdn.example", "frame.example", "news.example"]),
    }
    assert {each.name: each.party for each in found.cookies} == {
        "sid": "first", "a": "third", "late": "third", "nid": "first", "c": "third", "f": "third",
    }  # fmt: skip


def test_what_is_opened_ahead_of_time_or_to_be_saved_is_no_visit():
    saved = asked("https://files.example/a.pdf", sec_fetch_dest="document")
    saved["response"]["headers"] = [{"name": "Content-Disposition", "value": "Attachment; filename=a.pdf"}]
    found = read(
        asked(SHOP, sec_fetch_dest="document"),
        asked(NEWS, sec_fetch_dest="document", sec_purpose="prefetch;prerender"),
        saved,
        asked(ADS, sec_fetch_dest="image"),
    )
    assert found.visits == ()
    assert found.source.site == "www.shop.example"


def test_pages_that_redirect_or_have_no_name_stay_one():
    short = asked("https://s.example/1", status=302, sec_fetch_dest="document")
    found = read(short, asked(SHOP, "sid=1", sec_fetch_dest="document"))
    assert (found.visits, found.source.site) == ((), "www.shop.example")
    found = read(asked(SHOP, sec_fetch_dest="document"), asked(ADS, page=None))
    assert found.visits == ()


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("a=1; Path=/; Expires=Wed, 01 Jan 2031 00:00:00 GMT, b=2; HttpOnly,c=3", ["a", "b", "c"]),
        ("a=1; expires=Wed, 01-Jan-2031 00:00:00 GMT; path=/,__Host-b=2; Path=/; Secure, c=", ["a", "__Host-b", "c"]),
        ("a=1; Path=/\nb=2; Path=/, c=3; Path=/", ["a", "b", "c"]),
        ("a=1,b=2; Path=/", ["a"]),
        ("a=1, b=2 x; Path=/x, y", ["a"]),
        (";,b=2", ["b"]),
    ],
)
def test_lines_that_a_program_joined_are_taken_apart(line, names):
    """Safari, and whatever is built on fetch or on Python's requests, joins the Set-Cookie lines of an answer."""
    assert [each.name for each in read(asked(SHOP, line)).cookies] == names


def test_a_joined_line_without_attributes_is_taken_apart_by_the_listed_names():
    entry = asked(SHOP, "a=1, b=2, x, y=3")
    entry["response"]["cookies"] = [{"name": "a", "value": "1"}, {"name": "b", "value": "2, x, y=3"}, {"name": 5}, 7]
    found = read(entry)
    assert [each.name for each in found.cookies] == ["a", "b"]


def test_a_sent_cookie_had_not_ended():
    """Seconds that chrome-har writes as milliseconds, and -1 for a cookie of the session."""
    sent = [
        {"name": "year", "domain": ".shop.example", "expires": "1970-01-22T04:30:33.282Z"},
        {"name": "session", "domain": "www.shop.example", "expires": "1969-12-31T23:59:59.999Z"},
        {"name": "older", "domain": "www.shop.example", "expires": "1970-01-10T00:00:00Z"},
        {"name": "sound", "domain": "www.shop.example", "expires": "2031-01-01T00:00:00Z"},
    ]
    entry = asked(SHOP)
    entry["request"]["cookies"] = sent
    found = read(entry)
    assert [(each.name, each.expires, each.session) for each in found.cookies] == [
        ("year", 1_830_633_282_000, False),
        ("session", None, True),
        ("older", 777_600_000, False),
        ("sound", 1_924_992_000_000, False),
    ]
    assert [(each.kind, each.message) for each in found.problems] == [("note", f"{har.SECONDS}: 1")]


def test_nothing_is_missing_where_only_pictures_in_the_page_and_refused_lines_are_left_out():
    """A jar of which something was skipped makes no finding of what is absent: nearly every page has a data: address."""
    found = read(asked(SHOP, "a=1", "b=1; Domain=other.example"), asked("data:image/gif;base64,AAAA"))
    assert {each.kind for each in found.problems} == {"note"}
    assert len(found.problems) == 2


def test_a_list_of_one_may_be_what_is_in_it():
    """Internet Explorer 11 turns its lists of one into the thing itself."""
    one = asked(SHOP)
    one["request"].update(cookies={"name": "seen", "value": "1"}, headers={"name": "Host", "value": "www.shop.example"})
    one["response"] = {"status": 200, "headers": {"name": "Set-Cookie", "value": "sid=1; path=/"}}
    other = asked(f"{SHOP}2")
    other["response"]["cookies"] = {"name": "listed", "value": "1"}
    found = read(one, other)
    assert [each.name for each in found.cookies] == ["sid", "listed", "seen"]
    body = {"log": {"version": "1.1", "creator": {"name": "Internet Explorer Network Inspector"}, "entries": one}}
    alone = har.read(Sample("x.har", json.dumps(body).encode()))
    assert ([each.name for each in alone.cookies], alone.problems) == (["sid", "seen"], ())


def test_a_partitioned_cookie_is_told_with_the_site_of_its_page():
    line = "chip=1; Path=/; Secure; SameSite=None; Partitioned"
    found = read(
        asked("https://news.example/", page="p2"),
        asked(ADS, line, page="p2"),
        asked("http://localhost:8080/", page="p3"),
        asked(ADS, line, "plain=1; Secure; Path=/", "open=1; Partitioned", page="p3"),
        asked("https://www.shop.example/", page="p4"),
        asked(ADS, line, page="p4"),
        asked(ADS, line.replace("chip=1", "chip=; Max-Age=0"), page="p4"),
    )
    assert [(each.name, each.partition) for each in found.cookies] == [
        ("chip", "https://news.example"),
        ("chip", "http://localhost"),
        ("plain", None),
        ("open", None),
    ]


def test_a_log_may_stand_alone():
    """What `chrome.devtools.network.getHAR` gives an extension."""
    log = {"version": "1.2", "creator": {"name": "WebInspector"}, "entries": [asked(SHOP, "sid=1"), asked(ADS, "a=1")]}
    sample = Sample("saved.json", json.dumps(log).encode())
    assert har.identify(sample) == "certain"
    assert [each.name for each in har.read(sample).cookies] == ["sid", "a"]
    cut = Sample("saved.json", json.dumps(log)[:-40].encode())
    assert [each.name for each in har.read(cut).cookies] == ["sid"]
    assert har.identify(Sample("a.json", b'{"entries": [], "total": 0}')) == "no"
    assert har.identify(Sample("a.json", b'{"entries": [], "creator": "x"}')) == "no"


def test_requests_that_never_left_the_browser_are_told():
    """A blocker of advertisements shows in the recording of Chromium, too."""
    kept, after, odd = asked(ADS), asked("https://orb.example/"), asked("https://odd.example/")
    kept["response"]["_error"] = "net::ERR_BLOCKED_BY_CLIENT"
    after["response"]["_error"] = "net::ERR_BLOCKED_BY_ORB"
    odd["response"]["_error"] = ["x"]
    found = read(asked(SHOP, "sid=1"), kept, after, odd)
    assert len(found.requests) == 4
    assert [(each.kind, each.message) for each in found.problems] == [("note", f"{har.BLOCKED}: 1")]
