"""The example's office with the real readers, no mail yet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk.sample_desk import Desk, sample_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The example's office, no mail yet."""
    with sample_desk(tmp_path) as made:
        yield made
