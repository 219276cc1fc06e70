"""One page of a PDF with text: its characters in tables and lines, or the verdict "a scan"."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pdfplumber.page import Page as PlumberPage

from parsers.files.aligned import find_aligned
from parsers.files.boxes import Box, arrange, cell_text
from parsers.files.flow import outside
from parsers.files.paged import Page, PageTable, aligned_table, ruled_table
from parsers.files.radicals import ordinary

TOLERANCE = 3.0
"""Points within which lines of a table count as one."""
LEAST_TEXT = 8
"""Characters; a page with fewer and with anything drawn on it is a scan with a stamped number."""
LARGEST_PICTURE = 0.6
"""Share of the page: text over a picture this large was put there by a scanner's own OCR."""
GARBLED = 0.02
"""Share of characters without a meaning from which a page is looked at instead of read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfPage:
    """A page as far as its text goes. `scan`: its picture must be read; `pictures` on it."""

    page: Page
    scan: bool
    pictures: int


def read_text_page(page: PlumberPage, number: int) -> PdfPage:
    """Read the text of a page."""
    page = page.dedupe_chars(tolerance=1)
    chars = page.chars
    pictures = [image for image in page.images if _share(image, page) > 0.001]
    if _is_garbled(chars):
        blank = Page(number=number, height=float(page.height))
        return PdfPage(page=blank, scan=True, pictures=len(pictures))
    boxes = _boxes([char for char in chars if char["upright"]])
    tables = _ruled(page, boxes)
    rest = outside(boxes, [table.box for table in tables])
    aligned = [aligned_table(found) for found in find_aligned(rest)]
    rest = outside(rest, [table.box for table in aligned])
    return PdfPage(
        page=Page(
            number=number,
            height=float(page.height),
            tables=(*tables, *aligned),
            boxes=tuple(rest),
        ),
        scan=_is_scan(page, chars),
        pictures=len(pictures),
    )


def _is_scan(page: PlumberPage, chars: Sequence[dict[str, Any]]) -> bool:
    texts = [char["text"] for char in chars if char["text"].strip()]
    drawn = bool(page.images or page.curves or page.rects or page.lines or texts)
    if len(texts) < LEAST_TEXT:
        return drawn
    covered = max((_share(image, page) for image in page.images), default=0.0)
    lying = sum(not char["upright"] for char in chars)
    return covered > LARGEST_PICTURE or lying > len(chars) / 2


def _is_garbled(chars: Sequence[dict[str, Any]]) -> bool:
    """Whether fonts name no characters for their glyphs: such text says nothing, or untruth."""
    meaningless = sum(_meaningless(char["text"]) for char in chars)
    return meaningless > GARBLED * len(chars)


def _share(image: dict[str, Any], page: PlumberPage) -> float:
    across = min(image["x1"], page.width) - max(image["x0"], 0)
    down = min(image["bottom"], page.height) - max(image["top"], 0)
    area = float(page.width * page.height)
    return float(max(across, 0) * max(down, 0)) / area if area else 0.0


def _meaningless(text: str) -> bool:
    """A glyph that its font names no character for."""
    return (
        text.startswith("(cid:") or not text or unicodedata.category(text[0]) in {"Co", "Cn", "Cc"}
    )


def _boxes(chars: Sequence[dict[str, Any]]) -> list[Box]:
    """A box for each character; one after a space carries it, as spaces have no ink."""
    boxes: list[Box] = []
    spaced = False
    for char in chars:
        text = ordinary(char["text"])
        if not text.strip():
            spaced = True
            continue
        box = Box(
            left=float(char["x0"]),
            top=float(char["top"]),
            right=float(char["x1"]),
            bottom=float(char["bottom"]),
            text=f" {text}" if spaced else text,
        )
        boxes.append(box)
        spaced = False
    return boxes


def _ruled(page: PlumberPage, boxes: Sequence[Box]) -> list[PageTable]:
    settings = {"snap_tolerance": TOLERANCE, "join_tolerance": TOLERANCE}
    tables = [_table(found.cells, boxes) for found in page.find_tables(settings)]
    return [table for table in tables if table is not None and len(table.cells) > 1]


def _table(
    cells: Sequence[tuple[float, float, float, float]], boxes: Sequence[Box]
) -> PageTable | None:
    areas = arrange(
        (Box(left=left, top=top, right=right, bottom=bottom) for left, top, right, bottom in cells),
        TOLERANCE,
    )
    if not areas:
        return None
    texts = [cell_text(box for box in boxes if area.box.holds(box.middle)) for area in areas]
    return ruled_table(areas, texts) if any(texts) else None
