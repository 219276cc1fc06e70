"""Turning a page image upright: quarter turns first, then the few degrees of a crooked sheet."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt

from parsers.scan.engine import Corners, Image, find_text, recognise
from parsers.scan.skew import skew

LOOK_SIZE = 960
"""Pixels of the long side at which text is looked for to judge the direction of a page."""
SAMPLES = 8
LEAST_SKEW = 0.05
"""Degrees below which turning costs more sharpness than it gains."""


def upright(image: Image) -> Image:
    """Turn a page so that its text runs from left to right; a page without text stays."""
    corners = find_text(image, long_side=LOOK_SIZE)
    if not corners:
        return image
    if _runs_down(corners):
        corners = [_turned(one, image.shape[0]) for one in corners]
        image = _quarter(image, cv2.ROTATE_90_CLOCKWISE)
    longest = sorted(corners, key=_width, reverse=True)[: 3 * SAMPLES]
    image, matrix = _deskewed(image, skew(image, longest))
    pieces = [_cut(image, cv2.transform(one[None], matrix)[0]) for one in longest[:SAMPLES]]
    if _upside_down([piece for piece in pieces if piece.size]):
        image = _quarter(image, cv2.ROTATE_180)
    return image


def _quarter(image: Image, turn: int) -> Image:
    return np.ascontiguousarray(cv2.rotate(image, turn), dtype=np.uint8)


def _runs_down(corners: Sequence[Corners]) -> bool:
    """Whether more text stands in tall boxes than in wide ones."""
    wide = sum(_width(one) for one in corners if _width(one) > 1.5 * _height(one))
    tall = sum(_height(one) for one in corners if _height(one) > 1.5 * _width(one))
    return tall > wide


def _width(corners: Corners) -> float:
    return float(np.linalg.norm(corners[1] - corners[0]))


def _height(corners: Corners) -> float:
    return float(np.linalg.norm(corners[3] - corners[0]))


def _turned(corners: Corners, page_height: int) -> Corners:
    """The same corners after a quarter turn clockwise, from the top left one again."""
    points = np.stack([page_height - 1 - corners[:, 1], corners[:, 0]], axis=1)
    return np.asarray(np.roll(points, 1, axis=0), dtype=np.float32)


def _deskewed(image: Image, degrees: float) -> tuple[Image, npt.NDArray[np.float64]]:
    """Turn by a few degrees on a sheet that is large enough, filled with the paper's white."""
    height, width = image.shape[:2]
    if not LEAST_SKEW < abs(degrees) < 45:
        return image, np.eye(2, 3)
    matrix = np.array(
        cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0), dtype=np.float64
    )
    cosine, sine = abs(matrix[0, 0]), abs(matrix[0, 1])
    across, down = int(height * sine + width * cosine), int(height * cosine + width * sine)
    matrix[:, 2] += ((across - width) / 2, (down - height) / 2)
    turned = cv2.warpAffine(
        image, matrix, (across, down), flags=cv2.INTER_CUBIC, borderValue=(255, 255, 255)
    )
    return np.asarray(turned, dtype=np.uint8), matrix


def _cut(image: Image, corners: Corners) -> Image:
    left, top = np.maximum(corners.min(axis=0), 0).astype(int)
    right, bottom = np.maximum(corners.max(axis=0), 0).astype(int)
    return np.ascontiguousarray(image[top:bottom, left:right])


def _upside_down(pieces: Sequence[Image]) -> bool:
    """Whether pieces of text are surer the other way round."""
    as_is = sum(recognise(piece)[1] for piece in pieces)
    turned = sum(recognise(_quarter(piece, cv2.ROTATE_180))[1] for piece in pieces)
    return turned > as_is
