"""The outbox: letters queued, claimed, sent, and every way a sending can end."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from store.database import writing
from store.records import ReceiptDraft, ReceiptKind, ReceiptState
from store.times import to_text


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxRow:
    """A letter as it lies in the outbox."""

    id: int
    kind: ReceiptKind
    message_id: int | None
    reporting_unit: str | None
    to_address: str
    subject: str
    body: str
    header_message_id: str
    reference: str
    extra_headers: tuple[tuple[str, str], ...]
    attempts: int
    state: ReceiptState


def queue(db: Database, draft: ReceiptDraft, now: datetime) -> int:
    """Put a letter into the outbox; inside the caller's transaction where there is one.

    A second receipt for the same message breaks the store's own constraint and raises.
    """
    with writing(db):
        cursor = db.execute(
            "INSERT INTO receipts (kind, message_id, reporting_unit, to_address, subject, body,"
            " header_message_id, reference, extra_headers, state, reason, queued_at,"
            " next_attempt_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                draft.kind,
                draft.message_id,
                draft.reporting_unit,
                draft.to_address,
                draft.subject,
                draft.body,
                draft.header_message_id,
                draft.reference,
                json.dumps(draft.extra_headers, ensure_ascii=False),
                draft.state,
                draft.reason,
                to_text(now),
                to_text(now),
            ],
        )
    return int(cursor.lastrowid or 0)


def due(db: Database, now: datetime, limit: int) -> list[OutboxRow]:
    """What may be sent now: receipts before reminders, digests and alerts, oldest first."""
    return _rows(
        db,
        "SELECT * FROM receipts WHERE state = 'queued' AND next_attempt_at <= ?"
        " ORDER BY CASE kind WHEN 'alert' THEN 0 WHEN 'receipt' THEN 1 WHEN 'reminder' THEN 2"
        " ELSE 3 END, id LIMIT ?",
        [to_text(now), limit],
    )


def in_flight(db: Database) -> list[OutboxRow]:
    """Letters whose sending began and whose end nobody recorded."""
    return _rows(db, "SELECT * FROM receipts WHERE state = 'sending' ORDER BY id", [])


def claim(db: Database, receipt_id: int, now: datetime) -> bool:
    """Take a queued letter for sending, durably; False when another process was first."""
    del now
    with writing(db):
        cursor = db.execute(
            "UPDATE receipts SET state = 'sending', attempts = attempts + 1"
            " WHERE id = ? AND state = 'queued'",
            [receipt_id],
        )
    return bool(cursor.rowcount == 1)


def mark_sent(db: Database, receipt_id: int, smtp_reply: str, now: datetime) -> None:
    """The server took it; its reply is the only proof."""
    _set(db, receipt_id, "sent", reason="", smtp_reply=smtp_reply, sent_at=to_text(now))


def mark_retry(
    db: Database, receipt_id: int, reason: str, next_attempt_at: datetime, smtp_reply: str = ""
) -> None:
    """Back into the queue, not before a wall-clock time."""
    when = to_text(next_attempt_at)
    _set(db, receipt_id, "queued", reason=reason, next_attempt_at=when, smtp_reply=smtp_reply)


def mark_failed(db: Database, receipt_id: int, reason: str, smtp_reply: str, now: datetime) -> None:
    """Refused for good."""
    del now
    _set(db, receipt_id, "failed", reason=reason, smtp_reply=smtp_reply)


def mark_uncertain(db: Database, receipt_id: int, reason: str, now: datetime) -> None:
    """Nobody can tell whether it went out; a person decides. It counts as sent for the limits."""
    _set(db, receipt_id, "uncertain", reason=reason, sent_at=to_text(now))


def suppress(db: Database, receipt_id: int, reason: str) -> None:
    """Not to be sent after all."""
    _set(db, receipt_id, "suppressed", reason=reason)


def requeue(db: Database, receipt_id: int, now: datetime) -> bool:
    """A person sends a letter again that failed, bounced, was suppressed or is uncertain.

    A suppressed one stays so where another letter answers its mail already.
    """
    with writing(db):
        cursor = db.execute(
            "UPDATE receipts SET state = 'queued', reason = '', next_attempt_at = ?,"
            " attempts = max(attempts, 1)"
            " WHERE id = ? AND state IN ('failed', 'uncertain', 'suppressed', 'bounced')"
            " AND NOT EXISTS (SELECT 1 FROM receipts other WHERE other.id <> receipts.id"
            " AND other.kind = 'receipt' AND other.message_id = receipts.message_id"
            " AND other.state <> 'suppressed')",
            [to_text(now), receipt_id],
        )
    return bool(cursor.rowcount == 1)


def _set(db: Database, receipt_id: int, state: ReceiptState, **columns: Any) -> None:
    assignments = "".join(f", {name} = ?" for name in columns)
    with writing(db):
        db.execute(
            f"UPDATE receipts SET state = ?{assignments} WHERE id = ?",
            [state, *columns.values(), receipt_id],
        )


def _rows(db: Database, sql: str, parameters: list[Any]) -> list[OutboxRow]:
    return [
        OutboxRow(
            id=row["id"],
            kind=row["kind"],
            message_id=row["message_id"],
            reporting_unit=row["reporting_unit"],
            to_address=row["to_address"],
            subject=row["subject"],
            body=row["body"],
            header_message_id=row["header_message_id"],
            reference=row["reference"],
            extra_headers=tuple((name, value) for name, value in json.loads(row["extra_headers"])),
            attempts=row["attempts"],
            state=row["state"],
        )
        for row in db.query(sql, parameters)
    ]
