"""Bits are a string of 0 and 1: slicing it is faster in Python than arithmetic and reads like the specification."""

import re
from collections.abc import Iterable

from cookietui.core.errors import BadInput

_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_TO_BITS = {ord(letter): f"{index:06b}" for index, letter in enumerate(_ALPHABET)}
_TEXT = re.compile(r"[A-Za-z0-9_-]+")
VENDORS = 65535
"""Highest vendor id that 16 bits hold."""


def bits_of(text: str) -> str:
    """The bits of base64url text (RFC 4648 section 5, no padding sign), six a letter; raises BadInput otherwise."""
    if not _TEXT.fullmatch(text):
        raise BadInput("is not base64url text" if text else "is empty")
    return text.translate(_TO_BITS)


def text_of(bits: str, unit: int = 6) -> str:
    """Base64url text of bits, padded with zeros to whole letters and to a multiple of `unit` bits."""
    padded = bits + "0" * (-len(bits) % unit)
    padded += "0" * (-len(padded) % 6)
    return "".join(_ALPHABET[int(padded[at : at + 6], 2)] for at in range(0, len(padded), 6))


class Cursor:
    """Reads fields from left to right; every read past the end raises BadInput."""

    __slots__ = ("at", "bits")

    def __init__(self, bits: str, at: int = 0) -> None:
        self.bits = bits
        self.at = at

    def take(self, count: int) -> str:
        """The next `count` bits."""
        end = self.at + count
        if end > len(self.bits):
            raise BadInput(f"ends in the middle of a field: {len(self.bits)} bits, {end} wanted")
        found = self.bits[self.at : end]
        self.at = end
        return found

    def number(self, count: int) -> int:
        """The next `count` bits as an unsigned number."""
        return int(self.take(count), 2)

    def flag(self) -> bool:
        """The next bit."""
        return self.take(1) == "1"

    def letters(self) -> str:
        """Two letters of six bits each, A = 0."""
        return "".join(chr(65 + self.number(6)) for _ in range(2))

    def flags(self, count: int) -> list[int]:
        """The 1-based positions of the set bits among the next `count`."""
        return positions(self.take(count))

    def vendors(self) -> list[int]:
        """A vendor section: highest id 16 bits, then a bit field or ranges (TCF v2 "Vendor Consent Section")."""
        highest = self.number(16)
        return self.ranges() if self.flag() else self.flags(highest)

    def ranges(self) -> list[int]:
        """Range entries: count 12 bits, each a flag, 16 bits start and, when the flag is set, 16 bits end."""
        found: set[int] = set()
        for _ in range(self.number(12)):
            several = self.flag()
            start = self.number(16)
            end = self.number(16) if several else start
            if end < start or not start:
                raise BadInput(f"has a range from {start} to {end}")
            found.update(range(start, end + 1))
        return sorted(found)

    def spread_vendors(self) -> list[int]:
        """A vendor section of GPP: highest id 16 bits, then a bit field or Fibonacci ranges ("Optimized range")."""
        highest = self.number(16)
        return self.fibonacci_ranges() if self.flag() else self.flags(highest)

    def fibonacci_ranges(self) -> list[int]:
        """Ascending ids: count 12 bits, each a flag, the distance from the id before and, if set, the span."""
        found: list[int] = []
        for _ in range(self.number(12)):
            several = self.flag()
            first = (found[-1] if found else 0) + self.fibonacci()
            last = first + self.fibonacci() if several else first
            if last > VENDORS:
                raise BadInput(f"has a range from {first} to {last}")
            found.extend(range(first, last + 1))
        return found

    def fibonacci(self) -> int:
        """A Fibonacci-coded number of at least 1, ended by two set bits (GPP "Fibonacci encoding")."""
        end = self.bits.find("11", self.at)
        if end < 0:
            raise BadInput("has a number without an end")
        code = self.bits[self.at : end + 1]
        self.at = end + 2
        total, a, b = 0, 1, 2
        for bit in code:
            total += a if bit == "1" else 0
            a, b = b, a + b
        return total


