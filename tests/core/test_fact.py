"""The facts of a profile are the profile: each can be told, nested, set and taken away."""

import pytest
from hypothesis import given, settings

from cookietui.core.fact import facts, nested, place, with_fact
from cookietui.core.preference import Profile
from tests.core.test_decision import profiles


@given(profiles)
@settings(max_examples=100, deadline=None)
def test_facts_are_set_one_by_one_and_taken_away_again(profile: Profile) -> None:
    again = Profile(name="p")
    for fact in facts(profile):
        again = with_fact(again, fact.path, fact.value)
    assert facts(again) == facts(profile)
    for fact in facts(profile):
        if len(fact.path) > 1:
            again = with_fact(again, fact.path, None)
    assert facts(again) == facts(Profile(name="p"))


@given(profiles)
@settings(max_examples=100, deadline=None)
def test_facts_nest_into_tables(profile: Profile) -> None:
    tables = nested(facts(profile))
    for fact in facts(profile):
        found = tables
        for key in fact.path:
            found = found[key]
        assert found == (list(fact.value) if isinstance(fact.value, tuple) else fact.value)


def test_a_path_is_spelt_as_toml_does() -> None:
    assert place(("sites", "shop.example", "cookies", "_ga*")) == 'sites."shop.example".cookies."_ga*"'


def test_what_no_profile_has_cannot_be_set() -> None:
    with pytest.raises(KeyError):
        with_fact(Profile(name="p"), ("nonsense", "x"), "deny")
