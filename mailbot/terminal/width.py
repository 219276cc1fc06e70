"""Columns of a terminal: a Chinese character takes two, and a line may end behind any of them."""

from __future__ import annotations

import re
import unicodedata

_PIECES = re.compile(
    r"[“‘（《【]*(?:[!-~\u00a0-\u024f]+|[^\s“‘（《【])[，。；：、！？”’）》】…]*|\s+|[“‘（《【]+"
)


def columns_of(text: str) -> int:
    """Columns that a line takes."""
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def wrapped(text: str, room: int) -> list[str]:
    """The text in lines of at most `room` columns; closing marks stay with what they close."""
    return [line for part in text.split("\n") for line in _paragraph(part, max(room, 2))]


def _paragraph(text: str, room: int) -> list[str]:
    lines: list[str] = []
    line = ""
    for piece in _PIECES.findall(text):
        if line and columns_of(line + piece.rstrip()) > room:
            lines.append(line.rstrip())
            line = ""
        line += piece if line else piece.lstrip()
        while columns_of(line.rstrip()) > room:
            head = _head(line, room)
            lines.append(head)
            line = line[len(head) :]
    return [*lines, line.rstrip()]


def _head(text: str, room: int) -> str:
    taken = used = 0
    while taken < len(text) and used + _columns(text[taken]) <= room:
        used += _columns(text[taken])
        taken += 1
    return text[: max(taken, 1)]
