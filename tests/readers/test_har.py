"""A HAR: what was set and sent, who was asked how often, and what was odd about it."""

import json
from typing import Any

import pytest

from cookietui.core.errors import BadInput
from cookietui.core.observation_json import as_json
from cookietui.readers import har
from cookietui.sources.sample import Sample
from tests.timing import Work, assert_growth

OVER = "Expires=Thu, 01 Jan 1970 00:00:00 GMT; Domain=shop.example; Path=/"
START = "2027-01-15T08:00:00.000Z"


def entry(
    url: Any, *, sent: Any = None, answered: Any = None, lines: Any = (), page: Any = "p1", status: int = 200
) -> Any:
    return {
        "startedDateTime": START,
        "pageref": page,
        "request": {"method": "GET", "url": url, "cookies": sent or [], "headers": []},
        "response": {"status": status, "cookies": answered or [], "headers": [{"name": "Set-Cookie", "value": line} for line in lines]},
    }  # fmt: skip


def read(*entries: Any, creator: str = "test", values: bool = False, **log: Any) -> Any:
    body = {"log": {"version": "1.2", "creator": {"name": creator}, "entries": list(entries), **log}}
    sample = Sample("x.har", json.dumps(body).encode(), values=values)
    assert har.identify(sample) == "certain"
    return har.read(sample)


def test_cookies_that_were_set():
    found = read(
        entry(
            "https://www.shop.example/a/b",
            lines=["sid=secret; HttpOnly; Secure; SameSite=Lax\nx=1; Path=/; Max-Age=60"],
        ),
        entry(
            "https://t.ads.example/p",
            lines=["uid=1; Domain=.ads.example; Expires=Sat, 15 Jan 2028 08:00:00 GMT", "bad=1; Domain=other.example"],
        ),
    )
    sid, short, uid = as_json(found)["cookies"]
    assert (sid["name"], sid["domain"], sid["host_only"], sid["path"], sid["session"]) == (
        "sid",
        "www.shop.example",
        True,
        "/a",
        True,
    )
    assert (sid["secure"], sid["http_only"], sid["same_site"], sid["party"]) == (True, True, "lax", "first")
    assert (short["expires"], short["created"]) == ("2027-01-15T08:01:00Z", "2027-01-15T08:00:00Z")
    assert (uid["domain"], uid["host_only"], uid["party"], uid["expires"]) == (
        "ads.example",
        False,
        "third",
        "2028-01-15T08:00:00Z",
    )
    assert found.problems[0].message.endswith("left out: 1")
    assert "secret" not in json.dumps(as_json(found))
    assert found.source.site == "www.shop.example"


def test_what_a_site_deletes_is_not_there():
    found = read(
        entry(
            "https://www.shop.example/",
            sent=[{"name": "old"}, {"name": "_ga"}],
            lines=["_fbp=1; Max-Age=900; Domain=shop.example; Path=/", "_gcl_au=1; Path=/; Max-Age=900"],
        ),
        entry(
            "https://www.shop.example/refuse",
            lines=["_ga=; Max-Age=0; Domain=shop.example; Path=/\n_fbp=; " + OVER, "old=; Max-Age=-1"],
        ),
        entry(
            "https://www.shop.example/again",
            answered=[{"name": "_gcl_au", "path": "/", "expires": "2001-01-01T00:00:00Z"}],
        ),
    )
    assert [cookie.name for cookie in found.cookies] == []
    assert [(each.kind, each.message) for each in found.problems] == [("note", f"{har.DELETED}: 4")]


def test_what_is_set_again_is_there():
    found = read(
        entry("https://www.shop.example/", lines=["a=; Max-Age=0; Path=/"]),
        entry("https://www.shop.example/", lines=["a=1; Path=/"]),
    )
    assert [cookie.name for cookie in found.cookies] == ["a"]


def test_a_secure_cookie_needs_a_secure_address():
    line = "a=1; Secure; Path=/"
    urls = (
        "http://www.shop.example/",
        "http://localhost:8080/",
        "http://127.0.0.1/",
        "HTTPS://x.example/",
        "wss://y.example/",
    )
    found = read(*(entry(url, lines=[line]) for url in urls))
    assert [cookie.domain for cookie in found.cookies] == ["localhost", "127.0.0.1", "x.example", "y.example"]
    assert found.problems[0].message == f"{har.REFUSED}: 1"


