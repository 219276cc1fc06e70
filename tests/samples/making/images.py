"""Picture samples: photographs, pictures of paper, odd and broken files."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import numpy as np
import PIL.Image
import pillow_heif

from tests.samples.making.degraded import Image, landscape, photographed
from tests.samples.making.forms import ACTIVITIES
from tests.samples.making.programs import keep
from tests.samples.making.scans import sheet

PHOTO: dict[str, Any] = {"origin": "scan", "need": "", "pictures": 1, "texts": [], "findings": []}
PAPER: dict[str, Any] = {**PHOTO, "need": "ocr"}


def picture(image: Image) -> PIL.Image.Image:
    """The same pixels as a Pillow image."""
    return PIL.Image.fromarray(np.ascontiguousarray(image[:, :, ::-1]))


def saved(image: PIL.Image.Image, kind: str, **options: Any) -> bytes:
    """The bytes of a picture file."""
    made = io.BytesIO()
    image.save(made, kind, **options)
    return made.getvalue()


def bomb() -> bytes:
    """A PNG that claims more pixels than a computer has memory for."""
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def dated(image: PIL.Image.Image, when: str, turn: int = 1) -> PIL.Image.Exif:
    """A camera's notes: when, and how it was held."""
    exif = image.getexif()
    exif.get_ifd(0x8769)[0x9003] = when
    exif[0x0112] = turn
    return exif


def make() -> None:
    """Make all of them."""
    photo, paper = picture(landscape()), picture(sheet(ACTIVITIES, scale=1.2))
    held = picture(landscape(seed=5, size=(400, 300)))
    taken = {**PHOTO, "taken_at": "2022-05-21T09:30:00"}
    when = "2022:05:21 09:30:00"
    keep("image", "crowd.jpg", saved(photo, "JPEG", quality=50, exif=dated(photo, when)), taken)
    keep("image", "held.jpg", saved(held, "JPEG", quality=50, exif=dated(held, when, 6)), taken)
    undated = saved(held, "JPEG", quality=50, exif=dated(held, "0000:00:00 00:00:00"))
    keep("image", "undated.jpg", undated, {**PHOTO, "taken_at": ""})
    keep("image", "print.jpg", saved(held.convert("CMYK"), "JPEG", quality=50), PHOTO)
    keep("image", "paper.png", saved(paper.convert("L").quantize(8), "PNG"), PAPER)
    slanted = picture(photographed(sheet(ACTIVITIES, scale=1.2)))
    pillow_heif.register_heif_opener()
    keep("image", "paper.heic", saved(slanted, "HEIF", quality=30), PAPER)
    keep("image", "paper.webp", saved(slanted, "WEBP", quality=30), PAPER)
    small = paper.resize((480, 680)).convert("1")
    two = saved(small, "TIFF", compression="group4", save_all=True, append_images=[small])
    keep("image", "fax.tif", two, PAPER)
    keep("image", "small.bmp", saved(held.resize((160, 120)), "BMP"), PHOTO)
    logo = PIL.Image.new("RGB", (90, 40), "white")
    keep("image", "logo.gif", saved(logo, "GIF"), PHOTO)
    keep("image", "bomb.png", bomb(), {"error": "TooLarge"})
    keep("image", "cut.jpg", saved(held, "JPEG", quality=50)[:4000], {"error": "Unreadable"})


if __name__ == "__main__":
    make()
