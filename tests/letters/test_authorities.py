"""The authorities on file: complete, reachable, one for every law in force, and found by home and seat."""

import datetime

import pytest

from cookietui.core import address
from cookietui.core.authority import Authority, hearings, parts
from cookietui.core.errors import UsageError
from cookietui.core.law import in_force, places
from cookietui.letters.authorities import authorities, authority
from cookietui.letters.laws import laws

EUROPE = [each for each in authorities() if "datenanfragen" in each.source]


def test_there_are_57_of_europe_and_they_say_where_that_comes_from() -> None:
    assert len(EUROPE) == 57
    assert all(each.checked_on == datetime.date(2026, 7, 21) for each in EUROPE)
    assert len({each.id for each in authorities()}) == len(authorities())


@pytest.mark.parametrize("each", authorities(), ids=lambda each: each.id)
def test_each_can_be_reached_or_is_only_a_name(each: Authority) -> None:
    assert each.name
    assert set(each.laws) <= set(laws())
    assert all(page.startswith(("https://", "http://")) for page in (each.form, each.web) if page)
    if each.email:
        assert not address.parse(each.email).suspicious
    assert each.medium != "email" or each.email


def test_every_law_in_force_has_one() -> None:
    today = datetime.date(2026, 11, 21)
    for law in laws().values():
        if in_force(law, today):
            assert hearings(authorities(), law.id, residence=places(*_place(law.territory[0]))), law.id


def _place(written: str) -> tuple[str, str]:
    country, _, part = written.partition("-")
    return country, part


def test_every_country_of_the_gdpr_has_one() -> None:
    for country in laws()["eu"].territory:
        found = hearings(authorities(), "eu", residence=places(country))
        assert found, country
        assert not any(each.authority.only_for for each in found)


@pytest.mark.parametrize(
    ("law", "home", "seat", "first"),
    [
        ("eu", ("FR", ""), ("IE", ""), "frcnil"),
        ("eu", ("DE", "BE"), ("IE", ""), "deberlbdi"),
        ("eu", ("DE", ""), ("", ""), "debfdi"),
        ("eu", ("US", "CA"), ("IE", ""), "iedpc"),
        ("gb", ("GB", ""), ("", ""), "gbico"),
        ("us-ca", ("US", "CA"), ("", ""), "uscppa"),
        ("us-tx", ("US", "TX"), ("", ""), "ustxag"),
        ("hk", ("DE", ""), ("", ""), "hkpcpd"),
    ],
)
def test_home_comes_before_seat_and_a_part_before_the_whole(
    law: str, home: tuple[str, str], seat: tuple[str, str], first: str
) -> None:
    found = hearings(authorities(), law, residence=places(*home), establishment=places(*seat))
    assert found[0].authority.id == first
    assert found[0].why


def test_nothing_is_guessed() -> None:
    assert hearings(authorities(), "eu") == ()
    assert hearings(authorities(), None, residence=("DE",)) == ()
    assert hearings(authorities(), "eu", residence=("US",)) == ()


def test_a_country_with_authorities_for_its_parts_says_so() -> None:
    assert len(parts(authorities(), authority("debfdi"))) == 16
    assert parts(authorities(), authority("deberlbdi")) == ()
    assert parts(authorities(), authority("frcnil")) == ()


def test_one_is_named_by_id_or_by_a_word() -> None:
    assert authority("frcnil").id == authority("informatique et des libert").id == "frcnil"
    with pytest.raises(UsageError, match="fits"):
        authority("de")
    with pytest.raises(UsageError, match="no authority 'atlantis'"):
        authority("atlantis")
