"""The sheet in a photograph: cut out of its surroundings, and its red seal taken off."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from parsers.scan.engine import Image
from parsers.scan.keystone import squared_to

LEAST_SHEET, WHOLE_PICTURE = 0.25, 0.93
"""Shares of a picture: less is no sheet of paper, more needs no cutting out."""
WHITE_FROM = 0.9
"""Share of a stamp's own brightness in the red from which its area counts as bare paper."""
RED_BY = 40
"""How much more red than green and blue a seal's ink is, in steps of 255."""


def cut_out(image: Image) -> Image:
    """Cut the sheet of paper out of a photograph; what fills its picture stays as it is."""
    hull = _sheet(image)
    if hull is None:
        return image
    inside = np.zeros(image.shape[:2], dtype=np.uint8)
    cv2.fillConvexPoly(inside, hull, 255)
    lone = image.copy()
    lone[inside == 0] = 255
    corners = cv2.approxPolyDP(hull, 0.03 * cv2.arcLength(hull, closed=True), closed=True)
    if len(corners) != 4:
        return lone
    return squared_to(lone, corners.reshape(4, 2).astype(np.float32), fill=True)


def _sheet(image: Image) -> npt.NDArray[np.int32] | None:
    """The outline of the one large bright area, if it is a part of the picture only."""
    scale = 500 / max(image.shape[:2])
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    gray = cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), (5, 5), 0)
    level, _ = cv2.threshold(gray, 0, 255, cv2.THRESH_OTSU)
    bright = cv2.morphologyEx(
        np.asarray(gray > level, dtype=np.uint8), cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8)
    )
    contours, _ = cv2.findContours(bright, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not contours:
        return None
    largest = max(contours, key=cv2.contourArea)
    hull = cv2.convexHull(largest)
    share = cv2.contourArea(hull) / gray.size
    solid = cv2.contourArea(largest) > 0.85 * cv2.contourArea(hull)
    outside = np.ones(gray.shape, dtype=np.uint8)
    cv2.fillConvexPoly(outside, hull, 0)
    if not solid or not LEAST_SHEET < share < WHOLE_PICTURE:
        return None
    if outside.any() and float(gray[outside > 0].mean()) > level:
        return None
    return np.asarray(np.round(hull / scale), dtype=np.int32)


def without_seals(image: Image) -> Image:
    """Take round red stamps away: their rims make lines and their letters words otherwise.

    In the red part of the light a stamp is as bright as paper, and what it lies over stays dark.
    """
    blue, green, red = (image[:, :, part].astype(np.int16) for part in range(3))
    stamped = np.asarray((red - np.maximum(blue, green) > RED_BY) & (red > 110), dtype=np.uint8)
    joined = cv2.morphologyEx(stamped, cv2.MORPH_CLOSE, np.ones((25, 25), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined)
    clean = image.copy()
    for label in range(1, count):
        _, _, width, height, _ = stats[label].tolist()
        if not _is_seal(width, height, min(image.shape[:2])):
            continue
        own = (stamped > 0) & (labels == label)
        near = cv2.dilate(own.astype(np.uint8), np.ones((7, 7), np.uint8)) > 0
        level = WHITE_FROM * float(np.median(red[own]))
        plain = np.clip(red[near] * (255 / level), 0, 255).astype(np.uint8)
        clean[near] = plain[:, None]
    return clean


def _is_seal(width: int, height: int, page_width: int) -> bool:
    return 0.75 < width / height < 1.33 and 0.06 * page_width < width < 0.4 * page_width
