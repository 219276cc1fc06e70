"""The sample mailbox as `mailbot demo` takes it up."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mailbot.config.loading import load_configuration
from mailbot.reading.pool import ReaderPool
from mailbot.reading.starting import reader_for
from mailbot.sample.rehearsal import Rehearsal, SampleClock
from mailbot.service.office import Office
from tests.desk.demo import PRINTED, copied, demo

__all__ = ["demo"]


@dataclass(frozen=True)
class Stage:
    """The sample office after its rehearsal; `letters` holds what it would have sent."""

    office: Office
    reader: ReaderPool
    letters: Path
    done: Rehearsal


@pytest.fixture(scope="session")
def stage(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """For all tests, which only look at it or rebuild it."""
    folder = copied(demo, tmp_path_factory.mktemp("sample") / "demo")
    config = load_configuration(folder / "config.toml", {})
    done = json.loads((demo / PRINTED).read_text(encoding="utf-8"))["rehearsal"]
    with (
        Office(config, clock=SampleClock(datetime.now(UTC))) as office,
        reader_for(config, office.scratch) as reader,
    ):
        yield Stage(office, reader, folder / "letters", Rehearsal(**done))
