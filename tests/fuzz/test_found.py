"""Files that once broke a reader, and a few fresh ones each time the tests run."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.fuzz.mutating import mutated
from tests.fuzz.reading import fault_of
from tests.fuzz.run import FOUND, seeds

KEPT = [path for path in sorted(FOUND.iterdir()) if path.suffix != ".md"]


@pytest.mark.parametrize("path", KEPT, ids=lambda path: str(path.name))
def test_what_once_broke_a_reader_no_longer_does(path: Path) -> None:
    assert fault_of(path.read_bytes(), path.name) == ""


@pytest.mark.parametrize("kind", sorted({path.suffix.lower() for path in seeds()}))
def test_broken_copies_of_every_kind_end_in_a_reading_or_a_told_fault(kind: str) -> None:
    chance = random.Random(kind)
    files = [path for path in seeds() if path.suffix.lower() == kind]
    for _ in range(6):
        source = chance.choice(files)
        assert fault_of(mutated(source.read_bytes(), chance), source.name) == "", source.name
