"""Which units answered the notice, found without reading every mail of theirs."""

from __future__ import annotations

from sqlite_utils import Database


def acknowledging(db: Database) -> None:
    """Index the mails that acknowledge the notice: one in some dozens."""
    db.conn.execute(
        "CREATE INDEX messages_acknowledging ON messages (reporting_unit)"
        " WHERE acknowledges_notice = 1"
    )
