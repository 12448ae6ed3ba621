"""Cookie files of LWP, tables copied from DevTools, and files that hold cookies but not whose they are."""

import http.cookiejar
import pickle
from pathlib import Path
from typing import Any

import pytest

from cookietui.actions.read import read_sample
from cookietui.core.errors import BadInput
from cookietui.core.observation import Observation
from cookietui.readers import devtools_table, lwp_cookies
from cookietui.sources.sample import Sample

HEAD = "#LWP-Cookies-2.0\n"


def read(text: str, *, values: bool = False) -> Observation:
    found = read_sample(Sample("cookies.txt", text.encode(), values=values)).observation
    assert found is not None
    assert found.source.reader == "lwp_cookies"
    return found


def _cookie(name: str, value: str, domain: str, end: int | None, rest: dict[str, Any]) -> http.cookiejar.Cookie:
    return http.cookiejar.Cookie(
        version=0, name=name, value=value, port=None, port_specified=False, domain=domain,
        domain_specified=domain.startswith("."), domain_initial_dot=domain.startswith("."), path="/a",
        path_specified=True, secure="Secure" in rest, expires=end, discard=end is None, comment=None, comment_url=None,
        rest=rest,
    )  # fmt: skip


def test_what_python_writes_is_read_field_by_field(tmp_path: Path) -> None:
    jar = http.cookiejar.LWPCookieJar(str(tmp_path / "jar.txt"))
    jar.set_cookie(_cookie("_ga", 'GA1; "x\\" = 1', ".shop.example", 1_924_992_000, {}))
    jar.set_cookie(_cookie("sid", "", "www.shop.example", None, {"HttpOnly": None, "SameSite": "Lax", "Secure": ""}))
    jar.save(ignore_discard=True)
    text = (tmp_path / "jar.txt").read_text()
    found = read(text, values=True)
    assert {
        each.name: (
            each.domain, each.host_only, each.path, each.expires, each.session, each.secure, each.http_only,
            each.same_site, each.value,
        )
        for each in found.cookies
    } == {
        "_ga": ("shop.example", False, "/a", 1_924_992_000_000, False, False, False, None, 'GA1; "x\\" = 1'),
        "sid": ("www.shop.example", True, "/a", None, True, True, True, "lax", ""),
    }  # fmt: skip
    assert found.problems == ()
    assert all(each.value is None for each in read(text).cookies)


def test_malformed_lines_are_counted_and_the_others_read() -> None:
    good = 'Set-Cookie3: a=1; path="/"; domain=a.example; expires="2031-01-01 00:00:00Z"; version=0\n'
    bad = [
        "Set-Cookie3:",
        "Set-Cookie3: a",
        "Set-Cookie3: a=1; path=/",
        'Set-Cookie3: a="1; domain=a.example',
        "Set-Cookie3: a=1; domain=a.example; expires",
        "a=1; domain=a.example",
    ]
    found = read("\n".join([f"{HEAD}# mine\n", good.strip(), *bad, good.replace("Set-C", "set-c")]))
    assert [(each.domain, each.expires) for each in found.cookies] == [("a.example", 1_924_992_000_000)] * 2
    assert [(each.kind, each.line, each.message) for each in found.problems] == [
        ("cut", 5, f"{lwp_cookies.MALFORMED}: {len(bad)}")
    ]


def test_hosts_and_dates_that_are_none() -> None:
    found = read(
        f'{HEAD}Set-Cookie3: a=1; domain="../etc"; version=0\nSet-Cookie3: b=1; domain=b.example; expires="soon"\n'
    )
    assert [(each.name, each.expires, each.session) for each in found.cookies] == [("b", None, False)]
    assert len(found.problems) == 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("sid=abc; _ga=GA1.2.3; theme=dark;", "is a Cookie header"),
        ("Cookie: sid=abc\n", "is a Cookie header"),
        ("set-cookie: sid=abc; Path=/\nSet-Cookie: b=1\n", "headers of an answer"),
        ("HTTP/2 302\r\nlocation: /\r\n\r\nHTTP/2 200\r\nset-cookie: sid=abc\r\n\r\n", "headers of an answer"),
        ("https://www.shop.example/\tsid\tv\t1924992000\t.shop.example\t/\t13\t0\t\t\t\n", "cookie file of w3m"),
        ("[{'domain': 'shop.example', 'name': 'sid', 'secure': True}]", "what Python prints"),
        ("title: Inspection\nuri_ins: https://shop.example\n", "inspection.json"),
        ('<?xml version="1.0" encoding="UTF-8"?>\n<log><version>1.1</version></log>', "recording as XML"),
    ],
)
def test_cookies_that_do_not_say_whose_they_are_are_refused_in_one_line(text: str, told: str) -> None:
    with pytest.raises(BadInput, match=told):
        read_sample(Sample("saved.txt", text.encode()))


