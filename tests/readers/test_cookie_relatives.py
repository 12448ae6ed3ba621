"""JSON that is not quite an export of Cookie-Editor: what other programs write of the same cookies."""

import json
from typing import Any

import pytest

from cookietui.actions.read import read_sample
from cookietui.core.errors import BadInput
from cookietui.core.observation import Observation, ObservedCookie
from cookietui.sources.sample import Sample

END = 1_924_992_000_000
"""2031-01-01T00:00:00Z in milliseconds."""
PLAIN = {"name": "_ga", "value": "x", "domain": ".shop.example", "path": "/", "expires": 1_924_992_000, "secure": True,
         "httpOnly": False, "sameSite": "None"}  # fmt: skip
TOUGH = {"key": "_ga", "value": "x", "domain": "shop.example", "hostOnly": False, "path": "/", "secure": True, "httpOnly": False,
         "creation": "2026-01-01T00:00:00.000Z", "maxAge": 157_766_400, "sameSite": "none"}  # fmt: skip
RAW = {
    "Host raw": "https://.shop.example/", "Name raw": "_ga", "Path raw": "/", "Content raw": "x",
    "Expires": "01-01-2031 00:00:00", "Expires raw": "1924992000", "Send for": "Encrypted connections only",
    "Send for raw": "true", "HTTP only raw": "false", "SameSite raw": "no_restriction",
    "This domain only": "Valid for subdomains", "This domain only raw": "false", "Store raw": "firefox-default",
    "First Party Domain": "",
}  # fmt: skip
DOTNET = {"Name": "_ga", "Value": "x", "Domain": ".shop.example", "Path": "/", "Expires": "2031-01-01T00:00:00Z",
          "Secure": True, "HttpOnly": False, "SameSite": "None"}  # fmt: skip
BIDI = {"name": "_ga", "value": {"type": "string", "value": "x"}, "domain": ".shop.example", "path": "/", "size": 4,
        "httpOnly": False, "secure": True, "sameSite": "none", "expiry": 1_924_992_000}  # fmt: skip


def read(value: Any, *, values: bool = False) -> Observation:
    found = read_sample(Sample("cookies.json", json.dumps(value).encode(), values=values)).observation
    assert found is not None
    return found


@pytest.mark.parametrize(
    "value",
    [
        pytest.param([PLAIN], id="list"),
        pytest.param({"cookies": [PLAIN]}, id="answer of DevTools"),
        pytest.param({"id": 7, "result": {"cookies": [PLAIN]}}, id="message of DevTools"),
        pytest.param({"value": [PLAIN]}, id="answer of WebDriver"),
        pytest.param(
            {"type": "success", "id": 1, "result": {"cookies": [BIDI], "partitionKey": {}}}, id="WebDriver BiDi"
        ),
        pytest.param({"shop.example": [PLAIN]}, id="lists by domain"),
        pytest.param(PLAIN, id="one cookie"),
        pytest.param({"version": "tough-cookie@6", "storeType": "MemoryCookieStore", "cookies": [TOUGH]}, id="tough"),
        pytest.param({"shop.example": {"/": {"_ga": TOUGH}}}, id="tough, filed by domain, path and name"),
        pytest.param([RAW], id="Cookie Quick Manager"),
        pytest.param([DOTNET], id=".NET"),
    ],
)
def test_the_same_cookie_in_the_words_of_other_programs(value):
    found = read(value, values=True)
    (cookie,) = found.cookies
    assert cookie == ObservedCookie(
        name="_ga", domain="shop.example", host_only=False, expires=END, secure=True, http_only=False,
        same_site="none", value="x",
    )  # fmt: skip
    assert found.problems == ()
    assert read(value).cookies[0].value is None


def test_host_only_cookies_and_those_of_the_session_in_other_words():
    raw = {**RAW, "Host raw": "http://www.shop.example/", "Expires raw": "0", "This domain only raw": "true", "Store raw": "firefox-container-2"}  # fmt: skip
    never = {**DOTNET, "Domain": "www.shop.example", "Expires": "0001-01-01T00:00:00"}
    tough = {**TOUGH, "domain": "www.shop.example", "hostOnly": True, "maxAge": None, "expires": "Infinity"}
    zero = {**PLAIN, "domain": "www.shop.example", "expires": -11_644_473_600}
    found = read([raw, never, tough, zero])
    assert [(each.domain, each.host_only, each.session, each.expires) for each in found.cookies] == [
        ("www.shop.example", True, True, None)
    ] * 4
    assert found.cookies[0].container == "container 2"
    assert found.problems == ()


