"""The characters of an RTF text: bytes in the code page of their font, and Unicode numbers."""

from __future__ import annotations

import codecs
from dataclasses import dataclass, field

_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gb18030", 136: "big5hkscs", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250",
}  # fmt: skip
"""The word fcharset of RTF 1.9.1; 0, 1 and 2 mean the document's own code page here: Chinese
programs write GBK under them."""
_CODE_PAGES = {936: "gb18030", 950: "big5hkscs", 65001: "utf-8", 54936: "gb18030"}


@dataclass(slots=True)
class Characters:
    """Collects text piece by piece; `encoding` is that of the bytes that come next."""

    encoding: str = "cp1252"
    _bytes: bytearray = field(default_factory=bytearray)
    _units: list[int] = field(default_factory=list)
    _text: list[str] = field(default_factory=list)

    def add_bytes(self, data: bytes) -> None:
        """Add bytes; a character's two bytes may come apart."""
        self._end_units()
        self._bytes += data

    def add_unit(self, number: int) -> None:
        """Add a UTF-16 unit as the word u writes it: signed, halves of a pair one by one."""
        self._end_bytes()
        self._units.append(number & 0xFFFF)

    def add_text(self, text: str) -> None:
        """Add characters."""
        self._end_bytes()
        self._end_units()
        self._text.append(text)

    def use(self, encoding: str) -> None:
        """Change the encoding of the bytes to come."""
        if encoding != self.encoding:
            self._end_bytes()
            self.encoding = encoding

    def taken(self) -> str:
        """The text so far, which is then begun anew."""
        self._end_bytes()
        self._end_units()
        text = "".join(self._text)
        self._text.clear()
        return text

    def _end_bytes(self) -> None:
        if self._bytes:
            self._text.append(_decoded(bytes(self._bytes), self.encoding))
            self._bytes.clear()

    def _end_units(self) -> None:
        if self._units:
            data = b"".join(unit.to_bytes(2, "little") for unit in self._units)
            self._text.append(data.decode("utf-16-le", errors="replace"))
            self._units.clear()


def _decoded(data: bytes, encoding: str) -> str:
    for one in (encoding, "gb18030"):
        try:
            return data.decode(one)
        except UnicodeDecodeError:
            continue
    return data.decode(encoding, errors="replace")


def charset_encoding(charset: int, code_page: str) -> str:
    """The encoding of a font's bytes; the document's where the font names none of its own."""
    return _CHARSETS.get(charset, code_page)


def code_page_encoding(number: int) -> str:
    """The encoding of the word ansicpg's number."""
    name = _CODE_PAGES.get(number, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "gb18030"
