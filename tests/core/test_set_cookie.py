"""A Set-Cookie line as browsers read it."""

from typing import Any

import pytest

from cookietui.core.set_cookie import default_path, ended, set_cookie

NOW = 1_800_000_000_000


def read(line: str, **more: Any) -> Any:
    return set_cookie(line, **{"host": "www.shop.example", "path": "/a/b?c=/d", "now": NOW, **more})


def test_name_value_and_attributes():
    found = read("sid=x=y; Domain=.shop.example; Path=/; Secure; httponly; SameSite=Lax; Max-Age=60", value=True)
    assert (found.name, found.value, found.domain, found.host_only, found.path) == (
        "sid",
        "x=y",
        "shop.example",
        False,
        "/",
    )
    assert (found.secure, found.http_only, found.same_site, found.session) == (True, True, "lax", False)
    assert (found.created, found.expires) == (NOW, NOW + 60_000)


def test_without_a_domain_it_is_for_the_host_alone_and_without_a_date_for_the_session():
    found = read("a=b")
    assert (found.domain, found.host_only, found.path, found.session, found.value) == (
        "www.shop.example",
        True,
        "/a",
        True,
        None,
    )


def test_max_age_counts_before_expires_and_nonsense_counts_for_nothing():
    assert read("a=b; Expires=Fri, 15 Jan 2027 08:00:00 GMT").expires == NOW
    assert read("a=b; Expires=Fri, 15 Jan 2027 08:00:00 GMT; Max-Age=0").expires == NOW
    assert read("a=b; Max-Age=-5").expires == NOW
    assert read("a=b; Max-Age=soon").session
    assert read("a=b; Expires=NaN").session
    assert not read("a=b; Max-Age=9" + "9" * 400).session
    assert not read("a=b; Max-Age=60", now=None).session


@pytest.mark.parametrize(
    "line", ["", "=", "; Path=/", "a=b; Domain=other.example", "a=b; Domain=hop.example", "a=" + "x" * 5000]
)
def test_what_a_browser_refuses(line):
    assert read(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "__Host-a=1; Path=/",
        "__host-a=1; Secure; Path=/; Domain=www.shop.example",
        "__Host-a=1; Secure",
        "__Secure-a=1; Path=/",
        "__Secure-b",
    ],
)
def test_a_name_that_promises_what_the_line_does_not_keep_is_refused(line):
    assert read(line) is None


def test_a_kept_promise_is_taken():
    assert read("__Host-a=1; Secure; Path=/").name == "__Host-a"
    assert read("__Secure-a=1; Secure; Domain=shop.example").domain == "shop.example"
    assert read("a=1; Secure", safe=False) is None
    assert read("a=1", safe=False).name == "a"


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("www.shop.co.uk", "co.uk"),
        ("me.github.io", "github.io"),
        ("www.shop.example", "example"),
        ("10.1.2.3", "2.3"),
        ("box.lan", "lan"),
    ],
)
def test_no_cookie_is_for_all_of_a_suffix(host, domain):
    assert read(f"a=1; Domain={domain}", host=host) is None


@pytest.mark.parametrize("host", ["10.1.2.3", "localhost", "github.io"])
def test_a_host_that_is_a_suffix_itself_gets_its_own_alone(host):
    found = read(f"a=1; Domain={host}", host=host)
    assert (found.domain, found.host_only) == (host, True)


def test_names_of_a_house_are_no_suffix():
    assert read("a=1; Domain=box.lan", host="tv.box.lan").domain == "box.lan"


def test_what_a_line_deletes_has_ended():
    gone = ("a=; Max-Age=0", "a=; Max-Age=-5", "a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT")
    assert all(ended(read(line, now=now), now) for line in gone for now in (NOW, None))
    assert not any(ended(read(line, now=now), now) for line in ("a=1", "a=1; Max-Age=5") for now in (NOW, None))


def test_the_folder_of_the_request_is_the_default_path():
    assert [default_path(path) for path in ("/", "", "/a", "/a/", "/a/b/c?x=/y", "x")] == [
        "/",
        "/",
        "/",
        "/a",
        "/a/b",
        "/",
    ]
