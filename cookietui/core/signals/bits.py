"""Bits are a string of 0 and 1, read in bulk: slicing it is faster in Python than arithmetic on single bits."""

import binascii
from collections.abc import Callable, Iterable
from itertools import compress

from cookietui.core.errors import BadInput

_LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
_STANDARD = bytes(
    letter if letter in _LETTERS else {ord("-"): ord("+"), ord("_"): ord("/")}.get(letter, ord("!"))
    for letter in range(256)
)
"""base64url letters to those of base64, all others to one that is none."""
_URL = bytes.maketrans(b"+/", b"-_")
_TRUTHS = bytes.maketrans(b"01", b"\x00\x01")
_WHOLE = "AAA"
"""Letters of zeros that make a group of four."""
_RANGES = 4095
"""Most entries that 12 bits can count."""
VENDORS = 65535
"""Highest vendor id that 16 bits hold."""


def bytes_of(text: str) -> bytes:
    """The bytes of base64url text (RFC 4648 section 5, no padding sign), zeros up to whole groups; raises BadInput."""
    if not text:
        raise BadInput("is empty")
    whole = text + _WHOLE[: -len(text) % 4]
    try:
        data = binascii.a2b_base64(whole.encode("ascii", "replace").translate(_STANDARD))
    except binascii.Error:
        data = b""
    if len(data) * 4 != len(whole) * 3:
        raise BadInput("is not base64url text")
    return data


def bits_of(text: str) -> str:
    """The bits of base64url text, six a letter; raises BadInput for other text."""
    data = bytes_of(text)
    return bin(int.from_bytes(b"\1" + data, "big"))[3 : 3 + 6 * len(text)]


def text_of(bits: str, unit: int = 6) -> str:
    """Base64url text of bits, padded with zeros to whole letters and to a multiple of `unit` bits."""
    if not bits:
        return ""
    count = len(bits) + -len(bits) % unit
    letters = -(-count // 6)
    whole = bits.ljust(letters * 6 + -letters % 4 * 6, "0")
    data = int(whole, 2).to_bytes(len(whole) // 8, "big")
    return binascii.b2a_base64(data, newline=False).translate(_URL)[:letters].decode("ascii")


class Cursor:
    """Reads fields from left to right; every read past the end raises BadInput."""

    __slots__ = ("at", "bits", "size")

    def __init__(self, bits: str, at: int = 0) -> None:
        self.bits = bits
        self.at = at
        self.size = len(bits)

    def take(self, count: int) -> str:
        """The next `count` bits."""
        at, end = self.at, self.at + count
        if end > self.size:
            raise BadInput(f"ends in the middle of a field: {self.size} bits, {end} wanted")
        self.at = end
        return self.bits[at:end]

    def number(self, count: int) -> int:
        """The next `count` bits as an unsigned number."""
        at, end = self.at, self.at + count
        if end > self.size:
            self.take(count)
        self.at = end
        return int(self.bits[at:end], 2)

    def flag(self) -> bool:
        """The next bit."""
        return self.take(1) == "1"

    def letters(self) -> str:
        """Two letters of six bits each, A = 0."""
        return "".join(chr(65 + self.number(6)) for _ in range(2))

    def flags(self, count: int) -> list[int]:
        """The 1-based positions of the set bits among the next `count`."""
        return positions(self.take(count))

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
    return list(compress(range(1, len(bits) + 1), bits.encode("ascii").translate(_TRUTHS))) if bits else []


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
    field = bytearray(b"0") * count
    for value in ids:
        if not 1 <= value <= count:
            raise BadInput(f"{value} does not fit into {count} flags")
        field[value - 1] = 49  # the letter 1
    return field.decode("ascii")


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
    """A vendor section in its shorter form, as TCF v2 has it ("Vendor Consent Section")."""
    return _shorter(ids, range_bits)


def _shorter(ids: Iterable[int], ranged: Callable[[Iterable[int]], str]) -> str:
    """A highest id and a bit field, or ranges where these are shorter and not more than can be counted."""
    wanted = sorted(set(ids))
    highest = wanted[-1] if wanted else 0
    field = flag_bits(wanted, highest)
    ranges = ranged(wanted) if len(runs(wanted)) <= _RANGES else None
    return number_bits(highest, 16) + (f"1{ranges}" if ranges and len(ranges) < len(field) else f"0{field}")


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
    return _shorter(ids, fibonacci_range_bits)


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
