"""The TCF sections of a GPP string use the field names of GPP; the bits are those of TCF v2."""

from typing import Any

from cookietui.core.errors import BadInput
from cookietui.core.signals import tcf
from cookietui.core.signals.bits import (
    Cursor,
    bits_of,
    fibonacci_range_bits,
    flag_bits,
    number_bits,
    spread_vendor_bits,
    text_of,
)

_EU = {
    "version": "Version",
    "created_ms": "Created",
    "lastUpdated_ms": "LastUpdated",
    "cmpId": "CmpId",
    "cmpVersion": "CmpVersion",
    "consentScreen": "ConsentScreen",
    "consentLanguage": "ConsentLanguage",
    "vendorListVersion": "VendorListVersion",
    "policyVersion": "PolicyVersion",
    "isServiceSpecific": "IsServiceSpecific",
    "useNonStandardTexts": "UseNonStandardStacks",
    "specialFeatureOptins": "SpecialFeatureOptins",
    "purposeConsents": "PurposeConsents",
    "purposeLegitimateInterests": "PurposeLegitimateInterests",
    "purposeOneTreatment": "PurposeOneTreatment",
    "publisherCountryCode": "PublisherCountryCode",
    "vendorConsents": "VendorConsents",
    "vendorLegitimateInterests": "VendorLegitimateInterests",
    "publisherRestrictions": "PublisherRestrictions",
}
_FLAGS = {"SpecialFeatureOptins": 12, "PurposeConsents": 24, "PurposeLegitimateInterests": 24}
CANADA: tuple[tuple[str, str, int], ...] = (
    ("Version", "number", 6),
    ("Created", "time", 36),
    ("LastUpdated", "time", 36),
    ("CmpId", "number", 12),
    ("CmpVersion", "number", 12),
    ("ConsentScreen", "number", 6),
    ("ConsentLanguage", "letters", 12),
    ("VendorListVersion", "number", 12),
    ("TcfPolicyVersion", "number", 6),
    ("UseNonStandardStacks", "flag", 1),
    ("SpecialFeatureExpressConsent", "flags", 12),
    ("PurposesExpressConsent", "flags", 24),
    ("PurposesImpliedConsent", "flags", 24),
    ("VendorExpressConsent", "spread", 0),
    ("VendorImpliedConsent", "spread", 0),
    ("PubRestrictions", "spread restrictions", 0),
)
"""Core segment of the Canadian TCF section (tcfcav1), in order."""


def _restrictions(cursor: Cursor, _count: int) -> list[dict[str, Any]]:
    return [
        {"Key": cursor.number(6), "Type": cursor.number(2), "Ids": cursor.fibonacci_ranges()}
        for _ in range(cursor.number(12))
    ]


def _restriction_bits(rows: list[dict[str, Any]], _count: int) -> str:
    parts = (number_bits(r["Key"], 6) + number_bits(r["Type"], 2) + fibonacci_range_bits(r["Ids"]) for r in rows)
    return number_bits(len(rows), 12) + "".join(parts)


_READ = tcf.READ | {
    "spread": lambda cursor, _count: cursor.spread_vendors(),
    "spread restrictions": _restrictions,
}
_WRITE = tcf.WRITE | {
    "spread": lambda value, _count: spread_vendor_bits(value),
    "spread restrictions": _restriction_bits,
}


def flags(ids: list[int], length: int) -> dict[str, Any]:
    """A list of flags as the vectors of GPP give it."""
    return {"flags_length": length, "ids": ids}


def decode_eu(text: str) -> dict[str, Any]:
    """The fields of a tcfeuv2 section; absent segments are empty. Raises BadInput."""
    fields = tcf.decode(text)
    found: dict[str, Any] = {}
    for name, title in _EU.items():
        value = fields[name]
        if title in _FLAGS:
            value = flags(value, _FLAGS[title])
        elif title in ("Created", "LastUpdated"):
            value = {"date_ms": value}
        found[title] = value
    own = fields["publisherTC"] or {}
    custom = own.get("numCustomPurposes", 0)
    found["PublisherPurposesSegmentType"] = 3
    found["PublisherConsents"] = flags(own.get("publisherConsents", []), 24)
    found["PublisherLegitimateInterests"] = flags(own.get("publisherLegitimateInterests", []), 24)
    found["NumCustomPurposes"] = custom
    found["PublisherCustomConsents"] = own.get("publisherCustomConsents", [])
    found["PublisherCustomLegitimateInterests"] = own.get("publisherCustomLegitimateInterests", [])
    found["VendorsAllowedSegmentType"], found["VendorsAllowed"] = 2, fields["vendorsAllowed"] or []
    found["VendorsDisclosedSegmentType"], found["VendorsDisclosed"] = 1, fields["vendorsDisclosed"] or []
    return found


