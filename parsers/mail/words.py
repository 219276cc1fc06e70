"""Encoded words (RFC 2047) as Chinese mail programs write them, and random raw bytes."""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass

from parsers.mail.charset import canonical, decode_text

_WORD = re.compile(
    r"=\?([A-Za-z0-9_.:+-]{1,40})(?:\*[A-Za-z0-9-]{0,20})?\?([BbQq])\?"
    r"([^?]*(?:\?(?![=])[^?]*){0,3})\?="
)
_GAP = re.compile(r"[ \t\r\n]*")
_NOT_BASE64 = re.compile(r"[^A-Za-z0-9+/]")
_Q_BYTE = re.compile(rb"=([0-9A-Fa-f]{2})")


@dataclass(frozen=True, slots=True)
class _Word:
    charset: str
    encoding: str
    text: str


def decode_raw(value: bytes) -> str:
    """A raw header value to characters: UTF-8 strictly, else GB18030; no word is decoded."""
    return decode_text(value)


def decode_words(text: str) -> str:
    """Decode all encoded words of a header value.

    Bytes of neighbouring words of one charset are joined first, as a character is often split
    between two words; so are base64 texts cut at any place. White space between two words falls
    away, even where only one side is well formed.
    """
    pieces: list[str] = []
    run: list[_Word] = []
    position = 0
    for match in _WORD.finditer(text):
        between = text[position : match.start()]
        joined = bool(run) and _GAP.fullmatch(between) is not None
        word = _Word(canonical(match[1]) or match[1].lower(), match[2].upper(), match[3])
        if not joined or run[-1].charset != word.charset:
            pieces.append(_decode_run(run))
            run = []
        if not joined:
            pieces.append(between)
        run.append(word)
        position = match.end()
    return "".join((*pieces, _decode_run(run), text[position:]))


def _decode_run(run: list[_Word]) -> str:
    """The characters of neighbouring words of one charset."""
    if not run:
        return ""
    return decode_text(b"".join(_bytes_of(run)), run[0].charset)


def _bytes_of(run: list[_Word]) -> list[bytes]:
    parts: list[bytes] = []
    waiting = ""
    for word in run:
        if word.encoding == "Q":
            parts.extend((_base64(waiting), _quoted(word.text)))
            waiting = ""
            continue
        bare = _NOT_BASE64.sub("", word.text)
        waiting += bare
        if "=" in word.text or len(waiting) % 4 == 0:
            parts.append(_base64(waiting))
            waiting = ""
    return [*parts, _base64(waiting)]


def _base64(text: str) -> bytes:
    """Decode as much as there is; a single left-over letter carries no byte."""
    whole = text if len(text) % 4 != 1 else text[:-1]
    return binascii.a2b_base64(whole + "=" * (-len(whole) % 4))


def _quoted(text: str) -> bytes:
    raw = text.encode("utf-8", "surrogateescape").replace(b"_", b" ")
    return _Q_BYTE.sub(lambda match: bytes([int(match[1], 16)]), raw)
