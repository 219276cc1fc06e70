"""What calamine does not tell of an old Excel file: number formats and error cells (MS-XLS 2.4)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from parsers.errors import Encrypted
from parsers.files.biff_strings import Pieces, texts_without
from parsers.files.biff_styles import Style, StyleRecords

_BOF, _EOF, _FILEPASS, _BOUNDSHEET = 0x0809, 0x000A, 0x002F, 0x0085
_FORMAT, _XF = 0x041E, 0x00E0
_FONT, _SST, _CONTINUE, _LABELSST = 0x0031, 0x00FC, 0x003C, 0x00FD
_ROW, _COLINFO = 0x0208, 0x007D
_NUMBER, _RK, _MULRK, _FORMULA, _BOOLERR = 0x0203, 0x027E, 0x00BD, 0x0006, 0x0205
_BIFF8 = 0x0600
_HIDDEN_ROW, _HIDDEN_COLUMN = 0x20, 0x01
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
    """Of one sheet: the number format of its numbers, and the error of its error cells.

    `texts` of cells that hold struck out pieces, without these; cells `struck` out as a whole;
    cells that are `white` on no colour; hidden rows and columns.
    """

    formats: dict[Position, str] = field(default_factory=dict)
    errors: dict[Position, str] = field(default_factory=dict)
    texts: dict[Position, str] = field(default_factory=dict)
    struck: set[Position] = field(default_factory=set)
    white: set[Position] = field(default_factory=set)
    rows: set[int] = field(default_factory=set)
    columns: list[range] = field(default_factory=list)

    def hides(self, row: int, column: int) -> bool:
        """Whether a cell cannot be seen though something is written in it."""
        nothing = self.formats.get((row, column)) == ";;;" or (row, column) in self.white
        return nothing or row in self.rows or any(column in one for one in self.columns)


@dataclass(slots=True)
class _Globals:
    """Where the sheets begin, and what their cells refer to."""

    starts: list[int] = field(default_factory=list)
    styles: StyleRecords = field(default_factory=StyleRecords)
    strings: list[bytes] = field(default_factory=list)


def read_marks(stream: bytes) -> list[SheetMarks]:
    """The marks of every sheet, in the workbook's order.

    Raises Encrypted, and struct.error for a stream that is cut off.
    """
    found = _globals(stream)
    styles = found.styles.read()
    struck = found.styles.struck_fonts()
    texts = texts_without(found.strings, struck) if struck else {}
    return [_sheet(stream, start, styles, texts) for start in found.starts]


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


def _globals(stream: bytes) -> _Globals:
    found = _Globals()
    version = before = 0
    for kind, body in _records(stream, 0):
        if kind == _BOF:
            (version,) = struct.unpack_from("<H", body)
        elif kind == _FILEPASS:
            raise Encrypted("an old Excel file with a password")
        elif kind == _BOUNDSHEET:
            found.starts.append(struct.unpack_from("<I", body)[0])
        elif kind == _XF:
            found.styles.cells.append(body)
        elif kind == _FONT:
            found.styles.fonts.append(body)
        elif version == _BIFF8 and kind == _FORMAT:
            found.styles.formats.append(body)
        elif version == _BIFF8 and (kind == _SST or (kind == _CONTINUE and before == _SST)):
            found.strings.append(body)
        before = kind if kind != _CONTINUE else before
    return found


def _sheet(stream: bytes, start: int, styles: list[Style], texts: dict[int, Pieces]) -> SheetMarks:
    marks = SheetMarks()
    for kind, body in _records(stream, start):
        if kind == _MULRK:
            row, first = struct.unpack_from("<HH", body)
            for index in range((len(body) - 6) // 6):
                (style,) = struct.unpack_from("<H", body, 4 + 6 * index)
                _mark_style(marks, (row, first + index), style, styles)
        elif kind in (_NUMBER, _RK, _FORMULA, _BOOLERR, _LABELSST):
            _mark_cell(marks, kind, body, styles, texts)
        elif kind == _ROW and body[12] & _HIDDEN_ROW:
            marks.rows.add(struct.unpack_from("<H", body)[0])
        elif kind == _COLINFO and body[8] & _HIDDEN_COLUMN:
            first, last = struct.unpack_from("<HH", body)
            marks.columns.append(range(first, last + 1))
    return marks


def _mark_cell(
    marks: SheetMarks, kind: int, body: bytes, styles: list[Style], texts: dict[int, Pieces]
) -> None:
    row, column, style = struct.unpack_from("<HHH", body)
    _mark_style(marks, (row, column), style, styles)
    if kind == _BOOLERR and body[7]:
        marks.errors[row, column] = _ERRORS.get(body[6], "#VALUE!")
    if kind == _FORMULA and body[12:14] == b"\xff\xff" and body[6] == 2:
        marks.errors[row, column] = _ERRORS.get(body[8], "#VALUE!")
    if kind == _LABELSST:
        (number,) = struct.unpack_from("<I", body, 6)
        _mark_text(marks, (row, column), texts.get(number))


def _mark_text(marks: SheetMarks, position: Position, pieces: Pieces | None) -> None:
    """A cell whose own font is struck out may go on in another one: the new number."""
    if pieces is None:
        return
    struck = position in marks.struck
    marks.texts[position] = pieces.rest if struck else pieces.head + pieces.rest
    if pieces.rest:
        marks.struck.discard(position)


def _mark_style(marks: SheetMarks, position: Position, number: int, styles: list[Style]) -> None:
    if number >= len(styles):
        return
    style = styles[number]
    if style.code:
        marks.formats[position] = style.code
    if style.struck:
        marks.struck.add(position)
    if style.white:
        marks.white.add(position)
