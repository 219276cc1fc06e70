"""Marking a mail that cannot be read: shown, kept, and nothing of it counts."""

from __future__ import annotations

from datetime import datetime

from sqlite_utils import Database

from parsers.findings import finding
from store.current import settle
from store.database import writing
from store.decisions import reapply
from store.recording import forget
from store.search import index_message


def give_up(
    db: Database, message_id: int, reason: str, *, now: datetime, code: str = "unreadable_mail"
) -> None:
    """Mark a mail unreadable, with its finding; its bytes stay kept.

    What an earlier reading recorded goes: figures must not stay behind without their findings.
    """
    told = finding(code, reason=reason, filename="邮件")
    with writing(db):
        touched = forget(db, message_id)
        db.execute(
            "UPDATE messages SET state = 'unreadable', state_reason = ? WHERE id = ?",
            [told.message, message_id],
        )
        db.execute(
            "INSERT INTO findings (message_id, severity, code, message) VALUES (?, ?, ?, ?)",
            [message_id, told.severity, told.code, told.message],
        )
        reapply(db, message_id, now)
        for one in sorted(touched):
            settle(db, one, now)
        index_message(db, message_id)
