"""The sample mailbox taken up once, as `mailbot demo` does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mailbot.config.loading import load_configuration
from mailbot.reading.pool import ReaderPool
from mailbot.reading.starting import reader_for
from mailbot.sample.mailbox import sample_config_text, sample_mails
from mailbot.sample.rehearsal import Rehearsal, SampleClock, rehearse
from mailbot.service.office import Office


@dataclass(frozen=True)
class Stage:
    """The sample office after its rehearsal; `letters` holds what it would have sent."""

    office: Office
    reader: ReaderPool
    letters: Path
    done: Rehearsal


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """Taken up once for all tests, which only look at it or rebuild it."""
    folder = tmp_path_factory.mktemp("sample")
    (folder / "config.toml").write_text(sample_config_text(), encoding="utf-8")
    config = load_configuration(folder / "config.toml", {})
    clock = SampleClock(datetime.now(UTC))
    with (
        Office(config, clock=clock) as office,
        reader_for(config, office.scratch) as reader,
    ):
        done = rehearse(
            office, clock, reader, sample_mails(), folder / "letters", lambda _done, _all: None
        )
        yield Stage(office, reader, folder / "letters", done)