def plain_eu(found: dict[str, Any]) -> dict[str, Any]:
    """The fields of a tcfeuv2 section under the names of a TC string."""
    fields: dict[str, Any] = {}
    for name, title in _EU.items():
        value = found[title]
        fields[name] = value["ids"] if title in _FLAGS else value["date_ms"] if isinstance(value, dict) else value
    fields["publisherTC"] = {
        "publisherConsents": found["PublisherConsents"]["ids"],
        "publisherLegitimateInterests": found["PublisherLegitimateInterests"]["ids"],
        "numCustomPurposes": found["NumCustomPurposes"],
        "publisherCustomConsents": found["PublisherCustomConsents"],
        "publisherCustomLegitimateInterests": found["PublisherCustomLegitimateInterests"],
    }
    fields["vendorsAllowed"], fields["vendorsDisclosed"] = found["VendorsAllowed"], found["VendorsDisclosed"]
    return fields


def encode_eu(found: dict[str, Any]) -> str:
    """The TC string of a tcfeuv2 section's fields, all four segments written."""
    return tcf.encode(plain_eu(found))


def decode_canada(text: str) -> dict[str, Any]:
    """The fields of a tcfcav1 section; absent segments are empty. Raises BadInput."""
    core, *parts = text.split(".")
    cursor = Cursor(bits_of(core))
    found: dict[str, Any] = {}
    for name, kind, count in CANADA:
        if kind == "spread restrictions" and cursor.at + 12 > len(cursor.bits):
            found[name] = []  # strings of the first draft end before the restrictions
            continue
        value: Any = _READ[kind](cursor, count)
        found[name] = flags(value, count) if kind == "flags" else {"date_ms": value} if kind == "time" else value
    if found["Version"] != 1:
        raise BadInput(f"has the unknown version {found['Version']}")
    found.update(_canada_segments(parts))
    return found


def _canada_segments(parts: list[str]) -> dict[str, Any]:
    express, implied, custom = [], [], 0
    custom_express: list[int] = []
    custom_implied: list[int] = []
    disclosed: list[int] = []
    for part in parts:
        cursor = Cursor(bits_of(part))
        kind = cursor.number(3)
        if kind == 3:  # noqa: PLR2004 - publisher purposes
            express, implied, custom = cursor.flags(24), cursor.flags(24), cursor.number(6)
            custom_express, custom_implied = cursor.flags(custom), cursor.flags(custom)
        elif kind == 1:
            disclosed = cursor.spread_vendors()
        else:
            raise BadInput(f"has a segment of the unknown type {kind}")
    return {
        "PubPurposesSegmentType": 3,
        "PubPurposesExpressConsent": flags(express, 24),
        "PubPurposesImpliedConsent": flags(implied, 24),
        "NumCustomPurposes": custom,
        "CustomPurposesExpressConsent": custom_express,
        "CustomPurposesImpliedConsent": custom_implied,
        "DisclosedVendorsSegmentType": 1,
        "DisclosedVendors": disclosed,
    }


def encode_canada(found: dict[str, Any]) -> str:
    """The text of a tcfcav1 section, the publisher's segment and the disclosed vendors included."""
    bits = []
    for name, kind, count in CANADA:
        value = found[name]
        value = value["ids"] if kind == "flags" else value["date_ms"] if kind == "time" else value
        bits.append(_WRITE[kind](value, count))
    custom = found["NumCustomPurposes"]
    purposes = (
        "011"
        + flag_bits(found["PubPurposesExpressConsent"]["ids"], 24)
        + flag_bits(found["PubPurposesImpliedConsent"]["ids"], 24)
        + number_bits(custom, 6)
        + flag_bits(found["CustomPurposesExpressConsent"], custom)
        + flag_bits(found["CustomPurposesImpliedConsent"], custom)
    )
    vendors = "001" + spread_vendor_bits(found["DisclosedVendors"])
    return ".".join(text_of(part) for part in ("".join(bits), purposes, vendors))
