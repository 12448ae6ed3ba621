"""What a law gives, what it does not, and which laws could apply."""

import datetime

import pytest

from cookietui.core.errors import NotOffered
from cookietui.core.law import Absence, Ground, Law, given, ground, grounds, in_force, places, proposals

TODAY = datetime.date(2026, 11, 21)
LATER = datetime.date(2027, 7, 1)


def a_law(identifier: str = "xx", **changes: object) -> Law:
    fields: dict[str, object] = {
        "id": identifier,
        "name": "An Act on Privacy",
        "short": "AAP",
        "checked_on": TODAY,
        "territory": ("XX",),
        "grounds": (
            Ground(right="access", articles=("s. 1",)),
            Ground(right="correct", articles=("s. 2",), since=LATER),
        ),
        "absent": (Absence(right="delete", says="only the duty to erase what is not needed.", instead=("access",)),),
    }
    return Law(**(fields | changes))  # type: ignore[arg-type]  # the fields are put together by name


def test_a_right_is_given_from_its_own_day_on() -> None:
    assert given(a_law(), TODAY) == ("access",)
    assert given(a_law(), LATER) == ("access", "correct")


def test_the_rows_come_in_the_order_asked_for() -> None:
    assert [g.right for g in grounds(a_law(), ["correct", "access"], LATER)] == ["correct", "access"]
    assert ground(a_law(), "port") is None


def test_a_refusal_says_what_the_law_does_give() -> None:
    with pytest.raises(NotOffered) as refused:
        grounds(a_law(), ["access", "port"], TODAY)
    assert refused.value.exit_code == 2
    assert refused.value.offered == ("access",)
    assert str(refused.value) == "xx (AAP) does not give port; it gives: access"


def test_a_refusal_says_what_stands_there_instead_or_when_it_begins() -> None:
    with pytest.raises(NotOffered, match="only the duty to erase what is not needed; it gives: access"):
        grounds(a_law(), ["delete"], TODAY)
    with pytest.raises(NotOffered, match="does not give correct before 2027-07-01"):
        grounds(a_law(), ["correct"], TODAY)


def test_a_law_to_come_gives_nothing_until_its_day() -> None:
    coming = a_law(status="not-yet", since=LATER)
    assert not in_force(coming, TODAY)
    assert in_force(coming, LATER)
    with pytest.raises(NotOffered, match="gives no rights before 2027-07-01") as refused:
        grounds(coming, ["access"], TODAY)
    assert refused.value.offered == ()
    assert not in_force(a_law(status="not-yet"), LATER), "one without a day never begins by itself"


def test_places_are_written_as_territories() -> None:
    assert places("us", "ca") == ("US", "US-CA")
    assert places("US", "US-CA") == ("US", "US-CA")
    assert places("de") == ("DE",)
    assert places("", "ca") == ()


def test_laws_are_proposed_for_the_person_first_and_say_why() -> None:
    state = a_law("us-ca", territory=("US-CA",))
    land = a_law("us", territory=("US",))
    seat = a_law("hk", territory=("HK",), by_residence=False, by_establishment=True)
    other = a_law("kr", territory=("KR",))
    coming = a_law("us-zz", territory=("US",), status="not-yet", since=LATER)
    found = proposals(
        [seat, other, land, coming, state], residence=places("US", "CA"), establishment=places("HK"), today=TODAY
    )
    assert [(p.law.id, p.why) for p in found] == [
        ("us-ca", "you say that you live in US-CA"),
        ("us", "you say that you live in US"),
        ("hk", "the organisation gives an address in HK"),
    ]


def test_without_a_stated_residence_only_the_organisation_counts() -> None:
    everywhere = a_law("eu", territory=("DE",), by_establishment=True)
    found = proposals([everywhere, a_law("us-ca", territory=("US-CA",))], establishment=places("DE"), today=TODAY)
    assert [p.law.id for p in found] == ["eu"]
    assert proposals([everywhere], today=TODAY) == ()
