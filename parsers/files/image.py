"""Pictures: kept as they are, with the date taken; a picture of paper asks for OCR."""

from __future__ import annotations

import contextlib
import io
import re
import struct
import warnings
from collections.abc import Iterator
from pathlib import Path

import PIL.Image
import PIL.ImageFile
import PIL.ImageOps
import pillow_heif

from parsers.errors import TooLarge, Unreadable
from parsers.files.format import Source
from parsers.files.likeness import shows_paper
from parsers.results import FileContent

MAX_PIXELS = 100_000_000
"""A picture with more is a bomb or a poster; 100 megapixels are 300 MB in memory."""
LOOK_SIZE = 512
JPEG_QUALITY = 80

_EXIF_FOLDER, _ORIGINAL, _CHANGED = 0x8769, 0x9003, 0x0132
_DATE = re.compile(r"(\d{4})[:-](\d{2})[:-](\d{2})[ T](\d{2}):(\d{2}):(\d{2})")
_FORMATS = ("JPEG", "PNG", "TIFF", "BMP", "GIF", "WEBP", "HEIF", "AVIF", "MPO")
_BROKEN = (
    OSError,
    ValueError,
    SyntaxError,
    struct.error,
    EOFError,
    KeyError,
    IndexError,
    TypeError,
)
"""What Pillow raises for broken files, apart from its own errors (issue 5631 and its kin)."""

PIL.Image.MAX_IMAGE_PIXELS = MAX_PIXELS
pillow_heif.register_heif_opener()


def read(source: Source) -> FileContent:
    """Take the date; look at a small copy to see whether it shows paper."""
    with opened(source.path) as image:
        taken_at = _taken_at(image)
        paper = _pages(image) > 1 or shows_paper(_reduced(image, LOOK_SIZE))
    return FileContent(
        parser="image",
        pictures=1,
        taken_at=taken_at,
        origin="scan",
        need="ocr" if paper else "",
    )


@contextlib.contextmanager
def opened(path: Path) -> Iterator[PIL.Image.Image]:
    """Open a picture; raises TooLarge and Unreadable, also for what breaks while it is used."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with PIL.Image.open(path, formats=_FORMATS) as image:
                if image.width * image.height > MAX_PIXELS:
                    raise TooLarge(f"{image.width} x {image.height} pixels")
                yield image
    except PIL.Image.DecompressionBombError as error:
        raise TooLarge(str(error)) from error
    except _BROKEN as error:
        raise Unreadable(f"broken picture: {error}") from error


def frame_count(path: Path) -> int:
    """How many pages a picture has: only a TIFF has more than one; an animation is one picture."""
    with opened(path) as image:
        return _pages(image)


def _pages(image: PIL.Image.Image) -> int:
    return int(getattr(image, "n_frames", 1)) if image.format == "TIFF" else 1


def frames(path: Path, *, long_side: int, most: int) -> Iterator[PIL.Image.Image]:
    """The pages of a picture, each upright as its camera meant it, no longer than `long_side`."""
    with opened(path) as image:
        count = _pages(image)
        for number in range(min(count, most)):
            if count > 1:
                image.seek(number)
                if image.width * image.height > MAX_PIXELS:
                    raise TooLarge(f"{image.width} x {image.height} pixels")
            yield _reduced(image, long_side)


def thumbnail(path: Path, edge: int) -> bytes:
    """A JPEG made anew from a picture, at most `edge` pixels wide and high, without its metadata.

    Raises TooLarge and Unreadable.
    """
    with opened(path) as image:
        small = _reduced(image, edge)
    made = io.BytesIO()
    small.save(made, "JPEG", quality=JPEG_QUALITY)
    return made.getvalue()


def _reduced(image: PIL.Image.Image, long_side: int) -> PIL.Image.Image:
    """A small copy on white; JPEG files are decoded no larger than needed."""
    image.draft("RGB", (long_side, long_side))
    image.load()
    small: PIL.Image.Image = image
    if max(image.size) > long_side:
        small = image.copy()
        small = small if small.mode in {"L", "RGB", "RGBA", "LA"} else small.convert("RGBA")
        small.thumbnail((long_side, long_side), PIL.Image.Resampling.LANCZOS)
    return PIL.ImageOps.exif_transpose(_on_white(small, image))


def _on_white(small: PIL.Image.Image, image: PIL.Image.Image) -> PIL.Image.Image:
    clear = small.convert("RGBA")
    paper = PIL.Image.new("RGB", clear.size, "white")
    paper.paste(clear, mask=clear.getchannel("A"))
    paper.info["exif"] = image.info.get("exif", b"")
    return paper


def _taken_at(image: PIL.Image.Image) -> str:
    """The local time the camera wrote, as `2022-05-25T09:30:00`."""
    exif = image.getexif()
    for value in (exif.get_ifd(_EXIF_FOLDER).get(_ORIGINAL), exif.get(_CHANGED)):
        found = _DATE.match(value) if isinstance(value, str) else None
        if found and found[1] > "1980" and found[2] != "00":
            return "{}-{}-{}T{}:{}:{}".format(*found.groups())
    return ""
