"""Guests of a house of many guests are told from the house and from one another."""

import pytest

from cookietui.catalog.guests import guest_of


@pytest.mark.parametrize(
    ("name", "guest"),
    [
        ("me.tumblr.com", "me.tumblr.com"),
        ("https://www.me.wordpress.com/privacy", "me.wordpress.com"),
        ("tumblr.com", None),
        ("www.tumblr.com", None),
        ("help.substack.com", None),
        ("me.tumblr.com.example", None),
        ("shop.example", None),
        ("me.github.io", None),
        ("", None),
    ],
)
def test_a_guest_is_who_stands_below_a_listed_house(name: str, guest: str | None) -> None:
    assert guest_of(name) == guest
