"""What is stopped, and why: sending after a refused login, polling after a ban."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from store.database import writing
from store.times import from_text, to_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """One thing that is stopped."""

    kind: str
    reason: str
    since: datetime


def hold(db: Database, kind: str, reason: str, now: datetime) -> bool:
    """Stop something; False when it was stopped already."""
    with writing(db):
        cursor = db.execute(
            "INSERT OR IGNORE INTO holds (kind, reason, since) VALUES (?, ?, ?)",
            [kind, reason, to_text(now)],
        )
    return bool(cursor.rowcount == 1)


def lift(db: Database, kind: str, now: datetime) -> None:
    """Let it go on."""
    with writing(db):
        db.execute(
            "UPDATE holds SET lifted_at = ? WHERE kind = ? AND lifted_at IS NULL",
            [to_text(now), kind],
        )


def active_holds(db: Database) -> list[Hold]:
    """All that is stopped now, oldest first."""
    rows = db.query("SELECT kind, reason, since FROM holds WHERE lifted_at IS NULL ORDER BY since")
    return [
        Hold(kind=row["kind"], reason=row["reason"], since=from_text(row["since"])) for row in rows
    ]
