"""MAPI properties as winmail.dat carries them (MS-OXTNEF 2.1.3.4)."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator

UNICODE = 0x001F
_MULTIPLE = 0x1000
_NAMED = 0x8000
_FIXED = {
    0x0002: 4, 0x000B: 4, 0x0003: 4, 0x0004: 4, 0x000A: 4, 0x0001: 4,
    0x0005: 8, 0x0006: 8, 0x0007: 8, 0x0014: 8, 0x0040: 8, 0x0048: 16,
}  # fmt: skip
"""Bytes of a value by type, filled up to four."""
_VARIABLE = frozenset({0x000D, 0x001E, UNICODE, 0x0102})
_TEXTS = frozenset({0x001E, UNICODE})


def properties(data: bytes, decode: Callable[[bytes], str]) -> dict[int, bytes | str]:
    """Text and binary properties by number; `decode` reads one byte texts.

    Ends at the first property that is broken: what follows has no place of its own. Its length
    is bounded by the data's, whatever the counts in it claim.
    """
    found: dict[int, bytes | str] = {}
    try:
        for kind, number, value in _each(data):
            if kind == UNICODE:
                found[number] = value.decode("utf-16-le", errors="replace").split("\x00", 1)[0]
            else:
                found[number] = decode(value) if kind in _TEXTS else value
    except struct.error:
        pass
    return found


def _each(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Type, number and first value of each property that has a length of its own."""
    position = 4
    while position + 4 <= len(data):
        kind, number = struct.unpack_from("<HH", data, position)
        position = _after_name(data, position + 4) if number >= _NAMED else position + 4
        many, kind = bool(kind & _MULTIPLE), kind & ~_MULTIPLE
        count = 1
        if many or kind in _VARIABLE:
            (count,) = struct.unpack_from("<I", data, position)
            position += 4
        if kind in _FIXED:
            position += _FIXED[kind] * count
        elif kind not in _VARIABLE:
            return
        for place in range(count if kind in _VARIABLE else 0):
            (length,) = struct.unpack_from("<I", data, position)
            position += 4
            if position + length > len(data):
                return
            if place == 0:
                yield kind, number, data[position : position + length]
            position += length + -length % 4


def _after_name(data: bytes, position: int) -> int:
    """Jump over a named property's set and name."""
    kind, length = struct.unpack_from("<II", data, position + 16)
    return position + 24 + (length + -length % 4 if kind else 0)
