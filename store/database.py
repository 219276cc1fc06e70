"""Opening the SQLite store, and the one kind of write transaction."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from store.errors import StoreError, StoreFull, StoreLocked
from store.migrations import MIGRATIONS

__all__ = ["StoreError", "StoreFull", "StoreLocked", "open_store", "writing"]

_BUSY_SECONDS = 10


def open_store(path: Path, *, read_only: bool = False) -> Database:
    """Open a store, made and migrated where needed; WAL, foreign keys on, every commit durable.

    Raises StoreError where the file cannot be opened or is no SQLite database.
    """
    try:
        if read_only:
            connection = sqlite3.connect(
                f"{path.resolve().as_uri()}?mode=ro",
                uri=True,
                timeout=_BUSY_SECONDS,
                isolation_level=None,
            )
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        database = Database(connection)
        if not read_only:
            _migrate(database)
    except (sqlite3.Error, OSError) as error:
        raise _translated(error, path) from error
    return database


def _migrate(database: Database) -> None:
    """Apply what is missing, once, however many processes start together."""
    if not database.table("_sqlite_migrations").exists() or MIGRATIONS.pending(database):
        with writing(database):
            MIGRATIONS.apply(database)


@contextmanager
def writing(database: Database) -> Iterator[None]:
    """BEGIN IMMEDIATE … COMMIT, or a savepoint inside an outer one.

    Raises StoreLocked or StoreFull for the environment's faults; nothing is then written.
    """
    try:
        if database.conn.in_transaction:
            with database.atomic():
                yield
            return
        database.conn.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            database.rollback()
            raise
        database.conn.execute("COMMIT")
    except sqlite3.OperationalError as error:
        database.rollback()
        raise _translated(error, None) from error


def _translated(error: Exception, path: Path | None) -> Exception:
    text = str(error)
    if "locked" in text or "busy" in text:
        return StoreLocked(text)
    if "full" in text or getattr(error, "errno", None) == errno.ENOSPC:
        return StoreFull(text)
    return StoreError(f"{path}: {text}" if path else text)
