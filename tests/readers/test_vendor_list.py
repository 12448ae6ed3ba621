"""A vendor list read as companies: names, policies, purposes, and where in the file each stands."""

import json

from cookietui.core.declaration import Declaration
from cookietui.readers import vendor_list
from cookietui.sources.sample import Sample
from tests.core.test_vendor_list import made


def read(data: bytes, name: str = "list.json") -> Declaration:
    sample = Sample(name, data)
    assert vendor_list.identify(sample) == "certain"
    return vendor_list.read(sample)


def test_a_vendor_and_its_place():
    urls = [
        {"langId": "de", "privacy": "https://sno.example/de"},
        {"langId": "en", "privacy": "https://www.sno.example/en"},
    ]
    data = made(vendors={"7": {"id": 7, "name": "Sn\u00f6", "purposes": [1, 3], "legIntPurposes": [9], "urls": urls}})
    found = read(data)
    vendor = found.vendors[0]
    assert (vendor.name, vendor.id, vendor.domain, vendor.category) == ("Sn\u00f6", 7, "sno.example", "marketing")
    assert (vendor.policy, vendor.purposes, vendor.legitimate_interests) == ("https://www.sno.example/en", (1, 3), (9,))
    row = found.evidence[vendor.evidence[0]]
    assert row.pointer == "json:/vendors/7/name"
    assert row.quote in data.decode()
    assert json.loads(row.quote) == "Sn\u00f6"
    assert found.source.revised == "2026-02-03"


def test_deleted_vendors_are_left_out_and_counted():
    found = read(made())
    assert [vendor.name for vendor in found.vendors] == ["Sn\u00f6 Ads"]
    assert [problem.message for problem in found.problems] == ["1 vendor deleted from the list is left out"]


def test_a_list_without_vendors_says_so():
    found = read(made(vendors={}))
    assert [problem.kind for problem in found.problems] == ["unread"]


def test_version_two_names_its_policy():
    found = read(made(vendors={"1": {"id": 1, "name": "A", "purposes": [8], "policyUrl": "http://a.example:80/p"}}))
    assert (found.vendors[0].domain, found.vendors[0].category) == ("a.example", "analytics")
    odd = read(made(vendors={"1": {"id": 1, "name": "A", "policyUrl": "none yet"}}))
    assert (odd.vendors[0].domain, odd.vendors[0].category) == (None, "unclassified")


def test_other_json_is_none():
    for text in ('{"vendors": 1}', '["vendorListVersion"]', '{"purposes": {}}', "vendorListVersion is a word"):
        assert vendor_list.identify(Sample("x.json" if text[0] in "{[" else "x.txt", text.encode())) == "no"


def test_a_long_head_before_the_version_does_not_matter():
    data = json.loads(made())
    data = {"vendors": data.pop("vendors"), "stacks": {"1": {"description": "x" * 9000}}, **data}
    assert len(read(json.dumps(data).encode()).vendors) == 1
