"""What calamine does not tell of an old Excel file: number formats and error cells (MS-XLS 2.4)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from parsers.errors import Encrypted
from parsers.files.cell_value import builtin_format

_BOF, _EOF, _FILEPASS, _BOUNDSHEET = 0x0809, 0x000A, 0x002F, 0x0085
_FORMAT, _XF = 0x041E, 0x00E0
_NUMBER, _RK, _MULRK, _FORMULA, _BOOLERR = 0x0203, 0x027E, 0x00BD, 0x0006, 0x0205
_BIFF8 = 0x0600
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
Position = tuple[int, int]


@dataclass(slots=True)
class SheetMarks:
    """Of one sheet: the number format of its numbers, and the error of its error cells."""

    formats: dict[Position, str] = field(default_factory=dict)
    errors: dict[Position, str] = field(default_factory=dict)


def read_marks(stream: bytes) -> list[SheetMarks]:
    """The marks of every sheet, in the workbook's order.

    Raises Encrypted, and struct.error for a stream that is cut off.
    """
    starts, formats = _globals(stream)
    return [_sheet(stream, start, formats) for start in starts]


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """The records of one substream; those of charts embedded in it are left out."""
    depth = 0
    while start + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, start)
        body = stream[start + 4 : start + 4 + length]
        start += 4 + length
        depth += (kind == _BOF) - (kind == _EOF)
        if depth == 0:
            return
        if depth == 1:
            yield kind, body


def _globals(stream: bytes) -> tuple[list[int], list[str]]:
    """Where the sheets begin, and the number format of every cell style."""
    starts: list[int] = []
    own: dict[int, str] = {}
    styles: list[int] = []
    version = 0
    for kind, body in _records(stream, 0):
        if kind == _BOF:
            (version,) = struct.unpack_from("<H", body)
        elif kind == _FILEPASS:
            raise Encrypted("an old Excel file with a password")
        elif kind == _BOUNDSHEET:
            starts.append(struct.unpack_from("<I", body)[0])
        elif kind == _FORMAT and version == _BIFF8:
            number, code = _format(body)
            own[number] = code
        elif kind == _XF:
            styles.append(struct.unpack_from("<H", body, 2)[0])
    return starts, [own.get(number) or builtin_format(number) for number in styles]


def _format(body: bytes) -> tuple[int, str]:
    number, length, flags = struct.unpack_from("<HHB", body)
    if flags & 1:
        return number, body[5 : 5 + 2 * length].decode("utf-16-le", errors="replace")
    return number, body[5 : 5 + length].decode("latin-1")


def _sheet(stream: bytes, start: int, formats: list[str]) -> SheetMarks:
    marks = SheetMarks()
    for kind, body in _records(stream, start):
        if kind == _MULRK:
            row, first = struct.unpack_from("<HH", body)
            for index in range((len(body) - 6) // 6):
                (style,) = struct.unpack_from("<H", body, 4 + 6 * index)
                _mark_format(marks, (row, first + index), style, formats)
        elif kind in (_NUMBER, _RK, _FORMULA, _BOOLERR):
            row, column, style = struct.unpack_from("<HHH", body)
            _mark_format(marks, (row, column), style, formats)
            if kind == _BOOLERR and body[7]:
                marks.errors[row, column] = _ERRORS.get(body[6], "#VALUE!")
            if kind == _FORMULA and body[12:14] == b"\xff\xff" and body[6] == 2:
                marks.errors[row, column] = _ERRORS.get(body[8], "#VALUE!")
    return marks


def _mark_format(marks: SheetMarks, position: Position, style: int, formats: list[str]) -> None:
    if style < len(formats) and formats[style]:
        marks.formats[position] = formats[style]
