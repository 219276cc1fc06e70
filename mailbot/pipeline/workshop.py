"""What taking up a mail needs at hand: the store, the blobs, the reader, the campaign."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlite_utils import Database

from mailbot.config.model import Configuration
from mailbot.pipeline.reading import Reader
from store.blobs import Blobs


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """Everything by which a kept mail becomes a record.

    `scratch` is a folder for files in passing; `clock` gives an aware UTC time; `stop` is true
    once the service is ending.
    """

    config: Configuration
    db: Database
    blobs: Blobs
    reader: Reader
    scratch: Path
    clock: Callable[[], datetime]
    stop: Callable[[], bool]
