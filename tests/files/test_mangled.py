"""Damaged files end in a reading, whatever the damage."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import get_args

import pytest

from parsers.files.reader import read_file
from parsers.results import AttachmentState
from tests.files.mangling import mangled, small_samples
from tests.files.samples import SAMPLES, SMALL

_FOUND = sorted((SAMPLES / "mangled").iterdir())
_REFUSED = ("unreadable", "encrypted", "too_large", "unsupported")


def _check(data: bytes, filename: str, folder: Path) -> None:
    path = folder / "file"
    path.write_bytes(data)
    spool = folder / "spool"
    spool.mkdir(exist_ok=True)
    reading = read_file(path, spool, filename=filename, media_type="", context=SMALL)
    assert reading.state in get_args(AttachmentState)
    if reading.state in _REFUSED:
        assert len(reading.findings) == 1
    for left in spool.iterdir():
        left.unlink()


@pytest.mark.parametrize("seed", range(3))
def test_mangled_samples_give_a_reading(seed: int, tmp_path: Path) -> None:
    """A refused file has one finding; nothing is raised."""
    random = Random(seed)
    for sample in small_samples():
        _check(mangled(sample.read_bytes(), random), sample.name, tmp_path)


@pytest.mark.parametrize("path", _FOUND, ids=lambda path: path.name)
def test_what_fuzzing_found_gives_a_reading(path: Path, tmp_path: Path) -> None:
    """Files that once raised (see tests/files/fuzz.py)."""
    _check(path.read_bytes(), path.name.split("-", 1)[1], tmp_path)
