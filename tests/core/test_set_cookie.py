"""A Set-Cookie line as browsers read it."""

from typing import Any

import pytest

from cookietui.core.set_cookie import default_path, set_cookie

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


def test_the_folder_of_the_request_is_the_default_path():
    assert [default_path(path) for path in ("/", "", "/a", "/a/", "/a/b/c?x=/y", "x")] == [
        "/",
        "/",
        "/",
        "/a",
        "/a/b",
        "/",
    ]
