"""A segment is read through a window: a number made of some hundred bytes, cut by shifts, so that growth is linear."""

import functools
from collections.abc import Iterable
from itertools import compress

from cookietui.core.errors import BadInput
from cookietui.core.signals.bits import VENDORS, bytes_of

_BYTES = 256
"""Bytes of a window: shifts of longer numbers cost more than new windows."""
_SPARE = bytes(8)
"""Zeros behind the end, so that the last entry is cut like all others; what reads them is refused."""
_SINGLE, _RANGE = 17, 33
"""Bits of a range entry: a flag and one id, or a flag and two."""
_BITFIELD, _RANGED = 17, 29
"""Bits of the head of a section: the highest id and a flag, and for ranges their count."""
_IS_RANGE, _COUNT = 1 << 12, (1 << 12) - 1
_HEAD = 64
"""More bits than any head or entry has."""
_ENTRY = (1 << _RANGE) - 1
_ALONE = _ENTRY >> 1
"""Highest number of 33 bits that begin with a single id."""
_TRUTHS = bytes.maketrans(b"01", b"\x00\x01")


@functools.cache
def _ids() -> tuple[int, ...]:
    """Every vendor id at its own place: a slice of it is the quickest list of a range."""
    return tuple(range(VENDORS + 1))


class Window:
    """The bits of base64url text from left to right; raises BadInput for other text and for reading past the end."""

    __slots__ = ("_data", "_end", "_left", "_value", "size")

    def __init__(self, text: str) -> None:
        self._data = bytes_of(text) + _SPARE
        self.size = 6 * len(text)
        """Bits."""
        chunk = self._data[:_BYTES]
        self._value = int.from_bytes(chunk, "big")
        self._end = self._left = 8 * len(chunk)

    @property
    def at(self) -> int:
        """How many bits were read."""
        return self._end - self._left

    def number(self, count: int) -> int:
        """The next `count` bits, at most those of a window less a byte."""
        left = self._left - count
        if left < 0:
            self._move()
            left = self._left - count
        if self._end - left > self.size:
            raise BadInput(f"ends in the middle of a field: {self.size} bits, {self._end - left} wanted")
        self._left = left
        return self._value >> left & ((1 << count) - 1)

    def _move(self) -> None:
        """Put the window where reading goes on."""
        at = self._end - self._left
        chunk = self._data[at >> 3 : (at >> 3) + _BYTES]
        self._value = int.from_bytes(chunk, "big")
        self._end = 8 * ((at >> 3) + len(chunk))
        self._left = self._end - at

    def flags(self, count: int) -> list[int]:
        """The 1-based positions of the set bits among the next `count`."""
        at = self._end - self._left
        end = at + count
        if end > self.size:
            raise BadInput(f"ends in the middle of a field: {self.size} bits, {end} wanted")
        if not count:
            return []
        if count <= self._left:
            field = self._value >> (self._left - count)
            self._left -= count
        else:
            field = int.from_bytes(self._data[at >> 3 : (end + 7) >> 3], "big") >> (-end & 7)
            self._end, self._left = end, 0
        bits = bin(field & (1 << count) - 1 | 1 << count)
        return list(compress(_ids()[1 : count + 1], bits[3:].encode("ascii").translate(_TRUTHS)))

    def vendors(self) -> list[int]:
        """A vendor section: highest id 16 bits, then a bit field or ranges (TCF v2 "Vendor Consent Section")."""
        if self._left < _HEAD:
            self._move()
        left = self._left
        head = self._value >> (left - _RANGED)
        if head & _IS_RANGE:
            self._left = left - _RANGED
            return self.ranges(head & _COUNT)
        self._left = left - _BITFIELD
        return self.flags(head >> (_RANGED - _BITFIELD) + 1 & VENDORS)

    def ranges(self, count: int) -> list[int]:
        """The ids of so many range entries, ascending, each once.

        An entry is a flag, 16 bits of the first id and, when the flag is set, 16 bits of the last.
        """
        before = self._value, self._end, self._left
        found: list[int] = []
        ids, value, left, reached = _ids(), self._value, self._left, 0
        for _ in range(count):
            if left < _HEAD:
                self._left = left
                self._move()
                value, left = self._value, self._left
                if left < _RANGE:
                    break
            entry = value >> (left - _RANGE) & _ENTRY
            if entry > _ALONE:
                left -= _RANGE
                first, last = entry >> 16 & VENDORS, entry & VENDORS
                if not reached < first <= last:
                    break
                found += ids[first : last + 1]
                reached = last
            else:
                left -= _SINGLE
                first = entry >> 16
                if first <= reached:
                    break
                found.append(first)
                reached = first
        else:
            if self._end - left <= self.size:
                self._left = left
                return found
        self._value, self._end, self._left = before
        return _listed(self._spans(count))

    def _spans(self, count: int) -> list[tuple[int, int]]:
        """The entries one by one; raises BadInput for one that is none."""
        if self.at + _SINGLE * count > self.size:
            raise BadInput(f"ends in the middle of its ranges: {self.size} bits for {count} of them")
        found = []
        for _ in range(count):
            several = self.number(1)
            first = self.number(16)
            last = self.number(16) if several else first
            if not 0 < first <= last:
                raise BadInput(f"has a range from {first} to {last}")
            found.append((first, last))
        return found


def _listed(spans: Iterable[tuple[int, int]]) -> list[int]:
    """The ids of (first, last) pairs that overlap or come in any order, ascending, each once."""
    found: list[int] = []
    ids, reached = _ids(), 0
    for first, last in sorted(spans):
        if last > reached:
            found += ids[max(first, reached + 1) : last + 1]
            reached = last
    return found
