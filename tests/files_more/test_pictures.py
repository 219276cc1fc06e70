"""Pictures: which of them show paper, small copies of them, and how large they may be."""

from __future__ import annotations

import io
from pathlib import Path

import PIL.Image
import PIL.ImageDraw
import PIL.ImageFilter
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.errors import TooLarge, Unreadable
from parsers.files.image import frame_count, frames, thumbnail
from parsers.files.likeness import shows_paper

SAMPLES = Path(__file__).resolve().parent.parent / "samples" / "image"


def page(*, turn: float = 0, ground: int = 250, ink: int = 30) -> PIL.Image.Image:
    """Rows of strokes on an even sheet."""
    image = PIL.Image.new("L", (512, 720), ground)
    draw = PIL.ImageDraw.Draw(image)
    for line in range(60, 640, 26):
        for word in range(50, 440, 18):
            draw.rectangle((word, line, word + 11, line + 9), outline=ink)
    return image.rotate(turn, expand=True, fillcolor=ground).convert("RGB")


def texture(seed: int) -> PIL.Image.Image:
    """Nothing but leaves, as it were."""
    noise = PIL.Image.effect_noise((64 + seed % 7, 48), 90).resize((512, 384))
    return PIL.Image.merge("RGB", (noise, noise, noise.point([v // 2 for v in range(256)])))


@pytest.mark.parametrize("turn", [0, 2.5, -3, 90, 180, 270])
def test_a_sheet_with_rows_is_paper_however_it_lies(turn: float) -> None:
    assert shows_paper(page(turn=turn))


@given(ground=st.integers(120, 255), ink=st.integers(0, 60))
@settings(max_examples=20, deadline=None)
def test_dim_light_does_not_hide_paper(ground: int, ink: int) -> None:
    assert shows_paper(page(ground=ground, ink=ink))


@pytest.mark.parametrize("seed", range(5))
def test_texture_is_no_paper(seed: int) -> None:
    assert not shows_paper(texture(seed))


@pytest.mark.parametrize("colour", ["white", "gray", "black", "skyblue"])
def test_an_even_area_is_no_paper(colour: str) -> None:
    assert not shows_paper(PIL.Image.new("RGB", (512, 384), colour))


def test_a_logo_is_no_paper() -> None:
    assert not shows_paper(page().resize((150, 60)))


@pytest.mark.parametrize(
    ("name", "size"),
    [("crowd.jpg", (200, 133)), ("held.jpg", (150, 200)), ("paper.heic", None), ("fax.tif", None)],
)
def test_a_thumbnail_is_a_small_jpeg_without_notes(name: str, size: tuple[int, int] | None) -> None:
    data = thumbnail(SAMPLES / name, 200)
    with PIL.Image.open(io.BytesIO(data)) as image:
        assert (image.format, max(image.size)) == ("JPEG", 200)
        assert size is None or image.size == size
        assert dict(image.getexif()) == {}


def test_a_thumbnail_of_a_bomb_is_refused() -> None:
    with pytest.raises(TooLarge):
        thumbnail(SAMPLES / "bomb.png", 200)


def test_a_thumbnail_of_half_a_picture_is_refused() -> None:
    with pytest.raises(Unreadable):
        thumbnail(SAMPLES / "cut.jpg", 200)


def test_every_page_of_a_fax_is_given() -> None:
    pages = list(frames(SAMPLES / "fax.tif", long_side=300, most=10))
    assert [max(one.size) for one in pages] == [300, 300]
    assert frame_count(SAMPLES / "fax.tif") == 2
    assert len(list(frames(SAMPLES / "fax.tif", long_side=300, most=1))) == 1


def test_an_animation_is_one_picture(tmp_path: Path) -> None:
    first = PIL.Image.new("P", (60, 60), 1)
    path = tmp_path / "moving.gif"
    first.save(path, save_all=True, append_images=[PIL.Image.new("P", (60, 60), 5)])
    assert frame_count(path) == 1
