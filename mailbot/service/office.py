"""An office at work: its configuration, its store brought up to date, its folder of blobs."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database

from mailbot.config.model import Configuration
from mailbot.pipeline.reading import Reader
from mailbot.pipeline.workshop import Workshop
from store.blobs import Blobs
from store.database import open_store
from store.roster import sync_campaign


def utc_now() -> datetime:
    """The wall clock."""
    return datetime.now(UTC)


class Office:
    """A configuration with the store and blobs it names. A context manager."""

    def __init__(self, config: Configuration, *, clock: Callable[[], datetime] = utc_now) -> None:
        self.config = config
        self.clock = clock
        self.store_path: Path = config.store.path
        self.blobs = Blobs(self.store_path.parent / "blobs")
        self.db = self.connect()
        sync_campaign(
            self.db,
            reporting_units=config.roster_rows(),
            materials=config.material_rows(),
            form_fields=config.form_rows(),
            campaign=config.campaign_row(),
        )

    def connect(self) -> Database:
        """A connection of its own, for a thread of its own."""
        return open_store(self.store_path)

    def __enter__(self) -> Office:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.db.close()

    @property
    def scratch(self) -> Path:
        """A folder for files in passing, on the same disk as the blobs."""
        folder = self.store_path.parent / "scratch"
        folder.mkdir(exist_ok=True)
        return folder

    def clear_scratch(self) -> None:
        """Take away what a killed round left there; only the holder of the lock may."""
        shutil.rmtree(self.store_path.parent / "scratch", ignore_errors=True)
        self.blobs.clear_incoming()

    def workshop(
        self,
        reader: Reader,
        *,
        db: Database | None = None,
        stop: Callable[[], bool] = lambda: False,
    ) -> Workshop:
        """What taking up mails needs; `db` where it runs in a thread of its own."""
        return Workshop(
            config=self.config,
            db=db or self.db,
            blobs=self.blobs,
            reader=reader,
            scratch=self.scratch,
            clock=self.clock,
            stop=stop,
        )
