"""A store that was brought back from a backup: what it forgot, another life of it may have done."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from sqlite_utils import Database

from store.database import writing
from store.times import from_text, to_text

_COPY, _RESTORED = "backup", "restored"
"""Kinds of `holds` that stop nothing: this is a copy, and when a copy took up the work."""

_STALE = "恢复备份之前排队的，不再发送"


def mark_copy(copy: sqlite3.Connection, now: datetime) -> None:
    """Write into a backup that it is one: should it ever serve as a store, it will know."""
    copy.execute(
        "INSERT INTO holds (kind, reason, since, lifted_at) VALUES (?, '这份数据库是备份', ?, ?)",
        [_COPY, to_text(now), to_text(now)],
    )
    copy.commit()


def begin_after_restore(db: Database, now: datetime) -> bool:
    """Where a backup now serves as the store, note when it began; whether it did so just now.

    What waited in its outbox may have gone out since the copy was made. Receipts are queued as if
    never tried, so that they are looked for among the sent mail; other letters are out of date.
    """
    if not list(db.query("SELECT 1 FROM holds WHERE kind = ? LIMIT 1", [_COPY])):
        return False
    with writing(db):
        changed = db.execute(
            "UPDATE holds SET kind = ?, reason = '数据库是从备份恢复的', lifted_at = ?"
            " WHERE kind = ?",
            [_RESTORED, to_text(now), _COPY],
        )
        db.execute(
            "UPDATE receipts SET state = 'queued', attempts = 0, next_attempt_at = ?"
            " WHERE kind = 'receipt' AND state IN ('queued', 'sending')",
            [to_text(now)],
        )
        db.execute(
            "UPDATE receipts SET state = 'suppressed', reason = ?"
            " WHERE kind <> 'receipt' AND state IN ('queued', 'sending')",
            [_STALE],
        )
    return bool(changed.rowcount)


def restored_at(db: Database) -> datetime | None:
    """When a backup last became this store; None for one that never was."""
    row = next(db.query("SELECT max(lifted_at) AS at FROM holds WHERE kind = ?", [_RESTORED]))
    return from_text(row["at"]) if row["at"] else None
