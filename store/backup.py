"""A consistent copy of the store and, incrementally, of its blobs, while the service runs."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlite_utils import Database

from store.blobs import Blobs
from store.database import faults_told
from store.errors import disk_faults_told
from store.restoring import mark_copy


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupReport:
    """What a backup did: blobs copied now, blobs in all."""

    database: Path
    copied: int
    blobs: int


def backup(
    db: Database,
    blobs: Blobs,
    folder: Path,
    progress: Callable[[int, int], None] | None = None,
    *,
    now: datetime,
) -> BackupReport:
    """Copy the store first, then every blob it can name; a blob already there is not copied.

    The copy is made beside the old one and takes its place only when it is whole; it is marked as
    one, because a store brought back from it does not know what was sent since. Raises
    StoreFull and StoreError for faults of either disk.
    """
    with disk_faults_told(), faults_told():
        target = _copy_database(db, folder, now)
        names = sorted(blobs.names())
        kept = Blobs(folder / "blobs")
        copied = 0
        for done, name in enumerate(names, start=1):
            copied += _copy_blob(blobs.path(name), kept.path(name))
            if progress:
                progress(done, len(names))
    return BackupReport(database=target, copied=copied, blobs=len(names))


def _copy_database(db: Database, folder: Path, now: datetime) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    fresh = folder / "mailbot.db.new"
    fresh.unlink(missing_ok=True)
    copy = sqlite3.connect(fresh)
    try:
        db.conn.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
        mark_copy(copy, now)
    finally:
        copy.close()
    return fresh.replace(folder / "mailbot.db")


def _copy_blob(source: Path, target: Path) -> int:
    if target.exists() and target.stat().st_size == source.stat().st_size:
        return 0
    target.parent.mkdir(exist_ok=True)
    partial = target.with_suffix(".part")
    shutil.copyfile(source, partial)
    partial.replace(target)
    return 1
