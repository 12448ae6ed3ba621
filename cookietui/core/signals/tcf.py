"""TC strings of TCF v2: one table serves both directions (IAB "Consent string and vendor list formats v2")."""

from collections.abc import Callable
from typing import Any

from cookietui.core.errors import BadInput
from cookietui.core.signals.bits import (
    Cursor,
    flag_bits,
    letter_bits,
    number_bits,
    positions,
    range_bits,
    text_of,
    vendor_bits,
)
from cookietui.core.signals.window import Window

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
_WHOLE = 24
"""Bits that segments are filled up to a multiple of: some decoders read whole bytes alone."""
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
    window = Window(part)
    head = window.number(_HEAD) if window.size >= _HEAD else window.number(6) << (_HEAD - 6)
    version = head >> (_HEAD - 6)
    if version == 1:
        raise BadInput("is a consent string of TCF version 1, which is no longer in use and is not decoded")
    if version != 2:  # noqa: PLR2004 - the version this module reads
        raise BadInput("has no core segment of TCF version 2")
    if window.at < _HEAD:
        raise BadInput(f"ends in the middle of a field: {window.size} bits, {_HEAD} wanted")
    found = _head(head)
    for name, read in _TAIL:
        found[name] = read(window)
    return found


def _head(value: int) -> dict[str, Any]:
    """The fields of fixed size, cut out of the number that all of them make, kind by kind; all others are None."""
    found = _BLANK.copy()
    for name, shift, mask in _NUMBERS:
        found[name] = value >> shift & mask
    for name, shift, mask in _TIMES:
        found[name] = (value >> shift & mask) * DECISECOND
    for name, shift, _ in _TRUTHS:
        found[name] = value >> shift & 1 == 1
    for name, shift, _ in _PAIRS:
        found[name] = _LETTERS[value >> shift & 4095]
    for name, shift, _ in _DOZENS:
        found[name] = _FIRST[value >> shift & 4095].copy()
    for name, shift, _ in _TWO_DOZENS:
        found[name] = _FIRST[value >> shift + 12 & 4095] + _SECOND[value >> shift & 4095]
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
_FIRST = _Table(lambda value: positions(f"{value:012b}"))
_SECOND = _Table(lambda value: [12 + place for place in positions(f"{value:012b}")])


def _cuts(kind: str, wanted: int = 0) -> tuple[tuple[str, int, int], ...]:
    """Name, shift and mask of the fields of one kind (and of so many bits) among those of fixed size."""
    found, left = [], _HEAD
    for name, known, count in CORE:
        left -= count
        if known == kind and wanted in {0, count}:
            found.append((name, left, (1 << count) - 1))
    return tuple(found)


def _restrictions(window: Window) -> list[dict[str, Any]]:
    """Publisher restrictions; one without any vendor restricts nothing and is left out."""
    found: dict[tuple[int, int], list[int]] = {}
    total = 0
    for _ in range(window.number(12)):
        head = window.number(20)
        key = head >> 14, head >> 12 & 3
        if key[1] not in _NOT_RESERVED:
            raise BadInput(f"has a publisher restriction of the reserved type {key[1]}")
        vendors = window.ranges(head & 4095)
        total += len(vendors)
        if total > RESTRICTED:
            raise BadInput(f"restricts more than {RESTRICTED:,} vendors, which no list has")
        found[key] = sorted({*found[key], *vendors}) if key in found else vendors
    return [
        {"purposeId": purpose, "restrictionType": kind, "vendors": vendors}
        for (purpose, kind), vendors in sorted(found.items())
        if vendors
    ]


READ: dict[str, Callable[[Cursor, int], Any]] = {
    "number": Cursor.number,
    "time": lambda cursor, count: cursor.number(count) * DECISECOND,
    "flag": lambda cursor, _count: cursor.flag(),
    "letters": lambda cursor, _count: cursor.letters(),
    "flags": Cursor.flags,
}
"""How to read a field of fixed size, by its kind."""
_READ_REST: dict[str, Callable[[Window], Any]] = {"vendors": Window.vendors, "restrictions": _restrictions}
_HEAD = sum(count for _, _, count in CORE)
"""Bits of all fields of fixed size."""
_NUMBERS, _TIMES, _TRUTHS, _PAIRS = _cuts("number"), _cuts("time"), _cuts("flag"), _cuts("letters")
_DOZENS, _TWO_DOZENS = _cuts("flags", 12), _cuts("flags", 24)
_TAIL = tuple((name, _READ_REST[kind]) for name, kind, count in CORE if not count)
_BLANK: dict[str, Any] = dict.fromkeys((*(name for name, _, _ in CORE), *_SEGMENTS.values()))


def _decode_segment(part: str) -> tuple[str, Any]:
    window = Window(part)
    kind = window.number(3)
    if kind not in _SEGMENTS:
        raise BadInput(f"has a segment of the unknown type {kind}")
    return _SEGMENTS[kind], _publisher(window) if kind == _PUBLISHER else window.vendors()


def _publisher(window: Window) -> dict[str, Any]:
    head = window.number(54)
    custom = head & 63
    return {
        "publisherConsents": _FIRST[head >> 42] + _SECOND[head >> 30 & 4095],
        "publisherLegitimateInterests": _FIRST[head >> 18 & 4095] + _SECOND[head >> 6 & 4095],
        "numCustomPurposes": custom,
        "publisherCustomConsents": window.flags(custom),
        "publisherCustomLegitimateInterests": window.flags(custom),
    }


def encode(fields: dict[str, Any]) -> str:
    """The TC string of these fields, each vendor section in its shorter form; raises BadInput for what does not fit."""
    try:
        core = "".join(WRITE[kind](fields[name], count) for name, kind, count in CORE)
    except KeyError as error:
        raise BadInput(f"the field {error.args[0]} is missing") from error
    parts = [text_of(core, _WHOLE)]
    for kind, name in _SEGMENTS.items():
        value = fields.get(name)
        if value is not None:
            body = _publisher_bits(value) if kind == _PUBLISHER else vendor_bits(value)
            parts.append(text_of(number_bits(kind, 3) + body, _WHOLE))
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
