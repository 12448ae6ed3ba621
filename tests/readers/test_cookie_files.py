"""Files that people export: cookies.txt, JSON lists of extensions, Playwright states, the evidence collector."""

import json
from typing import Any

import pytest

from cookietui.core.errors import BadInput
from cookietui.core.observation import LAST
from cookietui.core.observation_json import as_json
from cookietui.readers import cookie_editor, evidence_collector, netscape_cookies, playwright_state
from cookietui.sources.sample import Sample

UTC = "2027-01-15T08:00:00Z"
HEAD = "# Netscape HTTP Cookie File\n"


def text(body: str, name: str = "cookies.txt", **more: Any) -> Any:
    sample = Sample(name, body.encode(), **more)
    assert netscape_cookies.identify(sample) == "certain"
    return netscape_cookies.read(sample)


def test_cookies_txt():
    found = text(
        HEAD
        + "# a comment\n\n"
        + ".shop.example\tTRUE\t/\tFALSE\t1800000000\t_ga\tsecret\n"
        + "#HttpOnly_www.shop.example\tFALSE\t/a\tTRUE\t0\tsid\t\r\n"
        + "b.example\tFALSE\t/\tfalse\t\tempty\tx\n"
        + "c.example\tFALSE\t/\tFALSE\t1800000000.5\tfraction\tx\n"
        + "#.old.example\tTRUE\t/\tFALSE\t1800000000\tx\ty\n",
        values=True,
    )
    rows = as_json(found, values=True)["cookies"]
    assert [(c["name"], c["domain"], c["host_only"], c["path"], c["value"]) for c in rows] == [
        ("_ga", "shop.example", False, "/", "secret"),
        ("sid", "www.shop.example", True, "/a", ""),
        ("empty", "b.example", True, "/", "x"),
        ("fraction", "c.example", True, "/", "x"),
    ]
    assert [(c["expires"], c["session"]) for c in rows] == [(UTC, False), (None, True), (None, True), (UTC, False)]
    assert [(c["secure"], c["http_only"]) for c in rows] == [
        (False, False),
        (True, True),
        (False, False),
        (False, False),
    ]
    assert found.problems == ()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-8"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_cookies_txt_as_other_systems_write_it(encoding, end):
    rows = (HEAD + ".a.example\tTRUE\t/\tFALSE\t1800000000\tx\tv\nb.example\tFALSE\t/\tTRUE\t0\ty\tw\n").replace(
        "\n", end
    )
    for body in (rows, rows.partition(end)[2]):
        sample = Sample("cookies.txt", body.encode(encoding), values=True)
        assert netscape_cookies.identify(sample) == "certain"
        found = netscape_cookies.read(sample).cookies
        assert [(c.name, c.domain, c.value) for c in found] == [("x", "a.example", "v"), ("y", "b.example", "w")]


def test_malformed_rows_are_counted_and_the_others_read():
    good = ".a.example\tTRUE\t/\tFALSE\t0\tok\tv\n"
    bad = [
        ".a.example\tTRUE\t/\tFALSE\t0\tsix",
        ".a.example TRUE / FALSE 0 b c",
        ".a.example\tTRUE\t/\tFALSE\tsoon\tb\tc",
        ".a.example\tTRUE\t/\tFALSE\tinf\tb\tc",
        ".a.example\tTRUE\t/\tFALSE\t" + "9" * 4400 + "\tb\tc",
        ".a.example\tYES\t/\tFALSE\t0\tb\tc",
        "\tTRUE\t/\tFALSE\t0\tb\tc",
        "x" * 100_000,
    ]
    found = text(HEAD + good * 700 + "\n".join(bad) + "\n" + good * 700)
    assert len(found.cookies) == 1400
    (problem,) = found.problems
    assert problem.message == f"malformed rows, skipped: {len(bad)}"
    assert problem.line == 702


ROW = "\tTRUE\t/\tFALSE\t1800000000\tn\tv"