def test_listed_cookies_count_where_there_is_no_header():
    listed = [
        {"name": "a", "value": "secret", "path": "/", "domain": ".shop.example", "expires": "2028-01-15T08:00:00.000Z", "httpOnly": True, "secure": False, "sameSite": "None"},
        {"name": "b", "value": "x", "expires": None, "domain": ""},
        {"name": "c", "expires": "NaN-NaN-NaN"},
        {"value": "nameless"},
        7,
    ]  # fmt: skip
    found = read(entry("https://www.shop.example/", answered=listed), values=True)
    a, b, c = found.cookies
    assert (a.domain, a.host_only, a.expires, a.http_only, a.same_site, a.value) == (
        "shop.example",
        False,
        1_831_536_000_000,
        True,
        "none",
        "secret",
    )
    assert (b.domain, b.host_only, b.session) == ("www.shop.example", True, True)
    assert (c.expires, c.session) == (None, False)
    assert sum(int(problem.message.rpartition(" ")[2]) for problem in found.problems) == 3


def test_cookies_that_were_sent_belong_to_the_host_unless_one_that_was_set_explains_them():
    found = read(
        entry(
            "https://www.shop.example/", lines=["sid=1; Domain=shop.example"], sent=[{"name": "old", "value": "secret"}]
        ),
        entry("https://api.shop.example/", sent=[{"name": "sid"}, {"name": "old"}, 5]),
        {
            "request": {"url": "https://ads.example/", "headers": [{"name": "cookie", "value": "u=1; v=2;junk"}]},
            "pageref": "p1",
        },
    )
    assert [(c.name, c.domain, c.party) for c in found.cookies] == [
        ("sid", "shop.example", "first"),
        ("old", "www.shop.example", "first"),
        ("old", "api.shop.example", "first"),
        ("u", "ads.example", "third"),
        ("v", "ads.example", "third"),
    ]
    assert all(c.value is None for c in found.cookies)


def test_a_sent_cookie_may_say_its_own_domain_and_end():
    sent = [
        {"name": "a", "domain": ".shop.example", "path": "/x", "expires": "2028-01-15T08:00:00.000Z", "secure": True, "value": "s"},
        {"name": "b", "domain": "www.shop.example", "expires": "1969-12-31T23:59:59.000Z"},
        {"name": "c", "domain": "no host!"},
    ]  # fmt: skip
    a, *rest = read(
        entry("https://www.shop.example/", sent=sent), entry("https://api.shop.example/", sent=sent[:1])
    ).cookies
    assert (a.name, a.domain, a.host_only, a.path, a.expires, a.secure, a.party, a.value) == (
        "a", "shop.example", False, "/x", 1_831_536_000_000, True, "first", None,
    )  # fmt: skip
    assert [(each.name, each.domain, each.host_only, each.session) for each in rest] == [
        ("b", "www.shop.example", True, True)
    ]


def test_entries_that_are_no_list_are_told():
    sample = Sample("x.har", b'{"log": {"creator": {}, "entries": {"0": {}}}}')
    assert har.read(sample).problems[0].message == f"{har.NO_LIST}: 1"


def test_hosts_with_their_counts():
    found = read(
        entry("https://www.shop.example/"),
        entry("https://d1.cloudfront.net/x"),
        entry("https://d1.cloudfront.net/y"),
        entry("wss://LIVE.shop.example:8443/y"),
        entry("http://[::1]:8080/"),
        entry("http://10.0.0.1/"),
    )
    assert [(r.host, r.domain, r.count) for r in found.requests] == [
        ("d1.cloudfront.net", "cloudfront.net", 2),
        ("10.0.0.1", None, 1),
        ("[::1]", None, 1),
        ("live.shop.example", "shop.example", 1),
        ("www.shop.example", "shop.example", 1),
    ]


def test_the_page_is_where_a_redirect_leads():
    found = read(
        entry("http://short.example/x", status=301, lines=["a=1"]),
        entry("https://www.shop.example/", lines=["b=1"]),
        entry("https://news.example/", page="p2", lines=["c=1"]),
        entry("https://www.shop.example/", page="p2", lines=["b=1"]),
        entry("https://www.shop.example/later", page=None, lines=["d=1"]),
    )
    assert found.source.site == "www.shop.example"
    assert {c.name: c.party for c in found.cookies} == {"a": "third", "b": "third", "c": "first", "d": "first"}


def _visits(found: Any) -> dict[str, tuple[list[str], dict[str, int]]]:
    return {
        visit.site: (
            [found.cookies[place].name for place in visit.cookies],
            {each.host: each.count for each in visit.requests},
        )
        for visit in found.visits
    }


