"""The cell styles of an old Excel file: number format, strike, white font (MS-XLS 2.4.353)."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

from parsers.files.cell_value import builtin_format

_STRUCK = 0x0008
_WHITE = (1, 9)
_NO_FONT = 4
"""Fonts are numbered without a fourth one (MS-XLS 2.5.129)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A cell style: its number format, whether its font is struck out, or white on no colour."""

    code: str
    struck: bool = False
    white: bool = False


@dataclass(slots=True)
class StyleRecords:
    """The records that styles are made of, in the file's order."""

    cells: list[bytes] = field(default_factory=list)
    fonts: list[bytes] = field(default_factory=list)
    formats: list[bytes] = field(default_factory=list)

    def read(self) -> list[Style]:
        """All cell styles; raises struct.error for records that are cut off."""
        codes = dict(map(_format, self.formats))
        return [self._style(body, codes) for body in self.cells]

    def struck_fonts(self) -> frozenset[int]:
        """The numbers of the fonts with a line through them."""
        numbers = (index + (index >= _NO_FONT) for index in range(len(self.fonts)))
        return frozenset(number for number in numbers if self._font(number)[0] & _STRUCK)

    def _style(self, body: bytes, codes: dict[int, str]) -> Style:
        font, number = struct.unpack_from("<HH", body)
        flags, colour = self._font(font)
        filled = len(body) < 18 or struct.unpack_from("<I", body, 14)[0] >> 26
        return Style(
            code=codes.get(number) or builtin_format(number),
            struck=bool(flags & _STRUCK),
            white=colour in _WHITE and not filled,
        )

    def _font(self, number: int) -> tuple[int, int]:
        """A font's flags and colour."""
        index = number - (number > _NO_FONT)
        if index >= len(self.fonts):
            return 0, 0
        _, flags, colour = struct.unpack_from("<HHH", self.fonts[index])
        return int(flags), int(colour)


def _format(body: bytes) -> tuple[int, str]:
    number, length, flags = struct.unpack_from("<HHB", body)
    if flags & 1:
        return number, body[5 : 5 + 2 * length].decode("utf-16-le", errors="replace")
    return number, body[5 : 5 + length].decode("latin-1")
