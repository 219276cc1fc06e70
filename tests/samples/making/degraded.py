"""What scanners, telephones and stamps do to a page."""

from __future__ import annotations

import io

import cv2
import numpy as np
import numpy.typing as npt

Image = npt.NDArray[np.uint8]
PAPER = (245, 245, 245)


def noisy(image: Image, strength: float, seed: int = 1) -> Image:
    """Grain of a sensor."""
    grain = np.random.default_rng(seed).normal(0, strength, image.shape)
    return np.clip(image.astype(np.float64) + grain, 0, 255).astype(np.uint8)


def crooked(image: Image, degrees: float) -> Image:
    """A sheet that lay crooked on the glass."""
    height, width = image.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    turned = cv2.warpAffine(
        image, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=PAPER
    )
    return np.asarray(turned, np.uint8)


def quarter(image: Image, turns: int) -> Image:
    """A sheet photographed on its side."""
    return np.ascontiguousarray(np.rot90(image, turns))


def stamped(image: Image, across: int, down: int, radius: int) -> Image:
    """A round red seal with a star over the text."""
    red = (60, 60, 215)
    stamp = np.full_like(image, 255)
    cv2.circle(stamp, (across, down), radius, red, max(radius // 18, 2))
    angles = [-np.pi / 2 + point * np.pi / 5 for point in range(10)]
    reach = [radius * (0.45 if point % 2 == 0 else 0.18) for point in range(10)]
    star = [
        (int(across + far * np.cos(angle)), int(down + far * np.sin(angle)))
        for far, angle in zip(reach, angles, strict=True)
    ]
    cv2.fillPoly(stamp, [np.array(star, dtype=np.int32)], red)
    return np.minimum(image, stamp)


def photographed(image: Image, slant: float = 0.06, seed: int = 2) -> Image:
    """A sheet on a dark desk, seen at a slant, lit from one side."""
    height, width = image.shape[:2]
    desk = noisy(
        np.full((int(height * 1.15), int(width * 1.2), 3), (60, 80, 95), np.uint8), 12, seed
    )
    down, across = desk.shape[:2]
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    seen = np.array(
        [
            [across * 0.07 + width * slant, down * 0.05],
            [across * 0.92 - width * slant * 0.4, down * 0.07],
            [across * 0.95, down * 0.95],
            [across * 0.05, down * 0.93],
        ],
        np.float32,
    )
    warp = cv2.getPerspectiveTransform(corners, seen)
    sheet = cv2.warpPerspective(image, warp, (across, down), flags=cv2.INTER_AREA)
    where = cv2.warpPerspective(np.full((height, width), 255, np.uint8), warp, (across, down))
    desk[where > 128] = np.asarray(sheet, np.uint8)[where > 128]
    light = np.linspace(0.62, 1, across)[None, :, None] * np.linspace(1, 0.85, down)[:, None, None]
    lit = cv2.GaussianBlur((desk * light).astype(np.uint8), (3, 3), 0)
    return noisy(np.asarray(lit, np.uint8), 5, seed)


def faxed(image: Image) -> Image:
    """Black and white only."""
    gray = cv2.cvtColor(noisy(image, 20), cv2.COLOR_BGR2GRAY)
    return np.asarray(cv2.threshold(gray, 150, 255, cv2.THRESH_BINARY)[1], np.uint8)


def encoded(image: Image, suffix: str = ".jpg", quality: int = 45) -> bytes:
    """The bytes of a picture file."""
    _, data = cv2.imencode(suffix, image, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return io.BytesIO(np.asarray(data).tobytes()).getvalue()


def landscape(seed: int = 3, size: tuple[int, int] = (960, 640)) -> Image:
    """An outdoor photograph: sky, hills, a crowd, a banner."""
    random = np.random.default_rng(seed)
    width, height = size
    sky = np.linspace((225, 190, 140), (245, 230, 205), height // 2)[:, None, :].repeat(width, 1)
    ground = np.linspace((60, 110, 70), (40, 80, 60), height - height // 2)[:, None, :]
    image = np.concatenate([sky, ground.repeat(width, 1)]).astype(np.uint8)
    for _ in range(160):
        across, down = int(random.integers(width)), int(random.integers(height // 2, height))
        colour = [int(part) for part in random.integers(20, 235, 3)]
        cv2.ellipse(image, (across, down), (9, 26), 0, 0, 360, colour, -1)
        cv2.circle(image, (across, down - 30), 8, (120, 160, 205), -1)
    cv2.rectangle(
        image, (width // 4, height // 4), (3 * width // 4, height // 3), (40, 40, 200), -1
    )
    return noisy(np.asarray(cv2.GaussianBlur(image, (3, 3), 0), np.uint8), 6, seed)
