"""Pieces of text on an upright page, each within one cell, and what they say."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from parsers.files.boxes import Box, around
from parsers.scan.engine import Image, find_text, recognise
from parsers.scan.rules import Mask

TEXT_SIZE = 1600
"""Pixels of the long side at which text is looked for: 1.1 s a page, as good as 2.3 s at 2000."""
SURE_ENOUGH = 0.3
"""Outside tables, less than this is a smudge, a seal's rim or a picture's texture."""
UNREAD = "？"
"""Stands in a cell where something is written that could not be read; never a blank."""
DASH = "—"
MARGIN = 0.25
"""In heights of a piece of text: what its box is wider than the writing, on each side."""
SMALLEST = 8
"""Pixels of height or width from which a mark in a cell is writing and no speck."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The text of one page: in the cells asked about, in their order, and outside of them."""

    inside: tuple[tuple[Box, ...], ...]
    outside: tuple[Box, ...]


def read_words(image: Image, dark: Mask, cells: Sequence[Box]) -> Words:
    """Read a page's text; `dark` is its writing without ruled lines.

    Every cell with writing in it yields text: where none was found, the cell itself is read.
    """
    inside: list[list[Box]] = [[] for _ in cells]
    outside: list[Box] = []
    for found in _found(image):
        for index, piece in _by_cell(found, cells):
            text, score = _said(image, dark, piece)
            read = _narrowed(replace(piece, text=text))
            if index is None:
                outside.extend([read] if text and score >= SURE_ENOUGH else [])
            elif text:
                inside[index].append(read)
    for cell, boxes in zip(cells, inside, strict=True):
        written = _writing(dark, cell) if not boxes else None
        if written is not None:
            text, _ = _said(image, dark, written)
            boxes.append(replace(written, text=text or UNREAD))
    return Words(inside=tuple(tuple(_dashes(one)) for one in inside), outside=tuple(outside))


def _found(image: Image) -> Iterator[Box]:
    height, width = image.shape[:2]
    for corners in find_text(image, long_side=TEXT_SIZE):
        left, top = corners.min(axis=0).tolist()
        right, bottom = corners.max(axis=0).tolist()
        box = Box(
            left=max(left, 0), top=max(top, 0), right=min(right, width), bottom=min(bottom, height)
        )
        if box.width >= 2 and box.height >= 2:
            yield box


def _by_cell(box: Box, cells: Sequence[Box]) -> Iterator[tuple[int | None, Box]]:
    """Cut a piece of text where it runs over a cell's edge, unless that is the mere rim of it."""
    parts = [
        (index, part)
        for index, cell in enumerate(cells)
        if (part := _shared(box, cell)) is not None and _is_text(part, box)
    ]
    if not parts:
        home = next((i for i, cell in enumerate(cells) if cell.holds(box.middle)), None)
        yield home, box
    elif len(parts) == 1:
        yield parts[0][0], box
    else:
        yield from parts


def _narrowed(box: Box) -> Box:
    """Take off the margin that pieces of text are found with, so that gaps are what they are."""
    margin = min(MARGIN * box.height, box.width / 4)
    return replace(box, left=box.left + margin, right=box.right - margin)


def _shared(box: Box, cell: Box) -> Box | None:
    left, right = max(box.left, cell.left), min(box.right, cell.right)
    top, bottom = max(box.top, cell.top), min(box.bottom, cell.bottom)
    if right <= left or bottom <= top:
        return None
    return Box(left=left, top=top, right=right, bottom=bottom)


def _is_text(part: Box, whole: Box) -> bool:
    """Whether a part is as tall as a line of text and wide enough for a digit."""
    line = min(whole.height, whole.width)
    return part.height > 0.5 * line and part.width > 0.35 * line


def _said(image: Image, dark: Mask, box: Box) -> tuple[str, float]:
    """Read one piece; a column of characters is read one by one."""
    if box.height < 1.8 * box.width:
        return recognise(_cut(image, box))
    pieces = [recognise(_cut(image, one)) for one in _characters(dark, box)]
    text = "".join(text for text, _ in pieces)
    return text, sum(score for _, score in pieces) / len(pieces)


def _characters(dark: Mask, box: Box) -> list[Box]:
    """Cut a column into about square characters, each time where the least is written."""
    count = max(round(box.height / box.width), 1)
    step = box.height / count
    rows = _window(dark, box).sum(axis=1, dtype=np.int64)
    cuts = [0]
    for number in range(1, count):
        start = max(int((number - 0.3) * step), cuts[-1] + 1)
        near = rows[start : int((number + 0.3) * step) + 1]
        cuts.append(start + int(near.argmin()) if near.size else start)
    cuts.append(int(box.height))
    return [
        replace(box, top=box.top + top, bottom=box.top + bottom)
        for top, bottom in itertools.pairwise(cuts)
        if bottom - top > 1
    ]


def _cut(image: Image, box: Box) -> Image:
    return np.ascontiguousarray(
        image[int(box.top) : round(box.bottom), int(box.left) : round(box.right)]
    )


def _window(dark: Mask, box: Box) -> Mask:
    return dark[int(box.top) : round(box.bottom), int(box.left) : round(box.right)]


def _writing(dark: Mask, cell: Box, rim: int = 4) -> Box | None:
    """Where something is written in a cell; None for an empty one with at most specks in it."""
    inner = replace(
        cell,
        left=cell.left + rim,
        top=cell.top + rim,
        right=cell.right - rim,
        bottom=cell.bottom - rim,
    )
    window = _window(dark, inner)
    if window.size == 0:
        return None
    _, _, stats, _ = cv2.connectedComponentsWithStats(np.ascontiguousarray(window))
    marks = [
        Box(left=left, top=top, right=left + width, bottom=top + height)
        for left, top, width, height, area in stats[1:].tolist()
        if max(width, height) >= SMALLEST and area >= 2 * SMALLEST
    ]
    if not marks:
        return None
    area = around(marks)
    margin = max(area.height * 0.3, 6)
    return Box(
        left=max(inner.left + area.left - margin, cell.left),
        top=max(inner.top + area.top - margin, cell.top),
        right=min(inner.left + area.right + margin, cell.right),
        bottom=min(inner.top + area.bottom + margin, cell.bottom),
    )


def _dashes(boxes: Sequence[Box]) -> Sequence[Box]:
    """A lone 一 in a cell is a dash: a flat stroke says "nothing", it must never become a one."""
    if len(boxes) == 1 and boxes[0].text in {"一", "-", "_", "ー", "–"}:
        return [replace(boxes[0], text=DASH)]
    return boxes