def test_the_site_of_a_partitioned_cookie_in_puppeteer():
    key = {"sourceOrigin": "https://news.example", "hasCrossSiteAncestor": True}
    (cookie,) = read([{**PLAIN, "partitionKey": key}]).cookies
    assert (cookie.partition, cookie.foreign_ancestor, cookie.party) == ("https://news.example", True, "third")


def test_an_age_without_a_begin_is_no_date_and_no_end_of_the_session():
    found = read([{**TOUGH, "creation": None}, {**TOUGH, "maxAge": 1e300}])
    assert [(each.expires, each.session) for each in found.cookies] == [(None, False)] * 2
    assert found.problems[0].message.endswith(": 2")


@pytest.mark.parametrize(
    "value",
    [
        {"name": "Shop Ltd", "domain": "shop.example"},
        {"owner": {"name": "Shop Ltd", "domain": "shop.example"}, "value": 5},
        {"trackers": [{"name": "Ads", "domain": "ads.example"}]},
        {"a": {"b": {"c": {"d": PLAIN}}}},
        {"key": "title", "domain": "messages"},
        {"sid": "x", "_ga": "y"},
        {"result": {"cookies": []}},
        {"made": "2026-01-01T00:00:00Z", "shop.example": {"seen": "2026-01-01T00:00:00Z"}},
    ],
)
def test_other_json_is_no_jar(value):
    with pytest.raises(BadInput, match="of no format that is read here"):
        read(value)


def test_cookies_without_a_host_are_refused_in_one_line():
    with pytest.raises(BadInput, match="for which host"):
        read([{"name": "sid", "value": "x"}, {"name": "_ga", "value": "y"}])


def test_a_message_that_breaks_off_gives_what_stands_whole():
    text = json.dumps({"id": 1, "result": {"cookies": [PLAIN, {**PLAIN, "name": "b"}, {**PLAIN, "name": "c"}]}})
    found = read_sample(Sample("cookies.json", text[: text.rindex('"c"')].encode())).observation
    assert found is not None
    assert [each.name for each in found.cookies] == ["_ga", "b"]
    assert found.problems[0].kind == "cut"


@pytest.mark.parametrize(
    ("state", "names", "stored"),
    [
        ({"cookies": [PLAIN], "origins": None}, ["_ga"], []),
        ({"origins": [{"origin": "https://shop.example", "localStorage": [{"name": "k", "value": "v"}]}]}, [], ["k"]),
        ({"cookies": None, "origins": [{"origin": "https://shop.example", "localStorage": []}]}, [], []),
    ],
)
def test_a_storage_state_may_lack_one_of_its_lists(state, names, stored):
    found = read(state)
    assert found.source.reader == "playwright_state"
    assert [each.name for each in found.cookies] == names
    assert [each.name for each in found.storage] == stored


def test_an_inspection_of_blacklight():
    found = read(
        {
            "title": "Blacklight Inspection",
            "uri_ins": "http://shop.example",
            "uri_dest": "https://www.shop.example/",
            "start_time": "2027-01-15T08:00:00Z",
            "hosts": {"requests": {"first_party": ["www.shop.example"], "third_party": ["t.ads.example"]}},
            "reports": {
                "cookies": [
                    {"name": "a", "domain": "shop.example", "expires": "2031-01-01T00:00:00.000Z", "session": False, "third_party": False},
                    {"name": "b", "domain": "ads.example", "expires": -1, "session": True, "third_party": True},
                ],
                "third_party_trackers": [{"url": "https://t.ads.example/p"}, {"url": "https://t.ads.example/q"}, {"url": 5}],
                "session_recorders": {},
            },
        }
    )  # fmt: skip
    assert found.source.reader == "evidence_collector"
    assert [(each.name, each.party, each.expires, each.session) for each in found.cookies] == [
        ("a", "first", END, False), ("b", "third", None, True),
    ]  # fmt: skip
    assert [(each.host, each.count) for each in found.requests] == [("t.ads.example", 2), ("www.shop.example", 1)]
    assert read({"uri_ins": "http://shop.example", "hosts": {}, "reports": {"cookies": {}}}).cookies == ()


def test_what_an_inspection_only_logged():
    """A script's own cookie without a domain, one whose end was not logged, and beacons as older versions spell them."""
    found = read(
        {
            "uri_ins": "https://shop.example/",
            "cookies": [{"name": "own", "domain": "", "path": "/", "log": {}}, {"name": "b", "domain": "ads.example"}, 5],
            "beacons": [{"url": "https://t.ads.example/p", "occurances": 4}],
        }
    )  # fmt: skip
    assert [(each.name, each.domain, each.expires, each.session) for each in found.cookies] == [
        ("own", "shop.example", None, False), ("b", "ads.example", None, False),
    ]  # fmt: skip
    assert [each.count for each in found.requests] == [4]
    assert found.problems[0].message.endswith("skipped: 1")
