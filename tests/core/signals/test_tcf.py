"""TC strings: what is encoded is decoded, and what is broken gives one sentence."""

import contextlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cookietui.core.errors import BadInput
from cookietui.core.signals import tcf

IDS = st.lists(st.integers(1, 2000), unique=True, max_size=60).map(sorted)
LONG = st.tuples(st.integers(1, 3000), st.integers(0, 900)).map(lambda t: list(range(t[0], t[0] + t[1])))
FLAGS = st.lists(st.integers(1, 24), unique=True).map(sorted)
LETTERS = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=2)
DAYS = st.integers(0, 2**36 - 1).map(lambda n: n * 100)


@st.composite
def publishers(draw: st.DrawFn) -> dict[str, Any]:
    count = draw(st.integers(0, 63))
    custom = st.lists(st.integers(1, count), unique=True).map(sorted) if count else st.just([])
    return {
        "publisherConsents": draw(FLAGS),
        "publisherLegitimateInterests": draw(FLAGS),
        "numCustomPurposes": count,
        "publisherCustomConsents": draw(custom),
        "publisherCustomLegitimateInterests": draw(custom),
    }


@st.composite
def restrictions(draw: st.DrawFn) -> list[dict[str, Any]]:
    keys = draw(st.lists(st.tuples(st.integers(1, 24), st.integers(0, 2)), unique=True, max_size=4))
    rows = []
    for purpose, kind in sorted(keys):
        vendors = draw(IDS.filter(bool))
        rows.append({"purposeId": purpose, "restrictionType": kind, "vendors": vendors})
    return rows


CONSENTS = st.fixed_dictionaries(
    {
        "version": st.just(2),
        "created_ms": DAYS,
        "lastUpdated_ms": DAYS,
        "cmpId": st.integers(0, 4095),
        "cmpVersion": st.integers(0, 4095),
        "consentScreen": st.integers(0, 63),
        "consentLanguage": LETTERS,
        "vendorListVersion": st.integers(0, 4095),
        "policyVersion": st.integers(0, 63),
        "isServiceSpecific": st.booleans(),
        "useNonStandardTexts": st.booleans(),
        "specialFeatureOptins": st.lists(st.integers(1, 12), unique=True).map(sorted),
        "purposeConsents": FLAGS,
        "purposeLegitimateInterests": FLAGS,
        "purposeOneTreatment": st.booleans(),
        "publisherCountryCode": LETTERS,
        "vendorConsents": IDS | LONG,
        "vendorLegitimateInterests": IDS,
        "publisherRestrictions": restrictions(),
        "vendorsDisclosed": st.none() | IDS | LONG,
        "vendorsAllowed": st.none() | IDS,
        "publisherTC": st.none() | publishers(),
    }
)
SMALL = {
    "version": 2, "created_ms": 0, "lastUpdated_ms": 0, "cmpId": 1, "cmpVersion": 1, "consentScreen": 1,
    "consentLanguage": "EN", "vendorListVersion": 1, "policyVersion": 4, "isServiceSpecific": True,
    "useNonStandardTexts": False, "specialFeatureOptins": [], "purposeConsents": [1], "purposeLegitimateInterests": [],
    "purposeOneTreatment": False, "publisherCountryCode": "DE", "vendorConsents": [1, 2, 3],
    "vendorLegitimateInterests": [], "publisherRestrictions": [], "vendorsDisclosed": None, "vendorsAllowed": None,
    "publisherTC": None,
}  # fmt: skip


@given(CONSENTS)
def test_what_is_encoded_is_decoded(fields: dict[str, Any]) -> None:
    assert tcf.decode(tcf.encode(fields)) == fields


@given(st.text(max_size=80))
def test_any_text_gives_fields_or_one_sentence(text: str) -> None:
    with contextlib.suppress(BadInput):
        assert tcf.encode(tcf.decode(text))


@pytest.mark.parametrize("cut", range(1, 30))
def test_a_truncated_string_is_refused(cut: int) -> None:
    whole = tcf.encode(SMALL)
    with pytest.raises(BadInput):
        tcf.decode(whole[: len(whole) // 2 - cut])


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "empty"),
        ("BAAAAAAAAAAAAAAAAAAA", "version 1"),
        ("DBAA", "version 2"),
        ("C+/A", "base64url"),
        (tcf.encode(SMALL) + ".4AAA", "unknown type 7"),
        (tcf.encode(SMALL) + ".IAAA.IAAA", "twice"),
        ("C" * 500_000, "longer"),
    ],
)
def test_what_is_wrong_is_named(text: str, word: str) -> None:
    with pytest.raises(BadInput, match=word):
        tcf.decode(text)


def test_blanks_around_a_string_are_ignored() -> None:
    assert tcf.decode(f"  {tcf.encode(SMALL)}\n") == SMALL


def test_a_value_that_does_not_fit_is_refused() -> None:
    with pytest.raises(BadInput, match="4096"):
        tcf.encode(SMALL | {"cmpId": 4096})
