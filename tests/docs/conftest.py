"""The pages of docs/, and one run of the demo to hold them against."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlite_utils import Database

from store.database import open_store
from tests.desk.demo import copied, demo
from tests.service.conftest import dovecot, inbox, outpost, smtp

__all__ = ["demo", "dovecot", "inbox", "outpost", "smtp"]


@pytest.fixture(scope="session")
def sample_config(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The config.toml of a demo's office; the demo's own output lies beside it."""
    return copied(demo, tmp_path_factory.mktemp("sample") / "demo") / "config.toml"


@pytest.fixture(scope="session")
def sample_store(sample_config: Path) -> Iterator[Database]:
    """The store of that office, to be read only."""
    db = open_store(sample_config.parent / "data" / "mailbot.db", read_only=True)
    yield db
    db.close()
