"""Who is behind a host, and who is named in a text."""

import csv
import time
from importlib import resources
from typing import get_args

import pytest

from cookietui.catalog.owners import knowledge, named, owner
from cookietui.core.site import registrable
from cookietui.core.words import CookieCategory, VendorRole


@pytest.mark.parametrize(
    ("host", "organisation", "product"),
    [
        ("www.google-analytics.com", "google.com", "Google Analytics"),
        ("stats.g.doubleclick.net", "google.com", "DoubleClick"),
        ("fonts.googleapis.com", "google.com", "Google Fonts"),
        ("ajax.googleapis.com", "google.com", "Google APIs"),
        ("connect.facebook.net", "meta.com", "Facebook Pixel"),
        ("static.xx.fbcdn.net", "meta.com", "Facebook"),
        ("d1l6p2sc9645hc.cloudfront.net", "gosquared.com", "GoSquared"),
        ("d0000000000000.cloudfront.net", "amazon.com", "Amazon Web Services"),
        ("C16.StatCounter.com.", "statcounter.com", "StatCounter"),
    ],
)
def test_the_longest_ending_wins(host: str, organisation: str, product: str) -> None:
    found = owner(host)
    assert found is not None
    assert (found.organisation, found.product) == (organisation, product)


@pytest.mark.parametrize("host", ["shop.example", "notgoogle.com", "com", "", "google.com.evil.example", "."])
def test_unknown_hosts(host: str) -> None:
    assert owner(host) is None


@pytest.mark.parametrize(
    ("text", "products"),
    [
        ("We use Google Analytics and Google Ads.", ["Google Analytics", "Google Ads"]),
        ("we use google analytics", ["Google Analytics"]),
        ("Wir nutzen Google-Analytics und den Facebook-Pixel", ["Google Analytics", "Facebook Pixel"]),
        ("GOOGLE\u00a0ANALYTICS", ["Google Analytics"]),
        ("Google's servers", ["Google"]),
        ("cards are handled by Stripe, Inc. or Square", ["Stripe", "Square"]),
        ("a stripe on a square and a segment of the visa meta", []),
        ("The DART cookie of DoubleClick", ["DoubleClick", "DoubleClick"]),
        ("a game of darts, the dart", []),
        ("Google Chrome, Internet Explorer, Mozilla Firefox and Apple Safari", []),
        ("write to privacy@google.com or see http://www.facebook.com/about", []),
        ("ads by advertising.com are shown", ["Advertising.com"]),
        ("we send grids to you and share this with others", []),
        ("Mailchimpish Stripes", []),
        ("İstanbul Matomo", ["Matomo"]),
        ("", []),
    ],
)
def test_names_in_a_text(text: str, products: list[str]) -> None:
    assert [n.product for n in named(text)] == products


def test_places_are_those_of_the_text() -> None:
    text = "İ and ß: we use Google-Analytics."
    (found,) = named(text)
    assert text[found.start : found.end] == "Google-Analytics"


def test_linear_time() -> None:
    for word in ("Google ", "google analytics ", "Advertising.com ", "the trade desk ", "x"):
        start = time.process_time()
        list(named(word * (400_000 // len(word))))
        assert time.process_time() - start < 3


def test_the_data_is_sound() -> None:
    text = (resources.files("cookietui") / "data" / "organisations.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    domains = [d for row in rows for d in row["domains"].split()]
    assert len(rows) > 400
    assert len(domains) == len(set(domains))
    for row in rows:
        assert row["category"] in get_args(CookieCategory)
        assert row["role"] in (*get_args(VendorRole), "none")
        assert registrable(row["organisation"], icann=True) == row["organisation"], row
        assert all(d == d.lower() and "." in d for d in row["domains"].split())
        assert all(url.startswith("https://") for url in (row["opt_out"], row["policy"]) if url)


def test_knowledge_hands_out_both_questions() -> None:
    found = knowledge()
    assert found.owner("www.paypal.com") is not None
    assert [n.owner.role for n in found.named("PayPal")] == ["payment"]
