"""Content-Transfer-Encoding undone piece by piece; what decodes is kept, damage is told."""

from __future__ import annotations

import binascii
import quopri
import re
from collections.abc import Iterator

from parsers.mail.fields import Buffer

_CHUNK = 1 << 20
_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_SPACE = b" \t\r\n"
_NAMES = re.compile(r"base64|quoted-printable|x-uuencode|x-uue|uuencode|8bit|7bit|binary")


class Decoded:
    """The decoded bytes of one part, as an iterator; `damaged` is true once a fault was met."""

    def __init__(self, data: Buffer, start: int, end: int, encoding: str) -> None:
        self.damaged = False
        self._data, self._start, self._end = data, start, end
        self.encoding = _encoding(encoding)
        if self.encoding == "base64" and not _is_base64(data, start, end):
            self.encoding = "7bit"

    def __iter__(self) -> Iterator[bytes]:
        """Yield the content; may be iterated again."""
        if self.encoding == "base64":
            return self._base64()
        if self.encoding == "quoted-printable":
            return iter((quopri.decodestring(self._data[self._start : self._end]),))
        if "uu" in self.encoding:
            return self._uu()
        return self._slices()

    def whole(self, most: int) -> bytes:
        """The first `most` bytes."""
        pieces: list[bytes] = []
        size = 0
        for piece in self:
            pieces.append(piece)
            size += len(piece)
            if size >= most:
                break
        return b"".join(pieces)[:most]

    def _slices(self) -> Iterator[bytes]:
        for position in range(self._start, self._end, _CHUNK):
            yield self._data[position : min(position + _CHUNK, self._end)]

    def _base64(self) -> Iterator[bytes]:
        waiting = b""
        for chunk in self._slices():
            letters = chunk.translate(None, _SPACE)
            if letters.translate(None, _ALPHABET + b"="):
                self.damaged = True
                letters = re.sub(rb"[^A-Za-z0-9+/=]", b"", letters)
            waiting += letters
            if b"=" in waiting:
                blocks = re.split(rb"=+", waiting)
                yield b"".join(self._block(block) for block in blocks[:-1])
                waiting = blocks[-1]
            else:
                ready = len(waiting) // 4 * 4
                yield binascii.a2b_base64(waiting[:ready])
                waiting = waiting[ready:]
        if waiting:
            self.damaged = self.damaged or len(waiting) % 4 != 0
            yield self._block(waiting)

    def _block(self, letters: bytes) -> bytes:
        """Decode letters without their padding; a single left-over letter carries no byte."""
        if len(letters) % 4 == 1:
            self.damaged = True
            letters = letters[:-1]
        return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))

    def _uu(self) -> Iterator[bytes]:
        for line in self._data[self._start : self._end].splitlines():
            if line.startswith((b"begin ", b"end")) or not line.strip():
                continue
            try:
                yield binascii.a2b_uu(line)
            except binascii.Error:
                self.damaged = True


def _encoding(text: str) -> str:
    found = _NAMES.search(text.lower())
    return found.group() if found else "7bit"


def _is_base64(data: Buffer, start: int, end: int) -> bool:
    """Whether the content is what its label says: plain text labelled base64 occurs."""
    sample = data[start : min(end, start + 4000)]
    letters = sample.translate(None, _SPACE)
    strange = len(letters.translate(None, _ALPHABET + b"="))
    return strange * 5 <= len(letters)
