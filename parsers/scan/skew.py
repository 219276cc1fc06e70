"""How crooked a page lies: by its ruled lines, else by its longest pieces of text."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import cv2
import numpy as np

from parsers.scan.engine import Corners, Image
from parsers.scan.rules import ink

MOST_SKEW = 12.0
"""Degrees; more is a quarter turn, or no sheet on a scanner."""
LOOK_SIZE = 1000
"""Pixels of the long side at which lines are looked for: 0.2 s instead of 2 s a page."""
LONG_LINE = 5
"""Parts of the page's width (1/5) from which a straight stroke is a ruled line for sure."""


def skew(image: Image, corners: Sequence[Corners]) -> float:
    """Degrees that a page's lines slope down to the right."""
    ruled = _ruled_slopes(image)
    if sum(length for _, length in ruled) > LOOK_SIZE:
        return _median(ruled)
    return _median(_text_slopes(corners))


def _ruled_slopes(image: Image) -> list[tuple[float, float]]:
    """Slope and length of each long straight stroke that is nearly level."""
    scale = LOOK_SIZE / max(image.shape[:2])
    small = cv2.resize(ink(image), None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    width = small.shape[1]
    found = cv2.HoughLinesP(
        np.asarray(small > 60, dtype=np.uint8),
        1,
        math.pi / 1800,
        threshold=width // 8,
        minLineLength=width // LONG_LINE,
        maxLineGap=4,
    )
    lines = [] if found is None else np.asarray(found).reshape(-1, 4).tolist()
    slopes = [
        (math.degrees(math.atan2(y2 - y1, x2 - x1)), math.hypot(x2 - x1, y2 - y1))
        for x1, y1, x2, y2 in lines
    ]
    return [(slope, length) for slope, length in slopes if abs(slope) < MOST_SKEW]


def _text_slopes(corners: Sequence[Corners]) -> list[tuple[float, float]]:
    """Short pieces are found level whatever their slope: length counts twice."""
    sides = [(one[1] - one[0]).tolist() for one in corners]
    return [
        (math.degrees(math.atan2(down, across)), across * across + down * down)
        for across, down in sides
    ]


def _median(weighed: Iterable[tuple[float, float]]) -> float:
    ordered = sorted(weighed)
    half, passed = sum(weight for _, weight in ordered) / 2, 0.0
    for value, weight in ordered:
        passed += weight
        if passed >= half:
            return value
    return 0.0
