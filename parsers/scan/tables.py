"""One upright page to its tables and its text outside of them."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from parsers.files.aligned import find_aligned
from parsers.files.boxes import Box, arrange, cell_text
from parsers.files.flow import outside
from parsers.files.paged import Page, aligned_table, ruled_table
from parsers.scan.engine import Image
from parsers.scan.keystone import squared
from parsers.scan.rules import REACH, Mask, Rules, find_rules, find_tables, ink
from parsers.scan.words import read_words


def read_page(image: Image, number: int) -> Page:
    """Find the ruled tables, read every piece of text into its cell, then look for aligned ones."""
    rules = find_rules(image)
    made = squared(image, rules)
    if made is not None:
        image, rules = made, find_rules(made)
    ruled = [arrange(cells, REACH) for cells in find_tables(rules)]
    areas = [area for table in ruled for area in table]
    image, dark = _without_rules(image, rules, [area.box for area in areas])
    words = read_words(image, dark, [area.box for area in areas])
    texts = [cell_text(boxes) for boxes in words.inside]
    tables = []
    for table in ruled:
        tables.append(ruled_table(table, texts[: len(table)]))
        texts = texts[len(table) :]
    aligned = [aligned_table(one) for one in find_aligned(words.outside)]
    found = [table for table in tables + aligned if any(cell.text for cell in table.cells)]
    rest = outside(words.outside, [table.box for table in aligned])
    return Page(number=number, height=image.shape[0], tables=tuple(found), boxes=tuple(rest))


def _without_rules(image: Image, rules: Rules, cells: Sequence[Box]) -> tuple[Image, Mask]:
    """Paint the tables' lines over, so that none is read as a 1; and the writing that is left."""
    near = np.zeros_like(rules.across)
    for cell in cells:
        corners = (int(cell.left), int(cell.top)), (int(cell.right), int(cell.bottom))
        cv2.rectangle(near, *corners, color=255, thickness=2 * REACH)
    lines = cv2.dilate(cv2.bitwise_and(rules.both, near), np.ones((3, 3), dtype=np.uint8))
    painted = image.copy()
    painted[lines > 0] = np.median(image.reshape(-1, 3)[::50], axis=0).astype(np.uint8)
    dark = ink(image)
    dark[lines > 0] = 0
    return painted, dark
