"""By which form, roster and version each mail was read."""

from __future__ import annotations

from sqlite_utils import Database


def read_with(db: Database) -> None:
    """Add `messages.read_with`."""
    db.conn.execute("ALTER TABLE messages ADD COLUMN read_with TEXT NOT NULL DEFAULT ''")
