"""Rounds of the service: when, what came of them, what went wrong."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlite_utils import Database

from store.database import writing
from store.times import from_text, to_text


def start_run(db: Database, now: datetime) -> int:
    """Note that a round began."""
    with writing(db):
        cursor = db.execute("INSERT INTO runs (started_at) VALUES (?)", [to_text(now)])
    return int(cursor.lastrowid or 0)


def finish_run(
    db: Database,
    run_id: int,
    now: datetime,
    *,
    fetched: int,
    recorded: int,
    receipts_sent: int,
    failed: int,
    error: str = "",
) -> None:
    """Note how it ended; `error` is one line, '' for a good round."""
    with writing(db):
        db.execute(
            "UPDATE runs SET finished_at = ?, fetched = ?, recorded = ?, receipts_sent = ?,"
            " failed = ?, error = ? WHERE id = ?",
            [to_text(now), fetched, recorded, receipts_sent, failed, error, run_id],
        )


def first_start(db: Database) -> datetime | None:
    """When this store's first round began."""
    row = next(db.query("SELECT min(started_at) AS at FROM runs"))
    return from_text(row["at"]) if row["at"] else None


def last_runs(db: Database, limit: int = 1) -> list[dict[str, Any]]:
    """The newest rounds, newest first."""
    return list(db.query("SELECT * FROM runs ORDER BY id DESC LIMIT ?", [limit]))


def last_success(db: Database) -> datetime | None:
    """When the newest round ended that had no error."""
    row = next(
        db.query("SELECT max(finished_at) AS at FROM runs WHERE error = '' AND finished_at <> ''")
    )
    return from_text(row["at"]) if row["at"] else None


def add_receipts_sent(db: Database, sent: int) -> None:
    """Count letters that went out between two rounds to the newest one."""
    with writing(db):
        db.execute(
            "UPDATE runs SET receipts_sent = receipts_sent + ?"
            " WHERE id = (SELECT max(id) FROM runs)",
            [sent],
        )
