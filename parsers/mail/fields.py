"""A header block: where it ends, its fields as raw bytes, their values as text."""

from __future__ import annotations

import mmap
import re
from collections.abc import Iterator
from dataclasses import dataclass

from parsers.mail.charset import printable
from parsers.mail.words import decode_raw, decode_words

Buffer = bytes | mmap.mmap

_LINE = re.compile(rb"[^\n]*(?:\n|\Z)")
_FIELD = re.compile(rb"([!-9;-~]{1,100})[ \t]*:(.*)", re.DOTALL)
_KNOWN = re.compile(
    rb"\n(?:from|to|cc|subject|date|sender|reply-to|message-id|mime-version|received|"
    rb"content-[a-z-]+|x-[a-z0-9-]+)[ \t]*:",
    re.IGNORECASE,
)
_BLANK = re.compile(rb"\n\r*(?:\n|\Z)")
_FOLD = re.compile(rb"[\r\n]+[ \t]*")
_BLOCK_BYTES = 2 << 20
_VALUE_BYTES = 64 << 10
_FIELDS = 5000
_ODD_LINES = 50


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of one header block in their order: names in lower case, values raw.

    `cut` says that the block was too large to be read whole.
    """

    items: tuple[tuple[str, bytes], ...] = ()
    cut: bool = False

    def raw(self, name: str) -> tuple[bytes, ...]:
        """All values of a field, still folded."""
        return tuple(value for key, value in self.items if key == name)

    def texts(self, name: str) -> tuple[str, ...]:
        """All values of a field: unfolded, raw bytes decoded, encoded words not."""
        return tuple(unfold(value) for value in self.raw(name))

    def text(self, name: str) -> str:
        """The first value of a field, encoded words not decoded ('' without one)."""
        return next(iter(self.texts(name)), "")

    def decoded(self, name: str) -> str:
        """The first value of a field as a person reads it, on one line."""
        return one_line(decode_words(self.text(name)))


def unfold(value: bytes) -> str:
    """A raw value on one line, as characters, without controls."""
    return printable(decode_raw(_FOLD.sub(b" ", value).strip()))


def one_line(text: str) -> str:
    """Flatten what decoding brought in: line ends, controls, runs of white space."""
    return printable(" ".join(text.split()))


def read_fields(data: Buffer, start: int, end: int) -> tuple[Fields, int]:
    """The header block at `start` and the position where its content begins.

    A line that is no field continues the one before it where another known field follows in the
    block (folds without white space occur), and else begins the content.
    """
    items: list[tuple[str, bytes]] = []
    position = start
    limit = min(end, start + _BLOCK_BYTES)
    odd = 0
    for line, after in _lines(data, start, limit):
        position = after
        if not line.strip(b"\r\n"):
            break
        if not _take(items, line) and items:
            odd += 1
            if odd > _ODD_LINES or not _goes_on(data, after, limit):
                position = after - len(line)
                break
            items[-1] = (items[-1][0], (items[-1][1] + b" " + line)[:_VALUE_BYTES])
    else:
        position, cut = _past_block(data, position, limit, end)
        return _made(items, cut), position
    return _made(items, len(items) > _FIELDS), position


def _lines(data: Buffer, start: int, end: int) -> Iterator[tuple[bytes, int]]:
    position = start
    while position < end:
        match = _LINE.match(data, position, end)
        if match is None or match.end() == position:
            return
        position = match.end()
        yield match.group(), position


def _take(items: list[tuple[str, bytes]], line: bytes) -> bool:
    """Add a field or a continuation; False for a line that is neither."""
    if line[:1] in (b" ", b"\t") and items:
        name, value = items[-1]
        if len(value) < _VALUE_BYTES:
            items[-1] = (name, value + line)
        return True
    match = _FIELD.match(line)
    if match is None:
        return False
    if len(items) <= _FIELDS:
        items.append((match[1].decode("ascii").lower(), match[2]))
    return True


def _goes_on(data: Buffer, position: int, limit: int) -> bool:
    """Whether a known field follows before the block's blank line."""
    blank = _BLANK.search(data, position - 1, limit)
    until = blank.start() + 1 if blank else limit
    return _KNOWN.search(data, position - 1, until) is not None


def _past_block(data: Buffer, position: int, limit: int, end: int) -> tuple[int, bool]:
    """After a block without end in sight: past its blank line, or at the end."""
    if limit == end:
        return position, False
    blank = _BLANK.search(data, max(position - 1, 0), end)
    return (blank.end() if blank else end), True


def _made(items: list[tuple[str, bytes]], cut: bool) -> Fields:
    kept = ((name, value[:_VALUE_BYTES]) for name, value in items[:_FIELDS])
    return Fields(items=tuple(kept), cut=cut)
