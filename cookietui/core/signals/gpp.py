"""GPP strings: a Fibonacci-coded header, then one section per number, each read by its row of the table."""

from typing import Any

from cookietui.core.errors import BadInput
from cookietui.core.signals import gpp_tcf, usp
from cookietui.core.signals.bits import Cursor, bits_of, fibonacci_range_bits, number_bits, text_of
from cookietui.core.signals.gpp_sections import NAMES, SECTIONS, SIX_BITS, Section

LIMIT = 1_000_000
"""Characters."""
_TYPE, _VERSION = 3, 1


def decode(text: str) -> dict[str, Any]:
    """`header`, `sectionIds` and `sections` by prefix; an unknown section stays text. Raises BadInput otherwise."""
    stripped = text.strip()
    if len(stripped) > LIMIT:
        raise BadInput(f"is longer than a GPP string can be ({len(stripped)} characters)")
    head, *parts = stripped.split("~")
    numbers = _numbers(head)
    if len(parts) != len(numbers):
        raise BadInput(f"its header lists {len(numbers)} sections, and {len(parts)} follow")
    sections: dict[str, Any] = {}
    for number, part in zip(numbers, parts, strict=True):
        if not part:
            raise BadInput(f"section {number} is empty")
        name = NAMES.get(number, str(number))
        try:
            sections[name] = _section(name, part)
        except BadInput as error:
            raise BadInput(f"section {number} ({name}) {error.message}") from error
    header = {"Id": _TYPE, "Version": _VERSION, "SectionIds": numbers}
    return {"header": header, "sectionIds": list(numbers), "sections": sections}


def _numbers(head: str) -> list[int]:
    """The section numbers of the header, ascending."""
    cursor = Cursor(bits_of(head))
    if cursor.number(6) != _TYPE:
        raise BadInput("has no GPP header")
    version = cursor.number(6)
    if version != _VERSION:
        raise BadInput(f"has a GPP header of the unknown version {version}")
    return cursor.fibonacci_ranges()


def _section(name: str, part: str) -> Any:
    if name == "tcfeuv2":
        return gpp_tcf.decode_eu(part)
    if name == "tcfcav1":
        return gpp_tcf.decode_canada(part)
    if name == "uspv1":
        return usp.section(part)
    return _decode_table(SECTIONS[name], part) if name in SECTIONS else part


def _decode_table(section: Section, part: str) -> dict[str, Any]:
    """Fields of a section of two-bit numbers, and the GPC bit of its sub-section."""
    core, *subs = part.split(".")
    bits = bits_of(core)
    cursor = Cursor(bits)
    version = int(bits[:6], 2)
    older = section.older
    read = older if older and len(bits) < section.bits else section.lengths
    kept = older if older and version == 1 else section.lengths
    found: dict[str, Any] = {}
    for name in section.fields:
        if name in SIX_BITS:
            found[name] = cursor.number(6)
        elif name in section.lengths:
            items = [cursor.number(2) for _ in range(read[name])]
            found[name] = (items + [0] * kept[name])[: kept[name]]
        else:
            found[name] = cursor.number(2)
    if not 1 <= version <= (2 if section.older else 1):
        raise BadInput(f"has the unknown version {version}")
    if section.signal:
        found.update(GpcSegmentType=1, Gpc=_signal(subs))
    if section.apart:
        found.update(_apart(section, subs))
    return found


def _apart(section: Section, subs: list[str]) -> dict[str, Any]:
    """The list that stands in a sub-section of its own, which has no type; zeros where there is none."""
    for sub in subs[:1]:
        cursor = Cursor(bits_of(sub))
        return {section.apart: [cursor.number(2) for _ in range(section.lengths[section.apart])]}
    return {section.apart: [0] * section.lengths[section.apart]}


def _signal(subs: list[str]) -> bool:
    """The GPC bit; False also where no sub-section says anything."""
    for sub in subs:
        cursor = Cursor(bits_of(sub))
        if cursor.number(2) == 1:
            return cursor.flag()
    return False


def encode(decoded: dict[str, Any]) -> str:
    """The GPP string of what `decode` returns; raises BadInput for what does not fit."""
    sections = decoded["sections"]
    rows = sorted((_number(name), name) for name in sections)
    bits = number_bits(_TYPE, 6) + number_bits(_VERSION, 6) + fibonacci_range_bits(number for number, _ in rows)
    return "~".join([text_of(bits), *(_encode_section(name, sections[name]) for _, name in rows)])


def _number(name: str) -> int:
    known = {prefix: number for number, prefix in NAMES.items()}
    if name in known:
        return known[name]
    if name.isdigit():
        return int(name)
    raise BadInput(f"there is no GPP section {name!r}")


def _encode_section(name: str, fields: Any) -> str:
    if name == "tcfeuv2":
        return gpp_tcf.encode_eu(fields)
    if name == "tcfcav1":
        return gpp_tcf.encode_canada(fields)
    if name == "uspv1":
        return usp.section_text(fields)
    return _encode_table(SECTIONS[name], fields) if name in SECTIONS else str(fields)


def _encode_table(section: Section, fields: dict[str, Any]) -> str:
    bits: list[str] = []
    for name in section.fields:
        value = fields[name]
        items = value if isinstance(value, list) else [value]
        bits.extend(number_bits(item, 6 if name in SIX_BITS else 2) for item in items)
    text = text_of("".join(bits))
    if section.apart:
        return f"{text}.{text_of(''.join(number_bits(item, 2) for item in fields[section.apart]))}"
    return f"{text}.{text_of('01' + ('1' if fields.get('Gpc') else '0'))}" if section.signal else text
