"""TC strings of TCF v2: one table serves both directions (IAB "Consent string and vendor list formats v2")."""

from collections.abc import Callable, Iterator
from typing import Any

from cookietui.core.errors import BadInput
from cookietui.core.signals.bits import (
    Cursor,
    bits_of,
    flag_bits,
    letter_bits,
    listed,
    number_bits,
    positions,
    range_bits,
    text_of,
    vendor_bits,
)

LIMIT = 400_000
"""Characters; every vendor id in every segment takes less."""
RESTRICTED = 1_000_000
"""Vendor ids that the publisher restrictions of one string may name in all."""
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
    if len(text) > LIMIT:
        raise BadInput(f"is longer than a TC string can be ({len(text)} characters)")
    core, *parts = text.strip().split(".")
    fields = _decode_core(core)
    for part in parts:
        name, value = _decode_segment(part)
        if fields[name] is not None:
            raise BadInput(f"has the segment {name} twice")
        fields[name] = value
    return fields


def _decode_core(part: str) -> dict[str, Any]:
    """The fields of the core segment, and None for every other segment."""
    bits = bits_of(part)
    version = int(bits[:6], 2)
    if version == 1:
        raise BadInput("is a consent string of TCF version 1, which is no longer in use and is not decoded")
    if version != 2:  # noqa: PLR2004 - the version this module reads
        raise BadInput("has no core segment of TCF version 2")
    cursor = Cursor(bits)
    found = _head(cursor.number(_HEAD))
    for name, read in _TAIL:
        found[name] = read(cursor)
    found.update(_ABSENT)
    return found


def _head(value: int) -> dict[str, Any]:
    """The fields of fixed size, cut out of the number that all of them make; kinds are finished one by one."""
    found: dict[str, Any] = {name: value >> shift & mask for name, shift, mask in _CUTS}
    for name in _NAMES["time", 36]:
        found[name] *= DECISECOND
    for name in _NAMES["flag", 1]:
        found[name] = found[name] == 1
    for name in _NAMES["letters", 12]:
        found[name] = _LETTERS[found[name]]
    for name in _NAMES["flags", 12]:
        found[name] = [*_FIRST[found[name]]]
    for name in _NAMES["flags", 24]:
        found[name] = [*_FIRST[found[name] >> 12], *_SECOND[found[name] & 4095]]
    return found


class _Table(dict[int, Any]):
    """What each number of twelve bits means, made when it is first asked for."""

    def __init__(self, make: Callable[[int], Any]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, value: int) -> Any:
        """The meaning of a new number, kept."""
        made = self[value] = self._make(value)
        return made


_LETTERS = _Table(lambda value: chr(65 + (value >> 6)) + chr(65 + (value & 63)))
_FIRST = _Table(lambda value: tuple(positions(f"{value:012b}")))
_SECOND = _Table(lambda value: tuple(12 + place for place in positions(f"{value:012b}")))


def _cuts() -> Iterator[tuple[str, int, int]]:
    """Name, shift and mask of each field of fixed size."""
    left = _HEAD
    for name, _, count in CORE:
        left -= count
        if count:
            yield name, left, (1 << count) - 1


def _restrictions(cursor: Cursor) -> list[dict[str, Any]]:
    """Publisher restrictions; one without any vendor restricts nothing and is left out."""
    found: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for _ in range(cursor.number(12)):
        head = cursor.number(20)
        purpose, kind = head >> 14, head >> 12 & 3
        if kind not in _NOT_RESERVED:
            raise BadInput(f"has a publisher restriction of the reserved type {kind}")
        found.setdefault((purpose, kind), []).extend(cursor.spans(head & 4095))
    rows, total = [], 0
    for (purpose, kind), spans in sorted(found.items()):
        vendors = listed(spans)
        total += len(vendors)
        if total > RESTRICTED:
            raise BadInput(f"restricts more than {RESTRICTED:,} vendors, which no list has")
        if vendors:
            rows.append({"purposeId": purpose, "restrictionType": kind, "vendors": vendors})
    return rows


READ: dict[str, Callable[[Cursor, int], Any]] = {
    "number": Cursor.number,
    "time": lambda cursor, count: cursor.number(count) * DECISECOND,
    "flag": lambda cursor, _count: cursor.flag(),
    "letters": lambda cursor, _count: cursor.letters(),
    "flags": Cursor.flags,
}
"""How to read a field of fixed size, by its kind."""
_READ_REST: dict[str, Callable[[Cursor], Any]] = {"vendors": Cursor.vendors, "restrictions": _restrictions}
_HEAD = sum(count for _, _, count in CORE)
"""Bits of all fields of fixed size."""
_CUTS = tuple(_cuts())
_NAMES = {(kind, count): [n for n, k, c in CORE if (k, c) == (kind, count)] for _, kind, count in CORE}
_TAIL = tuple((name, _READ_REST[kind]) for name, kind, count in CORE if not count)
_ABSENT = dict.fromkeys(_SEGMENTS.values())


def _decode_segment(part: str) -> tuple[str, Any]:
    cursor = Cursor(bits_of(part))
    kind = cursor.number(3)
    if kind not in _SEGMENTS:
        raise BadInput(f"has a segment of the unknown type {kind}")
    return _SEGMENTS[kind], _publisher(cursor) if kind == _PUBLISHER else cursor.vendors()


def _publisher(cursor: Cursor) -> dict[str, Any]:
    head = cursor.number(54)
    custom = head & 63
    return {
        "publisherConsents": [*_FIRST[head >> 42], *_SECOND[head >> 30 & 4095]],
        "publisherLegitimateInterests": [*_FIRST[head >> 18 & 4095], *_SECOND[head >> 6 & 4095]],
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
