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

__all__ = ["StoreError", "StoreFull", "StoreLocked", "faults_told", "open_store", "writing"]

_BUSY_SECONDS = 10
_LOCKED = ("SQLITE_BUSY", "SQLITE_LOCKED")
_ENVIRONMENT = (
    *_LOCKED,
    "SQLITE_CANTOPEN",
    "SQLITE_CORRUPT",
    "SQLITE_FULL",
    "SQLITE_IOERR",
    "SQLITE_NOTADB",
    "SQLITE_PERM",
    "SQLITE_PROTOCOL",
    "SQLITE_READONLY",
)
"""Result codes that speak of the disk, its rights or other processes, never of what is written."""


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

    Raises StoreLocked, StoreFull or StoreError for the environment's faults; nothing is then
    written.
    """
    with faults_told():
        if database.conn.in_transaction:
            with database.atomic():
                yield
            return
        database.conn.execute("BEGIN IMMEDIATE")
        try:
            yield
            database.conn.execute("COMMIT")
        except BaseException:  # whatever ends the work: all of it is written, or nothing
            database.rollback()
            raise


@contextmanager
def faults_told(path: Path | None = None) -> Iterator[None]:
    """Raise the environment's faults as StoreError; what the statement is to blame for stays."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if not _code(error).startswith(_ENVIRONMENT):
            raise
        raise _translated(error, path) from error


def _code(error: sqlite3.Error) -> str:
    """The name of SQLite's result code; '' for what Python's module itself complains of."""
    return str(getattr(error, "sqlite_errorname", ""))


def _translated(error: Exception, path: Path | None) -> StoreError:
    code = _code(error) if isinstance(error, sqlite3.Error) else ""
    text = f"{path}: {error}" if path else str(error)
    if code.startswith(_LOCKED):
        return StoreLocked(text)
    if code == "SQLITE_FULL" or getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT):
        return StoreFull(text)
    return StoreError(text)
