"""Boxes on a page: text with its place, and cell areas turned into rows, columns and spans."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

WIDE_GAP = 1.5
"""In text heights: what stands farther apart in one cell is two things, never one number."""
WORD_GAP = 0.35
_LEGACY_SPACE = re.compile(r"[ \t\xa0]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """An area of a page, with the text in it; coordinates grow to the right and downwards."""

    left: float
    top: float
    right: float
    bottom: float
    text: str = ""

    @property
    def width(self) -> float:
        """Its extent from left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Its extent downwards."""
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre: across, down."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def holds(self, point: tuple[float, float]) -> bool:
        """Whether a point lies in the area."""
        across, down = point
        return self.left <= across <= self.right and self.top <= down <= self.bottom


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A cell's position and spans in its table, and the area of the page that it covers."""

    row: int
    column: int
    rowspan: int
    colspan: int
    box: Box


def arrange(boxes: Iterable[Box], tolerance: float) -> tuple[Area, ...]:
    """Number the rows and columns that cell areas stand in; row-major order.

    Edges nearer than `tolerance` to each other are the same line.
    """
    kept = [box for box in boxes if box.width > tolerance and box.height > tolerance]
    across = _lines((edge for box in kept for edge in (box.left, box.right)), tolerance)
    down = _lines((edge for box in kept for edge in (box.top, box.bottom)), tolerance)
    areas = [_placed(box, across, down) for box in kept]
    return tuple(sorted(areas, key=lambda area: (area.row, area.column)))


def _lines(edges: Iterable[float], tolerance: float) -> list[float]:
    lines: list[float] = []
    for edge in sorted(edges):
        if not lines or edge - lines[-1] > tolerance:
            lines.append(edge)
    return lines


def _placed(box: Box, across: Sequence[float], down: Sequence[float]) -> Area:
    column, end = _nearest(across, box.left), _nearest(across, box.right)
    row, last = _nearest(down, box.top), _nearest(down, box.bottom)
    return Area(
        row=row, column=column, rowspan=max(last - row, 1), colspan=max(end - column, 1), box=box
    )


def _nearest(lines: Sequence[float], edge: float) -> int:
    return min(range(len(lines)), key=lambda index: abs(lines[index] - edge))


def lines_of(boxes: Iterable[Box]) -> list[list[Box]]:
    """Group boxes into lines of text, top to bottom, each from left to right."""
    lines: list[list[Box]] = []
    for box in sorted(boxes, key=lambda box: box.middle[1]):
        if lines and _same_line(lines[-1], box):
            lines[-1].append(box)
        else:
            lines.append([box])
    return [sorted(line, key=lambda box: box.left) for line in lines]


def _same_line(line: Sequence[Box], box: Box) -> bool:
    top, bottom = min(one.top for one in line), max(one.bottom for one in line)
    shared = min(bottom, box.bottom) - max(top, box.top)
    return shared > 0.5 * min(bottom - top, box.height)


def merged(line: Sequence[Box], *, wide: str) -> Box:
    """One box of a line's boxes; `wide` stands where the gap is wider than words are apart."""
    text = line[0].text
    for before, after in itertools.pairwise(line):
        height = min(before.height, after.height) or 1.0
        gap = (after.left - before.right) / height
        if gap > WIDE_GAP:
            text = text.rstrip() + wide + after.text.lstrip()
        else:
            text += (" " if gap > WORD_GAP else "") + after.text
    return replace(around(line), text=_LEGACY_SPACE.sub(" ", text).strip())


def around(boxes: Sequence[Box]) -> Box:
    """The smallest area around some boxes."""
    return Box(
        left=min(box.left for box in boxes),
        top=min(box.top for box in boxes),
        right=max(box.right for box in boxes),
        bottom=max(box.bottom for box in boxes),
    )


def cell_text(boxes: Iterable[Box]) -> str:
    """The text of a cell: lines apart, and so what stands far apart in one line."""
    return "\n".join(merged(line, wide="\n").text for line in lines_of(boxes)).strip()


def wide_characters(text: str) -> int:
    """How wide a text is, in half-width characters."""
    return sum(2 if unicodedata.east_asian_width(mark) in "WF" else 1 for mark in text)
