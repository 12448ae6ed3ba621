"""Facts are said in words a person understands, as what the site says."""

from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cookietui.core import saying, words
from cookietui.core.declaration import Channel, OfferedRight, Practice, Retention, Technology, Vendor
from cookietui.core.saying import period, say

DENIAL = Practice(category="third-party-sharing", stance="does-not", data=("generic",), recipients=("anyone",))


def test_a_denial_alone_has_no_exceptions() -> None:
    whole = "Says it does not share personal information with third parties, without exceptions"
    assert say(DENIAL, [DENIAL]) == whole
    assert say(DENIAL) == whole.removesuffix(", without exceptions")


def test_a_denial_beside_other_sharing_does_not_claim_to_be_all() -> None:
    legal = Practice(category="third-party-sharing", stance="may", recipients=("authorities",))
    assert "without exceptions" not in say(DENIAL, [DENIAL, legal])


def test_consent_is_said() -> None:
    agreed = Practice(category="third-party-sharing", stance="does-not", sale=False, basis="consent")
    assert (
        say(agreed, [agreed])
        == "Says it does not sell or share information about you with third parties, unless you agree"
    )


@pytest.mark.parametrize(
    ("fact", "sentence"),
    [
        (
            Practice(category="first-party-use", stance="may", data=("cookies", "contact"), purposes=("marketing",)),
            "Says it may collect or use cookies and similar marks and contact details, for marketing",
        ),
        (Practice(category="retention", retention=Retention("P7D", "7 days")), "Says it keeps data for 7 days"),
        (
            Practice(category="retention", retention=Retention(None, "as long as needed")),
            'Says it keeps data without naming a period: "as long as needed"',
        ),
        (Practice(category="do-not-track", stance="does-not"), "Says it does not react to Do Not Track"),
        (Technology(kind="cookies", stance="not-used"), "Says it does not use cookies"),
        (Technology(kind="do-not-track", stance="used"), "Says it follows Do Not Track"),
        (
            OfferedRight(
                right="access", channels=(Channel("email", "a@shop.example"),), conditions=("identity-check",)
            ),
            "Offers the right to see the data it holds about you: by e-mail to a@shop.example, after a check of who you are",
        ),
        (OfferedRight(right="delete"), "Offers the right to have data deleted; how is not said"),
    ],
)
def test_sentences(fact: Any, sentence: str) -> None:
    assert say(fact) == sentence


@pytest.mark.parametrize(
    ("iso", "said"),
    [("P1Y6M", "1 year and 6 months"), ("PT15M", "15 minutes"), ("P14M", "14 months"), ("soon", "soon")],
)
def test_periods_in_words(iso: str, said: str) -> None:
    assert period(iso) == said


def test_every_word_of_the_vocabulary_is_said() -> None:
    for values, table in (
        (words.Data, saying.DATA),
        (words.Purpose, saying.PURPOSES),
        (words.Recipient, saying.RECIPIENTS),
        (words.ChoiceType, saying.CHOICES),
        (words.TechnologyKind, saying.TECHNOLOGIES),
        (words.Right, saying.RIGHTS),
        (words.ChannelKind, saying.CHANNELS),
        (words.Condition, saying.CONDITIONS),
    ):
        assert set(get_args(values)) == table.keys()


facts = st.builds(
    Practice,
    category=st.sampled_from(get_args(words.PracticeCategory)),
    stance=st.sampled_from(get_args(words.Stance)),
    data=st.lists(st.sampled_from(get_args(words.Data)), max_size=3).map(tuple),
    recipients=st.lists(st.sampled_from(get_args(words.Recipient)), max_size=3).map(tuple),
    sale=st.sampled_from([None, True, False]),
    basis=st.sampled_from([None, *get_args(words.Basis)]),
)


@given(facts)
def test_any_practice_is_one_plain_sentence(fact: Practice) -> None:
    sentence = say(fact, [fact])
    assert sentence
    assert "\n" not in sentence
    assert not sentence.endswith(".")


def test_foreign_words_enter_as_one_clean_line() -> None:
    fact = Practice(category="retention", retention=Retention(None, "as long\nas \x1b[31m needed"))
    assert "\x1b" not in say(fact)
    assert "\n" not in say(fact)


def test_what_is_not_said_here_is_refused() -> None:
    with pytest.raises(TypeError, match="Vendor"):
        say(Vendor(name="Acme"))
