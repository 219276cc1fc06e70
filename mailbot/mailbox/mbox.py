"""Mails in an mbox file, found and read without holding the file in memory."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_LINE = 1 << 16
_BLOCK = 1 << 18
_FIELD = re.compile(rb"[!-9;-~]+[ \t]*:|>From ")
_QUOTED = re.compile(rb">+From ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Where a mail lies in its file, in bytes; neither separator nor the empty line before one."""

    start: int
    end: int


def looks_like_mbox(head: bytes) -> bool:
    """Whether a file's first bytes are a separator and a header field."""
    first, _end, rest = head.partition(b"\n")
    return first.startswith(b"From ") and bool(_FIELD.match(rest))


def mail_spans(file: BinaryIO) -> Iterator[Span]:
    """Every mail of an mbox, in order.

    A separator is a line `From …` after an empty line and before a header field: some programs
    do not quote such lines in a body.
    """
    start, offset, blank, separator = None, 0, 0, None
    for line, whole in _lines(file):
        if separator is not None and _FIELD.match(line):
            if start is not None:
                yield Span(start=start, end=separator)
            start = offset
        separator = None
        if whole and line.startswith(b"From ") and (blank or offset == 0):
            separator = offset - blank
        blank = len(line) if line in (b"\n", b"\r\n") else 0
        offset += len(line)
    if start is not None:
        yield Span(start=start, end=offset - blank)


def mail_bytes(path: Path, span: Span) -> Iterator[bytes]:
    """A mail's bytes as they were before they went into the file.

    Both kinds of quoting are undone by taking one `>` from `>From ` (mboxo) and from `>>From `
    and so on (mboxrd). Raises OSError.
    """
    with path.open("rb") as file:
        file.seek(span.start)
        left, block = span.end - span.start, bytearray()
        for line, whole in _lines(file):
            taken = line[:left]
            left -= len(taken)
            block += taken[1:] if whole and _QUOTED.match(taken) else taken
            if len(block) >= _BLOCK or left <= 0:
                yield bytes(block)
                block.clear()
            if left <= 0:
                return


def _lines(file: BinaryIO) -> Iterator[tuple[bytes, bool]]:
    """Lines, or pieces of overlong ones; whether each begins where a line does."""
    begins = True
    while line := file.readline(_LINE):
        yield line, begins
        begins = line.endswith(b"\n")
