"""RTF cut into tokens: control words, bytes of text, braces (RTF 1.9.1, Conventions)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?"
    rb"|\\'([0-9a-fA-F]{2})"
    rb"|\\(\r\n|[^a-zA-Z])"
    rb"|([{}])"
    rb"|[\r\n\x00]+"
    rb"|([^\\{}\r\n\x00]+)"
)
_SYMBOLS = {b"~": "\xa0", b"_": "-", b"-": "", b"{": "{", b"}": "}", b"\\": "\\"}
_ENDS = {b"\n", b"\r", b"\r\n"}


@dataclass(frozen=True, slots=True)
class Token:
    """`word` with its number, `open`, `close`, `star`, `bytes` of text, or `symbol`."""

    kind: Literal["word", "open", "close", "star", "bytes", "symbol"]
    word: str = ""
    number: int | None = None
    data: bytes = b""


def tokens(source: bytes) -> Iterator[Token]:
    """Cut a file into tokens; binary data (the word bin) is jumped over."""
    position = 0
    while match := _TOKEN.match(source, position):
        position = match.end()
        word, number, code, symbol, brace, text = match.groups()
        if word == b"bin":
            position += max(int(number or 0), 0)
        elif word:
            yield Token("word", word.decode("ascii"), int(number) if number else None)
        elif code:
            yield Token("bytes", data=bytes.fromhex(code.decode("ascii")))
        elif symbol:
            yield from _symbol(symbol)
        elif brace:
            yield Token("open" if brace == b"{" else "close")
        elif text:
            yield Token("bytes", data=text)


def _symbol(symbol: bytes) -> Iterator[Token]:
    if symbol == b"*":
        yield Token("star")
    elif symbol in _ENDS:
        yield Token("word", "par")
    elif symbol in _SYMBOLS:
        yield Token("symbol", _SYMBOLS[symbol])
