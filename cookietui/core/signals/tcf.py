"""TC strings of TCF v2: one table serves both directions (IAB "Consent string and vendor list formats v2")."""

from typing import Any

from cookietui.core.errors import BadInput
from cookietui.core.signals.bits import (
    Cursor,
    bits_of,
    flag_bits,
    letter_bits,
    number_bits,
    range_bits,
    text_of,
    vendor_bits,
)

LIMIT = 400_000
"""Characters; every vendor id in every segment takes less."""
DECISECOND = 100
"""Milliseconds of the unit in which times are written."""
CORE: tuple[tuple[str, str, int], ...] = (
    ("version", "number", 6),
    ("created_ms", "time", 36),
    ("lastUpdated_ms", "time", 36),
    ("cmpId", "number", 12),
    ("cmpVersion", "number", 12),
    ("consentScreen", "number", 6),
    ("consentLanguage", "letters", 12),
    ("vendorListVersion", "number", 12),
    ("policyVersion", "number", 6),
    ("isServiceSpecific", "flag", 1),
    ("useNonStandardTexts", "flag", 1),
    ("specialFeatureOptins", "flags", 12),
    ("purposeConsents", "flags", 24),
    ("purposeLegitimateInterests", "flags", 24),
    ("purposeOneTreatment", "flag", 1),
    ("publisherCountryCode", "letters", 12),
    ("vendorConsents", "vendors", 0),
    ("vendorLegitimateInterests", "vendors", 0),
    ("publisherRestrictions", "restrictions", 0),
)
"""Name, kind and bits of each field of the core segment, in order."""
_DISCLOSED, _ALLOWED, _PUBLISHER = 1, 2, 3
_SEGMENTS = {_DISCLOSED: "vendorsDisclosed", _ALLOWED: "vendorsAllowed", _PUBLISHER: "publisherTC"}
_NOT_RESERVED = (0, 1, 2)
"""Restriction types: not allowed, require consent, require legitimate interest."""


def decode(text: str) -> dict[str, Any]:
    """The fields of a TC string; a segment that is absent is None. Raises BadInput with one sentence otherwise."""
    parts = text.strip().split(".")
    if len(text) > LIMIT:
        raise BadInput(f"is longer than a TC string can be ({len(text)} characters)")
    fields = _decode_core(parts[0])
    fields.update(dict.fromkeys(_SEGMENTS.values()))
    for part in parts[1:]:
        name, value = _decode_segment(part)
        if fields[name] is not None:
            raise BadInput(f"has the segment {name} twice")
        fields[name] = value
    return fields


def _decode_core(part: str) -> dict[str, Any]:
    cursor = Cursor(bits_of(part))
    version = int(cursor.bits[:6], 2)
    if version == 1:
        raise BadInput("is a consent string of TCF version 1, which is no longer in use and is not decoded")
    if version != 2:  # noqa: PLR2004 - the version this module reads
        raise BadInput("has no core segment of TCF version 2")
    return {name: READ[kind](cursor, count) for name, kind, count in CORE}


def _restrictions(cursor: Cursor, _count: int) -> list[dict[str, Any]]:
    """Publisher restrictions; one without any vendor restricts nothing and is left out."""
    found: dict[tuple[int, int], set[int]] = {}
    for _ in range(cursor.number(12)):
        purpose, kind = cursor.number(6), cursor.number(2)
        if kind not in _NOT_RESERVED:
            raise BadInput(f"has a publisher restriction of the reserved type {kind}")
        found.setdefault((purpose, kind), set()).update(cursor.ranges())
    return [
        {"purposeId": purpose, "restrictionType": kind, "vendors": sorted(vendors)}
        for (purpose, kind), vendors in sorted(found.items())
        if vendors
    ]


READ = {
    "number": lambda cursor, count: cursor.number(count),
    "time": lambda cursor, count: cursor.number(count) * DECISECOND,
    "flag": lambda cursor, _count: cursor.flag(),
    "letters": lambda cursor, _count: cursor.letters(),
    "flags": lambda cursor, count: cursor.flags(count),
    "vendors": lambda cursor, _count: cursor.vendors(),
    "restrictions": _restrictions,
}


def _decode_segment(part: str) -> tuple[str, Any]:
    cursor = Cursor(bits_of(part))
    kind = cursor.number(3)
    if kind not in _SEGMENTS:
        raise BadInput(f"has a segment of the unknown type {kind}")
    return _SEGMENTS[kind], _publisher(cursor) if kind == _PUBLISHER else cursor.vendors()


def _publisher(cursor: Cursor) -> dict[str, Any]:
    consents, interests, custom = cursor.flags(24), cursor.flags(24), cursor.number(6)
    return {
        "publisherConsents": consents,
        "publisherLegitimateInterests": interests,
        "numCustomPurposes": custom,
        "publisherCustomConsents": cursor.flags(custom),
        "publisherCustomLegitimateInterests": cursor.flags(custom),
    }


def encode(fields: dict[str, Any]) -> str:
    """The TC string of these fields, each vendor section in its shorter form; raises BadInput for what does not fit."""
    try:
        core = "".join(WRITE[kind](fields[name], count) for name, kind, count in CORE)
    except KeyError as error:
        raise BadInput(f"the field {error.args[0]} is missing") from error
    parts = [text_of(core)]
    for kind, name in _SEGMENTS.items():
        value = fields.get(name)
        if value is not None:
            body = _publisher_bits(value) if kind == _PUBLISHER else vendor_bits(value)
            parts.append(text_of(number_bits(kind, 3) + body))
    return ".".join(parts)


def _restriction_bits(rows: list[dict[str, Any]], _count: int) -> str:
    bits = [number_bits(len(rows), 12)]
    for row in rows:
        head = number_bits(row["purposeId"], 6) + number_bits(row["restrictionType"], 2)
        bits.append(head + range_bits(row["vendors"]))
    return "".join(bits)


def _publisher_bits(value: dict[str, Any]) -> str:
    custom = value["numCustomPurposes"]
    return (
        flag_bits(value["publisherConsents"], 24)
        + flag_bits(value["publisherLegitimateInterests"], 24)
        + number_bits(custom, 6)
        + flag_bits(value["publisherCustomConsents"], custom)
        + flag_bits(value["publisherCustomLegitimateInterests"], custom)
    )


WRITE = {
    "number": number_bits,
    "time": lambda value, count: number_bits(value // DECISECOND, count),
    "flag": lambda value, _count: "1" if value else "0",
    "letters": lambda value, _count: letter_bits(value),
    "flags": flag_bits,
    "vendors": lambda value, _count: vendor_bits(value),
    "restrictions": _restriction_bits,
}
