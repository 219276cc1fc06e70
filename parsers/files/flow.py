"""The running text of a page: lines of boxes joined to paragraphs."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from parsers.files.boxes import Box, around, lines_of, merged

SPREAD = "　　"
"""Stands for a wide gap within a line, as between two label and value pairs."""
_EDGE = re.compile(r"[-—–\s]*(第\s*)?\d{1,4}(\s*页)?([,，\s/]*共?\s*\d{1,4}\s*页?)?[-—–\s]*")
_LIST_ITEM = re.compile(
    r"([（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|第[一二三四五六七八九十]+)"
)


def paragraphs_of(boxes: Iterable[Box]) -> list[Box]:
    """Join a page's lines to paragraphs, top to bottom.

    A line goes on with the next one where it reaches the right margin and the next one is
    neither indented nor a numbered heading.
    """
    lines = [merged(line, wide=SPREAD) for line in lines_of(boxes)]
    lines = [line for line in lines if line.text]
    if not lines:
        return []
    page = around(lines)
    joined = [lines[0]]
    for before, after in itertools.pairwise(lines):
        if _goes_on(before, after, page):
            text = _glued(joined[-1].text, after.text)
            joined[-1] = replace(around([joined[-1], after]), text=text)
        else:
            joined.append(after)
    return joined


def _goes_on(before: Box, after: Box, page: Box) -> bool:
    character = min(before.height, after.height)
    full = before.right > page.right - 2.5 * character and before.width > page.width * 0.6
    begins = before.left < page.left + 3 * character
    flush = after.left < min(before.left, page.left + character) + 0.8 * character
    close = after.top - before.bottom < 1.6 * character
    same = abs(before.height - after.height) < 0.4 * max(before.height, after.height)
    return full and begins and flush and close and same and not _LIST_ITEM.match(after.text)


def _glued(before: str, after: str) -> str:
    spaced = before[-1:].isascii() and after[:1].isascii()
    return f"{before} {after}" if spaced else before + after


def is_page_edge(box: Box, page_height: float) -> bool:
    """Whether a paragraph is a page number in the margin."""
    at_edge = box.bottom < page_height * 0.08 or box.top > page_height * 0.9
    return at_edge and _EDGE.fullmatch(box.text) is not None


def outside(boxes: Iterable[Box], tables: Sequence[Box]) -> list[Box]:
    """The boxes that stand in no table."""
    return [box for box in boxes if not any(table.holds(box.middle) for table in tables)]