@pytest.mark.parametrize(
    ("first", "domain"),
    [
        ("b.example", "b.example"),
        ("..b.example", "b.example"),
        ("b.example.", "b.example."),
        ("b_", "b_"),
        ("#HttpOnly_b_", "b_"),
        ("#HttpOnly_.b.example", "b.example"),
        ("#HttpOnly_#b", "#b"),
        (" ", " "),
        ("b\x1b[1m.example", "b[1m.example"),
        ("bücher.example", "bücher.example"),
        (".B.Example", "b.example"),
        ("b.example:8443", "b.example"),
        ("https://b.example/", "b.example"),
        ("#HttpOnly_http://.b.example", "b.example"),
        ("[::1]:80", "[::1]"),
        ("::1", "::1"),
        ("b.example:x", "b.example:x"),
        ("", None),
        (".", None),
        ("...", None),
        ("\x1b", None),
        ("#HttpOnly_", None),
        ("#HttpOnly_..", None),
        ("#b.example", ()),
        ("#httponly_b.example", ()),
    ],
)
def test_a_first_field_among_many_others_is_taken_as_if_it_were_alone(first, domain):
    """A domain; None for a malformed row, an empty tuple for a comment."""
    for good in (0, 3, 900):
        some = "".join(f".a{number}.example{ROW}\n" for number in range(good))
        found = text(f"{HEAD}{some}{first}{ROW}\n{some}")
        assert [each.domain for each in found.cookies if each.domain.strip("a0123456789") != ".example"] == (
            [domain] if domain else []
        )
        assert len(found.cookies) == 2 * good + bool(domain)
        told = [f"malformed rows, skipped: 1 (line {good + 2})"] if domain is None else []
        assert [f"{each.message} (line {each.line})" for each in found.problems] == told


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        (["1800000000", "0", "-1", ""], [1_800_000_000_000, None, None, None]),
        (["1800000000", "007"], [1_800_000_000_000, 7000]),
        (["1800000000.5", "1"], [1_800_000_000_500, 1000]),
        (["9" * 12, "9" * 21, "5"], [(10**12 - 1) * 1000, 5000]),
        (["1800000000000", "1800000000000000", "13444473600000000"], [1_800_000_000_000] * 3),
        (["9223372036854775807", "18446744073709551615", "5"], [LAST, LAST, 5000]),
        (["-86400", "-11644473600", "None", "undefined", "NaN", "null", "Session", "5"], [None] * 7 + [5000]),
        (["2027-01-15T08:00:00Z", "Fri, 15 Jan 2027 08:00:00 GMT"], [1_800_000_000_000] * 2),
        (["inf", "1.7976931348623157e+308", "-5x", "--5", "at 8:00", "5"], [5000]),
        (["\u0663", "1,2", " 1", "1e3", "5"], [5000]),
    ],
)
def test_dates_of_every_kind_stand_side_by_side(ends, expected):
    rows = "".join(f".a.example\tTRUE\t/\tFALSE\t{end}\tn\tv\n" for end in ends)
    found = text(HEAD + rows)
    assert [each.expires for each in found.cookies] == expected
    assert [each.session for each in found.cookies] == [end is None for end in expected]
    skipped = len(ends) - len(expected)
    assert [each.message for each in found.problems] == ([f"malformed rows, skipped: {skipped}"] if skipped else [])


def test_a_file_of_cookie_editor_has_no_last_line_end_and_no_cookies_of_the_session():
    head = f"{HEAD}# http://curl.haxx.se/rfc/cookie_spec.html\n# This file was generated by Cookie-Editor"
    found = text(f"{head}\n.a.example\tTRUE\t/\tFALSE\t1800000000\tx\tv")
    assert [(each.name, each.session) for each in found.cookies] == [("x", False)]
    assert [(each.kind, each.message) for each in found.problems] == [("note", f"{netscape_cookies.A_DAY}: 1")]


def test_cookies_txt_without_its_first_line_and_what_only_looks_like_it():
    found = text("\n# mine\n#HttpOnly_.a.example\tTRUE\t/\tFALSE\t0\tok\tv\n")
    assert len(found.cookies) == 1
    assert found.problems[0].kind == "note"
    for other in (
        "We use cookies.\n.a.example\tTRUE\t/\tFALSE\t0\tok\tv\n",
        "# Cookies\n\nWe use them.",
        "a\tb\tc\td\te\tf\tg\n",
    ):
        assert netscape_cookies.identify(Sample("a.txt", other.encode())) == "no"


def test_a_value_never_shows_as_a_name():
    (cookie,) = text(HEAD + ".a.example\tTRUE\t/\tFALSE\t0\t\tsecret\n").cookies
    assert cookie.name == ""
    assert cookie.value is None


