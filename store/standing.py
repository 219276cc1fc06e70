"""What the store already knows that bears on a new mail."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

from sqlite_utils import Database

from store.times import to_text


def figure_senders(
    db: Database, reporting_unit: str, *, before: datetime, excluding_message: int
) -> frozenset[str]:
    """The addresses whose accepted figures of a unit arrived before a moment."""
    rows = db.query(
        "SELECT DISTINCT m.from_address FROM submissions s JOIN messages m ON m.id = s.message_id"
        " WHERE s.reporting_unit = ? AND s.state = 'accepted' AND s.received_at < ? AND m.id <> ?"
        " AND EXISTS (SELECT 1 FROM figures f WHERE f.submission_id = s.id"
        " AND f.state IN ('value', 'none') AND f.field_key IS NOT NULL)",
        [reporting_unit, to_text(before), excluding_message],
    )
    return frozenset(row["from_address"].lower() for row in rows)


def replaced_files(
    db: Database, reporting_unit: str, *, before: datetime, excluding_message: int
) -> frozenset[str]:
    """Files (SHA-256) whose figures for a unit were followed by another file's before a moment."""
    rows = db.query(
        "WITH told AS (SELECT DISTINCT s.received_at, s.message_id, a.sha256 FROM submissions s"
        " JOIN figures f ON f.submission_id = s.id AND f.field_key IS NOT NULL"
        " JOIN attachments a ON a.id = f.attachment_id"
        " WHERE s.reporting_unit = :unit AND s.state = 'accepted' AND s.received_at < :before"
        " AND s.message_id <> :message)"
        " SELECT DISTINCT one.sha256 FROM told one JOIN told other"
        " ON (other.received_at, other.message_id) > (one.received_at, one.message_id)"
        " AND other.sha256 <> one.sha256",
        {"unit": reporting_unit, "before": to_text(before), "message": excluding_message},
    )
    return frozenset(row["sha256"] for row in rows)


def address_proven(db: Database, address: str, *, before: datetime, excluding_message: int) -> bool:
    """Whether a From address was proven by a mail that arrived before a moment."""
    rows = db.query(
        "SELECT 1 FROM messages WHERE from_address = ? COLLATE NOCASE AND sender_verified = 1"
        " AND received_at < ? AND id <> ? LIMIT 1",
        [address, to_text(before), excluding_message],
    )
    return any(True for _ in rows)


def recurring_pictures(
    db: Database, sha256s: Iterable[str], *, before: datetime, excluding_message: int
) -> frozenset[str]:
    """Which of these files came as pictures with a mail that arrived before a moment."""
    rows = db.query(
        "SELECT DISTINCT a.sha256 FROM json_each(?) wanted"
        " JOIN attachments a ON a.sha256 = wanted.value AND a.family = 'image'"
        " JOIN messages m ON m.id = a.message_id WHERE m.received_at < ? AND m.id <> ?",
        [json.dumps(list(dict.fromkeys(sha256s))), to_text(before), excluding_message],
    )
    return frozenset(row["sha256"] for row in rows)
