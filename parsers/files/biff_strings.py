"""The shared strings of an old Excel file, for what is struck out in them (MS-XLS 2.4.265)."""

from __future__ import annotations

import itertools
import struct
from collections.abc import Sequence
from dataclasses import dataclass

_WIDE, _EXTENDED, _RICH = 0x01, 0x04, 0x08


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """A string without what is struck out in it; its `head` is in the font of its cell."""

    head: str
    rest: str


@dataclass(slots=True)
class _Tape:
    """Records that continue each other, read as one; characters begin anew with their width."""

    records: Sequence[bytes]
    record: int = 0
    at: int = 0

    def raw(self, length: int) -> bytes:
        """Bytes, wherever a record ends among them."""
        taken = b""
        while len(taken) < length:
            self._turn()
            piece = self.records[self.record][self.at : self.at + length - len(taken)]
            self.at += len(piece)
            taken += piece
        return taken

    def characters(self, count: int, wide: int) -> str:
        """Text of one or two bytes a character; a new record says again which."""
        text = ""
        left = count
        while left:
            if self._turn():
                wide = self.raw(1)[0] & _WIDE
            size = 2 if wide else 1
            whole = min((len(self.records[self.record]) - self.at) // size, left)
            if whole < 1:
                raise ValueError("half a character at a record's end")
            data = self.raw(size * whole)
            text += data.decode("utf-16-le", "replace") if wide else data.decode("latin-1")
            left -= whole
        return text

    def _turn(self) -> bool:
        """Go on to the next record at one's end; raises ValueError past the last."""
        if self.at < len(self.records[self.record]):
            return False
        self.record, self.at = self.record + 1, 0
        if self.record >= len(self.records):
            raise ValueError("strings that are cut off")
        return True


def texts_without(records: Sequence[bytes], fonts: frozenset[int]) -> dict[int, Pieces]:
    """The strings made of runs, without the runs in these fonts, by their number.

    Raises ValueError and struct.error for records that are cut off.
    """
    if not records:
        return {}
    tape = _Tape(records)
    _, count = struct.unpack("<II", tape.raw(8))
    found: dict[int, Pieces] = {}
    for number in range(count):
        text, runs = _string(tape)
        if runs:
            found[number] = Pieces(head=text[: runs[0][0]], rest=_kept(text, runs, fonts))
    return found


def _string(tape: _Tape) -> tuple[str, list[tuple[int, int]]]:
    count, flags = struct.unpack("<HB", tape.raw(3))
    runs = struct.unpack("<H", tape.raw(2))[0] if flags & _RICH else 0
    extra = struct.unpack("<I", tape.raw(4))[0] if flags & _EXTENDED else 0
    text = tape.characters(count, flags & _WIDE)
    found = [struct.unpack("<HH", tape.raw(4)) for _ in range(runs)]
    tape.raw(extra)
    return text, [(int(start), int(font)) for start, font in found]


def _kept(text: str, runs: Sequence[tuple[int, int]], fonts: frozenset[int]) -> str:
    bounds = itertools.pairwise([*(start for start, _ in runs), len(text)])
    return "".join(
        text[start:end]
        for (start, end), (_, font) in zip(bounds, runs, strict=True)
        if font not in fonts
    )
