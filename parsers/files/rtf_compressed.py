"""Compressed RTF, as Outlook keeps a mail's text (MS-OXRTFCP 2.1)."""

from __future__ import annotations

import struct

from parsers.errors import TooLarge, Unreadable

MOST_BYTES = 20 << 20
_HEADER = struct.Struct("<IIII")
_COMPRESSED, _STORED = 0x75465A4C, 0x414C454D
_RING = 4096
_START = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript "
    rb"\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)


def decompressed(data: bytes) -> bytes:
    """Undo the compression; raises Unreadable and TooLarge."""
    if len(data) < _HEADER.size:
        raise Unreadable("compressed RTF without a header")
    _, raw_size, kind, _ = _HEADER.unpack_from(data)
    body = data[_HEADER.size :]
    if kind == _STORED:
        return body[:raw_size]
    if kind != _COMPRESSED:
        raise Unreadable("compressed RTF of an unknown kind")
    if raw_size > MOST_BYTES:
        raise TooLarge(f"{raw_size} bytes of RTF")
    return _unpacked(body, raw_size)


def _unpacked(body: bytes, size: int) -> bytes:
    ring = bytearray(_START.ljust(_RING, b"\x00"))
    write, position = len(_START), 0
    out = bytearray()
    while position < len(body) and len(out) < size:
        control, position = body[position], position + 1
        for bit in range(8):
            if not control >> bit & 1:
                run = body[position : position + 1]
                position += 1
            elif position + 2 > len(body):
                return bytes(out)
            else:
                reference = int.from_bytes(body[position : position + 2], "big")
                position += 2
                start, length = reference >> 4, (reference & 15) + 2
                if start == write:
                    return bytes(out[:size])
                run = _copied(ring, start, write, length)
            for byte in run:
                ring[write] = byte
                write = (write + 1) % _RING
            out += run
    return bytes(out[:size])


def _copied(ring: bytearray, start: int, write: int, length: int) -> bytes:
    """Bytes out of the ring; a run may reach into the bytes it is itself writing."""
    distance = (write - start) % _RING or _RING
    return bytes(ring[(start + index % distance) % _RING] for index in range(length))
