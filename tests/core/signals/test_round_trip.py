"""What is encoded is decoded to the same meaning, for made-up objects of every shape."""

import contextlib
import string
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cookietui.core.errors import BadInput
from cookietui.core.signals import gpp, tcf, usp
from cookietui.core.signals.bits import bits_of, text_of
from cookietui.core.signals.gpp_sections import SECTIONS, SIX_BITS, Section
from tests.core.signals.test_kinds import core

bounded = settings(deadline=None, max_examples=100)

VENDORS = st.one_of(
    st.sets(st.integers(1, 900), max_size=60),
    st.sets(st.integers(1, 65535), max_size=12),
    st.builds(lambda first, size: set(range(first, first + size)), st.integers(1, 60_000), st.integers(1, 3000)),
).map(sorted)
LETTERS = st.text(string.ascii_uppercase, min_size=2, max_size=2)
TIMES = st.integers(0, (1 << 36) - 1).map(lambda deciseconds: deciseconds * 100)


def flags(count: int) -> st.SearchStrategy[list[int]]:
    return st.sets(st.integers(1, count)).map(sorted)


@st.composite
def publisher(draw: st.DrawFn) -> dict[str, Any]:
    custom = draw(st.integers(0, 63))
    some = flags(custom) if custom else st.just([])
    return {
        "publisherConsents": draw(flags(24)),
        "publisherLegitimateInterests": draw(flags(24)),
        "numCustomPurposes": custom,
        "publisherCustomConsents": draw(some),
        "publisherCustomLegitimateInterests": draw(some),
    }


@st.composite
def restrictions(draw: st.DrawFn) -> list[dict[str, Any]]:
    keys = draw(st.sets(st.tuples(st.integers(0, 63), st.integers(0, 2)), max_size=5))
    some = st.sets(st.integers(1, 65535), min_size=1, max_size=20).map(sorted)
    return [{"purposeId": p, "restrictionType": k, "vendors": draw(some)} for p, k in sorted(keys)]


TCF = st.fixed_dictionaries(
    {
        "version": st.just(2),
        "created_ms": TIMES,
        "lastUpdated_ms": TIMES,
        "cmpId": st.integers(0, 4095),
        "cmpVersion": st.integers(0, 4095),
        "consentScreen": st.integers(0, 63),
        "consentLanguage": LETTERS,
        "vendorListVersion": st.integers(0, 4095),
        "policyVersion": st.integers(0, 63),
        "isServiceSpecific": st.booleans(),
        "useNonStandardTexts": st.booleans(),
        "specialFeatureOptins": flags(12),
        "purposeConsents": flags(24),
        "purposeLegitimateInterests": flags(24),
        "purposeOneTreatment": st.booleans(),
        "publisherCountryCode": LETTERS,
        "vendorConsents": VENDORS,
        "vendorLegitimateInterests": VENDORS,
        "publisherRestrictions": restrictions(),
        "vendorsDisclosed": st.none() | VENDORS,
        "vendorsAllowed": st.none() | VENDORS,
        "publisherTC": st.none() | publisher(),
    }
)


@bounded
@given(TCF)
def test_tcf_means_the_same_after_encoding(fields: dict[str, Any]) -> None:
    text = tcf.encode(fields)
    assert tcf.decode(text) == fields
    assert tcf.encode(tcf.decode(text)) == text


@st.composite
def section(draw: st.DrawFn, row: Section) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in (*row.fields, *((row.apart,) if row.apart else ())):
        if name in SIX_BITS:
            found[name] = 2 if row.older else 1
        elif name in row.lengths:
            count = row.lengths[name]
            found[name] = draw(st.lists(st.integers(0, 3), min_size=count, max_size=count))
        else:
            found[name] = draw(st.integers(0, 3))
    return found | ({"GpcSegmentType": 1, "Gpc": draw(st.booleans())} if row.signal else {})


