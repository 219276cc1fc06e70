"""Scans and photographs of paper, with what OCR must read in them."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from tests.samples.making.degraded import (
    Image,
    crooked,
    encoded,
    faxed,
    noisy,
    photographed,
    quarter,
    stamped,
)
from tests.samples.making.forms import ACTIVITIES, ANNUAL, UNRULED, Form, cells, page
from tests.samples.making.pdfs import joined, picture_of, picture_page
from tests.samples.making.programs import chromium, keep


def sheet(form: Form, style: str = "", scale: float = 2.0) -> Image:
    """A printed form as a clean picture, at 144 dots an inch."""
    drawn = picture_of(chromium(page(form, style)), scale)
    return np.ascontiguousarray(np.asarray(drawn.convert("RGB"), np.uint8)[:, :, ::-1])


def expected(place: str, form: Form) -> dict[str, Any]:
    """What must come out; blank places of a table without lines have no cell."""
    table = [cell for cell in cells(form) if cell[4] or form is not UNRULED]
    return {"origin": "scan", "need": "", "grids": [{"place": f"{place} 表1 ", "cells": table}]}


def make() -> None:
    """Make all of them: six pages, as each takes seconds to read."""
    annual, listed = sheet(ANNUAL), sheet(ACTIVITIES)
    made: dict[str, tuple[bytes, Form]] = {
        "crooked.jpg": (encoded(noisy(crooked(stamped(annual, 430, 240, 120), 1.7), 7)), ANNUAL),
        "photo.jpg": (encoded(photographed(annual)), ANNUAL),
        "on-its-side.jpg": (encoded(noisy(quarter(listed, 1), 5)), ACTIVITIES),
        "unruled.png": (encoded(faxed(sheet(UNRULED, "borderless{}")), ".png"), UNRULED),
    }
    for name, (data, form) in made.items():
        keep("scan", name, data, expected(name, form))
    gray = cv2.cvtColor(noisy(crooked(listed, -2.3), 6), cv2.COLOR_BGR2GRAY)
    scan = chromium(picture_page(encoded(np.asarray(gray, np.uint8))))
    first = chromium(page(ANNUAL))
    both = expected("two.pdf 第1页", ANNUAL)
    both["grids"] += expected("two.pdf 第2页", ACTIVITIES)["grids"]
    keep("scan", "two.pdf", joined(first, scan), both)


if __name__ == "__main__":
    make()
