"""Hosts in A-label form, registrable domains, and what a person gets to see of a deceiving name."""

import importlib
import itertools
import string
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cookietui.core import site


@pytest.mark.parametrize(
    ("given_name", "expected"),
    [
        ("https://www.Example.co.uk:443/x?y#z", "www.example.co.uk"),
        ("//cdn.example.org/a.js", "cdn.example.org"),
        ("someone:secret@example.org", "example.org"),
        ("example.org.", "example.org"),
        ("faß.de", "xn--fa-hia.de"),
        ("MÜNCHEN.de", "xn--mnchen-3ya.de"),
        ("пример.рф", "xn--e1afmkfd.xn--p1ai"),
        ("ａ.com", "a.com"),
        ("192.0.2.7", "192.0.2.7"),
        ("http:\\\\example.org\\x", "example.org"),
        ("a..b", None),
        ("-a.de", None),
        ("exa mple.com", None),
        ("[::1]", None),
        ("", None),
        ("x" * 64 + ".org", None),
        (".".join(["abcdefgh"] * 40), None),
    ],
)
def test_host_is_an_a_label_or_nothing(given_name: str, expected: str | None) -> None:
    assert site.host(given_name) == expected


def test_registrable_counts_private_suffixes_unless_told_otherwise() -> None:
    assert site.registrable("a.b.example.github.io") == "example.github.io"
    assert site.registrable("a.b.example.github.io", icann=True) == "github.io"
    assert site.registrable("x.example.co.uk") == "example.co.uk"
    assert site.registrable("co.uk") is None
    assert site.registrable("192.0.2.7") is None
    assert site.registrable("example.notasuffix") is None


def test_names_reserved_for_documentation_are_domains() -> None:
    assert site.registrable("www.shop.example") == "shop.example"
    assert site.registrable("a.b.test", icann=True) == "b.test"
    assert site.registrable("example") is None
    assert site.same_site("mail.shop.example", "shop.example")


def test_same_site() -> None:
    assert site.same_site("mail.example.org", "https://example.org/privacy")
    assert not site.same_site("one.github.io", "two.github.io")
    assert not site.same_site("localhost", "localhost")


def test_lookup_walks_down_to_the_registrable_domain() -> None:
    assert site.lookup_chain("a.b.example.co.uk") == ("a.b.example.co.uk", "b.example.co.uk", "example.co.uk")
    assert site.lookup_chain("not a host") == ()
    assert site.lookup_chain("192.0.2.7") == ("192.0.2.7",)


@pytest.mark.parametrize(
    "name",
    [
        "bücher.example",
        "例え.jp",
        "日本語ドメインabc.jp",
        "пример.рф",
        "ελλάδα.gr",
        "россия.com",
        "한국어.kr",
        "plain.org",
        "ไทย.com",
    ],
)
def test_honest_names_are_shown_as_written(name: str) -> None:
    assert site.display(name) == name


@pytest.mark.parametrize(
    "name",
    [
        "раypal.com",
        "аррӏе.com",
        "gооgle.com",
        "ɡoogle.com",
        "еxample.org",
        "examρle.org",
        "οοο.com",
        "a੦b.com",
        "aノb.com",
    ],
)
def test_deceiving_names_are_shown_encoded(name: str) -> None:
    assert "xn--" in site.display(name)


def test_display_leaves_alone_what_is_no_host() -> None:
    assert site.display("not a host!") == "not a host!"
    assert site.display("xn--a.com") == "xn--a.com"


@given(st.text(max_size=80))
def test_host_is_stable_and_never_raises(name: str) -> None:
    found = site.host(name)
    if found is not None:
        assert found.isascii()
        assert found == found.lower()
        assert site.host(found) == found
        chain = site.lookup_chain(found)
        assert chain[0] == found
        top = site.registrable(found)
        assert chain[-1] == (top or found)
    site.display(name)


_labels = st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=12)


@given(st.lists(_labels, min_size=1, max_size=4), st.sampled_from(["org", "co.uk", "com", "github.io"]))
def test_chain_shortens_by_one_label_each_time(labels: list[str], suffix: str) -> None:
    name = ".".join([*labels, suffix])
    assume(site.registrable(name) == f"{labels[-1]}.{suffix}")  # hk.org is a public suffix
    chain = site.lookup_chain(name)
    assert len(chain) == len(labels)
    assert all(longer.endswith("." + shorter) for longer, shorter in itertools.pairwise(chain))


@given(st.text(alphabet="аеорсхуіјѕԁһӏ", min_size=1, max_size=10), st.sampled_from(["com", "org", "de"]))
def test_labels_of_lookalikes_alone_never_pass(label: str, suffix: str) -> None:
    assert site.display(f"{label}.{suffix}").isascii()


@pytest.mark.parametrize("icann", [False, True])
def test_registrable_domains_are_those_of_the_list_s_own_reader(*, icann: bool) -> None:
    """On the names of every rule (each wildcard filled in), below them, and on names without a rule."""
    module = importlib.import_module("publicsuffixlist")
    reader = module.PublicSuffixList(accept_unknown=False, only_icann=icann)
    rules = Path(module.PSLFILE).read_text(encoding="utf-8").splitlines()
    names = [rule.lstrip("!").replace("*", "any") for rule in rules if rule and not rule.startswith("//")]
    names = [*names[::7], *(name for name in names if not name.isascii()), *(r[1:] for r in rules if r[:1] == "!")]
    for name in (*names, "nowhere-such", "a.nowhere-such"):
        for below in (name, f"shop.{name}", f"www.shop.{name}"):
            bare = site.host(below)
            assert bare is not None
            assert site.registrable(below, icann=icann) == reader.privatesuffix(bare), below


def test_guests_of_a_house_of_many():
    assert [site.is_guest(name) for name in ("me.github.io", "www.me.github.io", "shop.example", "www.shop.co.uk")] == [
        True,
        True,
        False,
        False,
    ]
