"""Our own letters, where a unit's program quoted them without any mark."""

from __future__ import annotations

import re
from collections.abc import Sequence

_REFERENCE = re.compile(r"\s*回执编号\s*[:：]\s*R-[0-9A-Z]{5,8}")
_CLOSING = re.compile(r"本邮件由系统自动发出")
_GREETING = re.compile(r"\s*您好[！!]")
_RECEIVED = re.compile(r"已收到|一并答复")
_ADDRESSED = re.compile(r".{2,120}[：:]\s*")
_OPENING_LINES = 10
_LETTER_LINES = 300


def our_letter(lines: Sequence[str], position: int) -> tuple[int, int] | None:
    """Where the letter begins and ends whose 回执编号 or closing stands at `position`.

    A unit may name the number of a receipt in its own words: only the number together with our
    greeting or our closing is a letter of ours.
    """
    if _CLOSING.search(lines[position]):
        return _opening(lines, position, _LETTER_LINES) or position, position + 1
    if not _REFERENCE.match(lines[position]):
        return None
    start = _opening(lines, position, _OPENING_LINES)
    end = _closing(lines, position)
    if end is not None:
        return start if start is not None else position, end
    if start is not None and any(_RECEIVED.search(line) for line in lines[start:position]):
        return start, len(lines)
    return None


def _opening(lines: Sequence[str], position: int, most: int) -> int | None:
    """The greeting nearest above, with the line above it that names whom it addresses."""
    for place in range(position - 1, max(position - 1 - most, -1), -1):
        if _GREETING.match(lines[place]):
            above = next(
                (one for one in range(place - 1, max(place - 6, -1), -1) if lines[one].strip()),
                None,
            )
            named = above is not None and _ADDRESSED.fullmatch(lines[above])
            return above if named else place
    return None


def _closing(lines: Sequence[str], position: int) -> int | None:
    for place in range(position, min(position + _LETTER_LINES, len(lines))):
        if _CLOSING.search(lines[place]):
            return place + 1
    return None
