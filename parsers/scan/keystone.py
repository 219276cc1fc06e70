"""Rectangles seen at a slant made rectangles again."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from parsers.scan.engine import Image
from parsers.scan.rules import Rules


def squared(image: Image, rules: Rules) -> Image | None:
    """Undo the keystone of a photograph: make the largest table's frame a true rectangle.

    None where there is no such frame, or it is square enough already.
    """
    contours, _ = cv2.findContours(rules.both, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not contours:
        return None
    hull = cv2.convexHull(max(contours, key=cv2.contourArea))
    corners = cv2.approxPolyDP(hull, 0.02 * cv2.arcLength(hull, closed=True), closed=True)
    if len(corners) != 4 or cv2.contourArea(corners) < image.shape[0] * image.shape[1] / 12:
        return None
    frame = _from_top_left(corners.reshape(4, 2).astype(np.float32))
    stray = float(np.abs(frame - _rectangle(frame)).max())
    if not 2 < stray < max(image.shape[:2]) / 8:
        return None
    return squared_to(image, frame, fill=False)


def squared_to(image: Image, corners: npt.NDArray[np.float32], *, fill: bool) -> Image:
    """Warp a page so that four corners make a rectangle: in its place, or filling the page."""
    frame = _from_top_left(corners)
    target = _rectangle(frame)
    if fill:
        target -= target[0]
    across, down = image.shape[1], image.shape[0]
    size = tuple(np.ceil(target[2]).astype(int).tolist()) if fill else (across, down)
    warp = cv2.getPerspectiveTransform(frame, target)
    made = cv2.warpPerspective(
        image, warp, size, flags=cv2.INTER_CUBIC, borderValue=(255, 255, 255)
    )
    return np.asarray(made, dtype=np.uint8)


def _from_top_left(points: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    total, difference = points.sum(axis=1), points[:, 1] - points[:, 0]
    order = [total.argmin(), difference.argmin(), total.argmax(), difference.argmax()]
    return points[order]


def _rectangle(frame: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    left, right = frame[[0, 3], 0].mean(), frame[[1, 2], 0].mean()
    top, bottom = frame[[0, 1], 1].mean(), frame[[2, 3], 1].mean()
    corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
    return np.asarray(corners, dtype=np.float32)