def export(value: Any, **more: Any) -> Any:
    sample = Sample("cookies.json", json.dumps(value).encode(), **more)
    assert cookie_editor.identify(sample) != "no"
    return cookie_editor.read(sample)


COOKIE = {"name": "_ga", "value": "secret", "domain": ".shop.example", "path": "/", "expirationDate": 1800000000.25, "hostOnly": False,
          "httpOnly": True, "secure": False, "session": False, "sameSite": "no_restriction", "storeId": "0", "id": 1}  # fmt: skip


def test_a_cookie_export():
    rows = [
        COOKIE,
        {
            **COOKIE,
            "domain": "www.shop.example",
            "hostOnly": True,
            "session": True,
            "sameSite": "unspecified",
            "storeId": None,
        },
        {
            **COOKIE,
            "sameSite": "lax",
            "storeId": "firefox-container-3",
            "partitionKey": {"topLevelSite": "https://news.example"},
        },
        {"name": "a", "domain": "b.example", "expiry": 1800000000000, "sameSite": None},
        {"name": "c", "domain": "b.example", "expires": "Fri, 15 Jan 2027 08:00:00 GMT"},
        {"name": "d", "domain": "b.example", "expires": -1},
        {"name": "e", "host": "bücher.example"},
    ]
    found = export(rows)
    made = as_json(found)["cookies"]
    assert [c["expires"] for c in made] == [UTC, None, UTC, UTC, UTC, None, None]
    assert [c["session"] for c in made] == [False, True, False, False, False, True, True]
    assert [c["host_only"] for c in made] == [False, True, False, True, True, True, True]
    assert [c["same_site"] for c in made[:4]] == ["none", None, "lax", None]
    assert (made[2]["container"], made[2]["partition"], made[2]["party"]) == (
        "container 3",
        "https://news.example",
        "third",
    )
    assert made[6]["domain"] == "xn--bcher-kva.example"
    assert "secret" not in json.dumps(made)
    assert export(rows, values=True).cookies[0].value == "secret"
    assert found.problems == ()


def test_an_export_of_a_private_window_says_so():
    stores = ("0", "1", "firefox-default", "firefox-private", "firefox-container-1", None, ["1"])
    found = export([{**COOKIE, "storeId": store} for store in stores])
    assert [cookie.private for cookie in found.cookies] == [False, True, False, True, False, False, False]


def test_what_is_no_cookie_in_an_export_is_counted():
    found = export(
        [COOKIE, {}, 5, None, [], {"name": 1, "domain": None}, {**COOKIE, "domain": "../../etc"}, {**COOKIE, "domain": "a." * 200},
         {**COOKIE, "expirationDate": -1e18}, {**COOKIE, "expirationDate": []}, {**COOKIE, "domain": "co.uk"}, {**COOKIE, "name": "\ud800x"}]
    )  # fmt: skip
    assert len(found.cookies) == 5
    assert {
        problem.message.rpartition(":")[0]: int(problem.message.rpartition(" ")[2]) for problem in found.problems
    } == {
        "entries that are no cookie (no name or no domain), skipped": 5,
        "cookies whose domain is no host name, skipped": 1,
        "cookies whose domain is longer than a host name can be, skipped": 1,
        "dates that cannot be read or that no calendar holds, left out": 2,
        "cookies set for a whole public suffix, which browsers refuse": 1,
        "names with characters that cannot be shown, made harmless": 1,
    }


def test_an_empty_export_is_one_and_other_json_is_none():
    assert export([]).cookies == ()
    others: list[Any] = [42, None, {}, {"a": []}, [1, 2], [{"id": 5}], {"cookies": [], "origins": []}, {"log": {}}]
    for other in others:
        assert cookie_editor.identify(Sample("a.json", json.dumps(other).encode())) == "no"
    with pytest.raises(BadInput, match="no host names"):
        export([{**COOKIE, "domain": "/etc/passwd"}])


def test_an_export_that_names_its_page():
    found = export({"url": "https://www.shop.example/x", "cookies": [COOKIE, {**COOKIE, "domain": ".ads.example"}]})
    assert [cookie.party for cookie in found.cookies] == ["first", "third"]
    assert found.source.site == "www.shop.example"


