"""People's decisions on mails, kept apart from what was read, and applied again to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from store.times import to_text

WAITING_CODES = (
    "wrong_year", "several_forms", "stranger_replaces", "second_form", "earlier_file", "ocr",
)  # fmt: skip
"""Findings for whose sake a submission waits for a person."""


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
    finding_text: str | None = None,
) -> None:
    """Write one decision; the caller holds the transaction."""
    db.execute(
        "INSERT INTO decisions (kind, message_sha256, attachment_sha256, reporting_unit,"
        " field_key, finding_code, location, finding_text, why, who, made_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            kind,
            message_sha256,
            attachment_sha256,
            reporting_unit,
            field_key,
            finding_code,
            location,
            finding_text,
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
            _dismiss(db, message_id, row, now)
        else:
            _judge(db, message_id, row, now)


def _dismiss(db: Database, message_id: int, decision: dict[str, Any], now: datetime) -> None:
    """Resolve the finding of this place and code; of several there, the one of the same words."""
    db.execute(
        _RESOLVE,
        {
            "at": to_text(now),
            "resolution": f"{decision['who']}：{decision['why']}",
            "message": message_id,
            "code": decision["finding_code"],
            "location": decision["location"] or "",
            "field": decision["field_key"],
            "unit": decision["reporting_unit"],
            "file": decision["attachment_sha256"],
            "text": decision["finding_text"],
        },
    )


_SAME_PLACE = """
{0}.message_id = :message AND {0}.code = :code AND {0}.location = :location
    AND {0}.field_key IS :field
    AND (:file IS NULL OR {0}.attachment_id IN (SELECT id FROM attachments WHERE sha256 = :file))
    AND (:unit IS NULL OR {0}.submission_id IN
        (SELECT id FROM submissions WHERE reporting_unit = :unit))
"""
_RESOLVE = f"""
UPDATE findings SET resolved_at = :at, resolution = :resolution
WHERE resolved_at IS NULL AND {_SAME_PLACE.format("findings")} AND (:text IS NULL
    OR message = :text OR NOT EXISTS (SELECT 1 FROM findings twin
        WHERE twin.message = :text AND {_SAME_PLACE.format("twin")}))
"""


def _judge(db: Database, message_id: int, decision: dict[str, Any], now: datetime) -> None:
    """Count a submission, or not. Who accepts one has answered why it waited."""
    accepted = decision["kind"] == "accept"
    db.execute(
        "UPDATE submissions SET state = ? WHERE message_id = ? AND reporting_unit = ?",
        ["accepted" if accepted else "superseded", message_id, decision["reporting_unit"]],
    )
    if accepted:
        db.execute(
            f"UPDATE findings SET resolved_at = ?, resolution = ? WHERE resolved_at IS NULL"
            f" AND code IN ({', '.join('?' * len(WAITING_CODES))}) AND submission_id IN"
            " (SELECT id FROM submissions WHERE message_id = ? AND reporting_unit = ?)",
            [
                to_text(now),
                f"{decision['who']}：{decision['why']}",
                *WAITING_CODES,
                message_id,
                decision["reporting_unit"],
            ],
        )