@st.composite
def gpp_fields(draw: st.DrawFn) -> dict[str, Any]:
    names = draw(st.sets(st.sampled_from(sorted(SECTIONS)), max_size=6))
    sections: dict[str, Any] = {name: draw(section(SECTIONS[name])) for name in names}
    if draw(st.booleans()):
        letters = [draw(st.sampled_from("YN-")) for _ in range(3)]
        sections["uspv1"] = {"Version": 1, **dict(zip(("Notice", "OptOutSale", "LspaCovered"), letters, strict=True))}
    return sections


@bounded
@given(gpp_fields())
def test_gpp_means_the_same_after_encoding(sections: dict[str, Any]) -> None:
    text = gpp.encode({"sections": sections})
    decoded = gpp.decode(text)
    assert decoded["sections"] == sections
    assert decoded["sectionIds"] == sorted(decoded["sectionIds"])
    assert gpp.decode(gpp.encode(decoded)) == decoded


@bounded
@given(TCF)
def test_a_tc_string_inside_gpp_means_the_same(fields: dict[str, Any]) -> None:
    inside = tcf.encode(fields)
    decoded = gpp.decode(f"DBABMA~{inside}")
    assert gpp.decode(gpp.encode(decoded)) == decoded
    assert decoded["sections"]["tcfeuv2"]["VendorConsents"] == fields["vendorConsents"]


@bounded
@given(st.text("YNyn-", min_size=3, max_size=3))
def test_usp_means_the_same_after_encoding(letters: str) -> None:
    fields = usp.decode(f"1{letters}")
    assert usp.decode(usp.encode(fields)) == fields


@bounded
@given(st.text(max_size=200), st.sampled_from(["", "C", "CO", "D", "DBABLA~", "DBACOeA~"]))
def test_text_of_any_kind_is_an_error_or_decoded(text: str, start: str) -> None:
    for codec in (tcf, gpp, usp):
        with contextlib.suppress(BadInput):
            codec.decode(start + text)


@bounded
@given(st.text("AQYgBCDEIz019_-", min_size=36, max_size=400))
def test_bits_of_any_kind_are_an_error_or_decoded(letters: str) -> None:
    for text in (f"CO{letters}", f"DBABLA~B{letters}", f"DBABMA~CO{letters}", f"D{letters}"):
        for codec in (tcf, gpp):
            try:
                fields = codec.decode(text)
            except BadInput:
                continue
            assert codec.decode(codec.encode(fields)) == fields or codec is gpp


def test_more_runs_than_can_be_counted_are_a_bit_field() -> None:
    ids = list(range(1, 20_000, 2))
    assert tcf.decode(tcf.encode(core(vendorConsents=ids)))["vendorConsents"] == ids


@pytest.mark.parametrize("highest", [250, 1834, 2047, 2048, 2049, 4100, 65535])
def test_fields_over_the_edge_of_a_window(highest: int) -> None:
    for ids in ([1, highest], list(range(1, highest, 3)), list(range(1, highest, 40)), list(range(5, highest))):
        fields = core(vendorConsents=ids, vendorLegitimateInterests=ids, vendorsDisclosed=ids)
        assert tcf.decode(tcf.encode(fields)) == fields


def test_ranges_in_any_order_and_one_over_another() -> None:
    head = bits_of(tcf.encode(core()))[:213]
    entries = [(9, 12), (1, 3), (3, 10), (40, 40), (2, 2)]
    ranges = "".join(f"1{first:016b}{last:016b}" if last > first else f"0{first:016b}" for first, last in entries)
    text = text_of(head + f"{50:016b}" + "1" + f"{len(entries):012b}" + ranges + "0" * 17 + "0" * 12)
    assert tcf.decode(text)["vendorConsents"] == [*range(1, 13), 40]


@pytest.mark.parametrize(("first", "last"), [(0, 0), (0, 4), (9, 3)])
def test_ranges_that_are_none(first: int, last: int) -> None:
    head = bits_of(tcf.encode(core()))[:213]
    text = text_of(head + f"{50:016b}" + "1" + f"{1:012b}" + f"1{first:016b}{last:016b}" + "0" * 17 + "0" * 12)
    with pytest.raises(BadInput, match="has a range from"):
        tcf.decode(text)