def test_pages_of_several_sites_are_told_apart():
    found = read(
        entry("https://www.shop.example/", lines=["sid=1"]),
        entry("https://t.ads.example/a", lines=["uid=1; Domain=ads.example"]),
        entry("https://news.example/", page="p2", lines=["nid=1"]),
        entry("https://t.ads.example/b", page="p2", sent=[{"name": "uid", "value": "1"}]),
        entry("https://pay.shop.example/", page="p3", lines=["pay=1"]),
    )
    assert _visits(found) == {
        "www.shop.example": (
            ["sid", "uid", "pay"],
            {"pay.shop.example": 1, "t.ads.example": 1, "www.shop.example": 1},
        ),
        "news.example": (["uid", "nid"], {"news.example": 1, "t.ads.example": 1}),
    }
    assert as_json(found)["visits"][1]["cookies"] == [1, 2]
    assert read(entry("https://shop.example/"), entry("https://ads.example/")).visits == ()


def test_a_program_that_names_no_pages_tells_what_was_opened():
    def asked(url: str, lines: Any = (), status: int = 200, **headers: str) -> Any:
        made = entry(url, page=None, lines=lines, status=status)
        made["request"]["headers"] = [
            {"name": name.replace("_", "-").title(), "value": value} for name, value in headers.items()
        ]
        return made

    found = read(
        asked("https://short.example/1", status=302, sec_fetch_dest="document"),
        asked("https://shop.example/", ["sid=1"], sec_fetch_dest="document"),
        asked("https://news.example/", ["nid=1"], sec_fetch_dest="document"),
        asked("https://ads.example/1", ["a=1"], referer="https://shop.example/", sec_fetch_dest="image"),
        asked("https://ads.example/2", ["b=1"], sec_fetch_dest="iframe"),
    )
    assert {site: names for site, (names, _) in _visits(found).items()} == {
        "shop.example": ["sid", "a"],
        "news.example": ["nid", "b"],
    }


def test_a_recording_takes_time_in_line_with_its_length():
    def reading(count: int) -> Work:
        rows = [
            entry(
                f"https://h{n}.example/", page=f"p{n % 9}", sent=[{"name": "same"}], lines=["same=; Max-Age=0", "x=1"]
            )
            for n in range(count)
        ]
        body = json.dumps({"log": {"entries": rows}}).encode()
        return lambda: har.read(Sample("x.har", body))

    assert_growth(reading, 1_000, 8_000, most=20)


def test_odd_entries_are_counted_and_the_others_read():
    found = read(
        entry("https://www.shop.example/", lines=["a=1"]),
        {},
        5,
        None,
        {"request": {"method": "GET"}},
        {"request": {"url": "https://www.shop.example/x"}},
        {"request": {"url": 7}, "response": []},
        entry("data:text/html,x"),
        entry("file:///etc/passwd"),
        entry("http://[::1"),
        entry("http://a@b@c/"),
        entry("nothing"),
    )
    assert len(found.cookies) == 1
    assert found.requests[0].count == 2
    assert [problem.message.rpartition(" ")[2] for problem in found.problems] == ["7", "2"]


@pytest.mark.parametrize("creator", ["WebInspector", "chrome-har", "Chrome HAR Capturer"])
def test_a_sanitized_har_says_so(creator):
    found = read(entry("https://www.shop.example/"), entry("https://www.shop.example/x"), creator=creator)
    (problem,) = found.problems
    assert problem.kind == "note"
    assert "without" not in problem.message
    assert "none shown does not mean none set" in problem.message
    assert read(entry("https://www.shop.example/")).problems == ()
    assert read(entry("https://www.shop.example/", lines=["a=1"]), creator="WebInspector").problems == ()


@pytest.mark.parametrize("body", [{}, {"log": None}, {"log": []}, [], {"entries": []}, 5])
def test_a_har_without_a_log_is_refused_in_one_line(body):
    sample = Sample("x.har", json.dumps(body).encode())
    assert har.identify(sample) == "certain"
    with pytest.raises(BadInput, match="no log"):
        har.read(sample)


def test_a_log_without_entries_is_empty():
    assert read(entries=None).cookies == ()
    assert har.identify(Sample("x", b'{"log": {"other": 1}}')) == "no"
    assert har.identify(Sample("x", b'{"log": {"entries": []}}')) == "certain"
