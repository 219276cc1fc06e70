"""The pages of a scan: what a PDF's text says as it is, pictures as images to be read."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
import PIL.Image

from parsers.errors import ParserError
from parsers.files.format import Source
from parsers.files.image import frame_count, frames
from parsers.files.paged import Page
from parsers.files.pdf import opened, text_pages
from parsers.scan.engine import Image
from parsers.scan.paper import cut_out, without_seals
from parsers.scan.tables import read_page
from parsers.scan.upright import upright

LONG_SIDE = 2000
"""Pixels of a page's long side when it is read: an A4 page at 170 dots an inch."""
PHOTO_SIDE = 3000
"""Pixels of a photograph's long side: the sheet may fill only a part of it."""


def count_pages(source: Source) -> int:
    """How many pages a PDF or a picture has; raises a ParserError for a broken file."""
    if not _is_pdf(source):
        return frame_count(source.path)
    with opened(source.path) as document:
        return len(document)


def pages_of(source: Source, count: int) -> Iterator[Page]:
    """Read the first pages of a PDF or of a picture, one by one."""
    return _pdf_pages(source, count) if _is_pdf(source) else _frames(source, count)


def _is_pdf(source: Source) -> bool:
    with source.path.open("rb") as file:
        return b"%PDF-" in file.read(1024)


def _pdf_pages(source: Source, count: int) -> Iterator[Page]:
    with opened(source.path) as document:
        try:
            texts = list(text_pages(source.path, count))
        except ParserError:
            # Broken for the reader of texts; pdfium can still draw it.
            texts = []
        for index in range(count):
            text = texts[index] if index < len(texts) else None
            if text is not None and not text.scan:
                yield text.page
                continue
            page = document[index]
            scale = LONG_SIDE / max(*page.get_size(), 1.0)
            drawn = page.render(scale=scale).to_pil()
            page.close()
            yield read_image(_colours(drawn), index + 1)


def _frames(source: Source, count: int) -> Iterator[Page]:
    images = frames(source.path, long_side=PHOTO_SIDE, most=count)
    for number, image in enumerate(images, start=1):
        yield read_image(_colours(image), number if count > 1 else 0)


def read_image(image: Image, number: int) -> Page:
    """Read one page image, however it lies."""
    sheet = _sized(cut_out(image))
    return read_page(without_seals(upright(sheet)), number)


def _colours(image: PIL.Image.Image) -> Image:
    return np.ascontiguousarray(np.asarray(image.convert("RGB"), dtype=np.uint8)[:, :, ::-1])


def _sized(image: Image) -> Image:
    scale = LONG_SIDE / max(image.shape[:2])
    if 0.95 < scale < 1.05:
        return image
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(image, None, fx=scale, fy=scale, interpolation=way), np.uint8)
