"""A vendor list: numbers to names, in the shapes of three specifications, and what is none."""

import json
from typing import Any

import pytest

from cookietui.core.errors import BadInput
from cookietui.core.vendor_list import parse_vendor_list


def made(**more: Any) -> bytes:
    body = {
        "gvlSpecificationVersion": 3,
        "vendorListVersion": 41,
        "tcfPolicyVersion": 4,
        "lastUpdated": "2026-02-03T16:00:00Z",
        "purposes": {"1": {"id": 1, "name": "Store things", "description": "x"}, "2": {"id": 2, "name": "Ads"}},
        "specialFeatures": {"1": {"id": 1, "name": "Places"}},
        "vendors": {
            "7": {"id": 7, "name": "Sn\u00f6 Ads", "purposes": [1, 2], "legIntPurposes": [9], "urls": []},
            "9": {"id": 9, "name": "Gone Ltd", "purposes": [], "deletedDate": "2025-01-01T00:00:00Z"},
        },
        **more,
    }
    return json.dumps(body).encode()


def test_numbers_become_names():
    found = parse_vendor_list(made())
    assert (found.specification, found.version, found.policy) == (3, 41, 4)
    assert found.vendors == {7: "Sn\u00f6 Ads", 9: "Gone Ltd"}
    assert found.purposes == {1: "Store things", 2: "Ads"}
    assert found.special_features == {1: "Places"}
    assert found.deleted == {9}
    assert found.entries[0].leg_int_purposes == (9,)


def test_the_first_specification_keeps_its_entries_in_arrays():
    body = {
        "vendorListVersion": 12,
        "purposes": [{"id": 1, "name": "Access"}],
        "features": [],
        "vendors": [{"id": 3, "name": "Old", "purposeIds": [1], "legIntPurposeIds": [2], "policyUrl": "https://o.example"}],
    }  # fmt: skip
    found = parse_vendor_list(json.dumps(body).encode())
    assert found.specification == 1
    assert (found.vendors, found.keys, found.purposes) == ({3: "Old"}, ("0",), {1: "Access"})
    assert found.entries[0].purpose_ids == (1,)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b'{"vendorListVersion": true}',
        b'{"vendorListVersion": -1}',
        b'{"vendorListVersion": 1, "gvlSpecificationVersion": 0}',
        made(vendors={"1": {"id": 1}}),
        made(vendors={"1": {"id": 1, "name": 7}}),
        made(vendors="none"),
        made()[:-40],
        b'{"vendorListVersion": 1, "stacks": ' + b"[" * 100_000,
    ],
)
def test_what_is_no_list_is_one_line(data):
    with pytest.raises(BadInput) as error:
        parse_vendor_list(data, "x.json")
    assert "\n" not in str(error.value)
    assert str(error.value).startswith("x.json: ")


def test_control_characters_do_not_pass():
    found = parse_vendor_list(made(vendors={"1": {"id": 1, "name": "A\x1b]0;x\x07B\nC"}}))
    assert "\x1b" not in found.vendors[1]
    assert "\n" not in found.vendors[1]
