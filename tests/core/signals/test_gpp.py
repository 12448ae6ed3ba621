"""GPP strings: every section of the table goes round, and a header that lies is refused."""

import contextlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cookietui.core.errors import BadInput
from cookietui.core.signals import gpp, usp
from cookietui.core.signals.gpp_sections import NAMES, SECTIONS, SIX_BITS

TWO_BITS = st.integers(0, 3)


@st.composite
def sections(draw: st.DrawFn) -> dict[str, Any]:
    chosen = draw(st.lists(st.sampled_from(sorted(SECTIONS)), unique=True, max_size=6))
    found: dict[str, Any] = {}
    for name in sorted(chosen, key=lambda n: SECTIONS[n].number):
        row = SECTIONS[name]
        fields: dict[str, Any] = {}
        for field in row.fields:
            size = row.lengths.get(field, 1)
            if field in SIX_BITS:
                fields[field] = 2 if row.older else 1
            else:
                fields[field] = draw(st.lists(TWO_BITS, min_size=size, max_size=size)) if size > 1 else draw(TWO_BITS)
        if row.signal:
            fields |= {"GpcSegmentType": 1, "Gpc": draw(st.booleans())}
        if row.apart:
            size = row.lengths[row.apart]
            fields[row.apart] = draw(st.lists(TWO_BITS, min_size=size, max_size=size))
        found[name] = fields
    return found


@given(sections())
def test_what_is_encoded_is_decoded(found: dict[str, Any]) -> None:
    text = gpp.encode({"sections": found})
    decoded = gpp.decode(text)
    assert decoded["sections"] == found
    assert decoded["sectionIds"] == [SECTIONS[name].number for name in found]


@given(st.text(max_size=60))
def test_any_text_gives_sections_or_one_sentence(text: str) -> None:
    with contextlib.suppress(BadInput):
        assert gpp.encode(gpp.decode(text))


def test_no_section_at_all() -> None:
    assert gpp.decode(" DBAA ")["sections"] == {}
    assert gpp.encode({"sections": {}}) == "DBAA"


def test_an_unknown_section_stays_text() -> None:
    text = gpp.encode({"sections": {"99": "BAAA"}})
    assert gpp.decode(text)["sections"] == {"99": "BAAA"}


@pytest.mark.parametrize(
    "broken", ["", "z", "DBAA~1YNN", "DBABTA", "DBABTA~", "DBABTA~1YNN~1YNN", "CAAA", "D" * 2_000_000]
)
def test_a_header_that_lies_is_refused(broken: str) -> None:
    with pytest.raises(BadInput):
        gpp.decode(broken)


def test_every_section_has_its_own_number() -> None:
    assert len(set(NAMES)) == len(SECTIONS) + 3


def test_the_us_privacy_string() -> None:
    fields = usp.decode(" 1ynn\n")
    assert fields == {"Version": 1, "Notice": "Y", "OptOutSale": "N", "LspaCovered": "N"}
    assert usp.encode(fields) == "1YNN"
    for broken in ("1YN", "2YNN", "1YXN", "1YNNN", ""):
        with pytest.raises(BadInput):
            usp.decode(broken)


@pytest.mark.parametrize("cut", [1, 2, 5])
def test_a_truncated_section_is_an_error(cut: int) -> None:
    sections = {"usva": dict.fromkeys(SECTIONS["usva"].fields, 1) | {"SensitiveDataProcessing": [2] * 8}}
    with pytest.raises(BadInput, match="usva"):
        gpp.decode(gpp.encode({"sections": sections})[:-cut])
