"""The recogniser behind two questions: where text stands, and what one piece of it says.

The only module that knows the library of the extra `ocr`. Its models lie inside the package and
are named here by path, so that nothing is ever fetched.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import rapidocr

Image = npt.NDArray[np.uint8]
"""Rows, columns and three colours (blue, green, red)."""
Corners = npt.NDArray[np.float32]
"""The four corners of a piece of text, from its top left one, as its reader sees it."""

THREADS = 2
THINNEST = 3
"""Pixels; thinner pieces hold no text."""
LONGEST = 30
"""The recogniser refuses pieces that are this many times as long as they are high, or more."""


def find_text(image: Image, *, long_side: int) -> list[Corners]:
    """Where pieces of text stand in a page image, looked for at a size of `long_side` pixels."""
    engine = _engine()
    engine.max_side_len = long_side
    found = engine(image, use_det=True, use_cls=False, use_rec=False)
    boxes = getattr(found, "boxes", None)
    return [] if boxes is None else [np.asarray(box, dtype=np.float32) for box in boxes]


def recognise(piece: Image) -> tuple[str, float]:
    """What a piece with one line of text says, and how sure that is (0 to 1)."""
    if min(piece.shape[:2]) < THINNEST:
        return "", 0.0
    found = _engine()(_padded(piece), use_det=False, use_cls=False, use_rec=True)
    texts, scores = getattr(found, "txts", None), getattr(found, "scores", None)
    if not texts or not scores:
        return "", 0.0
    return str(texts[0]).strip(), float(scores[0])


def _padded(piece: Image) -> Image:
    height, width = piece.shape[:2]
    missing = max(width // LONGEST - height, height // LONGEST - width) + 1
    if missing <= 0:
        return piece
    down, across = (missing, 0) if width > height else (0, missing)
    return np.pad(piece, ((down, down), (across, across), (0, 0)), mode="edge")


@cache
def _engine() -> rapidocr.RapidOCR:
    models = Path(rapidocr.__file__).parent / "models"
    return rapidocr.RapidOCR(
        params={
            "Global.log_level": "error",
            "Global.text_score": 0.0,
            "EngineConfig.onnxruntime.intra_op_num_threads": THREADS,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            "Det.model_path": str(_model(models, "det")),
            "Cls.model_path": str(_model(models, "cls")),
            "Rec.model_path": str(_model(models, "rec")),
        }
    )


def _model(folder: Path, part: str) -> Path:
    return min(folder.glob(f"*_{part}_*.onnx"))