def test_a_playwright_state():
    state = {
        "cookies": [{"name": "sid", "value": "secret", "domain": "www.shop.example", "path": "/", "expires": -1, "httpOnly": True, "secure": True, "sameSite": "Strict"}],
        "origins": [
            {"origin": "https://www.shop.example", "localStorage": [{"name": "theme", "value": "secret"}, {"value": "x"}], "indexedDB": [{"name": "db", "version": 1, "stores": []}]},
            {"localStorage": []},
        ],
    }  # fmt: skip
    sample = Sample("state.json", json.dumps(state).encode())
    assert playwright_state.identify(sample) == "certain"
    found = playwright_state.read(sample)
    (cookie,) = found.cookies
    assert (cookie.session, cookie.host_only, cookie.same_site, cookie.http_only) == (True, True, "strict", True)
    assert [(item.name, item.origin, item.storage) for item in found.storage] == [
        ("theme", "https://www.shop.example", "local-storage"),
        ("db", "https://www.shop.example", "indexed-db"),
    ]
    assert found.problems[0].message.endswith("skipped: 2")
    assert "secret" not in json.dumps(as_json(found))


def test_an_inspection_of_the_evidence_collector():
    inspection = {
        "title": "x",
        "uri_ins": "http://shop.example",
        "uri_dest": "https://www.shop.example/",
        "hosts": {"requests": {"firstParty": ["www.shop.example"], "thirdParty": ["cdn.ads.example", 5]}},
        "beacons": [{"url": "https://t.ads.example/p?x", "occurrances": 3}, {"url": None}, 7],
        "localStorage": {"https://www.shop.example": {"k": {"value": "secret"}}, "https://x.example": 5},
        "cookies": [
            {"name": "a", "value": "secret", "domain": "shop.example", "path": "/", "expires": 1800000000.7, "session": False, "firstPartyStorage": False},
            {"name": "b", "domain": "ads.example", "path": "/", "expires": -1, "session": True, "sameSite": "None", "partitionKey": "https://shop.example"},
            {"name": "c", "domain": "static.example", "expires": "2027-01-15T08:00:00.000Z", "firstPartyStorage": True},
        ],
    }  # fmt: skip
    sample = Sample("inspection.json", json.dumps(inspection).encode())
    assert evidence_collector.identify(sample) == "certain"
    assert cookie_editor.identify(sample) == playwright_state.identify(sample) == "no"
    found = evidence_collector.read(sample)
    made = as_json(found)
    assert [c["party"] for c in made["cookies"]] == ["first", "third", "first"]
    assert [c["expires"] for c in made["cookies"]] == [UTC, None, UTC]
    assert [c["host_only"] for c in made["cookies"]] == [None, None, None]
    assert [(r["host"], r["domain"], r["count"]) for r in made["requests"]] == [
        ("cdn.ads.example", "ads.example", 1),
        ("t.ads.example", "ads.example", 3),
        ("www.shop.example", "shop.example", 1),
    ]
    assert list(made["storage"]) == [{"name": "k", "origin": "https://www.shop.example", "storage": "local-storage"}]
    assert made["source"]["site"] == "www.shop.example"
    assert len(found.problems) == 1
    assert "secret" not in json.dumps(made)


@pytest.mark.parametrize(
    ("keys", "partition", "foreign"),
    [
        ({"partitionKey": {"topLevelSite": "https://news.example:8443", "hasCrossSiteAncestor": True}}, "https://news.example:8443", True),
        ({"partitionKey": "https://news.example", "_crHasCrossSiteAncestor": False}, "https://news.example", False),
        ({"partitionKey": "(https,news.example,f)"}, "https://news.example", True),
        ({"partitionKey": "(https,news.example,8443)"}, "https://news.example:8443", None),
        ({"firstPartyDomain": "news.example"}, "news.example", None),
        ({"partitionKey": {"hasCrossSiteAncestor": True}}, None, None),
        ({"_crHasCrossSiteAncestor": False}, None, None),
    ],
)  # fmt: skip
def test_partitions_in_every_form(keys: Any, partition: str | None, foreign: bool | None) -> None:
    (cookie,) = as_json(export([{**COOKIE, **keys}]))["cookies"]
    assert (cookie["partition"], cookie["foreign_ancestor"]) == (partition, foreign)
