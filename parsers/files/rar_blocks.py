"""The chain of blocks of a RAR file, walked to see whether its end is there.

libarchive ends quietly where a file was cut between two members.
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import BinaryIO

_OLD, _NEW = b"Rar!\x1a\x07\x00", b"Rar!\x1a\x07\x01\x00"
_SELF_EXTRACTOR = 1 << 20
_OLD_BLOCK = struct.Struct("<HBHH")
_HAS_DATA = 0x8000
_LARGE, _FILE_LIKE = 0x0100, (0x74, 0x7A)
_OLD_END, _NEW_END = 0x7B, 5
_OLD_LOCKED, _NEW_LOCKED = 0x0080, 4
_NEW_HEADER_BYTES = 2 << 20
_MOST_BLOCKS = 100_000


def is_cut(path: Path) -> bool:
    """Whether the chain breaks off; False where a password hides it."""
    size = path.stat().st_size
    with path.open("rb") as file:
        start = file.read(len(_NEW))
        if start == _NEW:
            return _new_is_cut(file, size)
        if start.startswith(_OLD):
            file.seek(len(_OLD))
            return _old_is_cut(file, size)
    return False


def _old_is_cut(file: BinaryIO, size: int) -> bool:
    """RAR 1.5 to 4 (technote.txt): a missing end block is usual, half a block is not."""
    for _ in range(_MOST_BLOCKS):
        begin = file.tell()
        head = file.read(_OLD_BLOCK.size)
        if not head:
            return False
        if len(head) < _OLD_BLOCK.size:
            return True
        _, kind, flags, length = _OLD_BLOCK.unpack(head)
        if kind == _OLD_END or (kind == 0x73 and flags & _OLD_LOCKED) or length < len(head):
            return False
        data = 0
        if flags & _HAS_DATA or kind in _FILE_LIKE:
            fields = file.read(max(min(length - len(head), 64), 0))
            data = int.from_bytes(fields[:4], "little")
            if kind in _FILE_LIKE and flags & _LARGE and len(fields) >= 29:
                data += int.from_bytes(fields[25:29], "little") << 32
        if begin + length + data > size:
            return True
        file.seek(begin + length + data)
    return False


def _new_is_cut(file: BinaryIO, size: int) -> bool:
    """RAR 5 (technote): the chain ends with a block of type 5."""
    for _ in range(_MOST_BLOCKS):
        if len(file.read(4)) < 4:
            return True
        length = _number(file)
        begin = file.tell()
        if not 0 < length < _NEW_HEADER_BYTES or begin + length > size:
            return True
        kind, flags = _number(file), _number(file)
        if kind in (_NEW_END, _NEW_LOCKED):
            return False
        if flags & 1:
            _number(file)
        data = _number(file) if flags & 2 else 0
        if begin + length + data > size:
            return True
        file.seek(begin + length + data)
    return False


def _number(file: BinaryIO) -> int:
    """A number of seven bits a byte, the lowest first; 0 at the end of the file."""
    value = 0
    for place in range(10):
        byte = file.read(1)
        if not byte:
            return 0
        value |= (byte[0] & 127) << 7 * place
        if byte[0] < 128:
            break
    return value
