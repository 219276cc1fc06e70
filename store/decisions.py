"""People's decisions on mails, kept apart from what was read, and applied again to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from store.times import to_text


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageDecisions:
    """What people decided about a message as a whole; the newest word of each kind."""

    assigned: str | None = None
    ignored: bool = False
    reopened: bool = False


def decisions_for(db: Database, message_sha256: str) -> MessageDecisions:
    """The decisions that the pipeline must follow when it reads this message again."""
    assigned: str | None = None
    last = ""
    rows = db.query(
        "SELECT kind, reporting_unit FROM decisions WHERE message_sha256 = ?"
        " AND kind IN ('assign', 'ignore', 'reopen') ORDER BY id",
        [message_sha256],
    )
    for row in rows:
        last = row["kind"]
        if last == "assign":
            assigned = row["reporting_unit"]
    return MessageDecisions(
        assigned=assigned, ignored=last == "ignore", reopened=last in ("reopen", "assign")
    )


def decide(
    db: Database,
    kind: str,
    message_sha256: str,
    *,
    who: str,
    why: str,
    now: datetime,
    reporting_unit: str | None = None,
    attachment_sha256: str | None = None,
    field_key: str | None = None,
    finding_code: str | None = None,
    location: str | None = None,
) -> None:
    """Write one decision; the caller holds the transaction."""
    db.execute(
        "INSERT INTO decisions (kind, message_sha256, attachment_sha256, reporting_unit,"
        " field_key, finding_code, location, why, who, made_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            kind,
            message_sha256,
            attachment_sha256,
            reporting_unit,
            field_key,
            finding_code,
            location,
            why,
            who,
            to_text(now),
        ],
    )


def reapply(db: Database, message_id: int, now: datetime) -> None:
    """Apply accept, reject and dismiss to what was just recorded for a message."""
    rows = db.query(
        "SELECT d.* FROM decisions d JOIN messages m ON m.sha256 = d.message_sha256"
        " WHERE m.id = ? AND d.kind IN ('accept', 'reject', 'dismiss') ORDER BY d.id",
        [message_id],
    )
    for row in list(rows):
        if row["kind"] == "dismiss":
            db.execute(
                "UPDATE findings SET resolved_at = ?, resolution = ? WHERE message_id = ?"
                " AND code = ? AND location = ? AND field_key IS ? AND resolved_at IS NULL",
                [
                    to_text(now),
                    f"{row['who']}：{row['why']}",
                    message_id,
                    row["finding_code"],
                    row["location"] or "",
                    row["field_key"],
                ],
            )
        else:
            state = "accepted" if row["kind"] == "accept" else "superseded"
            db.execute(
                "UPDATE submissions SET state = ? WHERE message_id = ? AND reporting_unit = ?",
                [state, message_id, row["reporting_unit"]],
            )
