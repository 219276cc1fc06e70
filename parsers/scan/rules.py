"""The ruled lines of a page: where they are, straightened, and the tables that they make."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from parsers.files.boxes import Box
from parsers.scan.engine import Image

Mask = npt.NDArray[np.uint8]
"""255 where a line is, else 0."""

SHORTEST = 40
"""Parts of the page's long side (1/40) that a stroke must be long to count as a ruled line."""
REACH = 5
"""Pixels that a line may stray from its place in the lattice."""
COVERED = 0.55
"""Share of an edge between two cells that must be drawn for the edge to be there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Horizontal and vertical lines of a page."""

    across: Mask
    down: Mask

    @property
    def both(self) -> Mask:
        """Lines of either direction."""
        return _mask(cv2.bitwise_or(self.across, self.down))


def ink(image: Image) -> Mask:
    """Dark strokes, judged against their neighbourhood."""
    gray = cv2.GaussianBlur(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), (3, 3), 0)
    return _mask(
        cv2.adaptiveThreshold(gray, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 41, 12)
    )


def find_rules(image: Image) -> Rules:
    """Strokes that run straight for longer than text does."""
    dark = ink(image)
    length = max(image.shape[:2]) // SHORTEST
    return Rules(across=_strokes(dark, (length, 1)), down=_strokes(dark, (1, length)))


def _strokes(dark: Mask, size: tuple[int, int]) -> Mask:
    """Long strokes of one direction; small breaks in them are closed."""
    thick = (1, 3) if size[1] == 1 else (3, 1)
    dark = _mask(cv2.dilate(dark, _kernel(thick)))
    opened = cv2.morphologyEx(dark, cv2.MORPH_OPEN, _kernel(size))
    return _mask(cv2.morphologyEx(opened, cv2.MORPH_CLOSE, _kernel(size)))


def _kernel(size: tuple[int, int]) -> Mask:
    return _mask(cv2.getStructuringElement(cv2.MORPH_RECT, size))


def _mask(array: npt.ArrayLike) -> Mask:
    return np.asarray(array, dtype=np.uint8)


def find_tables(rules: Rules) -> list[tuple[Box, ...]]:
    """The cells of every ruled table, top to bottom."""
    page = rules.both
    joined = _mask(cv2.dilate(page, _kernel((7, 7))))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined)
    tables = []
    for left, top, width, height, _ in sorted(stats[1:].tolist(), key=lambda one: one[1]):
        if width > page.shape[1] / 8 and height > 30:
            area = Box(left=left, top=top, right=left + width, bottom=top + height)
            cells = tuple(_cells(rules, area))
            if len(cells) > 1:
                tables.append(cells)
    return tables


def _cells(rules: Rules, area: Box) -> Iterator[Box]:
    """Grow each cell of the lattice over the edges that are not drawn."""
    left, top, right, bottom = (int(e) for e in (area.left, area.top, area.right, area.bottom))
    across = _places(rules.down[top:bottom, left:right], 0, left)
    down = _places(rules.across[top:bottom, left:right], 1, top)
    columns, rows = len(across) - 1, len(down) - 1
    taken: set[tuple[int, int]] = set()
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            end = column + 1
            while (
                end < columns
                and (row, end) not in taken
                and not _drawn_down(rules, across[end], down[row], down[row + 1])
            ):
                end += 1
            last = row + 1
            while last < rows and _open_below(rules, across, down, last, column, end):
                last += 1
            taken.update((r, c) for r in range(row, last) for c in range(column, end))
            yield Box(left=across[column], top=down[row], right=across[end], bottom=down[last])


def _open_below(  # noqa: PLR0913,RUF100 - one edge of the lattice needs its four ends
    rules: Rules, across: list[int], down: list[int], last: int, column: int, end: int
) -> bool:
    """Whether no line is drawn below a cell and none divides it there."""
    below = any(
        _drawn_across(rules, down[last], across[one], across[one + 1]) for one in range(column, end)
    )
    divided = any(
        _drawn_down(rules, across[one], down[last], down[last + 1])
        for one in range(column + 1, end)
    )
    return not below and not divided


def _places(mask: Mask, axis: int, offset: int) -> list[int]:
    """Where lines of one direction stand: their middles, and both ends of the area."""
    count, labels = cv2.connectedComponents(mask)
    middles = [int(np.nonzero(labels == label)[1 - axis].mean()) for label in range(1, count)]
    lines: list[int] = []
    for middle in sorted([0, *middles, mask.shape[1 - axis] - 1]):
        if not lines or middle - lines[-1] > 3 * REACH:
            lines.append(middle)
    return [line + offset for line in lines]


def _drawn_down(rules: Rules, across: int, top: int, bottom: int) -> bool:
    window = rules.down[top + REACH : bottom - REACH, max(across - REACH, 0) : across + REACH + 1]
    return window.size > 0 and float(window.max(axis=1).mean()) / 255 > COVERED


def _drawn_across(rules: Rules, down: int, left: int, right: int) -> bool:
    window = rules.across[max(down - REACH, 0) : down + REACH + 1, left + REACH : right - REACH]
    return window.size > 0 and float(window.max(axis=0).mean()) / 255 > COVERED