def positions(bits: str) -> list[int]:
    """The 1-based positions of the set bits."""
    return [index for index, bit in enumerate(bits, 1) if bit == "1"]


def number_bits(value: int, count: int) -> str:
    """`value` in `count` bits; raises BadInput when it does not fit."""
    if not 0 <= value < 1 << count:
        raise BadInput(f"{value} does not fit into {count} bits")
    return f"{value:0{count}b}"


def letter_bits(value: str) -> str:
    """Two letters as six bits each, A = 0; raises BadInput for anything else."""
    if len(value) != 2:  # noqa: PLR2004 - ISO 639-1 and 3166-1 codes have two letters
        raise BadInput(f"{value!r} is not two letters")
    return "".join(number_bits(ord(letter.upper()) - 65, 6) for letter in value)


def flag_bits(ids: Iterable[int], count: int) -> str:
    """`count` bits with those at the 1-based positions set; raises BadInput for a position outside."""
    wanted = set(ids)
    if any(not 1 <= value <= count for value in wanted):
        raise BadInput(f"{sorted(wanted)} does not fit into {count} flags")
    return "".join("1" if index in wanted else "0" for index in range(1, count + 1))


def runs(ids: Iterable[int]) -> list[tuple[int, int]]:
    """Consecutive ids as (first, last) pairs, in order."""
    found: list[tuple[int, int]] = []
    for value in sorted(set(ids)):
        if found and found[-1][1] == value - 1:
            found[-1] = (found[-1][0], value)
        else:
            found.append((value, value))
    return found


def range_bits(ids: Iterable[int]) -> str:
    """Range entries for these ids, as `Cursor.ranges` reads them."""
    pairs = runs(ids)
    rows = [number_bits(len(pairs), 12)]
    for first, last in pairs:
        rows.append(
            "0" + number_bits(first, 16) if first == last else "1" + number_bits(first, 16) + number_bits(last, 16)
        )
    return "".join(rows)


def vendor_bits(ids: Iterable[int]) -> str:
    """A vendor section in its shorter form, as `Cursor.vendors` reads it."""
    wanted = sorted(set(ids))
    highest = wanted[-1] if wanted else 0
    field, ranges = flag_bits(wanted, highest), range_bits(wanted)
    return number_bits(highest, 16) + ("1" + ranges if len(ranges) < len(field) else "0" + field)


def fibonacci_range_bits(ids: Iterable[int]) -> str:
    """Ascending ids as `Cursor.fibonacci_ranges` reads them."""
    pairs = runs(ids)
    bits = [number_bits(len(pairs), 12)]
    before = 0
    for first, last in pairs:
        bits.append(("1" if last > first else "0") + fibonacci_bits(first - before))
        if last > first:
            bits.append(fibonacci_bits(last - first))
        before = last
    return "".join(bits)


def spread_vendor_bits(ids: Iterable[int]) -> str:
    """A vendor section of GPP in its shorter form, as `Cursor.spread_vendors` reads it."""
    wanted = sorted(set(ids))
    highest = wanted[-1] if wanted else 0
    field, ranges = flag_bits(wanted, highest), fibonacci_range_bits(wanted)
    return number_bits(highest, 16) + ("1" + ranges if len(ranges) < len(field) else "0" + field)


def fibonacci_bits(value: int) -> str:
    """A number of at least 1 as `Cursor.fibonacci` reads it."""
    if value < 1:
        raise BadInput(f"{value} has no Fibonacci code")
    terms = [1, 2]
    while terms[-1] <= value:
        terms.append(terms[-1] + terms[-2])
    code: list[str] = []
    for term in reversed([t for t in terms if t <= value]):
        code.append("1" if term <= value else "0")
        value -= term if term <= value else 0
    return "".join(reversed(code)) + "1"
