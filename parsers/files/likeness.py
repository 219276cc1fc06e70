"""Whether a picture shows a sheet of paper with text, so that reading it is worth the time.

Paper is bright, colourless and even behind its strokes; text stands in rows with gaps between
them, seen in narrow strips so that a crooked or turned sheet counts as well.
"""

from __future__ import annotations

import itertools

import PIL.Image
import PIL.ImageChops
import PIL.ImageFilter

SMALLEST = 200
"""Pixels; a smaller picture is a logo or an icon."""
TILE = 16
LEAST_PAPER, ALL_PAPER = 0.35, 0.85
"""Shares of the tiles that must be paper: a sheet on a desk, and a scanned sheet."""
LEAST_WRITTEN, LEAST_WRITTEN_OF_ALL = 0.08, 0.02
"""Shares of the paper tiles that must hold strokes, for each of the two."""
LEAST_ROWS = 0.3
"""Share of the strips with strokes that must show rows."""
STRIP = 48


def shows_paper(image: PIL.Image.Image) -> bool:
    """Judge a small RGB copy of a picture, about 512 pixels long."""
    if min(image.size) < SMALLEST:
        return False
    gray = image.convert("L")
    ground = gray.filter(PIL.ImageFilter.MaxFilter(9)).filter(PIL.ImageFilter.MinFilter(5))
    paper = _paper(image, ground)
    strokes = _at_least(PIL.ImageChops.subtract(ground, gray), 40)
    strokes = PIL.ImageChops.multiply(strokes, paper)
    if not _written_on(paper, strokes):
        return False
    turned = strokes.transpose(PIL.Image.Transpose.ROTATE_90)
    return max(_rows(strokes), _rows(turned)) > LEAST_ROWS


def _paper(image: PIL.Image.Image, ground: PIL.Image.Image) -> PIL.Image.Image:
    """Where the ground is bright, even and colourless."""
    bright = _at_least(ground, 95)
    soft = ground.filter(PIL.ImageFilter.GaussianBlur(9))
    even = PIL.ImageChops.invert(_at_least(PIL.ImageChops.difference(ground, soft), 14))
    colour = image.convert("HSV").getchannel("S").filter(PIL.ImageFilter.BoxBlur(4))
    plain = PIL.ImageChops.invert(_at_least(colour, 75))
    return PIL.ImageChops.multiply(PIL.ImageChops.multiply(bright, even), plain)


def _at_least(image: PIL.Image.Image, level: int) -> PIL.Image.Image:
    return image.point([255 if value >= level else 0 for value in range(256)])


def _written_on(paper: PIL.Image.Image, strokes: PIL.Image.Image) -> bool:
    """Whether enough tiles are paper, and enough of these hold strokes."""
    size = paper.width // TILE, paper.height // TILE
    shares = zip(_tiles(paper, size), _tiles(strokes, size), strict=True)
    written = [stroke > 10 for ground, stroke in shares if ground > 217]
    sheet = len(written) / (size[0] * size[1])
    least = LEAST_WRITTEN_OF_ALL if sheet > ALL_PAPER else LEAST_WRITTEN
    return sheet > LEAST_PAPER and sum(written) > least * len(written)


def _tiles(mask: PIL.Image.Image, size: tuple[int, int]) -> bytes:
    return mask.resize(size, PIL.Image.Resampling.BOX).tobytes()


def _rows(strokes: PIL.Image.Image) -> float:
    """Share of the strips with strokes in which rows and empty gaps take turns."""
    width, height = strokes.size
    shown = written = 0
    for left in range(0, width - STRIP + 1, STRIP):
        strip = strokes.crop((left, 0, left + STRIP, height))
        profile = list(strip.resize((1, height), PIL.Image.Resampling.BOX).tobytes())
        if sum(profile) < 255 * height * 0.01:
            continue
        written += 1
        dark = [value > 25 for value in profile]
        empty = sum(value < 6 for value in profile) / height
        turns = sum(a != b for a, b in itertools.pairwise(dark))
        shown += turns >= 10 and 0.2 < empty < 0.95
    return shown / written if written >= 2 else 0.0