@pytest.mark.parametrize(
    "text",
    [
        "HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\n\r\n<!doctype html><h1>Privacy policy</h1><p>We use cookies.</p>",
        "Privacy policy\n\nSet-Cookie: is the header that sets a cookie; we use it.",
        "We set lang=en; nothing else.",
        "Contact: privacy@shop.example\nController: Shop Ltd",
    ],
)
def test_texts_about_cookies_are_still_read(text: str) -> None:
    assert read_sample(Sample("page.txt", text.encode())).declaration is not None


def test_a_header_of_consent_cookies_is_still_read() -> None:
    with pytest.raises(BadInput, match="base64"):
        read_sample(Sample("saved.txt", b"euconsent-v2=CPX!; usprivacy=1YNN"))


@pytest.mark.parametrize("protocol", [4, 5])
def test_a_pickle_is_named(protocol: int) -> None:
    data = pickle.dumps([{"name": "sid", "value": "v", "domain": "shop.example"}] * 3, protocol)
    with pytest.raises(BadInput, match="Python pickle"):
        read_sample(Sample("cookies.pkl", data))


TABLE = (
    "_ga\tsecret\t.shop.example\t/\t2031-01-01T00:00:00.000Z\t30\t\t\t\t\tMedium\n"
    "sid\tv\twww.shop.example\t/a\tSession\t4\t✓\t✓\tLax\n"
    "chip\tv\tt.ads.example\t/\t2031-01-01T00:00:00.000Z\t4\t\t✓\tNone\thttps://shop.example\t✓\tMedium\n"
)


@pytest.mark.parametrize("head", ["", "Name\tValue\tDomain\tPath\tExpires / Max-Age\tSize\tHttpOnly\n", "\r\n"])
def test_a_table_copied_from_devtools(head: str) -> None:
    sample = Sample("cookies.txt", f"{head}{TABLE}".encode())
    found = read_sample(sample).observation
    assert found is not None
    assert found.source.reader == "devtools_table"
    assert [
        (c.name, c.domain, c.host_only, c.path, c.expires, c.session, c.secure, c.http_only, c.same_site, c.partition)
        for c in found.cookies
    ] == [
        ("_ga", "shop.example", False, "/", 1_924_992_000_000, False, False, False, None, None),
        ("sid", "www.shop.example", True, "/a", None, True, True, True, "lax", None),
        ("chip", "t.ads.example", True, "/", 1_924_992_000_000, False, True, False, "none", "https://shop.example"),
    ]
    assert all(each.value is None for each in found.cookies)
    assert found.problems == ()


def test_rows_of_a_table_that_are_none_are_counted() -> None:
    bad = ["_ga\tv\t.shop.example\t/\tsoon\t3", "a\tb", "a\tv\t\t/\tSession\t3", "a\tv\tx.example\tp\tSession\t3"]
    found = read_sample(Sample("cookies.txt", f"{TABLE}{chr(10).join(bad)}\n".encode())).observation
    assert found is not None
    assert len(found.cookies) == 3
    assert [(each.line, each.message) for each in found.problems] == [(4, f"{devtools_table.MALFORMED}: {len(bad)}")]
    for other in ("Cookie\tPurpose\tDuration\n_ga\tstatistics\t2 years\n", bad[0], "a\tb\tc\td\te\tf\tg\n"):
        assert devtools_table.identify(Sample("a.txt", other.encode())) == "no"
